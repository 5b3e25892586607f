//! What a person is shown to tick, and asked about later.

use domain::level::Level::{High, Medium};
use domain::risk::{AreaChoice, History};

use crate::support::{WEST_LAKE, YUHANG, at, code, day, imported, list, west_lake};

fn texts(choices: &[AreaChoice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.text.as_str()).collect()
}

#[test]
fn s0_23_the_areas_to_tick_are_those_listed_since_the_first_day() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[(WEST_LAKE, "丙", High)]));
    history.admit(&list(
        at(4, 10),
        &[(WEST_LAKE, "甲", Medium), (YUHANG, "丁", High)],
    ));
    history.admit(&list(
        at(6, 10),
        &[(WEST_LAKE, "甲", High), (WEST_LAKE, "乙", Medium)],
    ));
    let areas = |first, last| history.areas_of(west_lake(), day(first), day(last));
    assert_eq!(texts(&areas(5, 5)), ["甲"]);
    assert_eq!(texts(&areas(4, 9)), ["丙", "乙", "甲"]);
    assert_eq!(
        areas(5, 9)
            .iter()
            .map(|choice| choice.level)
            .collect::<Vec<_>>(),
        [Medium, High]
    );
    assert_eq!(areas(9, 5), []);
    assert_eq!(history.areas_of(code("330105"), day(1), day(9)), []);
}

#[test]
fn s0_23_who_was_not_asked_about_an_area_is_asked_when_a_list_names_it() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[(WEST_LAKE, "甲", High)]));
    let asked = at(4, 9);
    let new = |history: &History| {
        texts(&history.newly_named(west_lake(), day(1), day(9), asked)).join(" ")
    };
    assert_eq!(new(&history), "", "the person ticked from this list");
    history.admit(&list(
        at(4, 8),
        &[(WEST_LAKE, "甲", Medium), (WEST_LAKE, "乙", High)],
    ));
    assert_eq!(new(&history), "", "an hour before");
    history.admit(&list(
        at(4, 10),
        &[(WEST_LAKE, "甲", High), (WEST_LAKE, "丙", High)],
    ));
    assert_eq!(new(&history), "丙", "an hour after, on the same date");
    history.admit(&imported(
        at(3, 10),
        None,
        at(7, 10),
        &[(WEST_LAKE, "丁", High), (YUHANG, "戊", High)],
    ));
    assert_eq!(
        new(&history),
        "丁 丙",
        "an old list that came late asks too"
    );
    let before = history.newly_named(west_lake(), day(5), day(9), at(8, 0));
    assert_eq!(
        texts(&before),
        Vec::<&str>::new(),
        "who declares now is shown them all"
    );
}

#[test]
fn s0_23_a_correction_asks_nobody_again() {
    let saved = |hour| Some(at(3, hour));
    let mut history = History::default();
    history.admit(&imported(
        at(3, 0),
        saved(1),
        at(3, 1),
        &[(WEST_LAKE, "甲", High)],
    ));
    let asked = at(3, 2);
    history.admit(&imported(
        at(3, 0),
        saved(3),
        at(3, 3),
        &[(WEST_LAKE, "甲", Medium), (WEST_LAKE, "乙", High)],
    ));
    let new = history.newly_named(west_lake(), day(3), day(3), asked);
    assert_eq!(texts(&new), ["乙"]);
}
