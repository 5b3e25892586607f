//! The six-digit division code of GB/T 2260.

use std::fmt;
use std::ops::RangeInclusive;
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

    /// The city that a person picks for a place with these digits.
    ///
    /// - A municipality is one city under its province code (110000, 120000, 310000, 500000; 110105 and 500229
    ///   lie in 110000 and 500000), and so are Hong Kong, Macau and Taiwan.
    /// - A county directly under its province is picked as a city (429004, 659001).
    /// - Else it is the prefecture. The nation and a province with several cities have none.
    pub const fn city(self) -> Option<Self> {
        let province = self.province();
        if matches!(province.0 / 10_000, 11 | 12 | 31 | 50 | 71 | 81 | 82) {
            Some(province)
        } else if self.is_province() {
            None
        } else if matches!(self.0 / 100 % 100, 0 | 90) {
            Some(self)
        } else {
            Some(self.prefecture())
        }
    }

    /// The smallest division in which all of these lie; the nation, where there are none.
    pub fn around<'a>(divisions: impl IntoIterator<Item = &'a Self>) -> Self {
        let all: Vec<Self> = divisions.into_iter().copied().collect();
        let above = all.first().into_iter().flat_map(|first| first.ancestors());
        let mut around = above.filter(|division| all.iter().all(|one| division.contains(*one)));
        around.next().unwrap_or(Self::NATION)
    }

    /// The code itself and what it inherits policy from, the nearest first: county, city, province, nation.
    /// A level that has no own code is left out: 110105, 110000, 000000; 429004, 420000, 000000.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        let levels = [
            Some(self),
            self.city(),
            Some(self.province()),
            Some(Self::NATION),
        ];
        let mut below = None;
        levels
            .into_iter()
            .flatten()
            .filter(move |&level| below.replace(level) != Some(level))
    }

    /// The numbers from the division's own to the last that can lie in it: what a store asks for between two bounds. Whether a
    /// code among them does lie in it, [`contains`](Self::contains) says.
    pub fn numbers(self) -> RangeInclusive<u32> {
        let is_city = self.city() == Some(self) && self.0.is_multiple_of(100);
        let count = if self == Self::NATION {
            1_000_000
        } else if self.is_province() {
            10_000
        } else if is_city {
            100
        } else {
            1
        };
        self.0..=self.0 + count - 1
    }

    /// Whether the inner division lies in the outer one, or is the same.
    pub fn contains(self, inner: Self) -> bool {
        inner.ancestors().any(|level| level == self)
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
