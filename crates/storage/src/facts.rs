//! Reading a person: everything that a decision rests on, of one moment, and only what holds.

use std::sync::Arc;

use domain::facts::OfficialOrder;
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
use crate::fact::Reading;
use crate::keys::{Keys, Mac};
use crate::laboratory::ResultRow;
use crate::log::{self, Alias};
use crate::order::OrderRow;
use crate::person::Person;
use crate::rating::{Rating, RatingRow, digest};
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
    /// Orders by officials that would count but for an appeal; whoever verifies them puts them here.
    pub suspended: Vec<SuspendedOrder>,
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
}

/// An order by officials that appeals suspend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspendedOrder {
    /// The order.
    pub order: OfficialOrder,
    /// The appeals; it counts again once none of them suspends it.
    pub by: Vec<AppealId>,
}

impl Store {
    /// Everything that is kept about a person for rating; `None` where nobody is registered under this id.
    pub async fn facts_of(&self, person: PersonId) -> Result<Option<PersonFacts>, ReadError> {
        self.read(|connection| read(connection, self.keys(), person))
            .await
    }

    /// The same of many, all of one moment and in their order; who is not registered is left out.
    pub async fn facts_of_many(&self, people: &[PersonId]) -> Result<Vec<PersonFacts>, ReadError> {
        self.read(|connection| {
            let found = people.iter();
            found
                .filter_map(|person| read(connection, self.keys(), *person).transpose())
                .collect()
        })
        .await
    }

    /// The decisions of a person as last written, by one point read: an index for lists, never the source.
    /// `None` where there is none or the row was altered.
    pub async fn rating_of(&self, person: PersonId) -> Result<Option<Rating>, ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            Ok(reading.rating()?.and_then(|row| row.rating))
        })
        .await
    }
}

fn read(
    connection: &Connection,
    keys: &Arc<Keys>,
    person: PersonId,
) -> Result<Option<PersonFacts>, ReadError> {
    let mut reading = Reading::new(connection, keys, person);
    let row = reading.rating()?;
    let registration = reading.rows::<Person>()?.pop();
    if row.is_none() && registration.is_none() && reading.alarms.is_empty() {
        return Ok(None);
    }
    let record = Record {
        uses: reading.rows()?,
        declarations: reading.rows()?,
        stays: reading.rows()?,
        answers: reading.rows()?,
        orders: Vec::new(),
        check_ins: reading.rows()?,
        evidence: Vec::new(),
        holds: reading.rows()?,
    };
    let evidence: Vec<EvidenceRow> = reading.rows()?;
    // Each stands beside evidence of a test, so that nobody else costs a look.
    let tested = evidence
        .iter()
        .any(|row| matches!(row.evidence, Evidence::Test(_)));
    let results = if tested { reading.rows()? } else { Vec::new() };
    let devices = reading.rows()?;
    let family = reading.rows()?;
    let orders: Vec<OrderRow> = reading.rows()?;
    let alias = log::alias(connection, person)?;
    let missing = is_missing(&mut reading, row.as_ref());
    let (version, rating, gap) = match row {
        Some(row) => (Some(row.version), row.rating, row.gap),
        None => (None, None, None),
    };
    Ok(Some(PersonFacts {
        id: person,
        person: registration,
        record: Record {
            orders: orders.iter().map(|row| row.order.clone()).collect(),
            ..record
        },
        evidence,
        suspended: Vec::new(),
        results,
        orders,
        devices,
        family,
        rating,
        alias,
        missing,
        alarms: reading.alarms,
        keys: Arc::clone(keys),
        version,
        gap,
        macs: reading.macs,
        kinds: reading.kinds,
    }))
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
