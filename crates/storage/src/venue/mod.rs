//! Venues and the visits there. A visit lies under its venue and day alone: from a person no way leads to it, and without the key of
//! the day nothing tells whose it was.

mod number;
mod register;
mod visit;

pub use number::VenueNumberRow;
pub use register::{VenueDevice, VenueRow};
