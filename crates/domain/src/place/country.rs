//! Countries and regions of ISO 3166, with Chinese and English names: entries from abroad and passports.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fold::fold;

/// The two letters of a country of the table. `NA` is Namibia.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CountryCode([u8; 2]);

/// A text that is no country code of the table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a country of ISO 3166; write its two capital letters, such as JP")]
pub struct CountryCodeError(String);

/// A country or region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Country {
    /// The two letters.
    pub code: CountryCode,
    /// The three letters, as in the machine-readable zone of passports.
    pub alpha3: &'static str,
    /// The three digits.
    pub numeric: &'static str,
    /// The English name.
    pub en: &'static str,
    /// The Chinese name.
    pub zh: &'static str,
    /// Further English names, `;` between them.
    also: &'static str,
}

impl Country {
    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        Some(Self {
            code: CountryCode(fields.next()?.as_bytes().try_into().ok()?),
            alpha3: fields.next()?,
            numeric: fields.next()?,
            en: fields.next()?,
            zh: fields.next()?,
            also: fields.next()?,
        })
    }

    fn english(&self) -> impl Iterator<Item = String> {
        let also = self.also.split(';').filter(|name| !name.is_empty());
        std::iter::once(self.en).chain(also).map(fold)
    }

    /// How well a folded query fits, the best first.
    fn rank(&self, query: &str) -> Option<u8> {
        let exact = self.zh == query
            || fold(self.alpha3) == query
            || fold(&self.code.to_string()) == query
            || self.english().any(|name| name == query);
        let start =
            self.zh.starts_with(query) || self.english().any(|name| name.starts_with(query));
        let inside = self.zh.contains(query) || self.english().any(|name| name.contains(query));
        [exact, start, inside]
            .iter()
            .zip(0..)
            .find(|(fits, _)| **fits)
            .map(|(_, rank)| rank)
    }
}

/// All countries and regions, by code.
pub fn countries() -> &'static [Country] {
    static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
        let text = include_str!("../../data/countries.tsv");
        text.lines().filter_map(Country::parse).collect()
    });
    &COUNTRIES
}

/// The country with this code.
pub fn country(code: CountryCode) -> Option<&'static Country> {
    let at = countries().binary_search_by_key(&code, |c| c.code).ok()?;
    countries().get(at)
}

/// The country with these three letters, as passports write them.
pub fn country_of_alpha3(letters: &str) -> Option<&'static Country> {
    countries().iter().find(|country| country.alpha3 == letters)
}

/// The countries that fit what was typed (Chinese, English, two or three letters), the best first.
pub fn search_countries(query: &str, limit: usize) -> Vec<&'static Country> {
    let query = fold(query);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> = countries()
        .iter()
        .filter_map(|country| Some((country.rank(&query)?, country)))
        .collect();
    found.sort_by_key(|(rank, country)| (*rank, country.code));
    found
        .into_iter()
        .map(|(_, country)| country)
        .take(limit)
        .collect()
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.0.map(char::from);
        write!(f, "{first}{second}")
    }
}

impl FromStr for CountryCode {
    type Err = CountryCodeError;
    fn from_str(text: &str) -> Result<Self, CountryCodeError> {
        let letters = text.as_bytes().try_into().ok().map(Self);
        letters
            .filter(|&code| country(code).is_some())
            .ok_or_else(|| CountryCodeError(text.into()))
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
