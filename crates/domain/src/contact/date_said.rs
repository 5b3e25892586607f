//! Dates as lists write them: 1月12, 1月12日, 2020年1月12日, 2020-01-12, 2020.1.12.

use super::conveyance::normal;
use super::unread::{Unread, WhyUnread};
use crate::time::Date;

/// How long before a list a date without a year may lie, in days.
const LOOKS_BACK_DAYS: i32 = 183;

/// The date of a list, with its year: `2020.1.29`, `2020-01-29`, `2020年1月29日`.
pub fn date_of_list(text: &str) -> Result<Date, Unread> {
    match parts(text) {
        Some((Some(year), month, day)) => {
            Date::from_ymd(year, month, day).ok_or_else(|| Unread::new(text, WhyUnread::Date))
        }
        _ => Err(Unread::new(text, WhyUnread::Date)),
    }
}

/// A date of a list of `listed`. Without a year it is that of the list; one of the last months before a list of the first
/// ones is of the year before.
pub fn date_said(text: &str, listed: Date) -> Result<Date, Unread> {
    let no_date = || Unread::new(text, WhyUnread::Date);
    let (year, month, day) = parts(text).ok_or_else(no_date)?;
    let in_year = |year| Date::from_ymd(year, month, day);
    let date = if year.is_some() {
        year.and_then(in_year).ok_or_else(no_date)?
    } else {
        let same = in_year(listed.year());
        let before = in_year(listed.year() - 1);
        same.or(before).ok_or_else(no_date)?;
        let recent = before.filter(|date| listed - *date <= LOOKS_BACK_DAYS);
        let found = same.filter(|date| *date <= listed).or(recent);
        found.ok_or_else(|| Unread::new(text, WhyUnread::AfterList))?
    };
    if date > listed {
        return Err(Unread::new(text, WhyUnread::AfterList));
    }
    Ok(date)
}

/// Year, where it stands there, month and day.
fn parts(text: &str) -> Option<(Option<i16>, i8, i8)> {
    let plain = normal(text);
    if let Some((front, day)) = plain.split_once('月') {
        let day = small(day.strip_suffix('日').unwrap_or(day))?;
        let (year, month) = match front.split_once('年') {
            Some((year, month)) => (Some(full(year)?), month),
            None => (None, front),
        };
        return Some((year, small(month)?, day));
    }
    let mark = ['-', '.', '/']
        .into_iter()
        .find(|mark| plain.contains(*mark))?;
    let mut parts = plain.split(mark);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(())?;
    Some((Some(full(year)?), small(month)?, small(day)?))
}

fn small(text: &str) -> Option<i8> {
    let well_formed = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    well_formed.then(|| text.parse().ok()).flatten()
}

fn full(text: &str) -> Option<i16> {
    let well_formed = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    well_formed.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_15_a_date_without_a_year_takes_it_from_the_list() {
        let said = |text: &str, listed: &str| {
            let listed = date_of_list(listed).unwrap();
            let date = date_said(text, listed).map_err(|unread| unread.why);
            date.map(|date| date.to_string())
        };
        let ok = |date: &str| Ok(date.to_owned());
        assert_eq!(said("1月12", "2020.1.29"), ok("2020-01-12"));
        assert_eq!(said("1月29日", "2020.1.29"), ok("2020-01-29"));
        assert_eq!(said("12月28", "2020-01-03"), ok("2019-12-28"));
        assert_eq!(said("2020年1月5日", "2020.1.29"), ok("2020-01-05"));
        assert_eq!(said("１月１２", "2020.1.29"), ok("2020-01-12"));
        assert_eq!(said("2月29", "2021.3.1"), Err(WhyUnread::AfterList));
        assert_eq!(said("1月31", "2020.1.30"), Err(WhyUnread::AfterList));
        assert_eq!(said("2020-01-31", "2020.1.30"), Err(WhyUnread::AfterList));
        for text in ["1月32", "13月1", "月12", "1-12", "", "昨天", "1月12号"] {
            assert_eq!(said(text, "2020.1.29"), Err(WhyUnread::Date), "{text}");
        }
        assert!(date_of_list("1月29").is_err());
    }
}
