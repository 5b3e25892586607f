//! Where a case was, and where others were aboard.

use super::class::IndexPerson;
use super::conveyance::Conveyance;
use super::seating::Seating;
use super::venue::{PlaceKind, Second};
use crate::time::Date;

words! {
    /// How the air of a conveyance is.
    Air {
        /// HEPA-filtered (aircraft).
        Filtered = "filtered",
        /// Not filtered (aircraft).
        Unfiltered = "unfiltered",
        /// Sealed and air-conditioned (trains, coaches).
        Sealed = "sealed",
        /// Ventilated: an ordinary train, a coach with windows.
        Ventilated = "ventilated",
    }
}

words! {
    /// As what somebody was aboard.
    Role {
        /// A passenger.
        Passenger = "passenger",
        /// One of the crew.
        Crew = "crew",
    }
}

/// An event: where somebody with the disease, or a close contact, was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Whose event it is.
    pub of: IndexPerson,
    /// Onset of the case, or sampling where there were no symptoms; none where it is not to be asked.
    pub onset: Option<Date>,
    /// Where.
    pub place: Where,
}

/// Aboard, or at a venue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Where {
    /// In a conveyance.
    Aboard(Aboard),
    /// At a venue.
    Venue(AtVenue),
}

/// A journey of the case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aboard {
    /// The conveyance, with all its numbers.
    pub conveyance: Conveyance,
    /// The date of the journey.
    pub date: Date,
    /// The last date of the journey, where it goes over midnight; times that end later count as well.
    pub last_date: Date,
    /// Where they sat.
    pub seating: Seating,
    /// How the air is; none where the number says it, or the kind's usual.
    pub air: Option<Air>,
    /// Where they boarded, as written.
    pub board: String,
    /// Where they alighted, as written.
    pub alight: String,
    /// From when until before when they were aboard, where both are known.
    pub times: Option<(Second, Second)>,
}

/// A stay of the case at a venue: from `from` until before `to`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AtVenue {
    /// The caller's number of the venue.
    pub venue: u64,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The caller's number of the room; none where the venue is one room, or nobody knows it.
    pub room: Option<u32>,
    /// When they came.
    pub from: Second,
    /// When they left.
    pub to: Second,
    /// When the venue closed, where that is known: nobody is there together after it.
    pub closes: Option<Second>,
}

/// Somebody's journey in a conveyance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leg {
    /// The caller's number of the leg.
    pub row: u64,
    /// The conveyance, with the numbers that the leg knows it by.
    pub conveyance: Conveyance,
    /// The date of the journey.
    pub date: Date,
    /// Where they sat; one carriage at most. Of crew: where they served.
    pub seating: Seating,
    /// As what they were aboard.
    pub role: Role,
    /// Where they boarded, as written.
    pub board: String,
    /// Where they alighted, as written.
    pub alight: String,
    /// From when until before when they were aboard, where both are known.
    pub times: Option<(Second, Second)>,
}
