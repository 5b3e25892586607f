//! Streets of the county level.

use domain::place::{StreetCode, divisions, street, streets};

use crate::support::code;

#[test]
fn s1_1_a_residence_can_name_its_street() {
    let names: Vec<_> = streets(code("330106")).map(|street| street.name).collect();
    assert!(names.contains(&"北山街道"), "{names:?}");
    let first = streets(code("330106")).next().unwrap();
    assert_eq!(first.code.counted_in(), Some(code("330106")));
    assert_eq!(street(first.code), Some(first));
    let read: StreetCode = first.code.to_string().parse().unwrap();
    assert_eq!(read, first.code);
}

#[test]
fn a_city_without_counties_and_a_zone_have_streets_too() {
    for place in [
        "441900", "442000", "460400", "460300", "620200", "429004", "320576",
    ] {
        assert!(streets(code(place)).count() > 2, "{place}");
    }
    for none in ["330100", "110000", "000000", "330103", "810000"] {
        assert_eq!(streets(code(none)).count(), 0, "{none}");
    }
}

#[test]
fn every_county_of_2023_has_streets() {
    for row in divisions().rows() {
        let leaf = divisions()
            .county_level(row.code, 2023)
            .filter(|leaf| leaf == row);
        if leaf.is_some() && row.code.number() < 700_000 && row.last != Some(2023) {
            assert!(streets(row.code).next().is_some(), "{row:?}");
        }
    }
}

#[test]
fn a_number_that_is_no_street_is_refused() {
    for text in [
        "",
        "330106",
        "330106999",
        "33010600a",
        "3301060010",
        "999999999",
    ] {
        let error = text.parse::<StreetCode>().unwrap_err();
        assert!(error.to_string().contains("nine digits"));
    }
}
