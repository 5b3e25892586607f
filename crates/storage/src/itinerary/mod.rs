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

pub(crate) use check::DROP_OF_PERSON as DROP_CHECKS;
pub(crate) use entry::DROP as DROP_ENTRY;
pub(crate) use request::DROP_OF_PERSON as DROP_REQUESTS;
pub(crate) use tries::DROP_OF_PERSON as DROP_TRIES;
