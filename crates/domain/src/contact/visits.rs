//! Visits, sorted by venue and beginning: 24 bytes each, and an event looks at those alone that can overlap.

use std::collections::HashMap;

use super::class::Missing;
use super::near::Holds;
use super::prepared::{Asked, Place, Prepared};
use super::rules::Reach;
use super::venue::{Second, Visit};
use super::{AtVenue, Contact, ContactClass};

/// The end of a visit of which nobody knows when it ended.
const OPEN: u32 = u32::MAX;
/// No room named; rooms are stored one up.
const NO_ROOM: u32 = 0;

/// A visit as it lies in the index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Entry {
    /// The venue, numbered in the order in which venues came.
    venue: u32,
    from: u32,
    to: u32,
    room: u32,
    row: u64,
}

const _: () = assert!(size_of::<Entry>() == 24);

/// Visits being gathered.
#[derive(Default)]
pub struct Visits {
    venues: HashMap<u64, u32>,
    entries: Vec<Entry>,
}

impl Visits {
    /// Room for so many visits.
    pub fn with_capacity(visits: usize) -> Self {
        Self {
            venues: HashMap::new(),
            entries: Vec::with_capacity(visits),
        }
    }

    /// Adds a visit. One that ends at or before its beginning lasts no time, and is nobody's contact.
    pub fn push(&mut self, visit: Visit) {
        let to = visit.to.map_or(OPEN, |to| to.0);
        if to <= visit.from.0 {
            return;
        }
        let next = self.venues.len() as u32;
        self.entries.push(Entry {
            venue: *self.venues.entry(visit.venue).or_insert(next),
            from: visit.from.0,
            to,
            room: visit.room.map_or(NO_ROOM, |room| room.saturating_add(1)),
            row: visit.row,
        });
    }

    /// Sorts them.
    pub fn index(mut self) -> VisitIndex {
        self.entries.sort_unstable();
        let mut spans = vec![Span::default(); self.venues.len()];
        for (at, entry) in self.entries.iter().enumerate() {
            let span = &mut spans[entry.venue as usize];
            if span.end == 0 {
                span.begin = at;
            }
            span.end = at + 1;
            if entry.to == OPEN {
                span.has_open = true;
            } else {
                span.longest_s = span.longest_s.max(entry.to - entry.from);
            }
        }
        VisitIndex {
            venues: self.venues,
            spans,
            entries: self.entries,
        }
    }
}

/// The visits of one venue.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    begin: usize,
    end: usize,
    /// The longest of those whose end is known.
    longest_s: u32,
    /// Whether there are any whose end is not known.
    has_open: bool,
}

/// Visits that can be asked. It is read by many threads at once; share the events out among them.
pub struct VisitIndex {
    venues: HashMap<u64, u32>,
    spans: Vec<Span>,
    entries: Vec<Entry>,
}

impl VisitIndex {
    /// How many visits there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds the contacts of an event at a venue to `found`; of an event aboard there are none.
    pub fn contacts(&self, event: &Prepared<'_>, found: &mut Vec<Contact>) {
        let Place::Venue(case) = &event.place else {
            return;
        };
        let Some(span) = self.venues.get(&case.venue) else {
            return;
        };
        let span = self.spans[*span as usize];
        let open_s = if span.has_open { event.open_visit_s } else { 0 };
        let longest_s = span.longest_s.max(open_s);
        let visits = &self.entries[span.begin..span.end];
        // What began so long before that even the longest visit was over lies before `first`.
        let first = visits.partition_point(|v| v.from.saturating_add(longest_s) <= case.from.0);
        for (at, visit) in visits.iter().enumerate().skip(first) {
            if visit.from >= case.to.0 {
                return;
            }
            let at = (span.begin + at) as u32;
            found.extend(judge(event, case, visit, at));
        }
    }

    /// The visit of a contact, and what each rule says of it.
    pub(super) fn asked(
        &self,
        event: &Prepared<'_>,
        contact: &Contact,
    ) -> Option<(Visit, Vec<(u16, Holds)>)> {
        let Place::Venue(case) = &event.place else {
            return None;
        };
        let entry = self.entries.get(contact.at as usize)?;
        let rules = event.rules.iter();
        let said = rules.map(|rule| (rule.rule, holds(rule.reach, case, entry)));
        Some((entry.visit(case.venue), said.collect()))
    }
}

impl Entry {
    fn visit(&self, venue: u64) -> Visit {
        Visit {
            row: self.row,
            venue,
            room: self.room.checked_sub(1),
            from: Second(self.from),
            to: (self.to != OPEN).then_some(Second(self.to)),
        }
    }

    /// For how many seconds it overlaps with the case's stay.
    fn overlap_s(&self, event: &Prepared<'_>, case: &AtVenue) -> u32 {
        let to = if self.to == OPEN {
            self.from.saturating_add(event.open_visit_s)
        } else {
            self.to
        };
        let end = to.min(case.to.0);
        end.saturating_sub(self.from.max(case.from.0))
    }
}

#[inline]
fn judge(event: &Prepared<'_>, case: &AtVenue, visit: &Entry, at: u32) -> Option<Contact> {
    let overlap_s = visit.overlap_s(event, case);
    if overlap_s == 0 {
        return None;
    }
    let decided = decide(&event.rules, |rule| holds(rule.reach, case, visit))?;
    Some(Contact {
        row: visit.row,
        event: event.number,
        overlap_s,
        at,
        rule: decided.rule,
        class: decided.class,
        missing: decided.missing,
    })
}

/// What the rules make of somebody: by the first that holds, with what was missing to say it of one before. Where none
/// holds and one cannot be said, they may be a contact: general, by that rule, with what is missing.
pub(super) fn decide(rules: &[Asked], holds: impl Fn(&Asked) -> Holds) -> Option<Decided> {
    let mut open: Option<Decided> = None;
    for rule in rules {
        match holds(rule) {
            Holds::Yes => {
                return Some(Decided {
                    rule: rule.rule,
                    class: rule.class,
                    missing: open.and_then(|open| open.missing),
                });
            }
            Holds::No => {}
            Holds::Unknown(what) => {
                open = open.or(Some(Decided {
                    rule: rule.rule,
                    class: ContactClass::General,
                    missing: Some(what),
                }));
            }
        }
    }
    open
}

/// What the rules make of somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided {
    pub(super) rule: u16,
    pub(super) class: ContactClass,
    pub(super) missing: Option<Missing>,
}

/// What a rule says of somebody who was at the venue at the same time.
fn holds(reach: Reach, case: &AtVenue, visit: &Entry) -> Holds {
    match (reach, case.room) {
        (Reach::Overlap, _) => Holds::Yes,
        (Reach::SameRoom, None) if visit.room == NO_ROOM => Holds::Yes,
        (Reach::SameRoom, None) => Holds::Unknown(Missing::EventRoom),
        (Reach::SameRoom, Some(_)) if visit.room == NO_ROOM => Holds::Unknown(Missing::Room),
        (Reach::SameRoom, Some(room)) if visit.room == room.saturating_add(1) => Holds::Yes,
        _ => Holds::No,
    }
}
