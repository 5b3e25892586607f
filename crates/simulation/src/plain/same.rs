//! A decision of `domain::rating` in the shape of the plain one, so that the two can be compared.

use domain::facts::Facts;
use domain::policy::RuleId;
use domain::rating::Decision;
use domain::time::Date;

use super::{PlainDecision, Reason, each_once};

impl PlainDecision {
    /// What `decision`, which was made of `facts`, says.
    pub fn of(decision: &Decision, facts: &Facts) -> Self {
        let reason = |name: &RuleId, since: Date, until: Option<Date>| Reason {
            name: name.clone(),
            colour: None,
            since,
            until,
        };
        let rules: Vec<Reason> = decision
            .reasons
            .iter()
            .map(|r| reason(&r.rule, r.since, r.until))
            .collect();
        let pop_ups: Vec<Reason> = decision
            .pop_ups
            .iter()
            .map(|p| reason(&p.id, p.since, p.until))
            .collect();
        let mut orders = facts.orders.clone();
        decision.keep(&mut orders);
        Self {
            state: decision.state,
            rules: each_once(&rules),
            until: decision.until,
            review_on: decision.review_on,
            pop_ups: each_once(&pop_ups),
            orders,
        }
    }
}
