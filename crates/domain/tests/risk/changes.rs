//! What a list changes, for finding the people concerned.

use domain::level::Level::{High, Medium};
use domain::risk::{History, RiskList, difference};

use crate::support::{WEST_LAKE, YUHANG, area, at, code, imported, list, west_lake};

/// Admits the list to a copy and tells each change: area or county, from, to, before and after.
fn told(history: &mut History, new: &RiskList) -> Vec<String> {
    let before = history.clone();
    history.admit(new);
    let difference = difference(&before, history);
    let areas = difference.areas.iter().map(|found| {
        assert_eq!(found.area.county, west_lake());
        (
            if found.area.area == area("甲") {
                "甲"
            } else {
                "乙"
            }
            .to_owned(),
            found.change,
        )
    });
    let counties = difference
        .counties
        .iter()
        .map(|found| (found.county.to_string(), found.change));
    let level =
        |level: Option<domain::level::Level>| level.map_or("none", domain::level::Level::word);
    areas
        .chain(counties)
        .map(|(what, change)| {
            let from = change.from.date().civil().day();
            let to = change.to.map_or(0, |to| to.date().civil().day());
            format!(
                "{what} {from}-{to} {} > {}",
                level(change.before),
                level(change.after)
            )
        })
        .collect()
}

#[test]
fn s0_23_a_list_changes_the_time_from_its_instant_to_the_next() {
    let mut history = History::default();
    let first = list(at(2, 10), &[(WEST_LAKE, "甲", Medium)]);
    assert_eq!(
        told(&mut history, &first),
        ["甲 2-0 none > medium", "330106 2-0 none > medium"]
    );
    let same = list(at(4, 10), &[(WEST_LAKE, "甲", Medium)]);
    assert_eq!(told(&mut history, &same), Vec::<String>::new());
    let raised = list(
        at(6, 10),
        &[(WEST_LAKE, "甲", High), (WEST_LAKE, "乙", Medium)],
    );
    let expected = [
        "甲 6-0 medium > high",
        "乙 6-0 none > medium",
        "330106 6-0 medium > high",
    ];
    let mut told_now = told(&mut history, &raised);
    told_now.sort();
    let mut expected = expected.map(String::from).to_vec();
    expected.sort();
    assert_eq!(told_now, expected);
    let late = imported(at(3, 10), None, at(8, 0), &[(WEST_LAKE, "甲", High)]);
    assert_eq!(
        told(&mut history, &late),
        ["甲 3-4 medium > high", "330106 3-4 medium > high"]
    );
}

#[test]
fn s0_23_a_difference_names_the_counties_to_ask_and_those_touched() {
    let mut after = History::default();
    after.admit(&list(
        at(2, 10),
        &[(WEST_LAKE, "甲", Medium), (YUHANG, "丙", High)],
    ));
    let before = after.clone();
    after.admit(&list(
        at(3, 10),
        &[(WEST_LAKE, "甲", High), (WEST_LAKE, "乙", High)],
    ));
    let found = difference(&before, &after);
    assert_eq!(
        Vec::from_iter(found.touched()),
        [west_lake(), code("330110")]
    );
    let named: Vec<_> = found
        .named()
        .into_iter()
        .map(|named| (named.county, named.area))
        .collect();
    assert_eq!(named, [(west_lake(), area("乙"))]);
    let raised = found.areas.iter().filter(|found| found.change.raises());
    assert_eq!(raised.count(), 2, "丙 is lowered");
    assert!(difference(&after, &after.clone()).is_empty());
}

#[test]
fn s0_23_an_area_that_becomes_a_whole_county_touches_it() {
    let mut after = History::default();
    after.admit(&list(at(2, 10), &[(WEST_LAKE, "甲", Medium)]));
    let before = after.clone();
    after.name_whole(area("甲"), at(3, 0));
    let found = difference(&before, &after);
    assert_eq!(Vec::from_iter(found.touched()), [west_lake()]);
    assert_eq!(difference(&after, &before).whole, found.whole);
}
