//! The six-digit division code of GB/T 2260.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A six-digit division code: province (`330000`), city (`330100`) or county (`330106`).
///
/// The type promises the shape only; whether a code was in force in a year is asked of the division table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DivisionCode(u32);

/// A text that is no division code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a division code; write its six digits, such as 330106")]
pub struct CodeError(String);

impl DivisionCode {
    /// The whole country, whose policy the provinces inherit.
    pub const NATION: Self = Self(0);

    /// The code with this number, where it has at most six digits.
    pub const fn from_number(number: u32) -> Option<Self> {
        if number < 1_000_000 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The code as a number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The code of the province by its digits (`330106` -> `330000`).
    #[must_use]
    pub const fn province(self) -> Self {
        Self(self.0 / 10_000 * 10_000)
    }

    /// The first four digits (`330106` -> `330100`): the prefecture by its digits. The division table knows
    /// which city a county is picked under.
    #[must_use]
    pub const fn prefecture(self) -> Self {
        Self(self.0 / 100 * 100)
    }

    /// Whether the digits are those of a province.
    pub const fn is_province(self) -> bool {
        self.0.is_multiple_of(10_000)
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl FromStr for DivisionCode {
    type Err = CodeError;
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let well_formed = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        let number = well_formed.then(|| text.parse().ok()).flatten();
        number.map(Self).ok_or_else(|| CodeError(text.into()))
    }
}

impl Serialize for DivisionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DivisionCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
