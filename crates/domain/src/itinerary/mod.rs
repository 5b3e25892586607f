//! The verification of an itinerary, when somebody enters or returns to a city (S0-2 to S0-20).
//!
//! A *check* is of one person and one city. [`next`] says its next step: code 1, places 1, code 2, places 2, done.
//! [`compare`] holds what was declared against what the carriers recorded, by the [`rules`] that the page shows; it
//! passes, asks, or finds causes, each with the place and the day and with what helps. An [`entry()`] is what a check
//! answers: while one is open, the person is unconfirmed, and never anything worse.
//!
//! Nothing here keeps a recorded stay: they come in as values, for one comparison.

mod compare;
mod covering;
mod entry;
mod finding;
mod rules;
mod steps;
mod window;
mod words;

pub use compare::{Comparison, DriftAnswer, Hidden, NumberList, compare};
pub use entry::{EntryRecord, answers, entry, is_answered};
pub use finding::{Asked, Compared, Finding, Hint};
pub use rules::rules;
pub use steps::{Next, NumberState, Position, in_order, may_confirm, may_declare, next};
pub use window::{
    ArrivalError, CHECK_DAYS, MOST_COMPARISONS, MOST_QUERIES, MOST_TICKET_QUERIES, Window, is_live,
    opens,
};
pub use words::place_name;

pub use crate::place::{border_of, touches};
/// Where somebody was: a county, or a country or region outside the mainland.
pub use crate::record::Whereabouts as Place;

use serde::{Deserialize, Serialize};

use crate::time::Date;

/// A place that the person declares for one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclaredPlace {
    /// Where.
    pub place: Place,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
}

/// A stay of more than four hours that a carrier recorded of one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RecordedStay {
    /// Where.
    pub place: Place,
    /// First day.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
}

words! {
    /// Why a check does not pass: the four causes of the help page.
    Cause {
        /// No list names a county of the destination (cause 1, S0-6, S0-7).
        DestinationMissing = "destination_missing",
        /// A recorded place was not declared (cause 2, S0-8, S0-9).
        UndeclaredPlace = "undeclared_place",
        /// A number is not confirmed, or has no places yet (cause 3, S0-13..15).
        NumberUnverified = "number_unverified",
        /// A stay abroad was recorded while the person was in a border county (cause 4, S0-19, S0-20).
        AbroadAtBorder = "abroad_at_border",
    }
}
