//! The history against the slow model, and against itself in another order.

use domain::level::Level;
use domain::policy::LevelFrom;
use domain::risk::{History, ResidenceDays, RiskList, StayDays, difference};
use domain::time::Date;
use proptest::prelude::*;

use crate::model::{Model, Of};
use crate::support::{
    Line, WEST_LAKE, YUHANG, ZONE, area, at, code, day, imported, real_lists, west_lake,
};

const NAMED: [([&str; 3], &str); 5] = [
    (WEST_LAKE, "甲"),
    (WEST_LAKE, "甲楼"),
    (WEST_LAKE, "乙"),
    (YUHANG, "甲"),
    (ZONE, "甲"),
];

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let level = prop::option::of(prop::sample::select(Level::ALL.to_vec()));
    prop::collection::vec(level, NAMED.len()).prop_map(|levels| {
        let lines = NAMED.iter().zip(levels);
        lines
            .filter_map(|((names, text), level)| Some((*names, *text, level?)))
            .collect()
    })
}

/// Up to ten lists, several of them of one instant, all saved and imported at times of their own.
fn lists() -> impl Strategy<Value = Vec<RiskList>> {
    let list = (
        1..9_i8,
        prop::sample::select(vec![0, 1, 10, 23]),
        1..12_i8,
        0..24_i64,
        lines(),
    );
    prop::collection::vec(list, 0..10).prop_map(|lists| {
        let made =
            lists
                .into_iter()
                .enumerate()
                .map(|(number, (on, hour, recorded, at_hour, lines))| {
                    let saved = at(20, 0).plus_ms(number as i64 * 7 % 10);
                    imported(at(on, hour), Some(saved), at(recorded, at_hour), &lines)
                });
        made.collect()
    })
}

fn admitted(lists: &[RiskList]) -> History {
    let mut history = History::default();
    for list in lists {
        history.admit(list);
    }
    history
}

fn places() -> Vec<Of> {
    let areas = ["甲", "甲楼", "乙"].map(|text| Of::Area(area(text)));
    areas
        .into_iter()
        .chain([Of::County(west_lake()), Of::County(code("330110"))])
        .collect()
}

fn dates() -> impl Iterator<Item = Date> {
    (0..13).map(day)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn s0_23_levels_on_each_date_are_those_of_the_slow_model(lists in lists()) {
        let (history, model) = (admitted(&lists), Model::new(&lists));
        for (of, on) in places().into_iter().flat_map(|of| dates().map(move |on| (of, on))) {
            let found = match of {
                Of::Area(area) => history.level_on(area, on),
                Of::County(county) => history.county_level_on(county, on),
            };
            prop_assert_eq!(found, model.highest(of, on, on), "{:?} {}", of, on);
        }
    }

    #[test]
    fn s0_23_levels_of_stays_are_those_of_the_slow_model(
        lists in lists(), from in 1..10_i8, days in prop::option::of(0..5_i8), recorded in 1..12_i8, window in 0..6,
    ) {
        let (history, model) = (admitted(&lists), Model::new(&lists));
        let stay = StayDays { from: day(from), to: days.map(|days| day(from + days)), recorded: day(recorded) };
        let residence = ResidenceDays { from: stay.from, recorded: stay.recorded, look_back: window };
        for (of, on) in places().into_iter().flat_map(|of| dates().map(move |on| (of, on))) {
            for level_from in [LevelFrom::Stay, LevelFrom::StayOnly] {
                let found = match of {
                    Of::Area(area) => history.stay_level(&[area], stay, on, level_from),
                    Of::County(county) => history.county_stay_level(county, stay, on, level_from),
                };
                prop_assert_eq!(found, model.stay(of, stay, on, level_from), "{:?} {}", of, on);
            }
            let found = match of {
                Of::Area(area) => history.residence_level(&[area], residence, on),
                Of::County(county) => history.county_residence_level(county, residence, on),
            };
            prop_assert_eq!(found, model.residence(of, residence, on), "{:?} {}", of, on);
        }
    }

    #[test]
    fn s0_23_questions_are_those_of_the_slow_model(
        lists in lists(), first in 1..10_i8, days in 0..6_i8, asked in 1..12_i8, hour in 0..24_i64,
    ) {
        let (history, model) = (admitted(&lists), Model::new(&lists));
        let (first, last, asked) = (day(first), day(first + days), at(asked, hour));
        let found = history.newly_named(west_lake(), first, last, asked);
        let mut found: Vec<_> = found.into_iter().map(|choice| choice.id).collect();
        found.sort_unstable();
        prop_assert_eq!(found, model.newly_named(west_lake(), first, last, asked));
    }

    #[test]
    fn s0_23_lists_in_any_order_and_twice_make_one_history(
        (lists, again) in lists().prop_flat_map(|lists| {
            let twice: Vec<_> = lists.iter().chain(&lists).cloned().collect();
            (Just(lists), Just(twice).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(admitted(&lists), admitted(&again));
    }

    #[test]
    fn s0_23_a_difference_is_what_differs_hour_by_hour(lists in lists()) {
        prop_assume!(!lists.is_empty());
        let (before, after) = (admitted(&lists[1..]), admitted(&lists));
        let found = difference(&before, &after);
        let instants: Vec<_> = lists.iter().map(|list| list.as_of).collect();
        for (text, instant) in ["甲", "甲楼", "乙"].into_iter().flat_map(|text| instants.iter().map(move |at| (text, *at))) {
            let level = |lists: &[RiskList]| Model::new(lists).at(Of::Area(area(text)), instant);
            let expected = (level(&lists[1..]), level(&lists));
            let changes = found.areas.iter().filter(|change| change.area.area == area(text));
            let changes: Vec<_> = changes
                .map(|found| found.change)
                .filter(|change| change.from <= instant && change.to.is_none_or(|to| instant < to))
                .map(|change| (change.before, change.after))
                .collect();
            let expected = (expected.0 != expected.1).then_some(expected);
            prop_assert_eq!(changes, Vec::from_iter(expected), "{} at {}", text, instant);
        }
    }
}

/// 14 real files, in any order and each twice.
#[test]
fn s0_23_the_real_lists_in_any_order_and_twice_make_one_history() {
    let Some(lists) = real_lists() else { return };
    let lists: Vec<_> = lists.into_iter().map(|(_, list)| list).collect();
    let expected = admitted(&lists);
    assert_eq!(
        expected.lists().count(),
        12,
        "three of the fourteen are of one hour"
    );
    let orders = Just((0..lists.len()).chain(0..lists.len()).collect::<Vec<_>>()).prop_shuffle();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(24));
    let run = runner.run(&orders, |order| {
        let mut history = History::default();
        for index in order {
            history.admit(&lists[index]);
        }
        prop_assert!(history == expected);
        Ok(())
    });
    run.unwrap();
}
