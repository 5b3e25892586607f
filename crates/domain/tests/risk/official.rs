//! The fourteen real files.

use std::fmt::Write as _;

use domain::level::Level;
use domain::risk::official::{self, Counts};
use domain::risk::{History, OddityKind};

use crate::golden::golden;
use crate::support::{code, real_files, real_lists};

#[test]
fn s0_23_every_real_file_is_read_with_the_counts_it_states() {
    let Some(files) = real_files() else { return };
    assert_eq!(files.len(), 14);
    for (name, text) in &files {
        let list = official::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        let stated = |field: &str| file["data"][field].as_u64().unwrap_or(0);
        let expected = Counts {
            high: stated("hcount"),
            medium: stated("mcount"),
            low: stated("lcount"),
        };
        assert_eq!(list.counts, expected, "{name}");
        let named = |level| {
            let rows = list.rows.iter().filter(move |row| row.level == level);
            rows.map(|row| row.areas.len() as u64).sum::<u64>()
        };
        let areas = Counts {
            high: named(Level::High),
            medium: named(Level::Medium),
            low: named(Level::Low),
        };
        assert_eq!(areas, expected, "{name}");
        let hour: String = name.chars().take(10).collect();
        let as_of = list.as_of.to_string().replace(['-', 'T'], "");
        assert_eq!(&as_of[..10], hour, "{name}");
    }
}

#[test]
fn s0_23_the_real_lists_are_counted_as_kept() {
    let Some(lists) = real_lists() else { return };
    let mut text =
        String::from("# file: instant, high, medium, low, unresolved, areas kept, oddities\n");
    for (name, list) in &lists {
        let counts = list.counts;
        let (high, medium, low) = (counts.high, counts.medium, counts.low);
        let (unresolved, kept, odd) = (counts.unresolved, list.areas.len(), list.oddities.len());
        let as_of = list.as_of;
        writeln!(
            text,
            "{name}: {as_of} {high} {medium} {low} {unresolved} {kept} {odd}"
        )
        .unwrap();
        let uncoded: u64 = list.unresolved().count() as u64;
        assert_eq!(
            uncoded, unresolved,
            "{name}: each string without a code is kept"
        );
    }
    golden("risk_lists.txt", &text);
}

#[test]
fn s0_23_the_empty_row_is_noted_and_colours_nobody() {
    let Some(files) = real_files() else { return };
    let (_, text) = files
        .iter()
        .find(|file| file.0.starts_with("2022091014"))
        .unwrap();
    let list = official::parse(text).unwrap();
    let [odd] = &list.oddities[..] else {
        panic!("{:?}", list.oddities)
    };
    assert_eq!(odd.kind, OddityKind::EmptyRow);
    assert!(odd.field.starts_with("data.highlist["), "{}", odd.field);
    assert!(
        list.rows
            .iter()
            .all(|row| !row.province.is_empty() && !row.areas.is_empty())
    );
}

#[test]
fn s0_23_an_area_without_a_county_code_is_kept_and_colours_nobody() {
    let Some(lists) = real_lists() else { return };
    let mut history = History::default();
    for (_, list) in &lists {
        history.admit(list);
    }
    let mut seen = 0;
    for (name, list) in &lists {
        for area in list.unresolved() {
            let level = history.level_on(area.id, list.as_of.date());
            assert_eq!(level, None, "{name}: {} {}", area.county, area.text);
            seen += 1;
        }
    }
    assert!(seen > 1_000);
}

#[test]
fn s0_23_where_the_list_names_a_street_the_area_begins_with_it() {
    let Some(lists) = real_lists() else { return };
    let list = &lists
        .iter()
        .find(|(name, _)| name.starts_with("2022111511"))
        .unwrap()
        .1;
    let chaoyang: Vec<_> = list
        .areas
        .iter()
        .filter(|area| area.place == Some(code("110105")))
        .collect();
    assert!(!chaoyang.is_empty());
    for area in chaoyang {
        assert_eq!(area.city, "朝阳区");
        let street = format!("{} ", area.county);
        assert!(area.text.as_str().starts_with(&street), "{}", area.text);
    }
}

/// Of 2022-11-15: 8,680 high-risk areas, and a stay in a county that holds one is a stay in none of them.
#[test]
fn s0_23_a_real_list_gives_its_counties_a_level_and_nobody_an_area() {
    let Some(lists) = real_lists() else { return };
    let list = &lists
        .iter()
        .find(|(name, _)| name.starts_with("2022111511"))
        .unwrap()
        .1;
    let mut history = History::default();
    history.admit(list);
    let on = list.as_of.date();
    assert_eq!(history.latest_level(code("110105"), on), Some(Level::High));
    assert_eq!(history.latest_level(code("110105"), on - 1), None);
    let stay = domain::risk::StayDays {
        from: on,
        to: Some(on),
        recorded: on,
    };
    let from = domain::policy::LevelFrom::Stay;
    assert_eq!(history.stay_level(&[], stay, on, from), None);
    assert_eq!(
        history.whole_stay_level(code("110105"), stay, on, from),
        None
    );
    let county = history.county_stay_level(code("110105"), stay, on, from);
    assert_eq!(county.map(|known| known.level), Some(Level::High));
}
