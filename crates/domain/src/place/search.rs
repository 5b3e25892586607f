//! The search box for cities: Chinese, pinyin, initials, English or division code (S1-11 to S1-14).

use std::sync::LazyLock;

use super::cities::{City, cities, province_en};
use super::code::DivisionCode;
use super::divisions::divisions;
use super::fold::{fold, typings};

/// What a city is found by, folded.
struct Key {
    city: &'static City,
    code: String,
    chinese: [&'static str; 2],
    latin: Vec<String>,
    initials: &'static str,
    province: Vec<String>,
}

impl Key {
    fn of(city: &'static City) -> Self {
        let mut latin = typings(&city.pinyin).to_vec();
        latin.push(fold(&city.en));
        let row = divisions().get(city.province, i16::MAX);
        let chinese = row.iter().map(|row| row.name.to_owned());
        let english = province_en(city.province).map(|name| fold(&name));
        let pinyin = row.iter().map(super::Division::pinyin);
        Self {
            city,
            code: city.code.to_string(),
            chinese: [city.zh, city.zh_short],
            latin,
            initials: &city.initials,
            province: chinese.chain(english).chain(pinyin).collect(),
        }
    }

    /// How well the query fits, the best first; `None` where it does not.
    fn rank(&self, query: &Query) -> Option<Rank> {
        let text = query.text.as_str();
        let ranks = [
            (
                Rank::Exact,
                self.is_named(text) || query.city == Some(self.city.code),
            ),
            (Rank::Word, self.latin.iter().any(|word| word == text)),
            (Rank::Initials, self.initials == text),
            (Rank::Start, self.chinese[0].starts_with(text)),
            (
                Rank::Start,
                self.latin.iter().any(|word| word.starts_with(text)),
            ),
            (Rank::Start, self.code.starts_with(text)),
            (Rank::StartOfInitials, self.initials.starts_with(text)),
            (
                Rank::Province,
                self.province.iter().any(|word| word.starts_with(text)),
            ),
            (Rank::Inside, self.chinese[0].contains(text)),
            (
                Rank::Inside,
                self.latin.iter().any(|word| word.contains(text)),
            ),
        ];
        let long = text.chars().count() > 1 || !text.is_ascii();
        ranks
            .into_iter()
            .find(|&(rank, fits)| fits && (long || rank <= Rank::StartOfInitials))
            .map(|(rank, _)| rank)
    }

    fn is_named(&self, text: &str) -> bool {
        self.chinese.contains(&text) || self.code == text
    }
}

/// How a query fits a city; the smaller is shown first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Exact,
    Word,
    Initials,
    Start,
    StartOfInitials,
    Province,
    Inside,
}

struct Query {
    text: String,
    /// The city of the place whose six digits were typed.
    city: Option<DivisionCode>,
}

impl Query {
    fn parse(text: &str) -> Option<Self> {
        let text = fold(text);
        let code: Option<DivisionCode> = text.parse().ok();
        let known = code.filter(|&c| divisions().was_ever(c) || c == c.prefecture());
        (!text.is_empty()).then_some(Self {
            city: known.and_then(DivisionCode::city),
            text,
        })
    }
}

/// The cities that fit what was typed, the best first, those of equal rank by code. The six digits of a
/// county find its city, the name of a province its cities. An empty query finds none.
pub fn search(query: &str, limit: usize) -> Vec<&'static City> {
    static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| cities().iter().map(Key::of).collect());
    let Some(query) = Query::parse(query) else {
        return Vec::new();
    };
    let mut found: Vec<_> = KEYS
        .iter()
        .filter_map(|key| Some((key.rank(&query)?, key.city)))
        .collect();
    found.sort_by_key(|(rank, city)| (*rank, city.code));
    found
        .into_iter()
        .map(|(_, city)| city)
        .take(limit)
        .collect()
}
