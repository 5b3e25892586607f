//! The comparison by the published rules ([`super::rules`], S0-8, S0-9).
//!
//! Each number is held against its own list and those of the numbers before it in the check. A number that was given
//! back is held against all lists, and what it contradicts is never named. What a place is, is decided by the codes of
//! the year: a county that was renamed, merged or divided in between is the same place.

use std::collections::BTreeMap;

use super::covering::Covering;
use super::{
    Asked, Cause, Compared, DeclaredPlace, Finding, Hint, Place, RecordedStay, Window, border_of,
};
use crate::ids::NumberId;
use crate::place::{DivisionCode, current};
use crate::time::Date;

/// Everything that one comparison is made of.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The city that the person enters.
    pub destination: DivisionCode,
    /// The days that count.
    pub window: Window,
    /// The numbers that the person sees, in the order of the check.
    pub numbers: &'a [NumberList],
    /// The numbers that were given back and that the carrier still has under the same holder.
    pub hidden: &'a [Hidden],
    /// What the person answered to what was asked.
    pub answers: &'a [DriftAnswer],
}

/// What was declared for a number, and what its carrier recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NumberList {
    /// The number.
    pub number: NumberId,
    /// Whether its one-time code was confirmed in this check.
    pub confirmed: bool,
    /// The places declared for it; none: not declared yet.
    pub declared: Vec<DeclaredPlace>,
    /// What the carrier recorded; none where the number is registered to somebody else.
    pub record: Vec<RecordedStay>,
    /// Whether places of its record may be shown: only where it is registered to the person's own document.
    pub names_places: bool,
}

impl NumberList {
    /// Whether it was confirmed and its places were declared.
    pub fn is_complete(&self) -> bool {
        self.confirmed && !self.declared.is_empty()
    }
}

/// A number that was given back: what its carrier recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hidden {
    /// What the carrier recorded.
    pub record: Vec<RecordedStay>,
}

/// What the person said of a recorded county that was asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DriftAnswer {
    /// The number.
    pub number: NumberId,
    /// The county, as it was asked.
    pub county: DivisionCode,
    /// Whether the person was there. Yes: it counts as declared. No: the phone alone saw the other side of a border.
    pub was_there: bool,
}

/// Compares what was declared with what was recorded. Nothing is kept.
pub fn compare(check: &Comparison<'_>) -> Compared {
    let mut found = Compared::default();
    let complete = || check.numbers.iter().filter(|list| list.is_complete());
    let mut covering = Covering::new(check.window);
    for list in complete() {
        covering.declare(&list.declared);
    }
    if !covering.reaches(check.destination) {
        found.findings.push(Finding {
            place: Some(Place::County(check.destination)),
            ..finding(Cause::DestinationMissing, None)
        });
    }
    let mut covering = Covering::new(check.window);
    for list in check.numbers {
        if list.is_complete() {
            covering.declare(&list.declared);
            one(check, list, &mut covering, &mut found);
        } else {
            let unverified = finding(Cause::NumberUnverified, Some(list.number));
            found.findings.push(unverified);
        }
    }
    let contradicts = |hidden: &Hidden| {
        let mut stays = by_place(&hidden.record, check.window).into_iter();
        stays.any(|(place, days)| !covering.names(place) && !covering.is_drift(place, &days))
    };
    if check.hidden.iter().any(contradicts) {
        found.findings.push(finding(Cause::UndeclaredPlace, None));
    }
    found
}

/// Holds the record of one number against its own list and the earlier ones.
fn one(check: &Comparison<'_>, list: &NumberList, covering: &mut Covering, found: &mut Compared) {
    let mut unnamed = false;
    let mut added = Vec::new();
    for (place, days) in by_place(&list.record, check.window) {
        if covering.names(place) {
            found.hints.extend(hint(list, place, &days, covering));
        } else if covering.is_drift(place, &days) {
            // Where no place may be shown nobody can be asked, and what would be asked is no failure.
            if let (true, Place::County(county), [on]) = (list.names_places, place, &days[..]) {
                match answer(check, list.number, county) {
                    Some(true) => added.push(DeclaredPlace {
                        place,
                        from: *on,
                        to: *on,
                    }),
                    Some(false) => {}
                    None => found.asked.push(Asked {
                        number: list.number,
                        county,
                        on: *on,
                    }),
                }
            }
        } else if list.names_places {
            found
                .findings
                .push(named(list.number, place, &days, covering));
        } else {
            unnamed = true;
        }
    }
    if unnamed {
        found
            .findings
            .push(finding(Cause::UndeclaredPlace, Some(list.number)));
    }
    covering.add(&added);
    found
        .added
        .extend(added.into_iter().map(|place| (list.number, place)));
}

/// A contradiction whose place may be named.
fn named(number: NumberId, place: Place, days: &[Date], covering: &Covering) -> Finding {
    let border = match place {
        Place::Abroad(country) => covering.border_with(country, border_of),
        Place::County(_) => None,
    };
    let cause = if border.is_some() {
        Cause::AbroadAtBorder
    } else {
        Cause::UndeclaredPlace
    };
    Finding {
        place: Some(place),
        from: days.first().copied(),
        to: days.last().copied(),
        border,
        ..finding(cause, Some(number))
    }
}

const fn finding(cause: Cause, number: Option<NumberId>) -> Finding {
    Finding {
        cause,
        number,
        place: None,
        from: None,
        to: None,
        border: None,
    }
}

/// That a place was declared, and for other days than it was recorded on.
fn hint(list: &NumberList, place: Place, days: &[Date], covering: &Covering) -> Option<Hint> {
    let mut other = days.iter().filter(|day| !covering.names_on(place, **day));
    let first = other.next().filter(|_| list.names_places)?;
    Some(Hint {
        number: list.number,
        place,
        recorded_from: *first,
        recorded_to: *other.next_back().unwrap_or(first),
    })
}

fn answer(check: &Comparison<'_>, number: NumberId, county: DivisionCode) -> Option<bool> {
    let same = |given: &&DriftAnswer| given.number == number && given.county == county;
    let given = check.answers.iter().rfind(same)?;
    Some(given.was_there)
}

/// The recorded days of each place within the window, each day once, in order. Codes of one county in force today are
/// one place, under the first of them that was recorded.
fn by_place(record: &[RecordedStay], window: Window) -> Vec<(Place, Vec<Date>)> {
    let mut codes: BTreeMap<Vec<DivisionCode>, Place> = BTreeMap::new();
    let mut days: BTreeMap<Place, Vec<Date>> = BTreeMap::new();
    let mut record = record.to_vec();
    record.sort_unstable_by_key(|stay| (stay.from, stay.place));
    for stay in record {
        let place = match stay.place {
            Place::County(code) => {
                let known = codes.entry(current(code, window.year()));
                *known.or_insert(stay.place)
            }
            Place::Abroad(_) => stay.place,
        };
        let within = window.days(stay.from, stay.to);
        if !within.is_empty() {
            days.entry(place).or_default().extend(within);
        }
    }
    for days in days.values_mut() {
        days.sort_unstable();
        days.dedup();
    }
    days.into_iter().collect()
}
