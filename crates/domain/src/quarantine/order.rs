//! A quarantine order: a fact with its own first day, and the changes that its state allows.
//!
//! An order keeps the rule and the days with which it opened: a later policy, a lower level of the area and
//! a move change nothing. Evidence that restarts or raises a count opens an order of its own, and both count
//! side by side: the worse and later one is shown. So when that evidence is withdrawn, the earlier count is
//! there again with its check-ins, as if it had never been interrupted.

use serde::{Deserialize, Serialize};

use crate::facts::{EvidenceRef, facts};
use crate::place::DivisionCode;
use crate::policy::RuleId;
use crate::state::Colour;
use crate::time::Date;

/// A second stage, such as yellow 7 after red 14.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The colour of the stage.
    pub colour: Colour,
    /// Days to be counted.
    pub days: u16,
}

/// The state of an order. Dates are the local dates of the change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Counting.
    #[default]
    Open,
    /// An appeal was not decided in time: it does not colour until it is.
    Suspended(Date),
    /// All its days are counted.
    Complete(Date),
    /// Ended early by a decision of two people.
    Lifted(Date),
    /// The evidence that alone carried it was corrected or withdrawn: as if it had never been.
    Withdrawn(Date),
}

/// A change that the state of an order does not allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an order that is {from:?} cannot become {to:?}")]
pub struct Refused {
    /// The state that it has.
    pub from: OrderState,
    /// The state that was asked for.
    pub to: OrderState,
}

impl OrderState {
    /// Whether it colours.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether it is as if it had never been.
    pub const fn is_withdrawn(self) -> bool {
        matches!(self, Self::Withdrawn(_))
    }

    /// The date of its end, where it has ended.
    pub const fn ended(self) -> Option<Date> {
        match self {
            Self::Complete(on) | Self::Lifted(on) | Self::Withdrawn(on) => Some(on),
            Self::Open | Self::Suspended(_) => None,
        }
    }

    /// The state that becomes of this one by the change to `to`, or a refusal.
    ///
    /// Open: may be suspended, completed, lifted, withdrawn. Suspended: may open again, be lifted or
    /// withdrawn. Complete and lifted: only withdrawn, because evidence can turn out wrong later. Withdrawn:
    /// open again, when a correction is itself corrected.
    pub fn change(self, to: Self) -> Result<Self, Refused> {
        use OrderState::{Complete, Lifted, Open, Suspended, Withdrawn};
        match (self, to) {
            (Open, Suspended(_) | Complete(_) | Lifted(_) | Withdrawn(_))
            | (Suspended(_), Open | Lifted(_) | Withdrawn(_))
            | (Complete(_) | Lifted(_), Withdrawn(_))
            | (Withdrawn(_), Open) => Ok(to),
            (from, to) => Err(Refused { from, to }),
        }
    }
}

/// One day of grace for a check-in made on a phone without a network (QUARANTINE in the requirements).
const fn one_day() -> u16 {
    1
}

/// The jurisdiction of an order in a file that names none.
const fn nation() -> DivisionCode {
    DivisionCode::NATION
}

facts! {
    /// A quarantine order.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Order {
        /// Its id; 0 in files and for an order that is about to open.
        #[serde(default)]
        pub id: i64,
        /// The jurisdiction whose rule opened it. It holds in every city.
        #[serde(default = "nation")]
        pub jurisdiction: DivisionCode,
        /// The rule that opened it.
        pub rule: RuleId,
        /// The colour of the first stage.
        pub colour: Colour,
        /// Days of the first stage.
        pub days: u16,
        /// The second stage.
        #[serde(default)]
        pub then: Option<Stage>,
        /// Whole days for which a missing check-in is waited for.
        #[serde(default = "one_day")]
        pub grace_days: u16,
        /// Day 1: the date on which it opened.
        pub first_day: Date,
        /// Dates with a check-in that arrived in time, in any order.
        #[serde(default)]
        pub checked_in: Vec<Date>,
        /// The evidence that carries it. Empty (in files): carried by what the reader does not see.
        #[serde(default)]
        pub evidence: Vec<EvidenceRef>,
        /// Its state.
        #[serde(default)]
        pub state: OrderState,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_29_an_ended_order_never_opens_again_by_itself() {
        let on = Date::from_day(18_000);
        assert!(OrderState::Complete(on).change(OrderState::Open).is_err());
        assert!(OrderState::Lifted(on).change(OrderState::Open).is_err());
        assert!(
            OrderState::Lifted(on)
                .change(OrderState::Complete(on))
                .is_err()
        );
        assert_eq!(
            OrderState::Open.change(OrderState::Complete(on)),
            Ok(OrderState::Complete(on))
        );
    }
}
