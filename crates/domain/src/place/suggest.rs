//! Which counties may be meant where a list names a zone without a code: a help for the people who decide, and for nobody
//! else. No colour ever rests on a suggestion.

use super::code::DivisionCode;
use super::divisions::{Division, divisions};
use super::streets::streets;

/// A county that may be meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// The county.
    pub county: DivisionCode,
    /// Its street or town with which the area's text begins; absent where the text names the county itself.
    pub street: Option<&'static str>,
}

/// What a street is called by, without its kind.
const KINDS: [&str; 5] = ["街道", "地区", "镇", "乡", "办事处"];

/// The counties of a city (as a list writes it) whose own name, or the name of one of whose streets, stands in the text of an
/// area; the surest first. Empty where nothing speaks for any.
pub fn suggest(province: &str, city: &str, text: &str, year: i16) -> Vec<Suggestion> {
    let table = divisions();
    let Some(province) = table.provinces().find(|row| row.name == province.trim()) else {
        return Vec::new();
    };
    let is_city = |row: &&Division| row.code.city() == Some(row.code) && row.name == city.trim();
    let city = table.rows().iter().filter(is_city);
    let mut city = city.filter(|row| province.code.contains(row.code) && row.in_force(year));
    let Some(city) = city.next() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for county in table.counties(city.code, year) {
        let named = text.contains(county.name);
        let street = streets(county.code).find(|street| begins(text, street.name));
        if named || street.is_some() {
            found.push(Suggestion {
                county: county.code,
                street: street.map(|street| street.name),
            });
        }
    }
    found
}

/// Whether a text begins with a street's name, with or without its kind.
fn begins(text: &str, street: &str) -> bool {
    let stem = KINDS.iter().find_map(|kind| street.strip_suffix(kind));
    let stem = stem.unwrap_or(street);
    stem.chars().count() > 1 && text.starts_with(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_23_a_street_in_the_text_suggests_its_county_and_nothing_suggests_none() {
        let found = suggest("河南省", "郑州市", "圃田乡圃田嘉园南院5号楼", 2022);
        let codes: Vec<String> = found.iter().map(|s| s.county.to_string()).collect();
        assert_eq!(codes, ["410104"], "管城回族区 has 圃田乡");
        assert!(suggest("河南省", "郑州市", "某公司", 2022).is_empty());
        assert!(suggest("新疆生产建设兵团", "第一师", "某团", 2022).is_empty());
    }
}
