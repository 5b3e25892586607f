//! Venues, stays there, and the whole seconds in which they are compared.

use std::fmt;

use crate::time::Instant;

words! {
    /// Kinds of venues.
    PlaceKind {
        /// A household.
        Household = "household",
        /// An office.
        Office = "office",
        /// A workshop.
        Workshop = "workshop",
        /// A classroom.
        Classroom = "classroom",
        /// A canteen.
        Canteen = "canteen",
        /// A lift.
        Lift = "lift",
        /// A restaurant.
        Restaurant = "restaurant",
        /// A cinema, bar or the like.
        Entertainment = "entertainment",
        /// A ward of a hospital.
        Ward = "ward",
        /// Any other.
        Other = "other",
    }
}

/// A moment as a whole second, 1970 to 2106.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Second(pub u32);

impl Second {
    /// The second in which an instant lies; none before 1970 and after 2106.
    pub fn of(instant: Instant) -> Option<Self> {
        u32::try_from(instant.ms().div_euclid(1_000)).ok().map(Self)
    }

    /// The second in which an instant lies, or the nearest that there is.
    pub fn nearest(instant: Instant) -> Self {
        let seconds = instant.ms().div_euclid(1_000);
        Self(seconds.clamp(0, i64::from(u32::MAX)) as u32)
    }

    /// Its beginning.
    pub fn instant(self) -> Instant {
        Instant::from_ms(i64::from(self.0) * 1_000)
    }
}

impl fmt::Display for Second {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.instant().fmt(f)
    }
}

/// Somebody's stay at a venue: from `from` until before `to`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Visit {
    /// The caller's number of the visit.
    pub row: u64,
    /// The caller's number of the venue.
    pub venue: u64,
    /// The caller's number of the room, where one is named.
    pub room: Option<u32>,
    /// When they came.
    pub from: Second,
    /// When they left; none where nobody knows.
    pub to: Option<Second>,
}
