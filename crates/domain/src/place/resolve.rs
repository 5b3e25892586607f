//! From the names in an official risk list to the county code of that year.
//!
//! The State Council's lists name province, city and county in words, each part of the country in its own
//! way. Whatever has no code of GB/T 2260 (development zones, the Xinjiang Production and Construction Corps)
//! stays unresolved, with the reason: it is kept, listed and never guessed. Names are compared whole.

use super::code::DivisionCode;
use super::divisions::{Division, Divisions, Kind, divisions};
use super::zones::zones;

/// What the three names of a row stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resolved<'a> {
    /// A county, or a city that has none.
    County {
        /// Its code in the year of the list.
        code: DivisionCode,
        /// The street or town that stood in place of the county (Beijing, Dongguan, Zhongshan): it is part of
        /// the area's name.
        street: Option<&'a str>,
    },
    /// No code; a person decides.
    Unresolved(Unresolved),
}

impl Resolved<'_> {
    /// The county code, where there is one.
    pub const fn code(&self) -> Option<DivisionCode> {
        match self {
            Self::County { code, .. } => Some(*code),
            Self::Unresolved(_) => None,
        }
    }
}

/// Why three names have no code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum Unresolved {
    /// A name is missing.
    #[error("a name is empty")]
    Empty,
    /// Such as the Xinjiang Production and Construction Corps.
    #[error("the province is no division of GB/T 2260")]
    Province,
    /// Such as 平潭综合实验区 in the city's place.
    #[error("the city is no division of GB/T 2260 in this province and year")]
    City,
    /// A zone that statistics count under a number of their own.
    #[error("a zone without a code of GB/T 2260 (statistics count it as {0})")]
    Zone(DivisionCode),
    /// Such as 高新区, 经开区.
    #[error("the county is no division of GB/T 2260 in this city and year")]
    County,
    /// Several counties of the province bear the name.
    #[error("several counties of the province have this name")]
    Ambiguous,
}

/// Words that stand in the county's place where the city has no counties.
const WHOLE_CITY: &str = "市辖区";
/// Part of what stands in the city's place of a county directly under its province (省直辖县级行政单位).
const DIRECT: &str = "直辖县级";

/// Reads the names of a risk list of this year. Outer blanks do not count.
pub fn resolve<'a>(province: &str, city: &str, county: &'a str, year: i16) -> Resolved<'a> {
    let (province, city, county) = (province.trim(), city.trim(), county.trim());
    if province.is_empty() || city.is_empty() || county.is_empty() {
        return Resolved::Unresolved(Unresolved::Empty);
    }
    let names = Names {
        table: divisions(),
        city,
        county,
        year,
    };
    let found = names
        .table
        .provinces()
        .find(|row| row.name == province)
        .ok_or(Unresolved::Province);
    match found.and_then(|province| names.in_province(&province)) {
        Ok((code, street)) => Resolved::County { code, street },
        Err(reason) => Resolved::Unresolved(reason),
    }
}

struct Names<'t, 'a> {
    table: &'t Divisions,
    city: &'t str,
    county: &'a str,
    year: i16,
}

type Found<'a> = Result<(DivisionCode, Option<&'a str>), Unresolved>;

impl<'a> Names<'_, 'a> {
    fn in_province(&self, province: &Division) -> Found<'a> {
        if province.code.city().is_some() {
            return self.in_municipality(province);
        }
        if self.city.contains(DIRECT) {
            return self.unique(province.code, |code| code.city() == Some(code));
        }
        if let Some(city) = self.city_named(province.code) {
            return self.in_city(city);
        }
        if self.city == self.county {
            return self.unique(province.code, |code| !is_district(code));
        }
        Err(Unresolved::City)
    }

    /// Shanghai, Tianjin and Chongqing repeat themselves as the city; Beijing's city is a district and its
    /// county a street.
    fn in_municipality(&self, province: &Division) -> Found<'a> {
        if self.city == province.name {
            return self.in_city(province.code);
        }
        let district = newest(self.rows(province.code, self.city)).ok_or(Unresolved::City)?;
        Ok((district, Some(self.county)))
    }

    fn in_city(&self, city: DivisionCode) -> Found<'a> {
        if self.table.county_level(city, self.year).is_some() {
            let names_city =
                self.county == WHOLE_CITY || self.table.name(city, self.year) == Some(self.county);
            return Ok((city, (!names_city).then_some(self.county)));
        }
        let county = newest(self.rows(city, self.county)).map(|code| (code, None));
        county.ok_or_else(|| {
            let zone = zones()
                .iter()
                .find(|zone| zone.city == city && zone.name == self.county);
            zone.and_then(|zone| zone.statistical)
                .map_or(Unresolved::County, Unresolved::Zone)
        })
    }

    /// A city of the province, or a county directly under it, which is its own city.
    fn city_named(&self, province: DivisionCode) -> Option<DivisionCode> {
        let mut rows = self.table.within(province).iter();
        let found = rows.find(|row| {
            row.code.city() == Some(row.code) && row.name == self.city && row.in_force(self.year)
        });
        found.map(|row| row.code)
    }

    /// The only county of the province with this name.
    fn unique(&self, province: DivisionCode, may_be: fn(DivisionCode) -> bool) -> Found<'a> {
        let rows = self.rows(province, self.county);
        let mut codes: Vec<_> = rows.map(|row| row.code).filter(|c| may_be(*c)).collect();
        codes.dedup();
        match codes[..] {
            [code] => Ok((code, None)),
            [] => Err(Unresolved::City),
            _ => Err(Unresolved::Ambiguous),
        }
    }

    fn rows(&self, outer: DivisionCode, name: &str) -> impl Iterator<Item = &Division> {
        self.table.within(outer).iter().filter(move |row| {
            row.kind == Kind::County && row.name == name && row.in_force(self.year)
        })
    }
}

/// Districts have 01 to 20 in their last digits; none of them is run by a province.
const fn is_district(code: DivisionCode) -> bool {
    code.number() % 100 <= 20
}

/// In the year of a change a name can stand under the old and the new code: the new one.
fn newest<'r>(rows: impl Iterator<Item = &'r Division>) -> Option<DivisionCode> {
    rows.max_by_key(|row| (row.is_open(), row.first))
        .map(|row| row.code)
}
