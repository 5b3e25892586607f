//! What the stories are told with: a service on a fresh database, people who do not exist, lists made up in the
//! official form, and a clock that stands still until the story moves it.

mod list;
mod officials;
mod people;
mod results;
mod shared_data;
mod told;
mod world;

pub(crate) use list::{CHAOYANG, List, WEST_LAKE, WUCHANG, YUHANG, ZONE, area};
pub(crate) use officials::{Official, number, red_for};
pub(crate) use people::{Words, applicant, applicant_number, id, says};
pub(crate) use shared_data::{real_files, saved_times};
pub(crate) use told::{pop_ups, red_since, rules, told};
pub(crate) use world::{World, check_in, correction, ill, wait};

use domain::place::DivisionCode;
use domain::time::{Date, Instant};

const MINUTE_MS: i64 = 60_000;

/// A division code.
pub(crate) fn code(digits: &str) -> DivisionCode {
    digits.parse().unwrap()
}

/// A date.
pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A local minute: `2022-07-14 08:30`.
pub(crate) fn at(text: &str) -> Instant {
    let (date, time) = text.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    day(date).start().plus_ms(minutes * MINUTE_MS)
}

/// Nine in the morning of a date.
pub(crate) fn morning(date: Date) -> Instant {
    date.start().plus_ms(9 * 60 * MINUTE_MS)
}

/// Some minutes later.
pub(crate) fn minutes_after(instant: Instant, minutes: i64) -> Instant {
    instant.plus_ms(minutes * MINUTE_MS)
}
