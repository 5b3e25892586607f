//! Until when a state can be vouched for: what a credential may claim.

use crate::facts::Facts;
use crate::policy::Policy;
use crate::quarantine::{Course, course};
use crate::rating::{hits, rate};
use crate::time::Date;

/// The first date after `today` on which, with no new fact, the state could be another than it is today;
/// absent where none can be foreseen. A missed check-in moves the end of an order, not the state.
pub fn state_until(policy: &Policy, facts: &Facts, today: Date) -> Option<Date> {
    let decision = rate(policy, facts, today);
    let mut known = facts.clone();
    known.orders.extend(decision.opens.iter().cloned());
    let mut dates: Vec<Date> = Vec::new();
    for order in known.orders.iter().filter(|o| o.state.is_open()) {
        if let Course::Running { until, .. } = course(order, today) {
            dates.push(until);
        }
    }
    let findings = hits::find(policy, facts, today);
    dates.extend(findings.rules.iter().filter_map(|(_, hit)| hit.expires));
    dates.extend(findings.begins);
    dates.extend(facts.declared_until);
    dates.retain(|d| *d > today);
    dates.sort_unstable();
    dates.dedup();
    dates
        .into_iter()
        .find(|date| rate(policy, &known, *date).state != decision.state)
}
