//! Which counties touch which, and which lie at the land border of the mainland.
//!
//! The neighbours were computed from simplified outlines of the counties in force in 2023. The border counties are written
//! by hand from public knowledge: who touches another country by land or by a border river, and who touches Hong Kong
//! or Macau.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::code::DivisionCode;
use super::country_code::CountryCode;

/// Whether two counties of today's codes touch. A county does not touch itself.
pub fn touches(a: DivisionCode, b: DivisionCode) -> bool {
    neighbours_of(a).contains(&b)
}

/// The counties that touch a county of today's codes, by code; none for an island.
pub fn neighbours_of(county: DivisionCode) -> &'static [DivisionCode] {
    neighbours().get(&county).map_or(&[], Vec::as_slice)
}

/// The countries and regions that a county of today's codes touches; none for one that lies inland.
pub fn border_of(county: DivisionCode) -> &'static [CountryCode] {
    border().get(&county).map_or(&[], Vec::as_slice)
}

/// All counties at the border, by code.
pub fn border_counties() -> Vec<DivisionCode> {
    let mut codes: Vec<DivisionCode> = border().keys().copied().collect();
    codes.sort_unstable();
    codes
}

/// The neighbours by county. The table names each pair once, under the lower code.
fn neighbours() -> &'static HashMap<DivisionCode, Vec<DivisionCode>> {
    static TABLE: LazyLock<HashMap<DivisionCode, Vec<DivisionCode>>> = LazyLock::new(|| {
        let text = include_str!("../../data/neighbours.tsv");
        let pairs: Vec<(DivisionCode, Vec<DivisionCode>)> = text.lines().filter_map(row).collect();
        let mut both: HashMap<_, Vec<DivisionCode>> = HashMap::new();
        for (code, others) in pairs {
            for other in others {
                both.entry(code).or_default().push(other);
                both.entry(other).or_default().push(code);
            }
        }
        for others in both.values_mut() {
            others.sort_unstable();
        }
        both
    });
    &TABLE
}

fn border() -> &'static HashMap<DivisionCode, Vec<CountryCode>> {
    static TABLE: LazyLock<HashMap<DivisionCode, Vec<CountryCode>>> = LazyLock::new(|| {
        let text = include_str!("../../data/border.tsv");
        text.lines().filter_map(row).collect()
    });
    &TABLE
}

/// A code, and what stands behind it with blanks between.
fn row<T: std::str::FromStr>(line: &str) -> Option<(DivisionCode, Vec<T>)> {
    let (code, others) = line.split_once('\t')?;
    let others = others.split(' ').filter_map(|text| text.parse().ok());
    Some((code.parse().ok()?, others.collect()))
}
