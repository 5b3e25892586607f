//! The days of an order, listed one by one.
//!
//! Day 1 counts by itself; a later day counts when it has a check-in, is waited for during the grace, and is
//! missed after it. A stage has the first N days that are not missed; the next stage begins where it ends.

use domain::quarantine::{Order, OrderState};
use domain::state::Colour;
use domain::time::Date;

/// Where an order stands, by its days alone.
pub(super) enum Stands {
    /// A stage runs, and is over on `until` if every day from today on counts.
    Runs { colour: Colour, until: Date },
    /// All days are counted; free since this date.
    Free(Date),
}

pub(super) fn stands(order: &Order, today: Date) -> Stands {
    let mut stages = vec![(order.colour, order.days)];
    stages.extend(order.then.map(|stage| (stage.colour, stage.days)));
    let mut start = order.first_day;
    for (colour, days) in stages {
        let listed = not_missed(order, start, days, today);
        let end = listed.last().map_or(start, |last| last.next());
        let waited_for = listed.iter().any(|day| is_in_grace(order, *day, today));
        if today < end {
            return Stands::Runs { colour, until: end };
        }
        if waited_for {
            return Stands::Runs {
                colour,
                until: today.next(),
            };
        }
        start = end;
    }
    Stands::Free(start)
}

/// The first date after all stages of an order that runs, if every day from today on counts.
pub(super) fn free_on(order: &Order, today: Date) -> Option<Date> {
    let Stands::Runs { colour, until } = stands(order, today) else {
        return None;
    };
    let is_first = order.then.is_none_or(|second| second.colour != colour);
    let second = order.then.filter(|_| is_first);
    Some(until + second.map_or(0, |stage| i32::from(stage.days)))
}

/// The first date on which an order no longer ran, as known today: suspended, ended, or all days counted.
pub(super) fn ran_until(order: &Order, today: Date) -> Option<Date> {
    let decided = match order.state {
        OrderState::Open => None,
        OrderState::Suspended(on)
        | OrderState::Complete(on)
        | OrderState::Lifted(on)
        | OrderState::Withdrawn(on) => Some(on),
    };
    let counted = match stands(order, today) {
        Stands::Free(on) => Some(on),
        Stands::Runs { .. } => None,
    };
    decided.into_iter().chain(counted).min()
}

/// The first date on which an order was over; a suspended one is not, unless all its days are counted.
pub(super) fn over_on(order: &Order, today: Date) -> Option<Date> {
    let open = Order {
        state: OrderState::Open,
        ..order.clone()
    };
    if matches!(order.state, OrderState::Suspended(_)) {
        ran_until(&open, today)
    } else {
        ran_until(order, today)
    }
}

/// The first `count` days from `start` on that are not missed.
fn not_missed(order: &Order, start: Date, count: u16, today: Date) -> Vec<Date> {
    let mut days = Vec::new();
    let mut date = start;
    while days.len() < usize::from(count) {
        if !is_missed(order, date, today) {
            days.push(date);
        }
        date = date.next();
    }
    days
}

fn counts(order: &Order, date: Date) -> bool {
    date == order.first_day || order.checked_in.contains(&date)
}

fn is_missed(order: &Order, date: Date, today: Date) -> bool {
    !counts(order, date) && date + i32::from(order.grace_days) < today
}

fn is_in_grace(order: &Order, date: Date, today: Date) -> bool {
    !counts(order, date) && date < today && !is_missed(order, date, today)
}
