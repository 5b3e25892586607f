//! A conveyance on a date: by it an event finds whose journey it may touch.

use serde::{Deserialize, Serialize};

use super::conveyance::{Conveyance, ConveyanceKind};
use super::event::Aboard;
use crate::time::Date;

/// A conveyance by one of its numbers, on a date.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journey {
    /// What it is.
    pub kind: ConveyanceKind,
    /// One of its numbers, in its one form.
    pub number: String,
    /// The date.
    pub date: Date,
}

impl Journey {
    /// The journeys of a conveyance on a date: one a number.
    pub fn all_of(conveyance: &Conveyance, date: Date) -> impl Iterator<Item = Self> {
        conveyance.numbers.iter().map(move |number| Self {
            kind: conveyance.kind,
            number: number.as_str().to_owned(),
            date,
        })
    }

    /// The journeys of which somebody may have been aboard with a case: those of its dates, and of the day before and after,
    /// because a leg has the date on which its own part began.
    pub fn near(case: &Aboard) -> impl Iterator<Item = Self> {
        let days = case.last_date - case.date + 2;
        (-1..days).flat_map(|day| Self::all_of(&case.conveyance, case.date + day))
    }
}
