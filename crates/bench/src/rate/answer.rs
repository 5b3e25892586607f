//! What a rating comes to, in the words of the yardsticks: dates are days from today.

use domain::rating::Rated;
use domain::time::Date;
use serde::Deserialize;

/// An answer. Rules are in the order of their names.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub(crate) struct Answer {
    colour: String,
    rules: Vec<String>,
    until: Option<i32>,
    review: Option<i32>,
}

impl Answer {
    /// Ours.
    pub(crate) fn of(rated: &Rated, today: Date) -> Self {
        let days = |date: Option<Date>| date.map(|date| date - today);
        let answer = Self {
            colour: rated.state.to_string(),
            rules: rated.rules.iter().map(ToString::to_string).collect(),
            until: days(rated.until),
            review: days(rated.review_on),
        };
        answer.in_order()
    }

    /// The same answer with its rules in the order of their names.
    pub(crate) fn in_order(mut self) -> Self {
        self.rules.sort_unstable();
        self
    }

    /// Whether some rule applies.
    pub(crate) fn is_coloured(&self) -> bool {
        !self.rules.is_empty()
    }
}
