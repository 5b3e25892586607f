//! What a community's index says of a person in quarantine; made of the same facts as the decision.

use crate::facts::with_check_ins;
use crate::place::DivisionCode;
use crate::quarantine::{Course, Order, course};
use crate::rating::Decision;
use crate::record::{CheckIn, Record, Whereabouts};
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
/// are in no quarantine.
pub fn following(
    orders: &[Order],
    check_ins: &[CheckIn],
    decisions: &[Decision],
    today: Date,
) -> Option<Following> {
    let running = running(orders, check_ins, today);
    let coloured = decisions.iter().filter(|d| d.state >= State::Yellow);
    let colours = coloured.clone().filter_map(|d| colour_of(d.state));
    let colour = running.iter().map(|r| r.colour).chain(colours).max()?;
    let since = running.iter().map(|r| r.since);
    let since = since.chain(coloured.clone().filter_map(|d| d.since)).min();
    let free = running.iter().map(|r| r.free).max();
    Some(Following {
        colour,
        since: since.unwrap_or(today),
        free: free.or_else(|| coloured.filter_map(|d| d.until).max()),
        checks_in: !running.is_empty(),
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
    let Some(since) = running(orders, check_ins, today)
        .iter()
        .map(|r| r.since)
        .min()
    else {
        return Vec::new();
    };
    let has = |day: Date| check_ins.iter().any(|c| c.on == day);
    // Day 1 counts without one.
    (1..=DAYS_BACK)
        .map(|back| today - back)
        .filter(|day| *day > since && !has(*day))
        .collect()
}

/// The county of the residence that was declared last and stands.
pub fn residence(record: &Record) -> Option<DivisionCode> {
    let stands = |declaration| {
        let mut all = record.declarations.iter();
        all.any(|d| d.id == declaration && d.corrected_by.is_none())
    };
    let homes = record
        .stays
        .iter()
        .filter(|s| s.to.is_none() && stands(s.declaration));
    let last = homes.max_by_key(|stay| (stay.recorded, stay.id))?;
    match last.whereabouts {
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

/// Which day of its stage today is, and how many the stage has, of the order that ends last; none where no order runs.
pub fn stage_day(orders: &[Order], check_ins: &[CheckIn], today: Date) -> Option<(u16, u16)> {
    let running = running(orders, check_ins, today).into_iter();
    let last = running.max_by_key(|order| (order.colour, order.free))?;
    Some((last.day, last.days))
}

struct Running {
    colour: Colour,
    since: Date,
    free: Date,
    day: u16,
    days: u16,
}

fn running(orders: &[Order], check_ins: &[CheckIn], today: Date) -> Vec<Running> {
    let open = orders.iter().filter(|order| order.state.is_open());
    open.filter_map(|order| {
        let since = order.first_day;
        match course(&with_check_ins(order, check_ins), today) {
            Course::Running {
                colour,
                free,
                day,
                days,
                ..
            } => Some(Running {
                colour,
                since,
                free,
                day,
                days,
            }),
            Course::Done(_) => None,
        }
    })
    .collect()
}
