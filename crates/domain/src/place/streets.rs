//! Streets and towns of the county level: the residence goes down to them, for they decide the community.
//!
//! The table (2023) is large, so it stands apart and only its line starts are read at first use; who never
//! asks for a street pays nothing. It has the codes of 2023: a county that ended before has no streets.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::code::DivisionCode;
use super::divisions::divisions;

/// The year of the street table.
const YEAR: i16 = 2023;

/// The nine digits of a street, town or township: those of its county and three more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StreetCode(u32);

/// A text that is no street of the table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not the code of a street; write its nine digits, such as 330106001")]
pub struct StreetCodeError(String);

/// A street, town or township.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Street {
    /// The nine digits.
    pub code: StreetCode,
    /// The Chinese name.
    pub name: &'static str,
}

impl StreetCode {
    /// The county in which the street is counted. Zones count their streets under their statistical number,
    /// and Jiayuguan and Sansha theirs, which are no divisions.
    pub const fn counted_in(self) -> Option<DivisionCode> {
        DivisionCode::from_number(self.0 / 1_000)
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// The streets of a county, of a city without counties, or of a zone by its statistical number; by code.
pub fn streets(place: DivisionCode) -> impl Iterator<Item = Street> {
    let first = place.number();
    let is_city = place == place.prefecture() && divisions().county_level(place, YEAR).is_some();
    let last = if is_city { first + 99 } else { first };
    let lines = lines();
    let start = lines.partition_point(|(county, _)| *county < first);
    let end = lines.partition_point(|(county, _)| *county <= last);
    lines[start..end]
        .iter()
        .flat_map(|&(county, names)| names.split('\t').filter_map(move |s| street_of(county, s)))
}

/// The street with this code.
pub fn street(code: StreetCode) -> Option<Street> {
    streets(code.counted_in()?).find(|street| street.code == code)
}

fn street_of(county: u32, text: &'static str) -> Option<Street> {
    let (digits, name) = text.split_at_checked(3)?;
    let number: u32 = digits.parse().ok()?;
    Some(Street {
        code: StreetCode(county * 1_000 + number),
        name,
    })
}

/// County and the rest of its line, by county.
fn lines() -> &'static [(u32, &'static str)] {
    static LINES: LazyLock<Vec<(u32, &'static str)>> = LazyLock::new(|| {
        let text = include_str!("../../data/streets.tsv");
        text.lines()
            .filter_map(|line| {
                let (county, names) = line.split_once('\t')?;
                Some((county.parse().ok()?, names))
            })
            .collect()
    });
    &LINES
}

impl fmt::Display for StreetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

impl FromStr for StreetCode {
    type Err = StreetCodeError;
    fn from_str(text: &str) -> Result<Self, StreetCodeError> {
        let well_formed = text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit());
        let number = well_formed.then(|| text.parse().ok()).flatten();
        let code = number.map(Self).filter(|&code| street(code).is_some());
        code.ok_or_else(|| StreetCodeError(text.into()))
    }
}

impl Serialize for StreetCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StreetCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
