//! Countries and regions of ISO 3166, with Chinese and English names: entries from abroad and passports.

use std::sync::LazyLock;

use super::country_code::CountryCode;
use super::fold::fold;

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
            code: fields.next()?.parse().ok()?,
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

/// The country with this code; two letters can also be of none.
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
