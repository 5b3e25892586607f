//! Checks of the itinerary as rows: the check of a person and a city (`check`), what staff are asked (`request`), and how
//! often it was tried on a day (`tries`). An open entry is a fact and stands in `entry`.
//!
//! *Invariant:* what a carrier recorded is written nowhere.

mod check;
mod entry;
mod request;
mod tries;

pub use check::{CheckMark, CheckRow, CheckState};
pub use request::{ItineraryRequestRow, ItineraryWaiting};
pub use tries::ItineraryTry;

/// Everything of a person but the entries, which go with their record.
pub(crate) const DROP_OF_PERSON: [&str; 3] = [
    "DELETE FROM itinerary_check WHERE person_id = ?1",
    "DELETE FROM itinerary_request WHERE person_id = ?1",
    "DELETE FROM itinerary_try WHERE person_id = ?1",
];
pub(crate) use entry::DROP as DROP_ENTRY;
