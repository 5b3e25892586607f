//! The one function that makes a decision of facts.
//!
//! `rate` reads a policy, facts and a date, and nothing else. It sets no colour anywhere: its decision says
//! which state follows, by which rules and evidence, since when, until when, what ends it, which orders open
//! and end by it, and when it should be asked again.

mod again;
mod covering;
mod decision;
mod hits;
mod kinds;
mod opening;
mod reasons;
mod until;

pub use decision::{Change, Decision, Ends, PopUp, Reason};
pub use until::state_until;

use crate::facts::Facts;
use crate::policy::Policy;
use crate::time::Date;

/// The name of the pop-up that asks "were you in one of these?" after a list named new areas.
pub const AREA_QUESTION: &str = "area-question";

/// The decision of `policy` about `facts` on `today`.
pub fn rate(policy: &Policy, facts: &Facts, today: Date) -> Decision {
    let findings = hits::find(policy, facts, today);
    let orders = opening::orders(policy, facts, &findings, today);
    reasons::decide(policy, facts, &findings, orders, today)
}
