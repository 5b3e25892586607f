//! What a comparison found: causes with their place and day, hints, and what is asked.

use super::{Cause, DeclaredPlace, Place};
use crate::ids::NumberId;
use crate::place::DivisionCode;
use crate::time::Date;

/// What came out of a comparison.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Compared {
    /// Why it does not pass, in the order of the numbers; none: nothing contradicts.
    pub findings: Vec<Finding>,
    /// What differs and is no failure.
    pub hints: Vec<Hint>,
    /// What the person is still asked; until it is answered the check has not passed, and has not failed by it.
    pub asked: Vec<Asked>,
    /// What an answer adds to the list of a number: it counts as declared.
    pub added: Vec<(NumberId, DeclaredPlace)>,
}

impl Compared {
    /// Whether the check passes: nothing contradicts, and nothing is asked.
    pub fn passed(&self) -> bool {
        self.findings.is_empty() && self.asked.is_empty()
    }

    /// The causes, each once, in the order of the help page.
    pub fn causes(&self) -> Vec<Cause> {
        let mut causes: Vec<Cause> = self.findings.iter().map(|found| found.cause).collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }
}

/// One reason why a check does not pass.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which of the four causes.
    pub cause: Cause,
    /// The number by which it was found; absent for the whole check, and where a number that was given back says it.
    pub number: Option<NumberId>,
    /// The recorded place; absent where it must not be shown. For the first cause the destination city.
    pub place: Option<Place>,
    /// The first recorded day.
    pub from: Option<Date>,
    /// The last recorded day.
    pub to: Option<Date>,
    /// For the fourth cause: the declared county at the border, one that touches the recorded country where there is one.
    pub border: Option<DivisionCode>,
}

/// A recorded place that was declared for other days. No failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hint {
    /// The number.
    pub number: NumberId,
    /// The place.
    pub place: Place,
    /// The first recorded day that was not declared.
    pub recorded_from: Date,
    /// The last recorded day that was not declared.
    pub recorded_to: Date,
}

/// A recorded county that touches a declared one and lasted one day: was the person there?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The number.
    pub number: NumberId,
    /// The recorded county, in the code of the record.
    pub county: DivisionCode,
    /// The day.
    pub on: Date,
}
