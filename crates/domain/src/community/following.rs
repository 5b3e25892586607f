//! What a community's index says of a person in quarantine; made of the same facts as the decision.

use crate::facts::with_check_ins;
use crate::place::DivisionCode;
use crate::quarantine::{Order, Standing, running, standing};
use crate::rating::Decision;
use crate::record::{CheckIn, Record, Whereabouts};
use crate::said_again::StayAgain;
use crate::state::{Colour, State};
use crate::time::Date;

/// For how many days back a day without a check-in opens its task: as long as a late one may still count, and longer than a
/// service stands still.
const DAYS_BACK: i32 = 3;

/// How somebody stands in quarantine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Following {
    /// The worst colour that holds.
    pub colour: Colour,
    /// The first day.
    pub since: Date,
    /// The first free date, as far as it is foreseen.
    pub free: Option<Date>,
    /// Whether an order runs that needs a check-in each day.
    pub checks_in: bool,
    /// The last date with a check-in.
    pub checked_in: Option<Date>,
    /// The last date on which symptoms or a fever were reported, confirmed or not.
    pub ill: Option<Date>,
}

/// How a person stands with these orders (what opens and ends today among them), check-ins and decisions; none where they
/// are in no quarantine. The dates are those of [`standing`], which every screen shows.
pub fn following(
    orders: &[Order],
    check_ins: &[CheckIn],
    decisions: &[Decision],
    today: Date,
) -> Option<Following> {
    let orders = with_all(orders, check_ins);
    let stands = standing(&orders, today);
    let coloured = decisions.iter().filter(|d| d.state >= State::Yellow);
    let colours = coloured.clone().filter_map(|d| colour_of(d.state));
    let colour = stands.iter().map(|s| s.colour).chain(colours).max()?;
    let since = running(&orders, today).into_iter().map(|o| o.first_day);
    let since = since.chain(coloured.clone().filter_map(|d| d.since)).min();
    let free = stands.as_ref().map(|s| s.free);
    Some(Following {
        colour,
        since: since.unwrap_or(today),
        free: free.or_else(|| coloured.filter_map(|d| d.until).max()),
        checks_in: stands.is_some(),
        checked_in: check_ins.iter().map(|c| c.on).max(),
        ill: check_ins
            .iter()
            .filter(|c| c.is_alarming())
            .map(|c| c.on)
            .max(),
    })
}

/// The days before today that needed a check-in and have none, the last few alone.
pub fn unchecked(orders: &[Order], check_ins: &[CheckIn], today: Date) -> Vec<Date> {
    let orders = with_all(orders, check_ins);
    let since = running(&orders, today).into_iter().map(|o| o.first_day);
    let Some(since) = since.min() else {
        return Vec::new();
    };
    let has = |day: Date| check_ins.iter().any(|c| c.on == day);
    // Day 1 counts without one.
    (1..=DAYS_BACK)
        .map(|back| today - back)
        .filter(|day| *day > since && !has(*day))
        .collect()
}

/// The county of the residence that was declared last and stands; a correction that says it again is no later.
pub fn residence(record: &Record) -> Option<DivisionCode> {
    let stands = |declaration| {
        let mut all = record.declarations.iter();
        all.any(|d| d.id == declaration && d.corrected_by.is_none())
    };
    let homes = record
        .stays
        .iter()
        .filter(|s| s.to.is_none() && stands(s.declaration));
    let homes = homes.map(|stay| StayAgain::of(record, stay));
    let last = homes.max_by_key(|home| (home.recorded, home.stay.id))?;
    match last.stay.whereabouts {
        Whereabouts::County(county) => Some(county),
        Whereabouts::Abroad(_) => None,
    }
}

fn colour_of(state: State) -> Option<Colour> {
    match state {
        State::Red => Some(Colour::Red),
        State::Yellow => Some(Colour::Yellow),
        _ => None,
    }
}

/// Where a person stands by the orders and check-ins of their record; none where no order runs.
pub fn standing_of(record: &Record, today: Date) -> Option<Standing> {
    standing(&with_all(&record.orders, &record.check_ins), today)
}

/// The orders with the check-ins that count for each.
fn with_all(orders: &[Order], check_ins: &[CheckIn]) -> Vec<Order> {
    let each = orders.iter();
    each.map(|order| with_check_ins(order, check_ins)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_29_a_community_reads_the_day_that_the_person_reads() {
        let order = |id: i64, days: u16, then: Option<u16>| {
            let then = then.map(|days| serde_json::json!({ "colour": "yellow", "days": days }));
            let json = serde_json::json!({
                "id": id, "rule": "stay-high", "colour": "red", "days": days, "then": then,
                "first_day": "2020-02-20",
            });
            serde_json::from_value::<Order>(json).unwrap()
        };
        // Two stages that are free last, and one that stays red longest.
        let orders = vec![order(1, 14, Some(7)), order(2, 16, None)];
        let today = "2020-02-20".parse().unwrap();
        let record = Record {
            orders: orders.clone(),
            ..Record::default()
        };
        let shown = standing(&orders, today).unwrap();
        assert_eq!(standing_of(&record, today), Some(shown));
        assert_eq!((shown.day, shown.days), (1, 16));
        let stands = following(&orders, &[], &[], today).unwrap();
        assert_eq!(
            (stands.colour, stands.free),
            (shown.colour, Some(shown.free))
        );
    }
}
