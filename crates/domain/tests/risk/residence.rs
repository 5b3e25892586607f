//! A residence is a standing stay, looked at through a window that slides.

use domain::level::Level::{High, Medium};
use domain::risk::{History, KnownLevel, ResidenceDays};

use crate::support::{Line, WEST_LAKE, area, at, day, imported, list, west_lake};

const HIGH: Line = (WEST_LAKE, "西溪街道", High);
const MEDIUM: Line = (WEST_LAKE, "西溪街道", Medium);

fn level(history: &History, on: i8) -> Option<(domain::level::Level, i8)> {
    let residence = ResidenceDays {
        from: day(1),
        recorded: day(1),
        look_back: 3,
    };
    let known = history.residence_level(&[area("西溪街道")], residence, day(on))?;
    let county = history.county_residence_level(west_lake(), residence, day(on));
    assert_eq!(county, Some(known), "the only area of its county");
    Some((known.level, known.recorded.civil().day()))
}

#[test]
fn s0_23_the_date_of_a_residence_does_not_slide_with_the_window() {
    let mut history = History::default();
    for on in 2..15 {
        history.admit(&list(at(on, 10), &[HIGH]));
    }
    history.admit(&list(at(15, 10), &[]));
    assert_eq!(level(&history, 1), None);
    for on in 2..=18 {
        assert_eq!(level(&history, on), Some((High, 2)), "on {on}");
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
    assert_eq!(level(&history, 5), Some((High, 2)));
    assert_eq!(level(&history, 6), Some((High, 6)));
    history.admit(&list(at(4, 20), &[HIGH]));
    assert_eq!(
        level(&history, 6),
        Some((High, 2)),
        "some hours without it are no gap of a date"
    );
}

#[test]
fn s0_23_a_residence_that_rises_is_known_higher_from_then() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[MEDIUM]));
    history.admit(&list(at(4, 10), &[HIGH]));
    history.admit(&list(at(6, 10), &[MEDIUM]));
    assert_eq!(level(&history, 3), Some((Medium, 2)));
    assert_eq!(level(&history, 9), Some((High, 4)));
    assert_eq!(
        level(&history, 10),
        Some((Medium, 2)),
        "medium or above since the 2nd"
    );
}

#[test]
fn s0_23_lists_before_the_residence_began_do_not_count() {
    let mut history = History::default();
    history.admit(&list(at(2, 10), &[HIGH]));
    let moved = ResidenceDays {
        from: day(5),
        recorded: day(6),
        look_back: 14,
    };
    let known = history.residence_level(&[area("西溪街道")], moved, day(8));
    assert_eq!(
        known,
        Some(KnownLevel {
            level: High,
            recorded: day(6)
        })
    );
    history.admit(&list(at(4, 0), &[]));
    assert_eq!(
        history.residence_level(&[area("西溪街道")], moved, day(8)),
        None
    );
}

#[test]
fn s0_23_a_residence_in_a_whole_county_needs_no_tick() {
    let mut history = History::default();
    history.admit(&imported(at(2, 10), None, at(3, 10), &[HIGH]));
    history.name_whole(area("西溪街道"), at(4, 10));
    let residence = ResidenceDays {
        from: day(1),
        recorded: day(1),
        look_back: 14,
    };
    let known = history.whole_residence_level(west_lake(), residence, day(8));
    assert_eq!(
        known,
        Some(KnownLevel {
            level: High,
            recorded: day(4)
        })
    );
}
