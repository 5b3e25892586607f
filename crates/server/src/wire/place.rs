//! Places as the pages show them.

use domain::place::{City, Country, Division, DivisionCode, divisions, province_en};
use domain::risk;
use serde::Serialize;
use service::{Place, shapes};
use utoipa::ToSchema;

use super::Id;

/// A place with its names.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceEntry {
    /// Six digits of a division, or two letters of a country.
    #[schema(example = "330106")]
    code: String,
    /// The Chinese name.
    zh: String,
    /// The English name.
    en: String,
}

/// A city that can be picked.
#[derive(Serialize, ToSchema)]
pub(crate) struct CityEntry {
    /// Six digits.
    #[schema(example = "330100")]
    code: String,
    /// The Chinese name.
    zh: &'static str,
    /// The English name.
    en: &'static str,
    /// The pinyin in one word.
    pinyin: &'static str,
    /// The first letters of the pinyin.
    initials: &'static str,
    /// Its province; its own for a municipality.
    province: PlaceEntry,
}

/// A listed area of a county, to be ticked or not.
#[derive(Serialize, ToSchema)]
pub(crate) struct AreaChoice {
    /// Its id, which a tick sends back.
    id: Id,
    /// What the list calls it.
    text: String,
    /// Its highest level in the days in question.
    #[schema(value_type = shapes::Level)]
    level: domain::level::Level,
}

impl PlaceEntry {
    /// A city, a province, the nation or another division by its code, as it was called in a year.
    pub(crate) fn of_code(code: DivisionCode, year: i16) -> Self {
        let Place { code, zh, en } = Place::of_division(code, year);
        Self { code, zh, en }
    }
}

impl From<Division> for PlaceEntry {
    fn from(row: Division) -> Self {
        Self {
            code: row.code.to_string(),
            zh: row.name.to_owned(),
            en: row.en(),
        }
    }
}

impl From<&'static Country> for PlaceEntry {
    fn from(country: &'static Country) -> Self {
        Self {
            code: country.code.to_string(),
            zh: country.zh.to_owned(),
            en: country.en.to_owned(),
        }
    }
}

impl From<&'static City> for CityEntry {
    fn from(city: &'static City) -> Self {
        let province = divisions().get(city.province, i16::MAX);
        let code = city.province.to_string();
        Self {
            code: city.code.to_string(),
            zh: city.zh,
            en: &city.en,
            pinyin: &city.pinyin,
            initials: &city.initials,
            province: PlaceEntry {
                zh: province.map_or_else(|| code.clone(), |row| row.name.to_owned()),
                en: province_en(city.province).unwrap_or_else(|| code.clone()),
                code,
            },
        }
    }
}

impl From<risk::AreaChoice> for AreaChoice {
    fn from(choice: risk::AreaChoice) -> Self {
        Self {
            id: Id(choice.id.0),
            text: choice.text.to_string(),
            level: choice.level,
        }
    }
}
