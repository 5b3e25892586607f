//! The cities that a person can pick: every prefecture-level city, prefecture and league, the four
//! municipalities, and the counties directly under a province (S2-1, S2-2, S2-8).
//!
//! A municipality has one code here, that of its province (110000, 120000, 310000, 500000): its "市辖区" and
//! "县" (110100, 500100, 500200) are no cities. Hong Kong, Macau and Taiwan are provinces and no cities, for
//! no policy of ours applies there.

use std::sync::LazyLock;

use super::code::DivisionCode;
use super::divisions::{Division, Divisions, Kind, divisions};
use super::english::english;
use super::names::{capitalised, initials, split_rank, syllables, typed};

/// A city that can be picked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct City {
    /// Its division code; a municipality's is that of its province.
    pub code: DivisionCode,
    /// The code of its province; its own for a municipality.
    pub province: DivisionCode,
    /// The official Chinese name: `杭州市`.
    pub zh: &'static str,
    /// The Chinese name without its rank: `杭州`.
    pub zh_short: &'static str,
    /// The short name's pinyin in one word, ü as v: `hangzhou`.
    pub pinyin: String,
    /// The first letters of the pinyin: `hz`.
    pub initials: String,
    /// The English name: `Hangzhou`, `Ürümqi`.
    pub en: String,
}

impl City {
    fn of(row: &Division) -> Self {
        let (zh_short, _) = split_rank(row.name);
        let read = syllables(zh_short);
        Self {
            code: row.code,
            province: row.code.province(),
            zh: row.name,
            zh_short,
            pinyin: typed(&read),
            initials: initials(&read),
            en: proper_en(row.code, &read),
        }
    }
}

/// All cities, by code.
pub fn cities() -> &'static [City] {
    static CITIES: LazyLock<Vec<City>> = LazyLock::new(|| {
        let is_city = |row: &&Division| {
            row.is_open() && row.code.city() == Some(row.code) && row.code.number() < 700_000
        };
        let rows = divisions().rows().iter();
        rows.filter(is_city).map(City::of).collect()
    });
    &CITIES
}

/// The city with this code.
pub fn city(code: DivisionCode) -> Option<&'static City> {
    let at = cities()
        .binary_search_by_key(&code, |city| city.code)
        .ok()?;
    cities().get(at)
}

/// The English name of the province in which a place lies.
pub fn province_en(code: DivisionCode) -> Option<String> {
    let province = divisions().get(code.province(), i16::MAX)?;
    Some(province.en())
}

/// The official English name without a rank, or else the pinyin as a name.
fn proper_en(code: DivisionCode, read: &[&str]) -> String {
    english(code.number()).map_or_else(|| capitalised(read), str::to_owned)
}

impl Division {
    /// The name in English: `Xihu District`; of a city or province without the rank: `Hangzhou`, `Zhejiang`.
    pub fn en(&self) -> String {
        let (proper, rank) = split_rank(self.name);
        let name = proper_en(self.code, &syllables(proper));
        if self.kind == Kind::County && !rank.is_empty() {
            format!("{name} {rank}")
        } else {
            name
        }
    }

    /// The pinyin of the name without its rank, in one word: `xihu`.
    pub fn pinyin(&self) -> String {
        typed(&syllables(split_rank(self.name).0))
    }
}

impl Divisions {
    /// The city that a county of this year is picked under, or the city itself.
    pub fn city_of(&self, code: DivisionCode, year: i16) -> Option<&'static City> {
        self.get(code, year)?;
        city(code.city()?)
    }
}
