//! A venue on a day: by it an event finds the visits that it may touch.

use serde::{Deserialize, Serialize};

use super::event::AtVenue;
use crate::ids::VenueId;
use crate::time::Date;

/// A registered venue, and a day on which visits there began.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VenueDay {
    /// The venue.
    pub venue: VenueId,
    /// The day.
    pub day: Date,
}

impl VenueDay {
    /// The days on which a visit may have begun that overlaps with a stay of a case: those of the stay, and the one before,
    /// because a place may close after midnight.
    pub fn near(venue: VenueId, case: &AtVenue) -> impl Iterator<Item = Self> {
        let first = case.from.instant().date() - 1;
        let days = case.to.instant().date() - first;
        (0..=days).map(move |day| Self {
            venue,
            day: first + day,
        })
    }
}
