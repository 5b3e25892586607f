//! The permits of people from Hong Kong, Macau and Taiwan for travel to the mainland.
//!
//! Their holder has one number for life; older documents print how often the permit was renewed behind it (two
//! digits, and on Taiwan permits the issuing office in brackets). That is cut off, so that a renewed permit is
//! the same document. Sources: the Ministry of Public Security's notices of 10 March 2010 (Hong Kong and Macau)
//! and of 25 September 2008 (Taiwan). These numbers have no check digit.

use super::error::{DocumentError, Phrase};

/// Digits of the number for life.
const LIFELONG: usize = 8;
/// Digits of the count of renewals.
const RENEWALS: usize = 2;

/// H or M and eight digits, the count of renewals cut off.
pub(super) fn hong_kong_macau(number: &str) -> Result<String, DocumentError> {
    let mut rest = number.chars();
    match rest.next() {
        None => return Err(DocumentError::Empty),
        Some('H' | 'M') => {}
        Some(found) => {
            return Err(DocumentError::Character {
                position: 1,
                found,
                expected: Phrase::new(
                    "港澳居民来往内地通行证以H或M开头",
                    "a Hong Kong or Macau permit begins with H or M",
                ),
            });
        }
    }
    let digits = rest.as_str();
    let expected = Phrase::new(
        "港澳居民来往内地通行证是H或M加8位数字，带换证次数的是10位",
        "a Hong Kong or Macau permit has H or M and 8 digits, or 10 with the count of renewals",
    );
    lifelong(digits, 1, expected)?;
    Ok(number.chars().take(1 + LIFELONG).collect())
}

/// Eight digits, the count of renewals and the issuing office cut off.
pub(super) fn taiwan(number: &str) -> Result<String, DocumentError> {
    if number.is_empty() {
        return Err(DocumentError::Empty);
    }
    let digits = number.split('(').next().unwrap_or_default();
    let expected = Phrase::new(
        "台湾居民来往大陆通行证是8位数字，带换证次数的是10位",
        "a Taiwan permit has 8 digits, or 10 with the count of renewals",
    );
    lifelong(digits, 0, expected)?;
    Ok(digits.chars().take(LIFELONG).collect())
}

/// Refuses what is not 8 or 10 digits; `before` characters stood in front.
fn lifelong(digits: &str, before: usize, expected: Phrase) -> Result<(), DocumentError> {
    let wrong = digits.chars().position(|c| !c.is_ascii_digit());
    if let Some((i, found)) = wrong.and_then(|i| digits.chars().nth(i).map(|c| (i, c))) {
        return Err(DocumentError::Character {
            position: before + i + 1,
            found,
            expected,
        });
    }
    match digits.len() {
        LIFELONG => Ok(()),
        length if length == LIFELONG + RENEWALS => Ok(()),
        length => Err(DocumentError::Length {
            found: before + length,
            expected,
        }),
    }
}
