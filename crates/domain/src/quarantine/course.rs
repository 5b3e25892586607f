//! The one function for the dates of an order. Every screen, message, code and report asks it.
//!
//! Day 1 is the date on which the order opened, and counts without a check-in; each later day counts when it
//! has one. A day without a check-in is waited for during its grace, then it is missed and moves the end by
//! one day. The date shown assumes that today and the days in grace will count, but nobody is released
//! before the last day counts: while a day is in grace on or after the end, the person stays as they are and
//! the end shown is tomorrow. (QUARANTINE in the requirements.)

use crate::quarantine::{Order, Stage};
use crate::state::Colour;
use crate::time::Date;

/// Where an order stands on a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Course {
    /// It runs.
    Running {
        /// The colour of the stage that runs.
        colour: Colour,
        /// The first date after the stage, if every day from today on has its check-in.
        until: Date,
        /// What follows the stage: its colour and the first free date after it.
        then: Option<(Colour, Date)>,
        /// The first date after all stages, under the same assumption.
        free: Date,
        /// Days missed so far, over all stages.
        missed: u16,
        /// Which day of the stage today is, starting with 1; a missed day is not counted.
        day: u16,
        /// Days of the stage.
        days: u16,
    },
    /// All its days are counted: free since this date.
    Done(Date),
}

/// What became of one day of an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayState {
    /// Day 1, or a day with a check-in.
    Counted,
    /// No check-in yet, and still waited for.
    InGrace,
    /// No check-in came in time.
    Missed,
    /// Today without a check-in so far, or a day to come.
    Open,
}

/// One day of an order and what became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// The stage that it belongs to.
    pub colour: Colour,
    /// What became of it.
    pub state: DayState,
}

/// Where `order` stands on `today`, by its days and check-ins alone (its state is the caller's to read).
pub fn course(order: &Order, today: Date) -> Course {
    let mut missed: u16 = 0;
    let mut start = order.first_day;
    for (number, stage) in stages(order) {
        let walk = walk(order, start, stage.days, today);
        missed = missed.saturating_add(walk.missed);
        if walk.runs {
            let then = order
                .then
                .filter(|_| number == 0)
                .map(|t| (t.colour, walk.until + i32::from(t.days)));
            let elapsed = (today - start + 1).clamp(1, i32::from(u16::MAX)) as u16;
            return Course::Running {
                colour: stage.colour,
                until: walk.until,
                then,
                free: then.map_or(walk.until, |(_, free)| free),
                missed,
                day: elapsed
                    .saturating_sub(walk.missed)
                    .clamp(1, stage.days.max(1)),
                days: stage.days,
            };
        }
        start = walk.until;
    }
    Course::Done(start)
}

/// The days of an order from the first to the last that is foreseen, for a calendar of dots.
pub fn days_of(order: &Order, today: Date) -> Vec<Day> {
    let mut days = Vec::new();
    let mut start = order.first_day;
    for (_, stage) in stages(order) {
        let until = walk(order, start, stage.days, today).until;
        let mut date = start;
        while date < until {
            days.push(Day {
                date,
                colour: stage.colour,
                state: state_of(order, date, today),
            });
            date = date.next();
        }
        start = until;
    }
    days
}

fn stages(order: &Order) -> impl Iterator<Item = (usize, Stage)> {
    let first = Stage {
        colour: order.colour,
        days: order.days,
    };
    std::iter::once(first).chain(order.then).enumerate()
}

struct Walk {
    until: Date,
    missed: u16,
    runs: bool,
}

/// Counts the days of one stage that begins on `start`.
fn walk(order: &Order, start: Date, days: u16, today: Date) -> Walk {
    let mut until = start + i32::from(days);
    let mut missed: u16 = 0;
    let mut waiting = false;
    let mut date = start;
    while date < until && date < today {
        match state_of(order, date, today) {
            DayState::Missed => {
                missed = missed.saturating_add(1);
                until = until.next();
            }
            DayState::InGrace => waiting = true,
            DayState::Counted | DayState::Open => {}
        }
        date = date.next();
    }
    let runs = today < until || waiting;
    if waiting && until <= today {
        until = today.next();
    }
    Walk {
        until,
        missed,
        runs,
    }
}

fn state_of(order: &Order, date: Date, today: Date) -> DayState {
    if date == order.first_day || order.checked_in.contains(&date) {
        DayState::Counted
    } else if date >= today {
        DayState::Open
    } else if today - date > i32::from(order.grace_days) {
        DayState::Missed
    } else {
        DayState::InGrace
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn order(first_day: &str, days: u16, checked_in: &[&str]) -> Order {
        let json = serde_json::json!({
            "rule": "stay-high", "colour": "red", "days": days, "first_day": first_day, "checked_in": checked_in,
        });
        serde_json::from_value(json).unwrap()
    }

    fn until(order: &Order, today: &str) -> String {
        match course(order, date(today)) {
            Course::Running { until, .. } => until.to_string(),
            Course::Done(free) => format!("free since {free}"),
        }
    }

    #[test]
    fn s2_29_the_dates_of_the_requirements_example() {
        let none = order("2020-02-20", 14, &[]);
        assert_eq!(until(&none, "2020-02-20"), "2020-03-05");
        assert_eq!(until(&none, "2020-02-21"), "2020-03-05");
        assert_eq!(until(&none, "2020-02-22"), "2020-03-05");
        assert_eq!(until(&none, "2020-02-23"), "2020-03-06");
    }

    fn all_but(missing: &[&str]) -> Order {
        let mut order = order("2020-02-20", 14, &[]);
        order.checked_in = (1..14).map(|n| date("2020-02-20") + n).collect();
        order
            .checked_in
            .retain(|d| !missing.iter().any(|m| date(m) == *d));
        order
    }

    #[test]
    fn s2_29_fourteen_counted_days_end_at_midnight() {
        assert_eq!(until(&all_but(&[]), "2020-03-04"), "2020-03-05");
        assert_eq!(until(&all_but(&[]), "2020-03-05"), "free since 2020-03-05");
        assert_eq!(until(&all_but(&[]), "2021-03-05"), "free since 2020-03-05");
    }

    #[test]
    fn s2_29_nobody_is_released_before_the_last_day_counts() {
        let mut order = all_but(&["2020-03-04"]);
        assert_eq!(until(&order, "2020-03-05"), "2020-03-06");
        assert_eq!(
            until(&order, "2020-03-06"),
            "2020-03-07",
            "the 5th, which replaces the 4th, is in grace"
        );
        order.checked_in.push(date("2020-03-05"));
        assert_eq!(until(&order, "2020-03-06"), "free since 2020-03-06");
    }

    #[test]
    fn s2_29_a_missed_day_moves_the_end_by_one() {
        let order = all_but(&["2020-02-25"]);
        assert_eq!(until(&order, "2020-02-26"), "2020-03-05", "in grace");
        assert_eq!(until(&order, "2020-02-27"), "2020-03-06", "missed");
    }

    #[test]
    fn s2_29_a_second_stage_follows_by_the_same_counting() {
        let mut order = all_but(&[]);
        order.then = Some(Stage {
            colour: Colour::Yellow,
            days: 7,
        });
        let Course::Running {
            colour,
            until,
            then,
            free,
            day,
            ..
        } = course(&order, date("2020-03-04"))
        else {
            panic!("it runs")
        };
        assert_eq!((colour, until, day), (Colour::Red, date("2020-03-05"), 14));
        assert_eq!(
            (then, free),
            (
                Some((Colour::Yellow, date("2020-03-12"))),
                date("2020-03-12")
            )
        );
        let Course::Running { colour, until, .. } = course(&order, date("2020-03-05")) else {
            panic!("it runs")
        };
        assert_eq!((colour, until), (Colour::Yellow, date("2020-03-12")));
        assert_eq!(days_of(&order, date("2020-03-05")).len(), 21);
    }

    #[test]
    fn facts_read_the_order_of_the_design() {
        let facts: Facts = toml::from_str(
            "stays = [{ place = \"420106\", area = \"listed\", from = 2020-02-08, to = 2020-02-09, \
             recorded = 2020-02-20, level = \"high\" }]\n\
             orders = [{ rule = \"stay-high\", colour = \"red\", days = 14, first_day = 2020-02-20, checked_in = [] }]",
        )
        .unwrap();
        assert!(facts.declared && facts.orders[0].state.is_open());
        assert_eq!(facts.orders[0].grace_days, 1);
    }
}
