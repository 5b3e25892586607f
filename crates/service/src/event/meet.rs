//! Visits held against events. An event that names a venue of the register opens the days of that venue which it can touch, and
//! no others; what overlaps becomes a fact of the person's, whose rating holds it against the events like a journey. So an
//! event that is corrected or taken back moves the colours, also when the key of the day is gone. An event is over when it is
//! proposed: whoever was there has been kept by the time two have agreed.

use std::collections::{BTreeMap, BTreeSet};

use domain::contact::{ContactRules, EventSaid};
use domain::ids::{PersonId, StaffId, VenueId};
use domain::log::{By, Purpose};
use domain::place::DivisionCode;
use domain::record::{Record, VisitRecord};
use domain::time::{Date, Instant};
use domain::venue::{VenueVisit, first_kept};
use futures_util::{StreamExt, TryStreamExt, stream};
use storage::{PersonFacts, Tried};

use super::publish::EVENT_DAYS;
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::code::{DAY_MS, seconds};
use crate::error::{Error, TooMany};
use crate::log::Deed;
use crate::shared::Shared;

/// Visits that events touch, by whose they are.
pub(crate) type Met = BTreeMap<PersonId, Vec<VisitRecord>>;

/// What becomes of a visit that is no fact yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unknown {
    /// It becomes one.
    Add,
    /// It stays under the key of its day.
    Leave,
}

/// How many times a member may have one day of one venue opened to try events at other times, on a day. P
const OPENINGS: i64 = 10;
/// The finest time at a registered venue: the half hour. P
const FINEST_MS: i64 = 30 * 60_000;
/// People of whom visits are forgotten at once.
const PAGE: u32 = 1_000;
/// How many people are written at a time, so that their batches are committed in groups.
const AT_ONCE: usize = 32;

impl Service {
    /// The visits that these events touch. That they were opened, and by whom, stands in the log.
    pub(super) async fn met_by(
        &self,
        events: &[EventSaid],
        by: By,
        now: Instant,
    ) -> Result<Met, Error> {
        let rules = ContactRules::built_in();
        let deed = Deed {
            by,
            purpose: Purpose::Investigation,
            action: "open visits",
        };
        let mut met = Met::new();
        for (venue, events) in by_venue(events) {
            let (row, alarms) = self.store.venue(venue).await?;
            self.raise(&alarms, now).await?;
            let Some(row) = row else {
                continue;
            };
            let line = self.note(deed, &row.name, now);
            self.store
                .write(self.store.note_opened_visits(&line))
                .await?;
            let kept = first_kept(now.date());
            for day in days(&events).into_iter().filter(|day| *day >= kept) {
                let (visits, alarms) = self.store.venue_visits(venue, day).await?;
                self.raise(&alarms, now).await?;
                for visit in visits {
                    let record = visit.record(row.closes, now);
                    if events.iter().any(|said| said.touches(rules, &record)) {
                        met.entry(visit.person).or_default().push(record);
                    }
                }
            }
        }
        Ok(met)
    }

    /// Makes visits facts of whose they are, and rates them. Who was erased meanwhile has none, and of whom something does not hold is
    /// left to staff.
    pub(super) async fn meet(&self, met: Met, now: Instant) -> Result<(), Error> {
        let writes = stream::iter(met).map(|(person, visits)| async move {
            let deed = Deed::automatic("visit met");
            self.meet_person(person, (&visits, Unknown::Add), deed, now)
                .await
        });
        writes.buffer_unordered(AT_ONCE).try_collect().await
    }

    async fn meet_person(
        &self,
        person: PersonId,
        (visits, unknown): (&[VisitRecord], Unknown),
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let news = visits
                .iter()
                .filter_map(|visit| news_of(visit, &facts.record, unknown));
            let news: Vec<VisitRecord> = news.collect();
            for visit in &news {
                draft.meet(facts, *visit);
            }
            Ok(if news.is_empty() {
                Drafted::Leave(())
            } else {
                Drafted::Write(())
            })
        };
        unless_left_to_staff(self.change(person, deed, now, draft).await)
    }

    /// Writes the end of a visit that is a fact already into it, where it is earlier than what counts without one. Leaving makes
    /// nobody a contact: what is no fact stays under the key of its day, and a later end is read with the next version of the event.
    pub(crate) async fn end_met_visit(
        &self,
        visit: &VenueVisit,
        closes: u16,
        now: Instant,
    ) -> Result<(), Error> {
        let visit = (visit.person, visit.record(closes, now));
        if !ContactRules::built_in().is_shortened(&visit.1) {
            return Ok(());
        }
        let deed = Deed::automatic("end of a visit");
        self.meet_person(visit.0, (&[visit.1], Unknown::Leave), deed, now)
            .await
    }

    /// Forgets visits that events met so long ago that the files which named them are gone. Of whom something does not hold is left
    /// to staff, and stops nobody behind them.
    pub(crate) async fn sweep_met_visits(&self, now: Instant) -> Result<(), Error> {
        let before = now.plus_ms(-EVENT_DAYS * DAY_MS);
        let mut after = PersonId(0);
        loop {
            let people = self.store.people_met_before(before, after, PAGE).await?;
            let Some(last) = people.last() else {
                return Ok(());
            };
            after = *last;
            for person in people {
                let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
                    if !facts.record.visits.iter().any(|visit| visit.met < before) {
                        return Ok(Drafted::Leave(()));
                    }
                    draft.forget_visits(facts, before);
                    Ok(Drafted::Write(()))
                };
                let deed = Deed::automatic("visit forgotten");
                unless_left_to_staff(self.change(person, deed, now, draft).await)?;
            }
        }
    }

    /// Counts that a member has a venue's day opened to try an event, so that nobody follows the people of a place by trying hour by
    /// hour. The same times again tell nothing new and are no try more: signing what was drafted, and the next case who was there
    /// then. Days whose key is gone count too: whom an event met there before is found all the same.
    pub(super) async fn count_openings(
        &self,
        events: &[EventSaid],
        proposer: StaffId,
        now: Instant,
    ) -> Result<(), Error> {
        let (store, today) = (&self.store, now.date());
        for (venue, events) in by_venue(events) {
            for day in days(&events) {
                let counted = format!("{} {} {day}", proposer.0, venue.0);
                let times = format!("{counted} {}", times_on(day, &events));
                let known = store.document_tries(Tried::VenueTimes, &times, today);
                if known.await? > 0 {
                    continue;
                }
                let count = store.count_document_try(Tried::VenueOpenings, &counted, today);
                store.write(count).await?;
                let tries = store.document_tries(Tried::VenueOpenings, &counted, today);
                if tries.await? > OPENINGS {
                    return Err(Error::TooMany {
                        what: TooMany::VenueOpenings,
                        retry_after_s: seconds(today.end().ms() - now.ms()),
                    });
                }
                // Only what was let through is known: what was refused is refused again.
                let count = store.count_document_try(Tried::VenueTimes, &times, today);
                store.write(count).await?;
            }
        }
        Ok(())
    }

    /// Refuses a file of events that names a venue which is none, lies elsewhere, or is of another kind; times at one that are finer
    /// than they may be; and an event anywhere that is not over.
    pub(super) async fn check_venues(
        &self,
        events: &[EventSaid],
        place: DivisionCode,
        now: Instant,
    ) -> Result<(), Error> {
        for (said, line) in events.iter().zip(2..) {
            check_times(said, line, now)?;
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

/// What is to be written of a visit; nothing where it is known.
fn news_of(visit: &VisitRecord, record: &Record, unknown: Unknown) -> Option<VisitRecord> {
    let mut there = record.visits.iter();
    let Some(known) = there.find(|there| there.id == visit.id) else {
        return (unknown == Unknown::Add).then_some(*visit);
    };
    // What two reviewers set aside stays as it is, whichever event meets it again. Of the others an end that was said is kept; of two
    // readings at one moment the one that knows it counts.
    let is_news = !known.is_gone() && visit.left.is_some() && visit.left != known.left;
    let kept = VisitRecord {
        set_aside: known.set_aside,
        ..*visit
    };
    is_news.then_some(kept)
}

/// The events that name a venue of the register, by venue.
fn by_venue(events: &[EventSaid]) -> BTreeMap<VenueId, Vec<&EventSaid>> {
    let mut venues: BTreeMap<VenueId, Vec<&EventSaid>> = BTreeMap::new();
    for said in events {
        if let Some(venue) = said.register {
            venues.entry(venue).or_default().push(said);
        }
    }
    venues
}

/// The days of a venue that events open.
fn days(events: &[&EventSaid]) -> BTreeSet<Date> {
    let opened = events.iter().flat_map(|said| said.venue_days());
    opened.map(|opened| opened.day).collect()
}

/// All the times of events that open a day of their venue, in one text: what is told of them is one count.
fn times_on(day: Date, events: &[&EventSaid]) -> String {
    let rules = ContactRules::built_in();
    let of_day = |said: &&&EventSaid| said.venue_days().iter().any(|opened| opened.day == day);
    let times = events.iter().filter(of_day);
    let times: BTreeSet<String> = times.filter_map(|said| said.window(rules)).collect();
    times.into_iter().collect::<Vec<_>>().join("; ")
}

/// Refuses times that are not over, wherever they were, so that neither scanning nor what is declared by then meets an event that
/// is there already; and at a registered venue those between the half hours, its closing among them, so that trying events tells nobody when somebody came.
fn check_times(said: &EventSaid, line: usize, now: Instant) -> Result<(), Error> {
    let Some((from, to)) = said.times() else {
        return Ok(());
    };
    let refused = |field: &str, zh: &str, en: &str| {
        let field = format!("what.text[{line}].{field}");
        Err(Error::field(&field, zh, en))
    };
    if to > now {
        return refused(
            "to",
            "事件尚未结束，请在结束后提议",
            "the event is not over yet; propose it when it is",
        );
    }
    // What closes a venue cuts the end short: it is a time like the others.
    let times = [
        ("from", Some(from)),
        ("to", Some(to)),
        ("closes", said.closes()),
    ];
    let is_fine = |instant: Instant| instant.ms().rem_euclid(FINEST_MS) != 0;
    for (field, instant) in times {
        if said.register.is_some() && instant.is_some_and(is_fine) {
            return refused(
                field,
                "登记场所的时间（含闭店时间）须为整点或半点，请向外取整",
                "times at a registered venue, that of its closing too, are full or half hours; take the earlier one for the beginning, the later for the end",
            );
        }
    }
    Ok(())
}

/// What is done to a person, unless they are erased or something of theirs does not hold: that is left to staff.
fn unless_left_to_staff<T>(done: Result<T, Error>) -> Result<(), Error> {
    match done {
        Ok(_) | Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
