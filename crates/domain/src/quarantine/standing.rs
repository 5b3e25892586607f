//! Where a person stands in quarantine on a date: of the orders that run the one that is shown, with its dates, whether
//! today waits for a check-in and whether an earlier day does. Screens, reminders and reports read this and count nothing
//! themselves.

use std::cmp::Reverse;

use crate::quarantine::{Course, DayState, Order, course, days_of};
use crate::state::Colour;
use crate::time::Date;

/// Where a person stands in quarantine on a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The date.
    pub on: Date,
    /// The colour of the stage that runs.
    pub colour: Colour,
    /// Which stage runs: 1, or 2.
    pub stage: u8,
    /// Which day of the stage it is, starting with 1; a missed day is not counted.
    pub day: u16,
    /// Days of the stage.
    pub days: u16,
    /// The first date after the stage.
    pub until: Date,
    /// The first free date after all stages, and after every other order that runs.
    pub free: Date,
    /// Days missed so far.
    pub missed: u16,
    /// Whether the date waits for its check-in.
    pub awaited: bool,
    /// Whether an earlier day has none and is still waited for.
    pub in_grace: bool,
}

/// What an order is shown by: the worst and longest first.
type Key = Reverse<(Colour, Date, Date, i64)>;

/// The open orders that run on `today`, the one that is shown first: of the worst colour the one whose stage
/// ends last, so that its `until` is that of the state.
pub fn running(orders: &[Order], today: Date) -> Vec<&Order> {
    let mut running: Vec<(Key, &Order)> = orders
        .iter()
        .filter(|order| order.state.is_open() && order.first_day <= today)
        .filter_map(|order| match course(order, today) {
            Course::Running {
                colour,
                until,
                free,
                ..
            } => Some((Reverse((colour, until, free, order.id)), order)),
            Course::Done(_) => None,
        })
        .collect();
    running.sort_unstable_by_key(|(key, _)| *key);
    running.into_iter().map(|(_, order)| order).collect()
}

/// Where somebody with these orders stands on `today`; `None` where none runs. The orders hold their check-ins.
pub fn standing(orders: &[Order], today: Date) -> Option<Standing> {
    let running = running(orders, today);
    let shown = *running.first()?;
    let Course::Running {
        colour,
        until,
        then,
        missed,
        day,
        days,
        ..
    } = course(shown, today)
    else {
        return None;
    };
    let frees = running
        .iter()
        .filter_map(|order| match course(order, today) {
            Course::Running { free, .. } => Some(free),
            Course::Done(_) => None,
        });
    let any = |state: DayState, date: &dyn Fn(Date) -> bool| {
        running.iter().any(|order| {
            let mut days = days_of(order, today).into_iter();
            days.any(|day| day.state == state && date(day.date))
        })
    };
    Some(Standing {
        on: today,
        colour,
        stage: if shown.then.is_some() && then.is_none() {
            2
        } else {
            1
        },
        day,
        days,
        until,
        free: frees.max()?,
        missed,
        awaited: any(DayState::Open, &|date| date == today),
        in_grace: any(DayState::InGrace, &|_| true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn order(id: i64, colour: &str, first_day: &str, days: u16, checked_in: &[&str]) -> Order {
        let json = serde_json::json!({
            "id": id, "rule": "stay-high", "colour": colour, "days": days, "first_day": first_day,
            "checked_in": checked_in,
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn s2_29_the_worst_order_is_shown_and_freedom_comes_after_the_last() {
        let orders = [
            order(1, "yellow", "2020-02-24", 14, &[]),
            order(
                2,
                "red",
                "2020-02-20",
                14,
                &["2020-02-21", "2020-02-22", "2020-02-23"],
            ),
        ];
        let stands = standing(&orders, date("2020-02-24")).unwrap();
        assert_eq!(
            (stands.colour, stands.day, stands.days),
            (Colour::Red, 5, 14)
        );
        assert_eq!(stands.until, date("2020-03-05"));
        assert_eq!(stands.free, date("2020-03-09"), "the yellow one ends later");
        assert!(
            stands.awaited && !stands.in_grace,
            "the red one waits for today"
        );
    }

    #[test]
    fn s2_29_day_one_waits_for_nothing_and_the_last_day_does() {
        let orders = [order(1, "yellow", "2020-02-20", 2, &[])];
        assert!(!standing(&orders, date("2020-02-20")).unwrap().awaited);
        let last = standing(&orders, date("2020-02-21")).unwrap();
        assert!(last.awaited, "{last:?}");
        let after = standing(&orders, date("2020-02-22")).unwrap();
        assert!(
            after.in_grace && after.awaited,
            "the 22nd can replace the 21st: {after:?}"
        );
        let done = [order(1, "yellow", "2020-02-20", 2, &["2020-02-21"])];
        assert_eq!(
            standing(&done, date("2020-02-22")),
            None,
            "free, and asked for nothing"
        );
    }

    #[test]
    fn s2_29_the_second_stage_is_told_as_such() {
        let mut order = order(1, "red", "2020-02-20", 2, &["2020-02-21"]);
        order.then = Some(crate::quarantine::Stage {
            colour: Colour::Yellow,
            days: 3,
        });
        let first = standing(std::slice::from_ref(&order), date("2020-02-21")).unwrap();
        let second = standing(&[order], date("2020-02-22")).unwrap();
        assert_eq!((first.stage, first.colour), (1, Colour::Red));
        assert_eq!(
            (second.stage, second.colour, second.day),
            (2, Colour::Yellow, 1)
        );
        assert_eq!(first.free, second.free);
    }
}
