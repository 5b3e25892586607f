//! Dates and instants, as values that the edge passes in.
//!
//! A [`Date`] is a local date of the jurisdiction (all of ours keep `Asia/Shanghai`), stored as a day
//! number. An [`Instant`] is a moment in UTC, stored in milliseconds. Nothing here reads a clock.

use std::fmt;
use std::ops::{Add, Range, Sub};
use std::str::FromStr;

use jiff::tz::TimeZone;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The zone in which the jurisdictions count their days.
static ZONE: TimeZone = jiff::tz::get!("Asia/Shanghai");

/// Days on which the zone keeps one offset, by their numbers: from 1992 on, as long as anybody need count here. One request
/// asks for its date again and again, and on these days no table is searched for it.
const EVEN_DAYS: Range<i32> = 8_035..400_000;
/// How far ahead of UTC the zone is on them.
const AHEAD_MS: i64 = 8 * 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// A local date, as days since 1970-01-01. Written `2020-02-20`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date(i32);

/// A text that is not a date of the form `2020-02-20`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date; write it as 2020-02-20")]
pub struct DateError(String);

impl Date {
    /// The first date of the calendar, -9999-01-01: what lies before it counts as it.
    const FIRST: Self = Self(-4_371_587);
    /// The last, 9999-12-31.
    pub(crate) const LAST: Self = Self(2_932_896);

    /// The date with this day number (days since 1970-01-01).
    pub const fn from_day(day: i32) -> Self {
        Self(day)
    }

    /// Days since 1970-01-01.
    pub const fn day(self) -> i32 {
        self.0
    }

    /// The date of a year, month and day, where there is such a date.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day)
            .ok()
            .map(Self::from_civil)
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.civil().year()
    }

    /// The next date.
    #[must_use]
    pub fn next(self) -> Self {
        self + 1
    }

    /// The instant at which the date begins.
    pub fn start(self) -> Instant {
        if EVEN_DAYS.contains(&self.0) {
            return Instant(i64::from(self.0) * DAY_MS - AHEAD_MS);
        }
        self.start_by_zone()
    }

    fn start_by_zone(self) -> Instant {
        let zoned = self.civil().to_zoned(ZONE.clone());
        Instant(zoned.map_or(i64::from(self.0) * DAY_MS, |z| {
            z.timestamp().as_millisecond()
        }))
    }

    /// The first instant that lies after the date.
    pub fn end(self) -> Instant {
        self.next().start()
    }

    /// The calendar date.
    pub fn civil(self) -> jiff::civil::Date {
        let day = self.clamp(Self::FIRST, Self::LAST).0;
        jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day))
    }

    /// The day number of a calendar date.
    pub fn from_civil(date: jiff::civil::Date) -> Self {
        let day = date.to_datetime(jiff::civil::Time::midnight());
        let seconds = day
            .duration_since(jiff::civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0))
            .as_secs();
        Self((seconds / 86_400) as i32)
    }
}

impl Add<i32> for Date {
    type Output = Self;
    fn add(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl Sub<i32> for Date {
    type Output = Self;
    fn sub(self, days: i32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

impl Sub for Date {
    type Output = i32;
    /// Days from the other date to this one.
    fn sub(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.civil().fmt(f)
    }
}

impl FromStr for Date {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, DateError> {
        let well_formed = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let date = well_formed.then(|| text.parse().ok()).flatten();
        date.map(Self::from_civil)
            .ok_or_else(|| DateError(text.into()))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    /// Reads a string (JSON) or a bare TOML date.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;
        impl<'de> Visitor<'de> for DateVisitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2020-02-20")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
                let value =
                    toml::value::Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
                value.to_string().parse().map_err(de::Error::custom)
            }
        }
        deserializer.deserialize_any(DateVisitor)
    }
}

/// A moment, in milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The moment with this number of milliseconds since 1970-01-01T00:00Z.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The local date on which the moment lies; the first or the last of the calendar where it lies beyond.
    pub fn date(self) -> Date {
        let day = self.0.saturating_add(AHEAD_MS).div_euclid(DAY_MS);
        match i32::try_from(day) {
            Ok(day) if EVEN_DAYS.contains(&day) => Date(day),
            _ => self.date_by_zone(),
        }
    }

    fn date_by_zone(self) -> Date {
        match self.zoned() {
            Some(zoned) => Date::from_civil(zoned.date()),
            None if self.0 < 0 => Date::FIRST,
            None => Date::LAST,
        }
    }

    /// The moment `ms` milliseconds later.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    fn zoned(self) -> Option<jiff::Zoned> {
        let timestamp = jiff::Timestamp::from_millisecond(self.0).ok()?;
        Some(timestamp.to_zoned(ZONE.clone()))
    }
}

impl fmt::Display for Instant {
    /// Local time with its offset: `2022-04-15T11:00:00+08:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.zoned() {
            Some(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").fmt(f),
            None => write!(f, "{} ms", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_and_read_the_same() {
        for text in ["1970-01-01", "2020-02-29", "1880-01-01", "2024-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        assert!("2020-2-20".parse::<Date>().is_err());
        assert!("2021-02-29".parse::<Date>().is_err());
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        let date: Date = "2020-03-05".parse().unwrap();
        assert_eq!(date.start().to_string(), "2020-03-05T00:00:00+08:00");
        assert_eq!(date.start().date(), date);
        assert_eq!(date.start().plus_ms(-1).date(), date - 1);
        assert_eq!(date.end().plus_ms(-1).date(), date);
    }

    #[test]
    fn what_lies_beyond_the_calendar_is_its_first_or_last_date() {
        for (ms, date) in [(i64::MIN, "-009999-01-01"), (i64::MAX, "9999-12-31")] {
            assert_eq!(Instant::from_ms(ms).date().to_string(), date);
        }
        for (day, date) in [(i32::MIN, "-009999-01-01"), (i32::MAX, "9999-12-31")] {
            assert_eq!(Date::from_day(day).to_string(), date);
            Date::from_day(day).start();
        }
        let (first, last) = (Instant::from_ms(i64::MIN), Instant::from_ms(i64::MAX));
        assert!(first.date() < Date::from_day(0) && Date::from_day(0) < last.date());
    }

    #[test]
    fn toml_and_json_dates_are_read() {
        #[derive(Deserialize)]
        struct Holder {
            on: Date,
        }
        let bare: Holder = toml::from_str("on = 2020-02-20").unwrap();
        let quoted: Holder = toml::from_str("on = \"2020-02-20\"").unwrap();
        let json: Holder = serde_json::from_str(r#"{"on":"2020-02-20"}"#).unwrap();
        assert_eq!(bare.on, quoted.on);
        assert_eq!(bare.on, json.on);
    }

    #[test]
    fn days_of_one_offset_begin_and_end_as_the_table_of_the_zone_says() {
        for day in (EVEN_DAYS.start - 3_000..EVEN_DAYS.start + 30_000).chain([399_999, 400_000]) {
            let date = Date(day);
            let start = date.start();
            assert_eq!(start, date.start_by_zone(), "{date}");
            for ms in [-1, 0, 1, DAY_MS / 2, DAY_MS - 1, DAY_MS] {
                let instant = start.plus_ms(ms);
                assert_eq!(instant.date(), instant.date_by_zone(), "{instant}");
            }
        }
    }
}
