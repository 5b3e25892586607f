//! Phone numbers: mainland mobiles and the international form E.164.

use std::fmt;

use super::error::PhoneError;
use super::mask::masked;
use super::text;

/// A phone number that a one-time code can be sent to, kept as E.164: `+8613800138000`.
///
/// A secret: `Debug` hides it, and there is no `Display`.
///
/// ```compile_fail
/// fn shown<T: std::fmt::Display>() {}
/// shown::<domain::identity::Phone>();
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// The country code of the mainland.
const MAINLAND: &str = "86";
/// Digits of a mainland mobile number.
const MOBILE_DIGITS: usize = 11;

impl Phone {
    /// Reads a number as a person types it: full-width digits, blanks, hyphens, dots and brackets are cut, `+86`,
    /// `0086` or `86` in front of a mainland mobile too. A number of another country begins with `+` or `00`.
    pub fn parse(given: &str) -> Result<Self, PhoneError> {
        if text::too_long(given) {
            return Err(PhoneError::Length { found: given.len() });
        }
        let dialled = dialled(given)?;
        let abroad = dialled
            .strip_prefix('+')
            .or_else(|| dialled.strip_prefix("00"));
        if dialled.is_empty() || abroad == Some("") {
            return Err(PhoneError::Empty);
        }
        let mobile = abroad.unwrap_or(&dialled);
        let mobile = match mobile.strip_prefix(MAINLAND) {
            Some(rest) if abroad.is_some() || rest.len() == MOBILE_DIGITS => Some(rest),
            _ if abroad.is_none() => Some(mobile),
            _ => None,
        };
        match (mobile, abroad) {
            (Some(digits), _) if is_mobile(digits) => Ok(Self(format!("+{MAINLAND}{digits}"))),
            (None, Some(digits)) => international(digits),
            _ => Err(PhoneError::NotMobile),
        }
    }

    /// The number as E.164, in full. For sealing and for sending; never for a log.
    pub fn number(&self) -> &str {
        &self.0
    }

    /// The stable text of the number: what storage seals, and hashes with a key. The same as
    /// [`number`](Self::number), and [`parse`](Self::parse) reads it back.
    pub fn canonical(&self) -> &str {
        &self.0
    }

    /// Whether it is a mainland mobile: the carriers know its holder.
    pub fn is_mainland(&self) -> bool {
        self.mainland_digits().is_some()
    }

    /// The first three and the last three digits (Beijing's rule, FACTS); of a number abroad with its country code.
    pub fn masked(&self) -> String {
        match (self.mainland_digits(), self.0.strip_prefix('+')) {
            (Some(digits), _) => masked(digits, 3, 3),
            (None, Some(digits)) => format!("+{}", masked(digits, 3, 3)),
            (None, None) => String::new(),
        }
    }

    fn mainland_digits(&self) -> Option<&str> {
        self.0.strip_prefix("+86")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(hidden)")
    }
}

/// The digits, with the + where one stood in front; anything that only separates is cut.
fn dialled(given: &str) -> Result<String, PhoneError> {
    let mut dialled = String::new();
    for (i, c) in given.chars().enumerate() {
        match text::narrow(c) {
            digit @ '0'..='9' => dialled.push(digit),
            '+' if dialled.is_empty() => dialled.push('+'),
            '-' | '.' | '(' | ')' | '\u{2010}'..='\u{2013}' => {}
            c if c.is_whitespace() || text::unseen(c) => {}
            found => {
                return Err(PhoneError::Character {
                    position: i + 1,
                    found,
                });
            }
        }
    }
    Ok(dialled)
}

/// Mobile numbers are 11 digits that begin with 13 to 19.
fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == MOBILE_DIGITS
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
}

/// E.164: a country code that begins with 1 to 9, at most 15 digits; the shortest in use have seven.
fn international(digits: &str) -> Result<Phone, PhoneError> {
    if digits.starts_with('0') {
        return Err(PhoneError::CountryCode);
    }
    match digits.len() {
        7..=15 => Ok(Phone(format!("+{digits}"))),
        found => Err(PhoneError::Length { found }),
    }
}
