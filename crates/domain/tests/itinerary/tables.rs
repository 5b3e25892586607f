//! Neighbours, the border and what became of counties: the embedded tables against the division table and the shared data.

use std::collections::BTreeSet;
use std::path::Path;

use domain::itinerary::{border_of, touches};
use domain::place::{border_counties, country, current, divisions, neighbours_of};

use crate::support::code;

#[test]
fn s0_19_every_border_county_is_a_county_of_today_and_touches_known_countries() {
    let counties = border_counties();
    assert!(counties.len() > 130, "{}", counties.len());
    let mut touched = BTreeSet::new();
    for county in counties {
        assert!(
            divisions().county_level(county, i16::MAX).is_some(),
            "{county}"
        );
        assert!(!border_of(county).is_empty(), "{county}");
        for abroad in border_of(county) {
            assert!(country(*abroad).is_some(), "{county} {abroad}");
            touched.insert(abroad.as_str());
        }
    }
    let all = [
        "AF", "BT", "HK", "IN", "KG", "KP", "KZ", "LA", "MM", "MN", "MO", "NP", "PK", "RU", "TJ",
        "VN",
    ];
    assert_eq!(touched.into_iter().collect::<Vec<_>>(), all);
    assert!(border_of(code("110105")).is_empty());
}

#[test]
fn s0_8_every_county_that_touches_another_is_one_of_today_and_the_other_touches_it() {
    let mut pairs = 0;
    for row in divisions().rows().iter().filter(|row| row.is_open()) {
        for other in neighbours_of(row.code) {
            assert!(
                touches(*other, row.code) && *other != row.code,
                "{}",
                row.code
            );
            assert!(
                divisions().county_level(*other, i16::MAX).is_some(),
                "{other}"
            );
            pairs += 1;
        }
    }
    assert!(pairs > 2 * 8_000, "{pairs}");
    assert!(!touches(code("330106"), code("330106")) && !touches(code("330106"), code("110105")));
}

#[test]
fn s0_8_every_pair_of_the_shared_outlines_is_there_in_the_codes_of_today() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = ["../../../shared/data", "../../../../shared/data"]
        .iter()
        .find_map(|up| {
            std::fs::read_to_string(here.join(up).join("divisions/neighbours.csv")).ok()
        });
    let Some(text) = found else {
        println!("SKIPPED: ../shared/data/divisions/neighbours.csv is not there");
        return;
    };
    let is_open = |at| divisions().county_level(at, i16::MAX).is_some();
    for line in text.lines().skip(1) {
        let (a, b) = line.split_once(',').unwrap();
        if ["232718", "632825"].iter().any(|none| line.contains(none)) || a.starts_with('8') {
            continue;
        }
        if b.starts_with('8') {
            assert!(!border_of(code(a)).is_empty(), "{line}");
            continue;
        }
        let today = |digits| {
            let at = code(digits);
            if is_open(at) {
                vec![at]
            } else {
                current(at, 2010)
            }
        };
        let (here, there) = (today(a), today(b));
        let mut pairs = here
            .iter()
            .flat_map(|x| there.iter().map(move |y| (*x, *y)));
        assert!(pairs.all(|(x, y)| x == y || touches(x, y)), "{line}");
    }
}

#[test]
fn s0_8_every_county_that_ended_since_2010_leads_to_counties_of_today() {
    let open = |at| divisions().county_level(at, i16::MAX).is_some();
    let rows = divisions().rows().iter();
    let ended = rows.filter(|row| row.last.is_some_and(|year| year >= 2010));
    for row in ended.filter(|row| divisions().get(row.code, i16::MAX).is_none()) {
        if row.kind != domain::place::Kind::County {
            continue;
        }
        let became = current(row.code, row.last.unwrap());
        assert!(
            !became.is_empty() && became.iter().all(|at| open(*at)),
            "{row:?}: {became:?}"
        );
        assert!(
            became.iter().all(|at| at.province() == row.code.province()),
            "{row:?}"
        );
    }
    assert_eq!(current(code("110105"), 2021), [code("110105")]);
    assert_eq!(
        current(code("330110"), 2022),
        [code("330110")],
        "after it was divided"
    );
    assert_eq!(
        current(code("522423"), 2010),
        [code("520581")],
        "two changes"
    );
}
