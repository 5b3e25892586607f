//! A decision of `domain::rating` in the shape of the plain one, so that the two can be compared.

use domain::facts::Facts;
use domain::policy::RuleId;
use domain::quarantine::Order;
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
        Self {
            state: decision.state,
            rules: each_once(&rules),
            until: decision.until,
            review_on: decision.review_on,
            pop_ups: each_once(&pop_ups),
            orders: orders_after(decision, facts),
        }
    }
}

/// The orders of `facts` after `decision`: those that change in their new state, then those that open.
pub fn orders_after(decision: &Decision, facts: &Facts) -> Vec<Order> {
    let mut orders = facts.orders.clone();
    for change in &decision.changes {
        for order in orders.iter_mut().filter(|o| o.id == change.order) {
            order.state = change.to;
        }
    }
    orders.extend(decision.opens.iter().cloned());
    orders
}
