//! From a record to the decisions of every jurisdiction that the person uses.

use domain::facts::orders_of;
use domain::quarantine::{Standing, standing};
use domain::rating::{Change, Decision};
use domain::record::Record;
use domain::time::{Date, Instant};
use storage::{OrderRow, PersonBatch, PersonFacts};

use crate::chance::{Chance, growing_id};
use crate::error::Error;
use crate::shared::Shared;

/// How often orders may open and end by each other before something must be wrong with the policies.
const MAX_PASSES: usize = 32;

/// What follows from a record.
pub(crate) struct Decided {
    /// One decision for each jurisdiction, in the order of their codes.
    pub(crate) decisions: Vec<Decision>,
    /// Orders that open.
    pub(crate) opens: Vec<OrderRow>,
    /// Orders of the record whose state changes.
    pub(crate) changes: Vec<Change>,
    /// The first date on which any of them could rate otherwise.
    pub(crate) review_on: Option<Date>,
    /// Where the person stands in quarantine.
    pub(crate) standing: Option<Standing>,
}

/// Rates `record` for each jurisdiction in use. Orders that one opens hold in every other, so that the others
/// are rated with them; once nothing more opens, the decisions are final.
pub(crate) fn decide(
    record: &Record,
    shared: &Shared,
    chance: &dyn Chance,
    now: Instant,
) -> Result<Decided, Error> {
    let today = now.date();
    let mut record = record.clone();
    record.uses.sort_unstable_by_key(|u| u.jurisdiction);
    let (mut opens, mut changes) = (Vec::new(), Vec::new());
    for _pass in 0..MAX_PASSES {
        let settled = opens.len() + changes.len();
        let mut decisions = Vec::new();
        for used in record.uses.clone() {
            let policy = shared.policy(used.jurisdiction, today)?;
            let facts = shared.facts(&record, &policy, today);
            let mut decision = policy.rate(&facts, today);
            for order in &mut decision.opens {
                order.id = growing_id(chance, now);
                record.orders.push(order.clone());
                let policy_version = policy
                    .versions
                    .last()
                    .map(|(_, v)| v.clone())
                    .unwrap_or_default();
                opens.push(OrderRow {
                    order: order.clone(),
                    policy_version,
                    opened: now,
                });
            }
            for change in decision.changes.drain(..) {
                apply(&mut record, change);
                changes.push(change);
            }
            decision.opens.clear();
            decisions.push(decision);
        }
        if opens.len() + changes.len() == settled {
            let by_facts = decisions.iter().filter_map(|d| d.review_on);
            let by_policy = decisions
                .iter()
                .filter_map(|d| shared.next_version(d.jurisdiction, today));
            let by_list = decisions.first().and_then(|_| shared.next_list(today));
            let review_on = by_facts.chain(by_policy).chain(by_list).min();
            return Ok(Decided {
                decisions,
                opens,
                changes,
                review_on,
                standing: standing(&orders_of(&record), today),
            });
        }
    }
    Err(Error::Refused(
        "the policies of the person's cities open and end orders without end; staff must look at them"
            .to_owned(),
    ))
}

fn apply(record: &mut Record, change: Change) {
    for order in record.orders.iter_mut().filter(|o| o.id == change.order) {
        order.state = change.to;
    }
}

/// Writes the orders that open and the states that change. One that opens and ends at once is written ended.
pub(crate) fn settle_orders(batch: &mut PersonBatch, facts: &PersonFacts, decided: &Decided) {
    let change_of = |order: i64| decided.changes.iter().rev().find(|c| c.order == order);
    for row in &decided.opens {
        let mut row = row.clone();
        row.order.state = change_of(row.order.id).map_or(row.order.state, |change| change.to);
        batch.open_order(&row);
    }
    for row in &facts.orders {
        if let Some(change) = change_of(row.order.id)
            && row.order.state.change(change.to).is_ok()
        {
            batch.change_order(row, change.to);
        }
    }
}

/// Of the decisions before and after, for a person of whom fact rows are missing: what is left betters nothing,
/// and no city's decision goes.
pub(crate) fn no_better(before: &[Decision], after: Vec<Decision>, today: Date) -> Vec<Decision> {
    let mut decisions = after;
    for old in before {
        let kept = Decision {
            today,
            review_on: Some(today.next()),
            ..old.clone()
        };
        let same_city = |new: &&mut Decision| new.jurisdiction == old.jurisdiction;
        match decisions.iter_mut().find(same_city) {
            Some(new) if old.state > new.state => *new = kept,
            Some(_) => {}
            None => decisions.push(kept),
        }
    }
    decisions.sort_by_key(|decision| decision.jurisdiction);
    decisions
}

/// Keeps, of the decisions before, each colour until the date on which it was foreseen to end: for the time in which
/// policies or lists cannot be read.
pub(crate) fn keep_foreseen(before: &[Decision], after: &mut [Decision], today: Date) {
    for new in after {
        let old = before
            .iter()
            .find(|old| old.jurisdiction == new.jurisdiction && old.state > new.state);
        if let Some(old) = old.filter(|old| old.until.is_none_or(|until| today < until)) {
            *new = Decision {
                today,
                review_on: Some(today.next()),
                ..old.clone()
            };
        }
    }
}
