//! Venue codes (N-5): a place is registered by the manager of its organisation (`register`), who prints its code with the figures of
//! the day or shows one that changes each minute (`code`), has the figures sent to a number (`figures`), and closes it for good (`close`); a person says with it that they are there, and that they left
//! (`visit`); or its staff scan the person's own code on the one device of the venue (`scan`).
//!
//! *Invariant:* nothing here answers who was at a place, or where a person was: a visit is read again for the person who made it, by
//! the number that only their phone has, and for a match with an event. *Invariant:* a visit that no event met is no fact of a person: no rating
//! reads it, and nobody's code changes by scanning. *Invariant:* a position never comes here; the phone says that it compared.

mod close;
mod code;
mod figures;
mod register;
mod scan;
mod visit;

pub use code::VenueScreen;
pub use register::{NewVenue, VenueSeen};
pub use visit::{VisitMark, VisitSaid, VisitTold};
