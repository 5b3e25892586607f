//! Reading a person: everything that a decision rests on, of one moment, and only what holds.

use std::sync::Arc;

use domain::family::FamilyLink;
use domain::ids::{AppealId, PersonId};
use domain::rating::Kinds;
use domain::record::{Evidence, Record};
use domain::time::Instant;
use rusqlite::Connection;

use crate::alarm::{Alarm, AlarmKind};
use crate::device::Device;
use crate::error::ReadError;
use crate::evidence::EvidenceRow;
use crate::fact::{Reading, rows_of_each};
use crate::keys::{Keys, Mac};
use crate::laboratory::ResultRow;
use crate::leg;
use crate::log::{self, Alias};
use crate::met_visit;
use crate::order::OrderRow;
use crate::person::Person;
use crate::rating::{self, Rating, RatingRow, digest};
use crate::store::Store;

/// A person as read. Rows whose MAC does not hold are not in it; `alarms` has one entry for each.
pub struct PersonFacts {
    /// Whom it is about.
    pub id: PersonId,
    /// The registration; absent where its row was altered or deleted.
    pub person: Option<Person>,
    /// What was declared and recorded. Evidence from others is not in it yet: whoever has verified what proves it puts
    /// it there.
    pub record: Record,
    /// Evidence from others, unproven, the withdrawn among it.
    pub evidence: Vec<EvidenceRow>,
    /// What officials said that would count but for an appeal; whoever verifies it puts it here.
    pub suspended: Vec<SuspendedEvidence>,
    /// What laboratories said last of the person's samples; evidence of a test is proven by one of them.
    pub results: Vec<ResultRow>,
    /// The orders of `record` with what storage keeps beside them.
    pub orders: Vec<OrderRow>,
    /// The devices that are linked to the person.
    pub devices: Vec<Device>,
    /// Who holds the person as a family member, or wants to.
    pub family: Vec<FamilyLink>,
    /// The decisions as last written; absent where the row was altered or deleted.
    pub rating: Option<Rating>,
    /// The person's name in the log.
    pub alias: Option<Alias>,
    /// Whether fact rows are missing, now or since an earlier batch: what is left must not better a colour before
    /// staff have looked.
    pub missing: bool,
    /// What does not hold. Keep it by [`Store::raise`].
    pub alarms: Vec<Alarm>,
    pub(crate) keys: Arc<Keys>,
    /// The version that the next batch's guard names; absent where there is no rating row.
    pub(crate) version: Option<i64>,
    pub(crate) gap: Option<Instant>,
    pub(crate) macs: Vec<Mac>,
    pub(crate) kinds: Kinds,
    /// The rows of journeys, by which one is forgotten.
    pub(crate) legs: Vec<leg::Row>,
    /// The rows of met visits, likewise.
    pub(crate) visits: Vec<met_visit::Row>,
}

/// Evidence by officials that appeals suspend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspendedEvidence {
    /// The order, or that the person is a case or a contact.
    pub evidence: Evidence,
    /// The appeals; it counts again once none of them suspends it.
    pub by: Vec<AppealId>,
}

impl Store {
    /// Everything that is kept about a person for rating; `None` where nobody is registered under this id.
    #[crate::boxed]
    pub async fn facts_of(&self, person: PersonId) -> Result<Option<PersonFacts>, ReadError> {
        self.read(|connection| Ok(read(connection, self.keys(), &[person])?.pop()))
            .await
    }

    /// The same of many, all of one moment and in their order; who is not registered is left out.
    #[crate::boxed]
    pub async fn facts_of_many(&self, people: &[PersonId]) -> Result<Vec<PersonFacts>, ReadError> {
        self.read(|connection| read(connection, self.keys(), people))
            .await
    }

    /// The decisions of a person as last written, by one point read: an index for lists, never the source.
    /// `None` where there is none or the row was altered.
    #[crate::boxed]
    pub async fn rating_of(&self, person: PersonId) -> Result<Option<Rating>, ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            Ok(reading.rating()?.and_then(|row| row.rating))
        })
        .await
    }
}

/// What a person is known by before their facts are read.
type Known = (Option<RatingRow>, Option<Person>);

/// Everything that is kept about these people for rating, in their order; who is not registered is left out.
pub(crate) fn read(
    connection: &Connection,
    keys: &Arc<Keys>,
    people: &[PersonId],
) -> Result<Vec<PersonFacts>, ReadError> {
    let (mut readings, known) = registered(connection, keys, people)?;
    let mut uses = rows_of_each(connection, &mut readings)?;
    let mut declarations = rows_of_each(connection, &mut readings)?;
    let mut stays = rows_of_each(connection, &mut readings)?;
    let mut legs = rows_of_each(connection, &mut readings)?;
    let mut visits = rows_of_each(connection, &mut readings)?;
    let mut answers = rows_of_each(connection, &mut readings)?;
    let mut check_ins = rows_of_each(connection, &mut readings)?;
    let mut holds = rows_of_each(connection, &mut readings)?;
    let mut entries = rows_of_each(connection, &mut readings)?;
    let mut evidence = rows_of_each(connection, &mut readings)?;
    let mut devices = rows_of_each(connection, &mut readings)?;
    let mut family = rows_of_each(connection, &mut readings)?;
    let mut orders = rows_of_each(connection, &mut readings)?;
    let mut aliases = log::aliases(connection, readings.iter().map(|one| one.person))?;
    let both = readings.into_iter().zip(known);
    let facts = both.map(|(reading, known)| {
        let kept = Kept {
            record: Record {
                uses: uses.next().unwrap_or_default(),
                declarations: declarations.next().unwrap_or_default(),
                stays: stays.next().unwrap_or_default(),
                legs: Vec::new(),
                visits: Vec::new(),
                answers: answers.next().unwrap_or_default(),
                orders: Vec::new(),
                check_ins: check_ins.next().unwrap_or_default(),
                evidence: Vec::new(),
                known: Vec::new(),
                holds: holds.next().unwrap_or_default(),
                entries: entries.next().unwrap_or_default(),
            },
            legs: legs.next().unwrap_or_default(),
            visits: visits.next().unwrap_or_default(),
            evidence: evidence.next().unwrap_or_default(),
            devices: devices.next().unwrap_or_default(),
            family: family.next().unwrap_or_default(),
            orders: orders.next().unwrap_or_default(),
            alias: aliases.next().flatten(),
        };
        whole(reading, known, kept, keys)
    });
    facts.collect()
}

/// What was read of a person beside what they are known by.
struct Kept {
    record: Record,
    legs: Vec<leg::Row>,
    visits: Vec<met_visit::Row>,
    evidence: Vec<EvidenceRow>,
    devices: Vec<Device>,
    family: Vec<FamilyLink>,
    orders: Vec<OrderRow>,
    alias: Option<Alias>,
}

/// A person of all that was read, and whether something is missing.
fn whole(
    mut reading: Reading<'_>,
    (row, person): Known,
    kept: Kept,
    keys: &Arc<Keys>,
) -> Result<PersonFacts, ReadError> {
    let legs = reading.open_each(&kept.legs);
    let visits = reading.open_each(&kept.visits);
    let results = results(&mut reading, &kept.evidence)?;
    let missing = is_missing(&mut reading, row.as_ref());
    let (version, rating, gap) = match row {
        Some(row) => (Some(row.version), row.rating, row.gap),
        None => (None, None, None),
    };
    let orders = kept.orders.iter().map(|row| row.order.clone()).collect();
    let known = kept.evidence.iter().map(|row| row.evidence.id()).collect();
    Ok(PersonFacts {
        id: reading.person,
        person,
        record: Record {
            orders,
            legs,
            visits,
            known,
            ..kept.record
        },
        legs: kept.legs,
        visits: kept.visits,
        evidence: kept.evidence,
        suspended: Vec::new(),
        results,
        orders: kept.orders,
        devices: kept.devices,
        family: kept.family,
        rating,
        alias: kept.alias,
        missing,
        alarms: reading.alarms,
        keys: Arc::clone(keys),
        version,
        gap,
        macs: reading.macs,
        kinds: reading.kinds,
    })
}

/// Those of `people` who are registered, or of whose registration something does not hold.
fn registered<'a>(
    connection: &'a Connection,
    keys: &'a Keys,
    people: &[PersonId],
) -> Result<(Vec<Reading<'a>>, Vec<Known>), ReadError> {
    let of_all = people.iter();
    let mut readings: Vec<_> = of_all
        .map(|person| Reading::new(connection, keys, *person))
        .collect();
    let rows = rating::of_each(connection, &mut readings)?;
    let registrations = rows_of_each::<Person>(connection, &mut readings)?;
    let known = rows.into_iter().zip(registrations);
    let all = readings.into_iter().zip(known);
    let there = all.filter_map(|(reading, (row, mut registration))| {
        let registration = registration.pop();
        let is_there = row.is_some() || registration.is_some() || !reading.alarms.is_empty();
        is_there.then_some((reading, (row, registration)))
    });
    Ok(there.unzip())
}

/// What laboratories said. Each stands beside evidence of a test, so that nobody else costs a look.
fn results(
    reading: &mut Reading<'_>,
    evidence: &[EvidenceRow],
) -> Result<Vec<ResultRow>, ReadError> {
    let mut all = evidence.iter();
    let tested = all.any(|row| matches!(row.evidence, Evidence::Test(_)));
    if tested {
        reading.rows()
    } else {
        Ok(Vec::new())
    }
}

/// Whether fact rows are missing: the digest over those that hold is not the one that was written.
fn is_missing(reading: &mut Reading<'_>, row: Option<&RatingRow>) -> bool {
    let Some(row) = row else {
        reading.alarm(AlarmKind::Missing, "rating", 0);
        return true;
    };
    let found = digest(reading.keys, reading.person, row.gap, &reading.macs);
    if row.facts == found {
        return row.gap.is_some();
    }
    // Where a row was altered, its alarm says so already.
    if reading.alarms.is_empty() {
        reading.alarm(AlarmKind::Missing, "rating", 0);
    }
    true
}
