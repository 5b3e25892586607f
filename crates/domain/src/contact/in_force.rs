//! The events that are in force, and whom they touch: a person's journeys held against them are the person's exposures.
//!
//! Exposures are no rows. They follow from journeys and events like the level of a stay from the risk lists, so that an event
//! that is corrected or withdrawn takes back exactly what it alone caused, and a journey that is declared later finds the
//! events that were there. What an exposure became known on is the date since which event and journey have said it without a
//! break.

use std::collections::{BTreeSet, HashMap};

use super::conveyance::{ConveyanceKind, Number};
use super::event::{Event, Where};
use super::event_file::EventSaid;
use super::journey::Journey;
use super::legs::{LegIndex, Legs};
use super::prepared::Prepared;
use super::rules::{ContactRule, ContactRules};
use super::{Contact, ContactClass};
use crate::facts::Exposure;
use crate::ids::{LegId, ProposalId};
use crate::place::DivisionCode;
use crate::record::{LegRecord, Record};
use crate::risk::siphash::hash63;
use crate::time::{Date, Instant};

/// A file of events as it came into force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventFile {
    /// The proposal that brought it.
    pub proposal: ProposalId,
    /// Who answers for it.
    pub place: DivisionCode,
    /// Whether it came with one case: the names of its events are its own. Those of other files are one with those of whoever
    /// answers for them, so that a later file corrects an earlier one.
    pub of_case: bool,
    /// When it came into force.
    pub published: Instant,
    /// When it was taken back as a whole.
    pub ended: Option<Instant>,
    /// What it says.
    pub events: Vec<EventSaid>,
}

/// What an event said from an instant on; none: it was taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Version {
    since: Instant,
    said: Option<(Event, String)>,
}

/// An event with all that it said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownEvent {
    /// Its id: it follows from who answers for it and its name, and says nothing of a case.
    pub id: i64,
    /// Who answers for it.
    pub place: DivisionCode,
    versions: Vec<Version>,
}

impl KnownEvent {
    /// What it says now; none where it was taken back.
    pub fn event(&self) -> Option<&Event> {
        let (event, _) = self.versions.last()?.said.as_ref()?;
        Some(event)
    }

    /// What its venue is called; empty for a conveyance.
    pub fn venue(&self) -> &str {
        let said = self
            .versions
            .last()
            .and_then(|version| version.said.as_ref());
        said.map_or("", |(_, venue)| venue)
    }

    /// Since when it says that.
    pub fn since(&self) -> Option<Instant> {
        self.versions.last().map(|version| version.since)
    }

    /// Whether it said something else before.
    pub fn is_corrected(&self) -> bool {
        self.versions.len() > 1
    }
}

/// A journey of a person that an event touches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exposed<'e> {
    /// The event.
    pub event: &'e KnownEvent,
    /// The journey.
    pub leg: LegId,
    /// What the rules make of it.
    pub contact: Contact,
    /// The exposure as a fact.
    pub exposure: Exposure,
}

/// All events, the withdrawn among them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Events {
    files: Vec<EventFile>,
    known: Vec<KnownEvent>,
    by_number: HashMap<(ConveyanceKind, Number), Vec<usize>>,
}

impl Events {
    /// The events of files, in whatever order.
    pub fn of(files: Vec<EventFile>) -> Self {
        let mut events = Self {
            files,
            ..Self::default()
        };
        events.settle();
        events
    }

    /// The same with another file, which takes the place of one of the same proposal.
    #[must_use]
    pub fn with(&self, file: EventFile) -> Self {
        let others = self
            .files
            .iter()
            .filter(|known| known.proposal != file.proposal);
        let mut files: Vec<EventFile> = others.cloned().collect();
        files.push(file);
        Self::of(files)
    }

    /// The file that a proposal brought.
    pub fn file(&self, proposal: ProposalId) -> Option<&EventFile> {
        self.files.iter().find(|file| file.proposal == proposal)
    }

    /// The events that are in force, the latest first.
    pub fn in_force(&self) -> Vec<&KnownEvent> {
        let mut events: Vec<&KnownEvent> = self
            .known
            .iter()
            .filter(|known| known.event().is_some())
            .collect();
        let last = |known: &KnownEvent| known.event().map(|event| event.dates().1);
        events.sort_by_key(|known| (std::cmp::Reverse(last(known)), known.id));
        events
    }

    /// The journeys that these events and others disagree about: whom a change from these to those can touch.
    pub fn differing(&self, others: &Self) -> BTreeSet<Journey> {
        let mut journeys = BTreeSet::new();
        for (one, other) in [(self, others), (others, self)] {
            for known in &one.known {
                let there = other.known.iter().find(|there| there.id == known.id);
                if there.and_then(KnownEvent::event) != known.event()
                    && let Some(Event {
                        place: Where::Aboard(aboard),
                        ..
                    }) = known.event()
                {
                    journeys.extend(Journey::near(aboard));
                }
            }
        }
        journeys
    }

    /// The exposures of a person: each of their standing journeys with each event in force that touches it.
    pub fn exposures<'e>(&'e self, rules: &ContactRules, record: &Record) -> Vec<Exposed<'e>> {
        let legs = standing(record);
        let near = self.near(&legs);
        if near.is_empty() {
            return Vec::new();
        }
        let mut gathered = Legs::default();
        for leg in &legs {
            gathered.push(&leg.leg);
        }
        let index = gathered.index();
        let mut found = Vec::new();
        for known in near {
            let mut held = known
                .versions
                .iter()
                .rev()
                .map(|version| (version.since, version.contacts(rules, &index)));
            let Some((since, contacts)) = held.next() else {
                continue;
            };
            let before: Vec<(Instant, Vec<Contact>)> = held.collect();
            for contact in contacts {
                let leg = legs.iter().find(|leg| leg.leg.row == contact.row);
                let (Some(leg), Some(event)) = (leg, known.event()) else {
                    continue;
                };
                let said = |contacts: &[Contact]| {
                    let mut same = contacts.iter();
                    same.any(|c| (c.row, c.class) == (contact.row, contact.class))
                };
                let run = before.iter().take_while(|(_, contacts)| said(contacts));
                let since = run.last().map_or(since, |(earlier, _)| *earlier);
                found.push(Exposed {
                    event: known,
                    leg: leg.id,
                    contact,
                    exposure: Exposure {
                        id: exposure_id(known.id, leg.id, contact.class),
                        class: contact.class.exposure(),
                        on: last_day(event, leg),
                        recorded: since.max(leg.recorded).date(),
                    },
                });
            }
        }
        found.sort_by_key(|exposed| (exposed.exposure.on, exposed.exposure.id));
        found
    }

    /// The events of the conveyances of these journeys.
    fn near(&self, legs: &[&LegRecord]) -> Vec<&KnownEvent> {
        let mut places = BTreeSet::new();
        for leg in legs {
            for number in &leg.leg.conveyance.numbers {
                let key = (leg.leg.conveyance.kind, number.clone());
                places.extend(self.by_number.get(&key).into_iter().flatten().copied());
            }
        }
        let events = places.into_iter().map(|place| &self.known[place]);
        events.filter(|known| known.event().is_some()).collect()
    }

    /// Makes of the files what each event said, one after the other.
    fn settle(&mut self) {
        let mut said: Vec<(Instant, &EventFile, &EventSaid, bool)> = Vec::new();
        for file in &self.files {
            for event in &file.events {
                said.push((file.published, file, event, true));
                if let Some(ended) = file.ended {
                    said.push((ended, file, event, false));
                }
            }
        }
        said.sort_by_key(|(at, file, ..)| (*at, file.proposal));
        let mut known: Vec<KnownEvent> = Vec::new();
        let mut places: HashMap<i64, usize> = HashMap::new();
        for (since, file, event, holds) in said {
            let id = event_id(file, &event.name);
            let at = *places.entry(id).or_insert_with(|| {
                known.push(KnownEvent {
                    id,
                    place: file.place,
                    versions: Vec::new(),
                });
                known.len() - 1
            });
            let said = event.event.clone().filter(|_| holds);
            known[at].versions.push(Version {
                since,
                said: said.map(|said| (said, event.venue.clone())),
            });
        }
        for (at, event) in known.iter().enumerate() {
            let versions = event
                .versions
                .iter()
                .filter_map(|version| version.said.as_ref());
            for (said, _) in versions {
                if let Where::Aboard(aboard) = &said.place {
                    for number in &aboard.conveyance.numbers {
                        let key = (aboard.conveyance.kind, number.clone());
                        self.by_number.entry(key).or_default().push(at);
                    }
                }
            }
        }
        self.known = known;
    }
}

impl Version {
    /// Whom of these journeys it touches; nobody where it was taken back.
    fn contacts(&self, rules: &ContactRules, legs: &LegIndex) -> Vec<Contact> {
        let mut contacts = Vec::new();
        let prepared = self
            .said
            .as_ref()
            .map(|(event, _)| Prepared::of(rules, 0, event));
        if let Some(Ok(prepared)) = prepared {
            legs.contacts(&prepared, &mut contacts);
        }
        contacts
    }
}

impl ContactRules {
    /// The rules that can hold at an event, in the order in which they are asked.
    pub fn rules_at(&self, event: &Event) -> Vec<&ContactRule> {
        let prepared = Prepared::of(self, 0, event).ok();
        let asked = prepared.into_iter().flat_map(|prepared| prepared.rules);
        asked.filter_map(|asked| self.rule(asked.rule)).collect()
    }
}

/// The journeys of declarations that were not corrected.
fn standing(record: &Record) -> Vec<&LegRecord> {
    let stands = |leg: &&LegRecord| {
        let mut declarations = record.declarations.iter();
        declarations.any(|d| d.id == leg.declaration && d.corrected_by.is_none())
    };
    record.legs.iter().filter(stands).collect()
}

/// The last day of an exposure: that of the times of both, else of the case's journey.
fn last_day(event: &Event, leg: &LegRecord) -> Date {
    let Where::Aboard(aboard) = &event.place else {
        return event.dates().1;
    };
    let end =
        |times: Option<(super::Second, super::Second)>| times.map(|(_, to)| to.instant().date());
    match (end(aboard.times), end(leg.leg.times)) {
        (Some(case), Some(other)) => case.min(other),
        _ => aboard.last_date,
    }
}

fn event_id(file: &EventFile, name: &str) -> i64 {
    let scope = if file.of_case { file.proposal.0 } else { 0 };
    hash63(format!("event {} {scope} {name}", file.place).as_bytes())
}

/// The id of an exposure. Another class is another exposure.
fn exposure_id(event: i64, leg: LegId, class: ContactClass) -> i64 {
    hash63(format!("exposure {event} {} {class}", leg.0).as_bytes())
}
