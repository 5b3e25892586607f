//! The embedded tables against the public ones: a stale file is noticed.

use std::collections::{BTreeMap, BTreeSet};

use domain::place::{Division, countries, divisions, streets, zones};

use crate::shared_data::shared;
use crate::support::code;
use crate::tables::{Tables, records};

/// The year in which a code that the timeline leaves open ended, by the rules of the issue.
fn ended(tables: &Tables, digits: &str) -> Option<i16> {
    let event = tables
        .events
        .iter()
        .find(|event| event.year > 2020 && event.old.0 == digits && event.new.0 != digits);
    let is_county = !digits.ends_with("00");
    let absent = is_county && !tables.areas.contains_key(digits);
    event.map(|event| event.year).or(absent.then_some(2021))
}

#[test]
fn every_row_of_the_timeline_is_in_the_table_with_its_years() {
    let Some(tables) = Tables::read() else { return };
    for row in &tables.timeline {
        let digits = if row.code == "830000" {
            "710000"
        } else {
            &row.code
        };
        let last = row
            .end
            .map_or_else(|| ended(&tables, digits), |end| Some(end + 1));
        let found = divisions().rows().iter().any(|known| {
            known.code == code(digits)
                && known.name == row.name
                && known.first == row.first
                && known.last == last
        });
        assert!(found, "{digits} {} {:?} {last:?}", row.name, row.first);
    }
}

#[test]
fn what_the_timeline_lacks_began_in_2021_or_later_and_stands_in_another_table() {
    let Some(tables) = Tables::read() else { return };
    let is_added = |row: &&Division| !tables.is_in_timeline(&row.code.to_string());
    let mut added = 0;
    for row in divisions().rows().iter().filter(is_added) {
        let digits = row.code.to_string();
        if digits == "710000" {
            continue;
        }
        added += 1;
        let event = tables.events.iter().find(|event| event.new.0 == digits);
        let in_areas = tables
            .areas
            .get(&digits)
            .is_some_and(|name| name == row.name);
        assert!(in_areas || event.is_some(), "{row:?}");
        assert_eq!(
            row.first,
            Some(event.map_or(2021, |event| event.year)),
            "{row:?}"
        );
        assert!(row.is_open(), "{row:?}");
    }
    assert_eq!(divisions().rows().len(), tables.timeline.len() + added);
}

#[test]
fn every_area_is_a_county_or_a_zone_and_never_both() {
    let Some(tables) = Tables::read() else { return };
    let zones: BTreeMap<_, _> = zones()
        .iter()
        .filter_map(|zone| Some((zone.statistical?, zone.name)))
        .collect();
    for (digits, name) in &tables.areas {
        let division = divisions().name(code(digits), 2023);
        let zone = zones.get(&code(digits)).copied();
        assert_eq!(division.or(zone), Some(name.as_str()), "{digits}");
        assert!(division.is_none() || zone.is_none(), "{digits}");
    }
    let areas: BTreeSet<_> = tables.areas.keys().map(|digits| code(digits)).collect();
    assert!(zones.keys().all(|zone| areas.contains(zone)));
}

#[test]
fn every_street_of_the_public_table_is_found() {
    let Some(rows) = records("divisions/streets.csv") else {
        return;
    };
    let mut by_place: BTreeMap<&str, Vec<(String, &str)>> = BTreeMap::new();
    for row in &rows {
        by_place
            .entry(&row[2])
            .or_default()
            .push((row[0].clone(), &row[1]));
    }
    for (place, mut public) in by_place {
        public.sort();
        let ours: Vec<_> = streets(code(place))
            .map(|street| (street.code.to_string(), street.name))
            .collect();
        assert_eq!(ours, public, "{place}");
    }
}

#[test]
fn every_country_has_the_letters_of_the_public_table() {
    let Some(path) = shared("countries/iso3166_codes.json") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let mut public: Vec<[String; 4]> = serde_json::from_str(&text).unwrap();
    public.sort();
    assert_eq!(countries().len(), public.len());
    for (ours, [alpha2, alpha3, numeric, _]) in countries().iter().zip(&public) {
        assert_eq!(&ours.code.to_string(), alpha2);
        assert_eq!(
            (ours.alpha3, ours.numeric),
            (alpha3.as_str(), numeric.as_str())
        );
    }
    for (file, ours) in [
        (
            "countries/iso3166_zh.json",
            countries().iter().map(|c| c.zh).collect::<Vec<_>>(),
        ),
        (
            "countries/iso3166_en.json",
            countries().iter().map(|c| c.en).collect(),
        ),
    ] {
        let text = std::fs::read_to_string(shared(file).unwrap()).unwrap();
        let names: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (country, ours) in countries().iter().zip(ours) {
            let public = &names["countries"][country.code.to_string()];
            let listed = public
                .as_array()
                .is_some_and(|all| all.iter().any(|name| name == ours));
            assert!(listed || public == ours, "{country:?}");
        }
    }
}
