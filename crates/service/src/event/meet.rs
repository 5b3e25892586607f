//! Visits held against events. An event that names a venue of the register opens the days of that venue which it can touch, and
//! no others; what overlaps becomes a fact of the person's, whose rating holds it against the events like a journey. So an
//! event that is corrected or taken back moves the colours, also when the key of the day is gone.

use std::collections::BTreeMap;

use domain::contact::{ContactRules, EventSaid};
use domain::ids::{PersonId, StaffId};
use domain::log::{By, Purpose};
use domain::place::DivisionCode;
use domain::record::VisitRecord;
use domain::time::Instant;
use domain::venue::{VenueVisit, first_kept};
use futures_util::{StreamExt, TryStreamExt, stream};
use storage::PersonFacts;

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

/// Visits that events touch, by whose they are.
pub(crate) type Met = BTreeMap<PersonId, Vec<VisitRecord>>;

/// How many people are written at a time, so that their batches are committed in groups.
const AT_ONCE: usize = 32;

impl Service {
    /// The visits that these events touch. That they were opened, and whose proposal it is for, stands in the log.
    pub(super) async fn met_by(
        &self,
        events: &[EventSaid],
        proposer: StaffId,
        now: Instant,
    ) -> Result<Met, Error> {
        let rules = ContactRules::built_in();
        let deed = Deed {
            by: By::Staff(proposer),
            purpose: Purpose::Investigation,
            action: "open visits",
        };
        let mut met = Met::new();
        for said in events {
            let Some(venue) = said.register else {
                continue;
            };
            let (row, alarms) = self.store.venue(venue).await?;
            self.raise(&alarms, now).await?;
            let Some(row) = row else {
                continue;
            };
            let line = self.note(deed, &row.name, now);
            self.store
                .write(self.store.note_opened_visits(&line))
                .await?;
            for opened in said.venue_days() {
                if opened.day < first_kept(now.date()) {
                    continue;
                }
                let (visits, alarms) = self.store.venue_visits(venue, opened.day).await?;
                self.raise(&alarms, now).await?;
                for visit in visits {
                    let record = visit.record(row.closes, now);
                    if said.touches(rules, &record) {
                        met.entry(visit.person).or_default().push(record);
                    }
                }
            }
        }
        for visits in met.values_mut() {
            // Several events of a file may touch one visit.
            visits.sort_unstable_by_key(|visit| visit.id);
            visits.dedup_by_key(|visit| visit.id);
        }
        Ok(met)
    }

    /// Makes visits facts of whose they are, and rates them. One that is there already as it is stays; who was erased meanwhile has
    /// none, and of whom something does not hold is left to staff.
    pub(super) async fn meet(&self, met: Met, now: Instant) -> Result<(), Error> {
        let writes = stream::iter(met).map(|(person, visits)| async move {
            let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
                registered(facts)?;
                let known = |visit: &&VisitRecord| {
                    let mut there = facts.record.visits.iter();
                    there.any(|there| (there.id, there.left) == (visit.id, visit.left))
                };
                let news: Vec<&VisitRecord> = visits.iter().filter(|v| !known(v)).collect();
                for visit in &news {
                    draft.meet(facts, **visit);
                }
                Ok(if news.is_empty() {
                    Drafted::Leave(())
                } else {
                    Drafted::Write(())
                })
            };
            let done = self.change(person, Deed::automatic("visit met"), now, draft);
            match done.await {
                Ok(_) | Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => Ok(()),
                Err(error) => Err(error),
            }
        });
        writes.buffer_unordered(AT_ONCE).try_collect().await
    }

    /// Holds a visit that was kept just now against the events that are in force.
    pub(crate) async fn meet_visit(
        &self,
        visit: &VenueVisit,
        closes: u16,
        now: Instant,
    ) -> Result<(), Error> {
        let shared = self.shared(now).await?;
        let (rules, record) = (ContactRules::built_in(), visit.record(closes, now));
        let mut events = shared.events().at_venue(visit.venue);
        if events.any(|said| said.touches(rules, &record)) {
            self.meet(Met::from([(visit.person, vec![record])]), now)
                .await?;
        }
        Ok(())
    }

    /// Refuses a file of events that names a venue which is none, lies elsewhere, or is of another kind.
    pub(super) async fn check_venues(
        &self,
        events: &[EventSaid],
        place: DivisionCode,
        now: Instant,
    ) -> Result<(), Error> {
        for (said, line) in events.iter().zip(2..) {
            let Some(venue) = said.register else {
                continue;
            };
            let (row, alarms) = self.store.venue(venue).await?;
            self.raise(&alarms, now).await?;
            let owner = match &row {
                Some(row) => self.store.organisation(row.organisation).await?.0,
                None => None,
            };
            let there = row.filter(|_| owner.is_some_and(|owner| place.contains(owner.division)));
            let Some(row) = there else {
                return Err(Error::field(
                    &format!("what.text[{line}].register"),
                    "本辖区没有这个编号的场所，请核对场所码下方的编号",
                    "no venue of this division has this number; compare the one below its code",
                ));
            };
            if said.place_kind() != row.kind.place() {
                return Err(Error::field(
                    &format!("what.text[{line}].place"),
                    &format!("登记的场所类型是{}，请照填", row.kind),
                    &format!(
                        "the register says {}; write the kind of place that fits it",
                        row.kind
                    ),
                ));
            }
        }
        Ok(())
    }
}
