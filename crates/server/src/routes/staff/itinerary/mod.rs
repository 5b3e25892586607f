//! Requests about checks of the itinerary, for whoever decides them.

pub(crate) mod decide;
pub(crate) mod list;
pub(crate) mod open;
