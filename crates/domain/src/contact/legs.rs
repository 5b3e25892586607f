//! Legs, sorted by conveyance and date.

use std::collections::HashMap;

use super::aboard::{Counted, last_date};
use super::class::Missing;
use super::conveyance::{ConveyanceKind, Number};
use super::event::{Leg, Role};
use super::near::{Holds, Pair};
use super::prepared::{Place, Prepared};
use super::rules::Reach;
use super::seating::Seating;
use super::visits::decide;
use super::{Contact, ContactClass, Second};
use crate::time::Date;

/// A leg as it lies in the index.
#[derive(Clone, Debug)]
struct Entry {
    row: u64,
    /// Board and alight, by number; 0 where nothing is written.
    stations: (u32, u32),
    times: Option<(Second, Second)>,
    date: Date,
    /// The date on which it ended, as far as its times say it.
    last: Date,
    seating: Seating,
    role: Role,
}

/// Legs being gathered.
#[derive(Default)]
pub struct Legs {
    conveyances: HashMap<(ConveyanceKind, Number), u32>,
    stations: HashMap<String, u32>,
    entries: Vec<Entry>,
    /// Conveyance, date, and the place of the leg; a leg that knows two numbers stands here twice.
    order: Vec<(u32, Date, u32)>,
    /// How many days after its date the longest leg ended.
    longest_days: i32,
}

impl Legs {
    /// Adds a leg.
    pub fn push(&mut self, leg: &Leg) {
        let at = self.entries.len() as u32;
        let kind = leg.conveyance.kind;
        for number in &leg.conveyance.numbers {
            let next = self.conveyances.len() as u32;
            let key = (kind, number.clone());
            let conveyance = *self.conveyances.entry(key).or_insert(next);
            self.order.push((conveyance, leg.date, at));
        }
        let stations = (self.station(&leg.board), self.station(&leg.alight));
        let last = last_date(leg.date, leg.times);
        self.longest_days = self.longest_days.max(last - leg.date);
        self.entries.push(Entry {
            row: leg.row,
            stations,
            times: leg.times,
            date: leg.date,
            last,
            seating: leg.seating,
            role: leg.role,
        });
    }

    fn station(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return 0;
        }
        let next = self.stations.len() as u32 + 1;
        if let Some(known) = self.stations.get(name) {
            return *known;
        }
        self.stations.insert(name.to_owned(), next);
        next
    }

    /// Sorts them.
    pub fn index(mut self) -> LegIndex {
        self.order.sort_unstable();
        LegIndex {
            conveyances: self.conveyances,
            stations: self.stations,
            entries: self.entries,
            order: self.order,
            longest_days: self.longest_days,
        }
    }
}

/// Legs that can be asked, by many threads at once.
pub struct LegIndex {
    conveyances: HashMap<(ConveyanceKind, Number), u32>,
    stations: HashMap<String, u32>,
    entries: Vec<Entry>,
    order: Vec<(u32, Date, u32)>,
    longest_days: i32,
}

impl LegIndex {
    /// How many legs there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds the contacts of an event aboard to `found`; of an event at a venue there are none.
    pub fn contacts(&self, event: &Prepared<'_>, found: &mut Vec<Contact>) {
        let Place::Aboard(case) = &event.place else {
            return;
        };
        for at in self.aboard(case) {
            let leg = &self.entries[at as usize];
            let Some(overlap_s) = self.together(case, leg) else {
                continue;
            };
            let Some(decided) = decide(&event.rules, |rule| holds(event, case, leg, rule.reach))
            else {
                continue;
            };
            // Over midnight a leg of another date may be another day's, and one of before the window may have ended before it.
            let is_sure = overlap_s > 0 || (case.is_whole && leg.date == case.first);
            let may_be_other = !is_sure && decided.class != ContactClass::General;
            found.push(Contact {
                row: leg.row,
                event: event.number,
                overlap_s,
                at,
                rule: decided.rule,
                class: if may_be_other {
                    ContactClass::General
                } else {
                    decided.class
                },
                missing: decided
                    .missing
                    .or_else(|| may_be_other.then_some(Missing::Times)),
            });
        }
    }

    /// The legs in the conveyance of a journey that touch the dates that count of it, or may touch them, each once.
    fn aboard(&self, case: &Counted<'_>) -> Vec<u32> {
        let mut legs = Vec::new();
        let conveyance = &case.aboard.conveyance;
        let earliest = case.aboard.date - self.longest_days;
        let may_touch = |leg: &Entry| {
            let began_with_it = leg.times.is_none() && leg.date >= case.aboard.date;
            leg.last >= case.first || began_with_it
        };
        for number in &conveyance.numbers {
            let Some(id) = self.conveyances.get(&(conveyance.kind, number.clone())) else {
                continue;
            };
            let begin = self.order.partition_point(|o| (o.0, o.1) < (*id, earliest));
            let end = self
                .order
                .partition_point(|o| (o.0, o.1) <= (*id, case.last));
            let some = self.order[begin..end].iter().map(|o| o.2);
            legs.extend(some.filter(|at| may_touch(&self.entries[*at as usize])));
        }
        if conveyance.numbers.len() > 1 {
            legs.sort_unstable();
            legs.dedup();
        }
        legs
    }

    /// For how many seconds both were aboard: 0 where the times are not known, none where they were not together.
    fn together(&self, case: &Counted<'_>, leg: &Entry) -> Option<u32> {
        if let Some((other_from, other_to)) = leg.times {
            let (from, to) = case.span();
            let end = to.0.min(other_to.0);
            let overlap = end.saturating_sub(from.0.max(other_from.0));
            if overlap == 0 || case.times.is_some() {
                return (overlap > 0).then_some(overlap);
            }
        }
        // Who boards where the case alights, or alights where the case boards, was not aboard with them.
        let is = |name: &str, station: u32| {
            station > 0
                && self
                    .stations
                    .get(name)
                    .is_some_and(|known| *known == station)
        };
        let (board, alight) = (&case.aboard.board, &case.aboard.alight);
        let apart = is(alight, leg.stations.0) || is(board, leg.stations.1);
        (!apart).then_some(0)
    }

    /// The leg of a contact, and what each rule says of it.
    pub(super) fn asked(
        &self,
        event: &Prepared<'_>,
        contact: &Contact,
    ) -> Option<(Seating, Vec<(u16, Holds)>)> {
        let Place::Aboard(case) = &event.place else {
            return None;
        };
        let leg = self.entries.get(contact.at as usize)?;
        let rules = event.rules.iter();
        let said = rules.map(|rule| (rule.rule, holds(event, case, leg, rule.reach)));
        Some((leg.seating, said.collect()))
    }
}

/// What a rule says of somebody aboard.
fn holds(event: &Prepared<'_>, case: &Counted<'_>, leg: &Entry, reach: Reach) -> Holds {
    let pair = Pair {
        kind: case.aboard.conveyance.kind,
        case: &case.aboard.seating,
        other: &leg.seating,
        role: leg.role,
        seats: event.seats,
    };
    pair.holds(reach)
}
