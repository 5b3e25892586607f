//! The days that a check looks at, from when on it can be done, and for how long it goes on.

use super::Place;
use crate::place::{CountryCode, DivisionCode, became};
use crate::policy::Text;
use crate::time::{Date, Instant};

/// For how many days after its last step a check that was broken off goes on where it stood (P).
pub const CHECK_DAYS: i64 = 3;
/// How often a person may have a check compared or submitted in a day (P): more would be a way to try places out.
pub const MOST_COMPARISONS: usize = 5;
/// How often a person may look at recorded places in a day (P).
pub const MOST_QUERIES: usize = 3;
/// How often a person may have their tickets asked for in a day (P).
pub const MOST_TICKET_QUERIES: usize = 5;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The days that a check looks at, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day: that of the arrival, or today where the person is there already.
    pub to: Date,
}

impl Window {
    /// The window of a check for this arrival: `days` look-back days (S0-4) before today, whatever arrival is said, up to it.
    pub fn of(arrival: Date, today: Date, days: u16) -> Self {
        Self {
            from: today - i32::from(days),
            to: arrival.max(today),
        }
    }

    /// The days of a stay that lie within.
    pub(super) fn days(self, from: Date, to: Date) -> Vec<Date> {
        let (first, last) = (from.max(self.from), to.min(self.to));
        (first.day()..=last.day()).map(Date::from_day).collect()
    }

    /// What a place is by the codes of the years in which the window lies: the counties for which its code stands, or the
    /// country. Hong Kong, Macau and Taiwan are regions outside the mainland, under their code too.
    pub(super) fn reads(self, place: Place) -> Read {
        match place {
            Place::County(code) => region(code).map_or_else(
                || Read::Counties(became(code, self.from.year(), self.to.year())),
                Read::Abroad,
            ),
            Place::Abroad(code) => Read::Abroad(code),
        }
    }
}

/// A place as it is compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Read {
    /// The counties of the window's last year for which a code stands.
    Counties(Vec<DivisionCode>),
    /// A country or region.
    Abroad(CountryCode),
}

impl Read {
    /// Whether both are one place: a county in common, or the same country.
    pub(super) fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Counties(own), Self::Counties(others)) => {
                own.iter().any(|code| others.contains(code))
            }
            (own, other) => own == other,
        }
    }

    /// The counties; none of a country.
    pub(super) fn counties(&self) -> &[DivisionCode] {
        match self {
            Self::Counties(codes) => codes,
            Self::Abroad(_) => &[],
        }
    }
}

/// The region of ISO 3166 of a code of GB/T 2260 outside the mainland.
fn region(code: DivisionCode) -> Option<CountryCode> {
    let letters = match code.province().number() {
        710_000 => "TW",
        810_000 => "HK",
        820_000 => "MO",
        _ => return None,
    };
    letters.parse().ok()
}

/// An arrival for which a check cannot be begun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArrivalError {
    /// It lies further ahead than a check can be done; it can from this instant on.
    TooEarly(Instant),
    /// It lies before the days that a check looks at.
    TooLate,
}

impl ArrivalError {
    /// The field, what is wrong and what helps.
    pub fn text(self) -> Text {
        match self {
            Self::TooEarly(opens) => {
                let at = opens.to_string();
                let at = at.get(..16).unwrap_or(&at).replace('T', " ");
                Text::new(
                    format!("现在核验为时过早，请在{at}（北京时间）之后开始"),
                    format!("is too far ahead; begin after {at} (Beijing time)"),
                )
            }
            Self::TooLate => Text::new(
                "早于核验的天数，请填写最近一次到达的日期",
                "lies before the days that are looked at; give the day of the last arrival",
            ),
        }
    }
}

/// The instant from which on a check for this arrival can be done: `hours` (P `verify_hours_before`) before its day
/// begins. `now` lies before it, or the arrival too far back: an error that says so.
pub fn opens(arrival: Date, now: Instant, hours: u16, days: u16) -> Result<Instant, ArrivalError> {
    let opens = arrival.start().plus_ms(-i64::from(hours) * HOUR_MS);
    if now.ms() < opens.ms() {
        Err(ArrivalError::TooEarly(opens))
    } else if arrival < now.date() - i32::from(days) {
        Err(ArrivalError::TooLate)
    } else {
        Ok(opens)
    }
}

/// Whether a check whose last step was at `last_step` goes on where it stood. Later it is begun anew.
pub const fn is_live(last_step: Instant, now: Instant) -> bool {
    now.ms() < last_step.ms() + CHECK_DAYS * DAY_MS
}
