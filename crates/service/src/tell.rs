//! What a change means for the person in quarantine: where they stand now, and what they are told of their orders. It is
//! written with the decision itself, so that no order opens or ends in silence, whatever made it: a declaration, a date,
//! a list that came in for a million others.

use domain::notice::NoticeKind;
use domain::quarantine::OrderState;
use domain::record::Record;
use domain::time::Instant;
use storage::{OrderRow, PersonBatch};

use crate::decide::Decided;

const HOUR_MS: i64 = 3_600_000;
/// From this hour of the day on a short message may wake nobody (P).
const MORNING: i64 = 7;
/// And from this one on no more (P).
const NIGHT: i64 = 22;

/// Puts into a batch where the person stands and what they are told. `before` are the orders as they were read, `record`
/// what is rated, and `known` whether somebody is there to be told: of the erased only the rest is kept.
pub(crate) fn tell(
    batch: &mut PersonBatch,
    before: &[OrderRow],
    (record, known): (&Record, bool),
    decided: &Decided,
    now: Instant,
) {
    if before.is_empty() && decided.opens.is_empty() {
        return;
    }
    let place = record.residence();
    let place = place.or_else(|| record.uses.first().map(|used| used.jurisdiction));
    match (&decided.standing, place) {
        (Some(standing), Some(place)) if known => batch.stand(place, standing),
        _ => batch.leave_quarantine(),
    }
    if !known {
        return;
    }
    let from = waking(now);
    for row in &decided.opens {
        if state_after(row, record, decided).is_open() {
            batch.tell(NoticeKind::Opened, row.order.id, now, from);
        }
    }
    for row in before {
        let after = state_after(row, record, decided);
        if let Some(kind) = ended(row.order.state, after) {
            batch.tell(kind, row.order.id, now, from);
        }
    }
}

/// The state of an order with what people and rules have changed.
fn state_after(row: &OrderRow, record: &Record, decided: &Decided) -> OrderState {
    let mut changes = decided.changes.iter().rev();
    if let Some(change) = changes.find(|change| change.order == row.order.id) {
        return change.to;
    }
    let kept = record.orders.iter().find(|order| order.id == row.order.id);
    kept.map_or(row.order.state, |order| order.state)
}

fn ended(before: OrderState, after: OrderState) -> Option<NoticeKind> {
    if before == after || before.ended().is_some() {
        return None;
    }
    match after {
        OrderState::Complete(_) => Some(NoticeKind::Complete),
        OrderState::Lifted(_) => Some(NoticeKind::Lifted),
        OrderState::Withdrawn(_) => Some(NoticeKind::Withdrawn),
        OrderState::Open | OrderState::Suspended(_) => None,
    }
}

/// The next instant at which a short message wakes nobody.
pub(crate) fn waking(now: Instant) -> Instant {
    let midnight = now.date().start();
    if now.ms() < midnight.ms() + MORNING * HOUR_MS {
        midnight.plus_ms(MORNING * HOUR_MS)
    } else if now.ms() >= midnight.ms() + NIGHT * HOUR_MS {
        now.date().end().plus_ms(MORNING * HOUR_MS)
    } else {
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_29_a_message_about_an_order_wakes_nobody() {
        let day: domain::time::Date = "2020-02-20".parse().unwrap();
        let at = |hour: i64| day.start().plus_ms(hour * HOUR_MS);
        assert_eq!(waking(at(0)), at(7));
        assert_eq!(waking(at(7)), at(7));
        assert_eq!(waking(at(21)), at(21));
        assert_eq!(waking(at(22)), at(31));
    }

    #[test]
    fn s2_29_an_order_that_had_ended_ends_for_nobody_again() {
        let on = "2020-02-20".parse().unwrap();
        let (open, complete) = (OrderState::Open, OrderState::Complete(on));
        assert_eq!(ended(open, complete), Some(NoticeKind::Complete));
        assert_eq!(ended(complete, OrderState::Withdrawn(on)), None);
        assert_eq!(ended(open, open), None);
    }
}
