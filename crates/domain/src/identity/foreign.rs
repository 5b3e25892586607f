//! The foreign permanent residence card: 18 digits that begin with 9 (since December 2023), 15 characters before.
//!
//! New: 9, two digits of the province that took the application, three of the country (ISO 3166-1), birth date,
//! running number, check digit as on resident IDs. Old: three letters of the country, four digits of the place,
//! six of the birth date, one running digit, one check digit by weights 7-3-1. Source: the adaptation notice of
//! the National Immigration Administration, 13 October 2023; the old form's check digit follows its published
//! example. The two numbers of one person cannot be computed from each other.

use crate::place::{DivisionCode, divisions};
use crate::time::Date;

use super::checksum::weights_7_3_1;
use super::country::{is_country, is_country_number};
use super::error::{DocumentError, Phrase};
use super::resident::{birth_date, birth_in_range, check_character, check_digit, digits_until};

const LENGTHS: Phrase = Phrase::new(
    "外国人永久居留身份证是以9开头的18位数字，或15个字符",
    "a foreign permanent residence card has 18 digits that begin with 9, or 15 characters",
);

/// Checks a normalised number of either form.
pub(super) fn parse(number: &str, today: Date) -> Result<String, DocumentError> {
    match number.chars().count() {
        0 => return Err(DocumentError::Empty),
        15 => old(number, today)?,
        18 => new(number, today)?,
        found => {
            return Err(DocumentError::Length {
                found,
                expected: LENGTHS,
            });
        }
    }
    Ok(number.into())
}

fn new(number: &str, today: Date) -> Result<(), DocumentError> {
    digits_until(
        number,
        17,
        Phrase::new(
            "新证只有数字，只有第18位可以是X",
            "the new card has digits alone, only its 18th character may be X",
        ),
    )?;
    check_character(number)?;
    if !number.starts_with('9') {
        return Err(DocumentError::OtherKind {
            is: Phrase::new(
                "不以9开头的18位号码是居民身份证",
                "18 digits that do not begin with 9 are a resident ID",
            ),
        });
    }
    if !number
        .get(1..3)
        .is_some_and(|digits| was_ever(digits, 10_000))
    {
        return Err(DocumentError::Region { digits: 3 });
    }
    if !number.get(3..6).is_some_and(is_country_number) {
        return Err(DocumentError::Country {
            expected: Phrase::new(
                "第4至6位不是国家或地区代码（ISO 3166-1），请与证件核对",
                "digits 4 to 6 are no country (ISO 3166-1 numeric); compare them with the card",
            ),
        });
    }
    birth_in_range(birth_date(number), today, 7, 14)?;
    check_digit(number)
}

fn old(number: &str, today: Date) -> Result<(), DocumentError> {
    old_shape(number)?;
    if !number.get(..3).is_some_and(is_country) {
        return Err(DocumentError::Country {
            expected: Phrase::new(
                "前三个字母不是国家或地区代码（ISO 3166-1），请与证件核对",
                "the first three letters are no country (ISO 3166-1 alpha-3); compare them with the card",
            ),
        });
    }
    if !number.get(3..7).is_some_and(|digits| was_ever(digits, 100)) {
        return Err(DocumentError::Region { digits: 7 });
    }
    birth_in_range(short_birth_date(number, today), today, 8, 13)?;
    let stated = number.chars().nth(14);
    if number.get(..14).and_then(weights_7_3_1) == stated {
        Ok(())
    } else {
        Err(DocumentError::CheckDigit)
    }
}

fn old_shape(number: &str) -> Result<(), DocumentError> {
    for (i, found) in number.chars().enumerate() {
        let fits = if i < 3 {
            found.is_ascii_uppercase()
        } else {
            found.is_ascii_digit()
        };
        if !fits {
            return Err(DocumentError::Character {
                position: i + 1,
                found,
                expected: Phrase::new(
                    "旧证是三个字母和十二位数字",
                    "the old card has three letters and twelve digits",
                ),
            });
        }
    }
    Ok(())
}

/// Whether leading digits of a division code, filled up with zeros, were ever in force.
fn was_ever(digits: &str, unit: u32) -> bool {
    let code = digits
        .parse::<u32>()
        .ok()
        .and_then(|number| DivisionCode::from_number(number * unit));
    code.is_some_and(|code| divisions().was_ever(code))
}

/// The birth date of the old form, which leaves the century out: this one, or else the last.
pub(super) fn short_birth_date(number: &str, today: Date) -> Option<Date> {
    let year: i16 = number.get(7..9)?.parse().ok()?;
    let month = number.get(9..11)?.parse().ok()?;
    let day = number.get(11..13)?.parse().ok()?;
    [2000, 1900]
        .into_iter()
        .filter_map(|century| Date::from_ymd(century + year, month, day))
        .find(|date| *date <= today)
}
