//! The search box for counties: where a person lives or stayed. By Chinese, pinyin, initials, English or division
//! code, also with the city in front (`杭州西湖`), or by the city alone.

use std::sync::LazyLock;

use super::cities::City;
use super::divisions::{Division, Kind, divisions};
use super::fold::{fold, typings};
use super::names::{initials, split_rank, syllables, typed};

/// A county with what it is found by, folded.
struct Key {
    county: Division,
    city: Option<&'static City>,
    code: String,
    /// The name whole and without its rank.
    chinese: [&'static str; 2],
    latin: Vec<String>,
    initials: String,
}

/// How well a query fits; the smaller is shown first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Exact,
    Start,
    OfCity,
    Inside,
}

impl Key {
    fn of(county: &Division) -> Option<Self> {
        let is_one = county.kind == Kind::County
            || divisions().county_level(county.code, i16::MAX).is_some();
        if !is_one {
            return None;
        }
        let (short, _) = split_rank(county.name);
        let read = syllables(short);
        let mut latin = typings(&typed(&read)).to_vec();
        latin.push(fold(&county.en()));
        Some(Self {
            county: *county,
            city: divisions().city_of(county.code, i16::MAX),
            code: county.code.to_string(),
            chinese: [county.name, short],
            latin,
            initials: initials(&read),
        })
    }

    fn rank(&self, query: &str) -> Option<Rank> {
        let exact = self.chinese.contains(&query)
            || self.code == query
            || self.latin.iter().any(|word| word == query)
            || self.initials == query;
        if exact {
            return Some(Rank::Exact);
        }
        let starts = self.chinese[0].starts_with(query)
            || self.code.starts_with(query)
            || self.latin.iter().any(|word| word.starts_with(query));
        if starts {
            return Some(Rank::Start);
        }
        if self.city.is_some_and(|city| self.is_of(city, query)) {
            return Some(Rank::OfCity);
        }
        let long = query.chars().count() > 1;
        (long && self.chinese[0].contains(query)).then_some(Rank::Inside)
    }

    /// Whether the query names the city, or the city and then the county.
    fn is_of(&self, city: &City, query: &str) -> bool {
        if query == city.pinyin || query == fold(&city.en) {
            return true;
        }
        [city.zh, city.zh_short]
            .into_iter()
            .filter_map(|name| query.strip_prefix(name))
            .any(|rest| self.chinese[0].starts_with(rest))
    }
}

/// The counties in force in `year` that fit what was typed, the best first, those of equal rank by code. An empty
/// query finds none.
pub fn search_counties(query: &str, year: i16, limit: usize) -> Vec<Division> {
    static KEYS: LazyLock<Vec<Key>> =
        LazyLock::new(|| divisions().rows().iter().filter_map(Key::of).collect());
    let query = fold(query);
    if query.is_empty() {
        return Vec::new();
    }
    let in_force = KEYS.iter().filter(|key| key.county.in_force(year));
    let mut found: Vec<_> = in_force
        .filter_map(|key| Some((key.rank(&query)?, key.county)))
        .collect();
    found.sort_by_key(|(rank, county)| (*rank, county.code));
    found.dedup_by_key(|(_, county)| county.code);
    found
        .into_iter()
        .map(|(_, county)| county)
        .take(limit)
        .collect()
}
