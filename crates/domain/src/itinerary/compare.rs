//! The comparison by the published rules ([`super::rules`], S0-8, S0-9).
//!
//! Each number is held against its own list and those of the numbers before it in the check. A number that was given
//! back is held against all lists, and what it contradicts is never named. What a place is, is decided by the codes of
//! the year: a county that was renamed, merged or divided in between is the same place.

use super::covering::Covering;
use super::window::Read;
use super::{Asked, Cause, Compared, DeclaredPlace, Finding, Hint, Place, RecordedStay, Window};
use crate::ids::NumberId;
use crate::place::DivisionCode;
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

/// A recorded place within the window, its days each once and in order.
struct Recorded {
    place: Place,
    read: Read,
    days: Vec<Date>,
}

/// Compares what was declared with what was recorded. Nothing is kept.
pub fn compare(check: &Comparison<'_>) -> Compared {
    let mut found = Compared::default();
    let mut all = Covering::new(check.window);
    for list in check.numbers.iter().filter(|list| list.is_complete()) {
        all.declare(&list.declared);
    }
    if !all.reaches(check.destination) {
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
    let contradicts =
        |stay: &Recorded| !covering.names(&stay.read) && !covering.is_drift(&stay.read, &stay.days);
    let mut given_back = check
        .hidden
        .iter()
        .flat_map(|number| recorded(&number.record, check.window));
    if given_back.any(|stay| contradicts(&stay)) {
        found.findings.push(finding(Cause::UndeclaredPlace, None));
    }
    found
}

/// Holds the record of one number against its own list and the earlier ones.
fn one(check: &Comparison<'_>, list: &NumberList, covering: &mut Covering, found: &mut Compared) {
    let number = list.number;
    let mut unnamed = false;
    let mut added = Vec::new();
    for stay in recorded(&list.record, check.window) {
        if covering.names(&stay.read) {
            found.hints.extend(hint(list, &stay, covering));
        } else if covering.is_drift(&stay.read, &stay.days) {
            // Where no place may be shown nobody can be asked, and what would be asked is no failure.
            let shown = stay.days.first().filter(|_| list.names_places);
            if let (Some(on), Place::County(county)) = (shown, stay.place) {
                match answer(check, number, county) {
                    Some(true) => added.push(DeclaredPlace {
                        place: stay.place,
                        from: *on,
                        to: *on,
                    }),
                    Some(false) => {}
                    None => found.asked.push(Asked {
                        number,
                        county,
                        on: *on,
                    }),
                }
            }
        } else if list.names_places {
            found.findings.push(named(number, &stay, covering));
        } else {
            unnamed = true;
        }
    }
    if unnamed {
        let unnamed = finding(Cause::UndeclaredPlace, Some(number));
        found.findings.push(unnamed);
    }
    covering.add(&added);
    let added = added.into_iter().map(|place| (number, place));
    found.added.extend(added);
}

/// A contradiction whose place may be named.
fn named(number: NumberId, stay: &Recorded, covering: &Covering) -> Finding {
    let border = match stay.read {
        Read::Abroad(country) => covering.border_with(country),
        Read::Counties(_) => None,
    };
    let cause = if border.is_some() {
        Cause::AbroadAtBorder
    } else {
        Cause::UndeclaredPlace
    };
    Finding {
        place: Some(stay.place),
        from: stay.days.first().copied(),
        to: stay.days.last().copied(),
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
fn hint(list: &NumberList, stay: &Recorded, covering: &Covering) -> Option<Hint> {
    let is_other = |day: &&Date| !covering.names_on(&stay.read, **day);
    let mut other = stay.days.iter().filter(is_other);
    let first = other.next().filter(|_| list.names_places)?;
    Some(Hint {
        number: list.number,
        place: stay.place,
        recorded_from: *first,
        recorded_to: *other.next_back().unwrap_or(first),
    })
}

fn answer(check: &Comparison<'_>, number: NumberId, county: DivisionCode) -> Option<bool> {
    let is_same = |given: &&DriftAnswer| given.number == number && given.county == county;
    let given = check.answers.iter().rfind(is_same)?;
    Some(given.was_there)
}

/// The places of a record within the window. Codes that stand for the same counties are one place, under the code that
/// was recorded first.
fn recorded(record: &[RecordedStay], window: Window) -> Vec<Recorded> {
    let mut record = record.to_vec();
    record.sort_unstable_by_key(|stay| (stay.from, stay.place));
    let mut places: Vec<Recorded> = Vec::new();
    for stay in record {
        let days = window.days(stay.from, stay.to);
        if days.is_empty() {
            continue;
        }
        let read = window.reads(stay.place);
        match places.iter_mut().find(|known| known.read == read) {
            Some(known) => known.days.extend(days),
            None => places.push(Recorded {
                place: stay.place,
                read,
                days,
            }),
        }
    }
    for known in &mut places {
        known.days.sort_unstable();
        known.days.dedup();
    }
    places
}
