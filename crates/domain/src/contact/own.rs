//! What of a person is held against events: the journeys of declarations that stand, and the visits that events met.

use super::Contact;
use super::event::{Event, Where};
use super::event_file::EventSaid;
use super::legs::{LegIndex, Legs};
use super::prepared::{Place, Prepared};
use super::rules::ContactRules;
use super::venue::{PlaceKind, Second, Visit};
use super::visits::Visits;
use crate::ids::LegId;
use crate::record::{LegRecord, Record, VisitRecord};
use crate::said_again::first_leg;
use crate::time::{Date, Instant};

/// What of a person an event touches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ExposedBy {
    /// A journey that they declared.
    Leg(LegId),
    /// A visit to a venue, by its id.
    Visit(i64),
}

/// What may be touched, ready to be asked.
pub(super) struct Own<'r> {
    pub(super) legs: Vec<&'r LegRecord>,
    /// Without those that two set aside.
    pub(super) visits: Vec<&'r VisitRecord>,
    /// The journeys that a correction said again, each with the one by which it is named.
    again: Vec<(LegId, LegId)>,
    index: LegIndex,
}

impl<'r> Own<'r> {
    pub(super) fn of(record: &'r Record) -> Self {
        let legs = standing(record);
        let mut gathered = Legs::default();
        for leg in &legs {
            gathered.push(&leg.leg);
        }
        let all = record.legs.iter();
        let again = all.map(|leg| (leg.id, first_leg(record, leg).id));
        Self {
            legs,
            again: again.filter(|(leg, first)| leg != first).collect(),
            visits: record
                .visits
                .iter()
                .filter(|visit| !visit.is_gone())
                .collect(),
            index: gathered.index(),
        }
    }

    /// What else says a journey again.
    pub(super) fn again(&self, by: ExposedBy) -> impl Iterator<Item = ExposedBy> + '_ {
        let of_it = self
            .again
            .iter()
            .filter(move |(_, first)| by == ExposedBy::Leg(*first));
        of_it.map(|(leg, _)| ExposedBy::Leg(*leg))
    }

    /// What an event touches.
    pub(super) fn contacts(&self, rules: &ContactRules, said: &EventSaid) -> Vec<Contact> {
        let mut contacts = Vec::new();
        if let Some(event) = &said.event
            && let Ok(prepared) = Prepared::of(rules, 0, event)
        {
            match &event.place {
                Where::Aboard(_) => self.index.contacts(&prepared, &mut contacts),
                Where::Venue(case) => {
                    let mut there = Visits::default();
                    for visit in self
                        .visits
                        .iter()
                        .filter(|v| said.register == Some(v.venue))
                    {
                        there.push(as_visit(rules, visit, case.venue));
                    }
                    there.index().contacts(&prepared, &mut contacts);
                }
            }
        }
        contacts
    }

    /// By what a contact came about, the last day on which both were there, and since when the person's side is recorded.
    pub(super) fn by(
        &self,
        rules: &ContactRules,
        event: &Event,
        contact: &Contact,
    ) -> Option<(ExposedBy, Date, Instant)> {
        match &event.place {
            Where::Aboard(_) => {
                let leg = self.legs.iter().find(|leg| leg.leg.row == contact.row)?;
                Some((ExposedBy::Leg(leg.id), last_day(event, leg), leg.recorded))
            }
            Where::Venue(case) => {
                let mut visits = self.visits.iter();
                let visit = visits.find(|visit| visit.id.cast_unsigned() == contact.row)?;
                let last = over(rules, visit).min(case.to.instant());
                // What ends at midnight was on the day before.
                let on = last.plus_ms(-1).date();
                Some((ExposedBy::Visit(visit.id), on, visit.from))
            }
        }
    }
}

impl EventSaid {
    /// What kind of place it was; none where it was aboard, or is taken back.
    pub fn place_kind(&self) -> Option<PlaceKind> {
        match self.event.as_ref()?.place {
            Where::Venue(case) => Some(case.kind),
            Where::Aboard(_) => None,
        }
    }

    /// What decides whom it touches at its venue, as a text: whose event it is, the time that counts of it, and whether it was in a room.
    /// Two that say the same of that touch the same people, whatever their names and the days of onset.
    pub fn window(&self, rules: &ContactRules) -> Option<String> {
        let event = self.event.as_ref()?;
        let Place::Venue(counted) = Prepared::of(rules, 0, event).ok()?.place else {
            return None;
        };
        let (from, to, in_room) = (counted.from.0, counted.to.0, counted.room.is_some());
        Some(format!("{} {from} {to} {in_room}", event.of))
    }

    /// Whether it touches a visit, by whatever rule.
    pub fn touches(&self, rules: &ContactRules, visit: &VisitRecord) -> bool {
        let record = Record {
            visits: vec![*visit],
            ..Record::default()
        };
        !Own::of(&record).contacts(rules, self).is_empty()
    }
}

/// When a visit was over: when the person left, else as late as the rules let one without an end last; never after the place closed.
fn over(rules: &ContactRules, visit: &VisitRecord) -> Instant {
    let longest = i64::from(rules.open_visit_s()) * 1_000;
    let left = visit.left.unwrap_or(visit.from.plus_ms(longest));
    left.min(visit.closed)
}

impl ContactRules {
    /// Whether a visit has an end that is earlier than what counts of one without.
    pub fn is_shortened(&self, visit: &VisitRecord) -> bool {
        let open = VisitRecord {
            left: None,
            ..*visit
        };
        over(self, visit) < over(self, &open)
    }
}

/// A visit as the engine knows it.
fn as_visit(rules: &ContactRules, visit: &VisitRecord, venue: u64) -> Visit {
    Visit {
        row: visit.id.cast_unsigned(),
        venue,
        room: None,
        from: Second::nearest(visit.from),
        to: Some(Second::nearest(over(rules, visit))),
    }
}

/// The journeys of declarations that were not corrected, each as it was first said.
fn standing(record: &Record) -> Vec<&LegRecord> {
    let stands = |leg: &&LegRecord| {
        let mut declarations = record.declarations.iter();
        declarations.any(|d| d.id == leg.declaration && d.corrected_by.is_none())
    };
    let legs = record.legs.iter().filter(stands);
    legs.map(|leg| first_leg(record, leg)).collect()
}

/// The last day of an exposure aboard: that of the times of both, else of the case's journey.
fn last_day(event: &Event, leg: &LegRecord) -> Date {
    let Where::Aboard(aboard) = &event.place else {
        return event.dates().1;
    };
    let end = |times: Option<(Second, Second)>| times.map(|(_, to)| to.instant().date());
    match (end(aboard.times), end(leg.leg.times)) {
        (Some(case), Some(other)) => case.min(other),
        _ => aboard.last_date,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ConveyanceKind, EventFile, Events, event_file};
    use super::*;
    use crate::declaration::DeclaredLeg;
    use crate::ids::{DeclarationId, ProposalId, VenueId};
    use crate::record::{DeclarationRecord, SetAside, fixture};

    #[test]
    fn n_5_the_last_day_of_a_visit_without_an_end_is_that_on_which_it_still_counted() {
        let instant = |day: &str, hour: i64| {
            let day: Date = day.parse().unwrap();
            day.start().plus_ms(hour * 3_600_000)
        };
        let (monday, tuesday) = ("2020-01-20", "2020-01-21");
        let text = "id,kind,venue,place,from,to,register\n\
            R1,venue,酒吧,entertainment,2020-01-20 21:30,2020-01-21 00:30,7\n";
        let rules = ContactRules::built_in();
        let events = Events::of(vec![EventFile {
            proposal: ProposalId(1),
            place: "330100".parse().unwrap(),
            of_case: false,
            published: instant(tuesday, 12),
            ended: None,
            events: event_file(text, rules, None, tuesday.parse().unwrap()).unwrap(),
        }]);
        let record = Record {
            visits: vec![VisitRecord {
                id: 1,
                venue: VenueId(7),
                from: instant(monday, 16),
                left: None,
                closed: instant(tuesday, 5),
                met: instant(tuesday, 12),
                set_aside: None,
            }],
            ..Record::default()
        };
        let found = events.exposures(rules, &record);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].exposure.on.to_string(), monday);
        // Until midnight, it was that day and not the next.
        let until_midnight = VisitRecord {
            from: instant(monday, 20),
            left: Some(instant(tuesday, 0)),
            ..record.visits[0]
        };
        let record = Record {
            visits: vec![until_midnight],
            ..Record::default()
        };
        let found = events.exposures(rules, &record);
        assert_eq!(found[0].exposure.on.to_string(), monday);
        // What two reviewers set aside is held against nothing; what one did is.
        for (by_two, held) in [(true, 0), (false, 1)] {
            let aside = VisitRecord {
                set_aside: Some(SetAside {
                    since: instant(tuesday, 13),
                    by_two,
                }),
                ..until_midnight
            };
            let record = Record {
                visits: vec![aside],
                ..Record::default()
            };
            assert_eq!(events.exposures(rules, &record).len(), held);
        }
    }

    #[test]
    fn s2_17_an_exposure_by_a_journey_said_again_is_known_by_both_names() {
        let day: Date = "2020-01-20".parse().unwrap();
        let text = "id,kind,number,date,seat\nT1,train,G2035,2020-01-20,10号车厢\n";
        let rules = ContactRules::built_in();
        let events = Events::of(vec![EventFile {
            proposal: ProposalId(1),
            place: "330100".parse().unwrap(),
            of_case: false,
            published: day.start(),
            ended: None,
            events: event_file(text, rules, None, day + 1).unwrap(),
        }]);
        let declared = |id| fixture::declared(id, day.start());
        let rode = |id| {
            let said = DeclaredLeg {
                id: LegId(id),
                kind: ConveyanceKind::Train,
                number: "G2035".to_owned(),
                date: day,
                seat: "10车5F".to_owned(),
                board: String::new(),
                alight: String::new(),
                crew: false,
            };
            LegRecord {
                id: said.id,
                declaration: DeclarationId(id),
                leg: said.parsed().unwrap(),
                recorded: day.start(),
            }
        };
        let mut record = Record {
            declarations: vec![declared(2)],
            legs: vec![rode(2)],
            ..Record::default()
        };
        let by_second = events.exposures(rules, &record)[0].exposure.id;
        record.declarations.push(DeclarationRecord {
            corrected_by: Some(DeclarationId(2)),
            ..declared(1)
        });
        record.legs.push(rode(1));
        let found = events.exposures(rules, &record);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].by, ExposedBy::Leg(LegId(1)));
        assert_ne!(found[0].exposure.id, by_second);
        assert!(found[0].is_named(by_second));
        assert!(found[0].is_named(found[0].exposure.id));
    }

    #[test]
    fn n_5_leaving_makes_no_visit_longer_than_one_that_nobody_ended() {
        let rules = ContactRules::built_in();
        let day: Date = "2020-01-20".parse().unwrap();
        let at = |hour: i64| day.start().plus_ms(hour * 3_600_000);
        let left = |hour: Option<i64>| VisitRecord {
            id: 1,
            venue: VenueId(7),
            from: at(8),
            left: hour.map(at),
            closed: at(22),
            met: at(23),
            set_aside: None,
        };
        assert!(rules.is_shortened(&left(Some(13))));
        assert!(!rules.is_shortened(&left(Some(14))));
        assert!(!rules.is_shortened(&left(Some(17))));
        assert!(!rules.is_shortened(&left(None)));
    }
}
