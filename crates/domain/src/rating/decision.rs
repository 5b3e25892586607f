//! A decision: the state of a code with everything that stands behind it.

use serde::{Deserialize, Serialize};

use crate::facts::EvidenceRef;
use crate::hold::Held;
use crate::place::DivisionCode;
use crate::policy::RuleId;
use crate::quarantine::{Order, OrderState};
use crate::state::{Colour, State};
use crate::time::Date;

/// What `rate` answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// Whose decision it is.
    pub jurisdiction: DivisionCode,
    /// The date for which it was made.
    pub today: Date,
    /// The state that the code shows.
    pub state: State,
    /// Why, the reason of the shown state first.
    pub reasons: Vec<Reason>,
    /// What the person is held for today: with these the state is at least *unconfirmed*.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Held>,
    /// Notices beside the state.
    pub pop_ups: Vec<PopUp>,
    /// The first date of the shown state's reasons.
    pub since: Option<Date>,
    /// The first date after the shown state, as far as it can be foreseen.
    pub until: Option<Date>,
    /// The first date on which the same facts could rate otherwise.
    pub review_on: Option<Date>,
    /// Orders that open by this decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opens: Vec<Order>,
    /// Orders whose state changes by this decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// One reason for a colour.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reason {
    /// The jurisdiction whose rule it is.
    pub jurisdiction: DivisionCode,
    /// The rule.
    pub rule: RuleId,
    /// The colour that it gives now.
    pub colour: Colour,
    /// The evidence that it rests on.
    pub evidence: Vec<EvidenceRef>,
    /// Since when: day 1 of the order, or the date on which the evidence became known.
    pub since: Date,
    /// The first date on which it no longer holds, where it can be foreseen.
    pub until: Option<Date>,
    /// What ends it.
    pub ends: Ends,
}

/// What ends a reason. Every screen words it for the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// Daily check-ins until all days are counted; then this stage, if there is one.
    CheckIns {
        /// The order's id; 0 where it opens by this decision.
        order: i64,
        /// Days missed so far.
        missed: u16,
        /// The colour that follows and its first free date.
        then: Option<(Colour, Date)>,
    },
    /// It ends with the order that covers it.
    WithOrder {
        /// The order's id; 0 where it opens by this decision.
        order: i64,
    },
    /// The days of its window pass.
    Window,
    /// The officials' order ends, or is lifted.
    OfficialOrder,
    /// A negative result; without one the days of its window.
    Test,
}

/// A notice beside the state.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PopUp {
    /// Its name in the policy, or [`super::AREA_QUESTION`].
    pub id: RuleId,
    /// The evidence that raised it.
    pub evidence: Vec<EvidenceRef>,
    /// Counties that it speaks of.
    pub places: Vec<DivisionCode>,
    /// Since when.
    pub since: Date,
    /// The first date on which it no longer appears, where it can be foreseen.
    pub until: Option<Date>,
}

/// A change of an order's state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The order.
    pub order: i64,
    /// Its new state.
    pub to: OrderState,
}

impl Decision {
    /// Whether it is worse for the person than an earlier one: by the order of states, or because the same colour lasts longer,
    /// or to a day that nobody can foresee.
    pub fn is_worse_than(&self, earlier: &Self) -> bool {
        is_worse((self.state, self.until), earlier)
    }

    /// Whether it is worse than an earlier one by the reasons alone of which `is_one` holds: by the others it would not be.
    pub fn is_worse_by(&self, earlier: &Self, is_one: impl Fn(&Reason) -> bool) -> bool {
        if self.state < State::Yellow || !self.is_worse_than(earlier) {
            return false;
        }
        let others: Vec<&Reason> = self.reasons.iter().filter(|r| !is_one(r)).collect();
        let Some(colour) = others.iter().map(|reason| reason.colour).max() else {
            return true;
        };
        let of_colour = others.iter().filter(|reason| reason.colour == colour);
        let last = of_colour.map(|reason| reason.until.map_or(i32::MAX, Date::day));
        let until = last.max().filter(|day| *day < i32::MAX);
        !is_worse((colour.into(), until.map(Date::from_day)), earlier)
    }

    /// Keeps the decision in the orders of the facts that it was made of: its changes, and what it opens, with
    /// an id below 0 until storage gives one.
    pub fn keep(&self, orders: &mut Vec<Order>) {
        for change in &self.changes {
            for order in orders.iter_mut().filter(|o| o.id == change.order) {
                order.state = change.to;
            }
        }
        for order in &self.opens {
            let id = -1 - orders.len() as i64;
            orders.push(Order {
                id,
                ..order.clone()
            });
        }
    }

    /// The rules behind the decision, without repetition.
    pub fn rules(&self) -> Vec<&RuleId> {
        let mut rules: Vec<&RuleId> = Vec::new();
        for reason in &self.reasons {
            if !rules.contains(&&reason.rule) {
                rules.push(&reason.rule);
            }
        }
        rules
    }
}

/// Whether a state with the first date after it is worse than an earlier decision.
fn is_worse((state, until): (State, Option<Date>), earlier: &Decision) -> bool {
    let lasts_longer = match (earlier.until, until) {
        (Some(before), Some(until)) => until > before,
        (Some(_), None) => true,
        (None, _) => false,
    };
    state > earlier.state || state == earlier.state && state >= State::Yellow && lasts_longer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(rule: &str, colour: Colour, until: Option<i32>) -> Reason {
        Reason {
            jurisdiction: DivisionCode::NATION,
            rule: rule.parse().unwrap(),
            colour,
            evidence: Vec::new(),
            since: Date::from_day(1),
            until: until.map(Date::from_day),
            ends: Ends::Window,
        }
    }

    #[test]
    fn s0_23_worse_by_a_coarse_rule_alone_is_what_the_other_reasons_do_not_give() {
        let (yellow, red) = (Colour::Yellow, Colour::Red);
        let is_coarse = |reason: &Reason| reason.rule.as_str() == "county";
        let alone = |before: &Decision, colour: Colour, reasons: Vec<Reason>| {
            let last = reasons.iter().filter(|r| r.colour == colour);
            let last = last.map(|r| r.until.map_or(i32::MAX, Date::day)).max();
            let until = last.filter(|day| *day < i32::MAX);
            let after = Decision {
                reasons,
                ..decision(State::from(colour), until)
            };
            after.is_worse_by(before, is_coarse)
        };
        let county = |colour| reason("county", colour, Some(9));
        let green = decision(State::Green, None);
        let held = decision(State::Yellow, Some(5));
        assert!(alone(&green, yellow, vec![county(yellow)]));
        let both = || vec![county(red), reason("fever", yellow, Some(5))];
        assert!(!alone(&green, red, both()), "yellow without it");
        assert!(alone(&held, red, both()), "yellow as before without it");
        let longer = vec![county(yellow), reason("fever", yellow, Some(7))];
        assert!(!alone(&held, yellow, longer), "longer without it");
        assert!(!alone(&green, yellow, vec![reason("fever", yellow, None)]));
        let same = decision(State::Yellow, Some(9));
        assert!(!alone(&same, yellow, vec![county(yellow)]), "not worse");
    }

    fn decision(state: State, until: Option<i32>) -> Decision {
        Decision {
            jurisdiction: DivisionCode::NATION,
            today: Date::from_day(1),
            state,
            holds: Vec::new(),
            reasons: Vec::new(),
            pop_ups: Vec::new(),
            since: None,
            until: until.map(Date::from_day),
            review_on: None,
            opens: Vec::new(),
            changes: Vec::new(),
        }
    }

    #[test]
    fn n_6_worse_is_a_later_state_in_the_order_or_the_same_colour_for_longer() {
        for (at, earlier) in State::ALL.into_iter().enumerate() {
            for (number, later) in State::ALL.into_iter().enumerate() {
                let (earlier, later) = (decision(earlier, None), decision(later, None));
                assert_eq!(later.is_worse_than(&earlier), number > at, "{later:?}");
            }
        }
        let is_worse =
            |state, before, until| decision(state, until).is_worse_than(&decision(state, before));
        for colour in [State::Yellow, State::Red] {
            assert!(is_worse(colour, Some(5), Some(6)) && is_worse(colour, Some(5), None));
            assert!(!is_worse(colour, Some(5), Some(5)) && !is_worse(colour, Some(5), Some(4)));
            assert!(!is_worse(colour, None, Some(4)));
        }
        assert!(!is_worse(State::Green, Some(5), Some(6)));
    }
}
