//! The published rules once more, slow and obvious: over a handful of places in 2021, with what each code stands for and
//! what touches what written out by hand.

use std::collections::BTreeSet;

use domain::itinerary::{Cause, Comparison, NumberList, Place, RecordedStay};
use domain::time::Date;

use crate::support::{day, place};

/// Every place of the model, with what its code stands for in 2021.
pub(crate) const PLACES: [(&str, &[&str]); 17] = [
    ("110101", &["110101"]),
    ("110105", &["110105"]),
    ("110108", &["110108"]),
    ("420106", &["420106"]),
    ("330102", &["330102"]),
    ("330103", &["330105"]),
    ("330104", &["330102", "330114"]),
    ("330105", &["330105"]),
    ("330110", &["330110", "330113"]),
    ("330113", &["330113"]),
    ("533102", &["533102"]),
    ("533103", &["533103"]),
    ("440303", &["440303"]),
    ("810000", &["HK"]),
    ("HK", &["HK"]),
    ("MM", &["MM"]),
    ("JP", &["JP"]),
];

const TOUCHING: [(&str, &str); 11] = [
    ("110101", "110105"),
    ("110105", "110108"),
    ("330102", "330105"),
    ("330102", "330113"),
    ("330102", "330114"),
    ("330105", "330110"),
    ("330105", "330113"),
    ("330110", "330113"),
    ("330113", "330114"),
    ("533102", "533103"),
    ("440303", "440304"),
];

const BORDER: [&str; 3] = ["533102", "533103", "440303"];

/// What a comparison must find.
#[derive(PartialEq, Eq, Debug, Default)]
pub(crate) struct Expected {
    pub(crate) causes: BTreeSet<Cause>,
    pub(crate) asks: bool,
}

impl Expected {
    pub(crate) fn passes(&self) -> bool {
        self.causes.is_empty() && !self.asks
    }
}

/// What the published rules say.
pub(crate) fn expected(check: &Comparison<'_>) -> Expected {
    let mut expected = Expected::default();
    let mut said_yes: Vec<Place> = Vec::new();
    for (at, list) in check.numbers.iter().enumerate() {
        if !list.is_complete() {
            expected.causes.insert(Cause::NumberUnverified);
            continue;
        }
        let listed = named(&check.numbers[..=at]);
        let mut yes_here = Vec::new();
        for stay in list.record.iter().filter(|stay| counts(stay.from, stay.to)) {
            let found = judge(check, list, stay, &listed, &said_yes);
            expected.causes.extend(found.cause);
            expected.asks |= found.asks;
            yes_here.extend(found.yes);
        }
        said_yes.extend(yes_here);
    }
    let listed = named(check.numbers);
    if !listed
        .iter()
        .any(|at| stands_for(*at).iter().any(|c| c.starts_with("11")))
    {
        expected.causes.insert(Cause::DestinationMissing);
    }
    for hidden in check.hidden {
        for stay in hidden
            .record
            .iter()
            .filter(|stay| counts(stay.from, stay.to))
        {
            let covered = listed
                .iter()
                .chain(&said_yes)
                .any(|at| same(*at, stay.place));
            if !covered && !drifts(&hidden.record, stay, &listed) {
                expected.causes.insert(Cause::UndeclaredPlace);
            }
        }
    }
    expected
}

#[derive(Default)]
struct Judged {
    cause: Option<Cause>,
    asks: bool,
    yes: Option<Place>,
}

fn judge(
    check: &Comparison<'_>,
    list: &NumberList,
    stay: &RecordedStay,
    listed: &[Place],
    said_yes: &[Place],
) -> Judged {
    if listed
        .iter()
        .chain(said_yes)
        .any(|at| same(*at, stay.place))
    {
        return Judged::default();
    }
    if drifts(&list.record, stay, listed) {
        if !list.names_places {
            return Judged::default();
        }
        let Place::County(asked) = first_code(&list.record, stay) else {
            unreachable!("a country does not drift")
        };
        let mut given = check
            .answers
            .iter()
            .filter(|a| a.number == list.number && a.county == asked);
        return match given.next_back().map(|answer| answer.was_there) {
            Some(true) => Judged {
                yes: Some(stay.place),
                ..Judged::default()
            },
            Some(false) => Judged::default(),
            None => Judged {
                asks: true,
                ..Judged::default()
            },
        };
    }
    let abroad = is_abroad(stay.place);
    let at_border = listed
        .iter()
        .chain(said_yes)
        .any(|at| BORDER.contains(&stands_for(*at)[0]));
    let cause = if abroad && at_border && list.names_places {
        Cause::AbroadAtBorder
    } else {
        Cause::UndeclaredPlace
    };
    Judged {
        cause: Some(cause),
        ..Judged::default()
    }
}

/// Every place that complete lists name for a day that counts.
fn named(lists: &[NumberList]) -> Vec<Place> {
    let complete = lists.iter().filter(|list| list.is_complete());
    let declared = complete.flat_map(|list| &list.declared);
    let counting = declared.filter(|one| counts(one.from, one.to));
    counting.map(|one| one.place).collect()
}

/// A county on one day, beside one that a list names; not on the first day, which may end what was before.
fn drifts(record: &[RecordedStay], stay: &RecordedStay, listed: &[Place]) -> bool {
    let beside = |at: &Place| {
        let touch = |a, b| TOUCHING.contains(&(a, b)) || TOUCHING.contains(&(b, a));
        let mut own = stands_for(*at).iter();
        own.any(|a| stands_for(stay.place).iter().any(|b| touch(*a, *b)))
    };
    let alike: Vec<&RecordedStay> = record
        .iter()
        .filter(|other| stands_for(other.place) == stands_for(stay.place))
        .collect();
    let seen_on = |on: Date| alike.iter().any(|other| other.from <= on && on <= other.to);
    let days: Vec<i32> = (0..15).filter(|at| seen_on(day(*at))).collect();
    !is_abroad(stay.place) && days.len() == 1 && days[0] != 0 && listed.iter().any(beside)
}

/// The code under which a place was recorded first.
fn first_code(record: &[RecordedStay], stay: &RecordedStay) -> Place {
    let alike = record.iter().filter(|other| {
        counts(other.from, other.to) && stands_for(other.place) == stands_for(stay.place)
    });
    alike
        .min_by_key(|other| (other.from, other.place))
        .unwrap()
        .place
}

fn counts(from: Date, to: Date) -> bool {
    (0..15).any(|at| from <= day(at) && day(at) <= to)
}

fn same(a: Place, b: Place) -> bool {
    stands_for(a).iter().any(|own| stands_for(b).contains(own))
}

fn is_abroad(at: Place) -> bool {
    stands_for(at)[0].len() == 2
}

fn stands_for(at: Place) -> &'static [&'static str] {
    PLACES.iter().find(|(text, _)| place(text) == at).unwrap().1
}
