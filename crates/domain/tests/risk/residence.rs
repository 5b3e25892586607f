//! A residence is a standing stay, looked at through a window that slides.

use domain::level::Level::{High, Medium};
use domain::risk::{Episode, History, ResidenceDays};

use crate::support::{Line, WEST_LAKE, area, at, day, imported, list, west_lake};

const HIGH: Line = (WEST_LAKE, "西溪街道", High);
const MEDIUM: Line = (WEST_LAKE, "西溪街道", Medium);

/// Level, day on which it was known, and last day on which the lists said so (0: they still do).
type Told = Option<(domain::level::Level, i8, i8)>;

fn told(episode: Option<Episode>) -> Told {
    let Episode { known, last } = episode?;
    let last = last.map_or(0, |last| last.civil().day());
    Some((known.level, known.recorded.civil().day(), last))
}

fn living_there(from: i8, recorded: i8, look_back: i32) -> ResidenceDays {
    let (from, recorded) = (day(from), day(recorded));
    ResidenceDays {
        from,
        recorded,
        look_back,
    }
}

/// The level on a day for who has always lived there, looked at through three days.
fn level(history: &History, on: i8) -> Told {
    let residence = living_there(1, 1, 3);
    let known = history.residence_level(&[area("西溪街道")], residence, day(on));
    let county = history.county_residence_level(west_lake(), residence, day(on));
    assert_eq!(county, known, "the only area of its county");
    told(known)
}

#[test]
fn s0_23_the_date_of_a_residence_does_not_slide_with_the_window() {
    let mut history = History::default();
    for on in 2..15 {
        history.admit(&list(at(on, 10), &[HIGH]));
    }
    history.admit(&list(at(15, 10), &[]));
    assert_eq!(level(&history, 1), None);
    for on in 2..=15 {
        assert_eq!(level(&history, on), Some((High, 2, 0)), "on {on}");
    }
    for on in 16..=18 {
        assert_eq!(level(&history, on), Some((High, 2, 15)), "on {on}");
    }
    assert_eq!(
        level(&history, 19),
        None,
        "the last listed date has left the window"
    );
}

#[test]
fn s0_23_a_residence_listed_again_after_a_gap_begins_anew() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[HIGH]));
    history.admit(&list(at(4, 10), &[]));
    history.admit(&list(at(6, 10), &[HIGH]));
    assert_eq!(level(&history, 5), Some((High, 2, 4)));
    assert_eq!(level(&history, 6), Some((High, 6, 0)));
}

#[test]
fn s0_23_some_hours_off_the_list_are_no_gap() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[HIGH]));
    history.admit(&list(at(3, 23), &[]));
    history.admit(&list(at(4, 1), &[HIGH]));
    assert_eq!(
        level(&history, 6),
        Some((High, 2, 0)),
        "each date has a list that names it"
    );
}

#[test]
fn s0_23_a_residence_that_rises_is_known_higher_from_then() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[MEDIUM]));
    history.admit(&list(at(4, 10), &[HIGH]));
    history.admit(&list(at(6, 10), &[MEDIUM]));
    assert_eq!(level(&history, 3), Some((Medium, 2, 0)));
    assert_eq!(level(&history, 9), Some((High, 4, 6)));
    let medium_or_above = Some((Medium, 2, 0));
    assert_eq!(
        level(&history, 10),
        medium_or_above,
        "the sixth has left the window"
    );
}

#[test]
fn s0_23_lists_before_the_residence_began_do_not_count() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[HIGH]));
    let moved = living_there(5, 6, 14);
    let known =
        |history: &History| told(history.residence_level(&[area("西溪街道")], moved, day(8)));
    assert_eq!(known(&history), Some((High, 6, 0)));
    history.admit(&list(at(4, 0), &[]));
    assert_eq!(known(&history), None);
}

#[test]
fn s0_23_a_residence_in_a_whole_county_needs_no_tick() {
    let mut history = History::default();
    history.admit(&imported(at(2, 10), None, at(3, 10), &[HIGH]));
    let known = |history: &History| {
        told(history.whole_residence_level(west_lake(), living_there(1, 1, 14), day(8)))
    };
    assert_eq!(known(&history), None);
    history.name_whole(area("西溪街道"), at(4, 10));
    assert_eq!(known(&history), Some((High, 4, 0)));
}
