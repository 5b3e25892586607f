//! The one function that makes a decision of facts.
//!
//! `rate` reads a policy, facts and a date, and nothing else. It sets no colour anywhere: its decision says
//! which state follows, by which rules and evidence, since when, until when, what ends it, which orders open
//! and end by it, and when it should be asked again.

mod again;
mod bits;
mod compiled;
mod covering;
mod decision;
mod ground;
mod hit;
mod hits;
mod kinds;
mod opening;
mod pop_ups;
mod reach;
mod reasons;
mod touched;
mod until;

pub use compiled::{Compiled, Rated};
pub use decision::{Change, Decision, Ends, PopUp, Reason};
pub use kinds::Kinds;
pub use reach::Reach;
pub use touched::Touched;
pub use until::state_until;

use crate::facts::Facts;
use crate::policy::Policy;
use crate::rating::bits::Masks;
use crate::rating::hits::Findings;
use crate::rating::opening::Orders;
use crate::time::Date;

/// The name of the pop-up that asks "were you in one of these?" after a list named new areas.
pub const AREA_QUESTION: &str = "area-question";

/// The decision of `policy` about `facts` on `today`. Who rates many people compiles the policy first
/// ([`Compiled`]).
pub fn rate(policy: &Policy, facts: &Facts, today: Date) -> Decision {
    Rating {
        policy,
        masks: &Masks::of(policy),
    }
    .decide(facts, today)
}

/// A policy and its masks.
#[derive(Clone, Copy)]
struct Rating<'p> {
    policy: &'p Policy,
    masks: &'p Masks,
}

impl Rating<'_> {
    fn decide(self, facts: &Facts, today: Date) -> Decision {
        let findings = self.find(facts, today);
        let orders = opening::orders(self, facts, &findings, today);
        reasons::decide(self.policy, facts, &findings, orders, today)
    }

    /// The state alone. Where no rule is touched and there are no orders, it is known after one comparison.
    fn state(self, facts: &Facts, today: Date) -> Rated {
        let findings = self.find(facts, today);
        let orders = if findings.rules.is_empty() && facts.orders.is_empty() {
            Orders::default()
        } else {
            opening::orders(self, facts, &findings, today)
        };
        reasons::rated(self.policy, facts, &findings, &orders, today)
    }

    fn find(self, facts: &Facts, date: Date) -> Findings {
        hits::find(self.policy, self.masks, facts, date)
    }
}
