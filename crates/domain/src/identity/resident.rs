//! The resident ID: 18 digits of the second generation (GB 11643-1999), 15 of the first.
//!
//! Both forms of one number are one document, so a number of the first generation is answered with its 18
//! digits. The region code is the one of the year in which the number was given and may be long gone: any
//! code that was ever in force is good, and the 810000, 820000 and 830000 of the residence permits of people from
//! Hong Kong, Macau and Taiwan.

use crate::place::{DivisionCode, divisions};
use crate::time::Date;

use super::checksum::mod_11_2;
use super::error::{DocumentError, Phrase};

/// Nobody alive was born earlier; the standard's own example was born in 1880.
pub(super) const FIRST_BIRTH_YEAR: i16 = 1800;

const LENGTHS: Phrase = Phrase::new(
    "居民身份证是18位，第一代是15位",
    "a resident ID has 18, or 15 in its first generation",
);
const DIGITS: Phrase = Phrase::new(
    "居民身份证只有数字，只有第18位可以是X",
    "a resident ID has digits alone, only its 18th character may be X",
);

/// The 18-digit form of a normalised number.
pub(super) fn parse(number: &str, today: Date) -> Result<String, DocumentError> {
    let found = number.chars().count();
    let digits = match found {
        0 => return Err(DocumentError::Empty),
        15 => 15,
        18 => 17,
        _ => {
            return Err(DocumentError::Length {
                found,
                expected: LENGTHS,
            });
        }
    };
    digits_until(number, digits, DIGITS)?;
    if found == 15 {
        let upgraded = second_generation(number);
        body(&upgraded, today, 7, 12)?;
        return Ok(upgraded);
    }
    check_character(number)?;
    if number.starts_with('9') {
        return Err(DocumentError::OtherKind {
            is: Phrase::new(
                "以9开头的号码是外国人永久居留身份证",
                "a number that begins with 9 is that of a foreign permanent residence card",
            ),
        });
    }
    body(number, today, 7, 14)?;
    check_digit(number)?;
    Ok(number.into())
}

/// The birth date that an 18-digit number carries in its digits 7 to 14.
pub(super) fn birth_date(number: &str) -> Option<Date> {
    let year = number.get(6..10)?.parse().ok()?;
    let month = number.get(10..12)?.parse().ok()?;
    let day = number.get(12..14)?.parse().ok()?;
    Date::from_ymd(year, month, day)
}

/// Refuses the first of the leading `count` characters that is no digit.
pub(super) fn digits_until(
    number: &str,
    count: usize,
    expected: Phrase,
) -> Result<(), DocumentError> {
    let wrong = number
        .chars()
        .take(count)
        .enumerate()
        .find(|(_, c)| !c.is_ascii_digit());
    match wrong {
        None => Ok(()),
        Some((i, found)) => Err(DocumentError::Character {
            position: i + 1,
            found,
            expected,
        }),
    }
}

/// Refuses an 18th character that is neither digit nor X.
pub(super) fn check_character(number: &str) -> Result<(), DocumentError> {
    match number.chars().nth(17) {
        Some('0'..='9' | 'X') | None => Ok(()),
        Some(found) => Err(DocumentError::Character {
            position: 18,
            found,
            expected: Phrase::new("最后一位是数字或X", "the last character is a digit or X"),
        }),
    }
}

/// Refuses an 18-digit number whose check digit does not belong to it.
pub(super) fn check_digit(number: &str) -> Result<(), DocumentError> {
    let body = number.get(..17).unwrap_or_default();
    let stated = number.chars().nth(17);
    if stated.is_some() && mod_11_2(body) == stated {
        Ok(())
    } else {
        Err(DocumentError::CheckDigit)
    }
}

/// Refuses a birth date outside of 1800 to today; `first` and `last` say where it stood in the text.
pub(super) fn birth_in_range(
    birth: Option<Date>,
    today: Date,
    first: usize,
    last: usize,
) -> Result<(), DocumentError> {
    match birth {
        None => Err(DocumentError::BirthDate { first, last }),
        Some(date) if date > today => Err(DocumentError::BirthInFuture),
        Some(date) if date.year() < FIRST_BIRTH_YEAR => Err(DocumentError::BirthTooEarly),
        Some(_) => Ok(()),
    }
}

/// The 18 digits of a number of the first generation: the century in, the check digit behind.
fn second_generation(number: &str) -> String {
    let (region, rest) = number.split_at_checked(6).unwrap_or((number, ""));
    let mut upgraded = format!("{region}19{rest}");
    upgraded.extend(mod_11_2(&upgraded));
    upgraded
}

/// Region and birth date of an 18-digit number.
fn body(number: &str, today: Date, first: usize, last: usize) -> Result<(), DocumentError> {
    let region: Option<DivisionCode> = number.get(..6).and_then(|code| code.parse().ok());
    if !region.is_some_and(|code| divisions().was_ever(code)) {
        return Err(DocumentError::Region { digits: 6 });
    }
    birth_in_range(birth_date(number), today, first, last)
}
