//! The names of places in both languages.

use domain::place::{CountryCode, DivisionCode, city, country, divisions};
use serde::Serialize;
use utoipa::ToSchema;

/// A place with its names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct Place {
    /// The six digits of a division, or the two letters of a country.
    pub code: String,
    /// The Chinese name.
    pub zh: String,
    /// The English name.
    pub en: String,
}

impl Place {
    /// A city, a province, the nation or another division, as it was called in a year.
    pub fn of_division(code: DivisionCode, year: i16) -> Self {
        of_division(code, year)
    }
}

/// A city, a province, or the nation. A code that the table does not know stands for itself.
pub(crate) fn of_division(code: DivisionCode, year: i16) -> Place {
    if code == DivisionCode::NATION {
        return named(code, "全国", "National");
    }
    if let Some(city) = city(code) {
        return named(code, city.zh, &city.en);
    }
    let found = divisions().get(code, year);
    let found = found.or_else(|| divisions().get(code, i16::MAX));
    match found {
        Some(division) => named(code, division.name, &division.en()),
        None => named(code, &code.to_string(), &code.to_string()),
    }
}

/// A county with the city that it lies in: `杭州市西湖区`, `Xihu District, Hangzhou`.
pub(crate) fn of_county(code: DivisionCode, year: i16) -> Place {
    let county = of_division(code, year);
    match divisions().city_of(code, year) {
        Some(city) if city.code != code => Place {
            zh: format!("{}{}", city.zh, county.zh),
            en: format!("{}, {}", county.en, city.en),
            ..county
        },
        _ => county,
    }
}

/// The city of a county; its own where it has none.
pub(crate) fn city_of(code: DivisionCode, year: i16) -> Place {
    let city = divisions().city_of(code, year);
    of_division(city.map_or(code, |city| city.code), year)
}

/// A country or region of ISO 3166.
pub(crate) fn of_country(code: CountryCode) -> Place {
    let found = country(code);
    Place {
        code: code.to_string(),
        zh: found.map_or_else(|| code.to_string(), |c| c.zh.to_owned()),
        en: found.map_or_else(|| code.to_string(), |c| c.en.to_owned()),
    }
}

fn named(code: DivisionCode, zh: &str, en: &str) -> Place {
    Place {
        code: code.to_string(),
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> DivisionCode {
        text.parse().unwrap()
    }

    #[test]
    fn s0_24_places_have_both_names() {
        let county = of_county(code("330106"), 2020);
        assert_eq!(county.zh, "杭州市西湖区");
        assert_eq!(county.en, "Xihu District, Hangzhou");
        assert_eq!(of_division(code("330100"), 2020).en, "Hangzhou");
        assert_eq!(city_of(code("330106"), 2020).zh, "杭州市");
        assert_eq!(of_division(code("330000"), 2020).zh, "浙江省");
        assert_eq!(of_division(DivisionCode::NATION, 2020).zh, "全国");
        let abroad = of_country("MM".parse().unwrap());
        assert_eq!((abroad.code.as_str(), abroad.zh.as_str()), ("MM", "缅甸"));
    }

    #[test]
    fn a_code_that_nobody_knows_stands_for_itself() {
        assert_eq!(of_county(code("999999"), 2020).zh, "999999");
    }
}
