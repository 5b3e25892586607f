//! The events that are in force, and whom they touch: a person's journeys and met visits held against them are their exposures.
//!
//! Exposures are no rows. They follow from journeys, visits and events like the level of a stay from the risk lists, so that an
//! event that is corrected or withdrawn takes back exactly what it alone caused, and a journey that is declared later finds the
//! events that were there. What an exposure became known on is the date since which event and journey have said it without a
//! break.

use std::collections::{BTreeSet, HashMap};

use super::conveyance::{ConveyanceKind, Number};
use super::event::{Event, Where};
use super::event_file::EventSaid;
use super::journey::Journey;
use super::own::{ExposedBy, Own};
use super::prepared::Prepared;
use super::rules::{ContactRule, ContactRules};
use super::venue_day::VenueDay;
use super::{Contact, ContactClass};
use crate::facts::Exposure;
use crate::ids::{ProposalId, VenueId};
use crate::place::DivisionCode;
use crate::record::Record;
use crate::risk::siphash::hash63;
use crate::time::Instant;

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
    proposal: ProposalId,
    said: Option<EventSaid>,
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
        self.said()?.event.as_ref()
    }

    /// What its venue is called; empty for a conveyance.
    pub fn venue(&self) -> &str {
        self.said().map_or("", |said| &said.venue)
    }

    fn said(&self) -> Option<&EventSaid> {
        self.versions.last()?.said.as_ref()
    }

    /// Since when it says that.
    pub fn since(&self) -> Option<Instant> {
        self.versions.last().map(|version| version.since)
    }

    /// The proposals that brought it, one after the other.
    pub fn proposals(&self) -> impl Iterator<Item = ProposalId> + '_ {
        self.versions.iter().map(|version| version.proposal)
    }

    /// Whether it said something else before.
    pub fn is_corrected(&self) -> bool {
        self.versions.len() > 1
    }
}

/// What two sets of events disagree about: whom a change from one to the other can touch.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Differing {
    /// Whoever made one of these journeys.
    pub journeys: BTreeSet<Journey>,
    /// Whoever visited one of these venues on its day.
    pub venue_days: BTreeSet<VenueDay>,
}

/// A journey or a visit of a person that an event touches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exposed<'e> {
    /// The event.
    pub event: &'e KnownEvent,
    /// What of the person it touches.
    pub by: ExposedBy,
    /// What the rules make of it.
    pub contact: Contact,
    /// The exposure as a fact.
    pub exposure: Exposure,
    /// The ids of those by journeys that a correction said again: they are this one.
    again: Vec<i64>,
}

impl Exposed<'_> {
    /// Whether evidence of this id is this exposure: it is named by the journey as it was first said, and may be named by another.
    pub fn is_named(&self, id: i64) -> bool {
        self.exposure.id == id || self.again.contains(&id)
    }
}

/// All events, the withdrawn among them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Events {
    files: Vec<EventFile>,
    known: Vec<KnownEvent>,
    by_number: HashMap<(ConveyanceKind, Number), Vec<usize>>,
    by_venue: HashMap<VenueId, Vec<usize>>,
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

    /// What these events and others disagree about.
    pub fn differing(&self, others: &Self) -> Differing {
        let mut differing = Differing::default();
        for (one, other) in [(self, others), (others, self)] {
            for known in &one.known {
                let there = other.known.iter().find(|there| there.id == known.id);
                if there.and_then(KnownEvent::said) == known.said() {
                    continue;
                }
                if let Some(said) = known.said() {
                    match said.event.as_ref().map(|event| &event.place) {
                        Some(Where::Aboard(aboard)) => {
                            differing.journeys.extend(Journey::near(aboard));
                        }
                        Some(Where::Venue(_)) => differing.venue_days.extend(said.venue_days()),
                        None => {}
                    }
                }
            }
        }
        differing
    }

    /// The exposures of a person: each of their standing journeys and met visits with each event in force that touches it.
    pub fn exposures<'e>(&'e self, rules: &ContactRules, record: &Record) -> Vec<Exposed<'e>> {
        if record.legs.is_empty() && record.visits.is_empty() {
            return Vec::new();
        }
        let own = Own::of(record);
        let mut found = Vec::new();
        for known in self.near(&own) {
            gather(known, rules, &own, &mut found);
        }
        found.sort_by_key(|exposed: &Exposed<'_>| (exposed.exposure.on, exposed.exposure.id));
        found
    }

    /// The ids of all exposures that any event can ever have caused by journeys and visits of a record, whatever it says now and
    /// whether they stand.
    pub(super) fn ever_caused(&self, record: &Record) -> BTreeSet<i64> {
        let mut caused = BTreeSet::new();
        let mut add = |events: Option<&Vec<usize>>, by: ExposedBy| {
            for at in events.into_iter().flatten() {
                let event = self.known[*at].id;
                let classes = ContactClass::ALL.iter();
                caused.extend(classes.map(|class| exposure_id(event, by, *class)));
            }
        };
        for leg in &record.legs {
            let conveyance = &leg.leg.conveyance;
            for number in &conveyance.numbers {
                let key = (conveyance.kind, number.clone());
                add(self.by_number.get(&key), ExposedBy::Leg(leg.id));
            }
        }
        for visit in &record.visits {
            add(self.by_venue.get(&visit.venue), ExposedBy::Visit(visit.id));
        }
        caused
    }

    /// The events of the conveyances of these journeys, and of the venues of these visits.
    fn near(&self, own: &Own<'_>) -> Vec<&KnownEvent> {
        let mut places = BTreeSet::new();
        for leg in &own.legs {
            for number in &leg.leg.conveyance.numbers {
                let key = (leg.leg.conveyance.kind, number.clone());
                places.extend(self.by_number.get(&key).into_iter().flatten().copied());
            }
        }
        for visit in &own.visits {
            places.extend(
                self.by_venue
                    .get(&visit.venue)
                    .into_iter()
                    .flatten()
                    .copied(),
            );
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
            let holds = holds && event.event.is_some();
            known[at].versions.push(Version {
                since,
                proposal: file.proposal,
                said: holds.then(|| event.clone()),
            });
        }
        for (at, event) in known.iter().enumerate() {
            let versions = event
                .versions
                .iter()
                .filter_map(|version| version.said.as_ref());
            for said in versions {
                if let Some(venue) = said.register {
                    self.by_venue.entry(venue).or_default().push(at);
                }
                if let Some(Where::Aboard(aboard)) = said.event.as_ref().map(|e| &e.place) {
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
    /// What of a person it touches; nothing where it was taken back.
    fn contacts(&self, rules: &ContactRules, own: &Own<'_>) -> Vec<Contact> {
        let said = self.said.as_ref();
        said.map_or_else(Vec::new, |said| own.contacts(rules, said))
    }
}

/// Adds the exposures of a person by one event.
fn gather<'e>(
    known: &'e KnownEvent,
    rules: &ContactRules,
    own: &Own<'_>,
    found: &mut Vec<Exposed<'e>>,
) {
    let versions = known.versions.iter().rev();
    let mut held = versions.map(|version| (version.since, version.contacts(rules, own)));
    let (Some((since, contacts)), Some(event)) = (held.next(), known.event()) else {
        return;
    };
    let before: Vec<(Instant, Vec<Contact>)> = held.collect();
    for contact in contacts {
        let Some((by, on, recorded)) = own.by(rules, event, &contact) else {
            continue;
        };
        let said = |contacts: &[Contact]| {
            let mut same = contacts.iter();
            same.any(|c| (c.row, c.class) == (contact.row, contact.class))
        };
        let run = before.iter().take_while(|(_, contacts)| said(contacts));
        let since = run.last().map_or(since, |(earlier, _)| *earlier);
        let class = contact.class;
        let id = |by| exposure_id(known.id, by, class);
        found.push(Exposed {
            event: known,
            by,
            contact,
            exposure: Exposure {
                id: id(by),
                class: class.exposure(),
                on,
                recorded: since.max(recorded).date(),
            },
            again: own.again(by).map(id).collect(),
        });
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

fn event_id(file: &EventFile, name: &str) -> i64 {
    let scope = if file.of_case { file.proposal.0 } else { 0 };
    hash63(format!("event {} {scope} {name}", file.place).as_bytes())
}

/// The id of an exposure. Another class is another exposure.
fn exposure_id(event: i64, by: ExposedBy, class: ContactClass) -> i64 {
    let by = match by {
        ExposedBy::Leg(leg) => leg.0.to_string(),
        ExposedBy::Visit(visit) => format!("visit {visit}"),
    };
    hash63(format!("exposure {event} {by} {class}").as_bytes())
}
