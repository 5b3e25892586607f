//! What follows from a decision for the community: it is written in the same batch, whoever caused it.

use domain::community::{TaskKind, following, residence, unchecked};
use domain::place::DivisionCode;
use domain::quarantine::Order;
use domain::rating::Decision;
use domain::record::{CheckIn, CheckInBy, Record};
use domain::state::State;
use domain::time::Instant;
use storage::{PersonBatch, PersonFacts};

use crate::decide::Decided;

/// Puts the person on the list of their community or takes them off it, and opens and closes the tasks that follow from
/// their check-ins. Of a person who was erased nothing is known by which to follow them; one who registers again is found by
/// the next night's review.
pub(crate) fn settle_care(
    batch: &mut PersonBatch,
    (facts, record): (&PersonFacts, &Record),
    decided: &Decided,
    now: Instant,
) {
    let erased = facts.person.as_ref().is_some_and(|p| p.erased.is_some());
    if erased || !is_concerned(facts, decided) {
        return;
    }
    settle_standing(batch, record, decided, now);
}

/// The same of somebody who comes in with what they declare: nothing is known of them before.
pub(crate) fn settle_new_care(
    batch: &mut PersonBatch,
    record: &Record,
    decided: &Decided,
    now: Instant,
) {
    if !decided.opens.is_empty() || coloured(&decided.decisions) {
        settle_standing(batch, record, decided, now);
    }
}

fn settle_standing(batch: &mut PersonBatch, record: &Record, decided: &Decided, now: Instant) {
    let orders = orders_after(record, decided);
    let standing = following(&orders, &record.check_ins, &decided.decisions, now.date());
    let Some(standing) = standing else {
        batch.unfollow();
        return;
    };
    let county = residence(record);
    batch.follow(&standing, county);
    for day in unchecked(&orders, &record.check_ins, now.date()) {
        let about = i64::from(day.day());
        batch.open_task(TaskKind::MissedCheckIn, about, county, now);
    }
    for check_in in record.check_ins.iter().filter(|c| c.recorded == now) {
        settle_check_in(batch, check_in, county, now);
    }
}

/// Most people were never in quarantine, and pay nothing.
fn is_concerned(facts: &PersonFacts, decided: &Decided) -> bool {
    !facts.orders.is_empty()
        || !decided.opens.is_empty()
        || coloured(&decided.decisions)
        || facts
            .rating
            .as_ref()
            .is_some_and(|r| coloured(&r.decisions))
}

fn coloured(decisions: &[Decision]) -> bool {
    decisions.iter().any(|d| d.state >= State::Yellow)
}

fn orders_after(record: &Record, decided: &Decided) -> Vec<Order> {
    let opened = decided.opens.iter().map(|row| row.order.clone());
    let mut orders: Vec<Order> = record.orders.iter().cloned().chain(opened).collect();
    for change in &decided.changes {
        for order in orders.iter_mut().filter(|o| o.id == change.order) {
            order.state = change.to;
        }
    }
    orders
}

/// A check-in that has just come: symptoms are looked after, those that a worker entered wait to be confirmed, and a day that
/// was missed is missed no more.
fn settle_check_in(
    batch: &mut PersonBatch,
    check_in: &CheckIn,
    county: Option<DivisionCode>,
    now: Instant,
) {
    let day = i64::from(check_in.on.day());
    if check_in.is_alarming() {
        // Each report is looked after: what comes after somebody was seen is seen again.
        batch.open_task(TaskKind::Symptomatic, check_in.id.0, county, now);
        if check_in.by == CheckInBy::Staff && check_in.confirmed.is_none() {
            batch.open_task(TaskKind::Confirm, check_in.id.0, county, now);
        }
    }
    if check_in.on < now.date() {
        batch.close_task(TaskKind::MissedCheckIn, day, None, now);
    }
}
