//! Ways to requests: by the city whose reviewers decide, and by their id. They say nothing of how a request stands.

use std::ops::RangeInclusive;

use domain::correction_request::CorrectionRequest;
use domain::ids::{CorrectionId, PersonId};
use domain::place::DivisionCode;
use domain::time::Instant;

use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::store::Store;
use crate::value::Value;

/// A request that waits, and whose it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct CorrectionWaiting {
    /// By when it is decided.
    pub due: Instant,
    /// Whose.
    pub person: PersonId,
    /// Its id.
    pub id: CorrectionId,
    /// The city whose reviewers decide.
    pub city: DivisionCode,
}

const TABLE: &str = "correction_waiting";

pub(super) const WAIT: &str =
    "INSERT INTO correction_waiting (jurisdiction, due_ms, person_id, correction_id) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (jurisdiction, due_ms, person_id, correction_id) DO NOTHING";

pub(super) const LEAVE: &str =
    "DELETE FROM correction_waiting WHERE person_id = ?1 AND correction_id = ?2";

/// Those of person `?1`.
pub(crate) const LEAVE_ALL: &str = "DELETE FROM correction_waiting WHERE person_id = ?1";

const WAITING: &str =
    "SELECT due_ms, person_id, correction_id, jurisdiction FROM correction_waiting
WHERE jurisdiction >= ?1 AND jurisdiction <= ?2 ORDER BY due_ms, person_id, correction_id LIMIT ?3";

const OVERDUE: &str =
    "SELECT due_ms, person_id, correction_id, jurisdiction FROM correction_waiting
WHERE due_ms <= ?1 AND (due_ms, person_id, correction_id) > (?2, ?3, ?4)
ORDER BY due_ms, person_id, correction_id LIMIT ?5";

const COUNT: &str = "SELECT count(*) FROM correction_waiting WHERE due_ms <= ?1";

const HOLDERS: &str = "SELECT person_id, correction_id FROM correction_request WHERE correction_id = ?1 ORDER BY person_id";

/// The values of [`WAIT`].
pub(super) fn waiting(
    person: PersonId,
    request: &CorrectionRequest,
    city: DivisionCode,
) -> Vec<Value> {
    vec![
        i64::from(city.number()).into(),
        request.due.into(),
        person.0.into(),
        request.id.0.into(),
    ]
}

fn one_waiting(columns: &mut Columns) -> Result<CorrectionWaiting, ReadError> {
    Ok(CorrectionWaiting {
        due: columns.instant("due_ms")?,
        person: PersonId(columns.i64("person_id")?),
        id: CorrectionId(columns.i64("correction_id")?),
        city: columns.place("jurisdiction")?,
    })
}

impl Store {
    /// Which requests wait in cities of these numbers, the most urgent first, `limit` at most.
    #[crate::boxed]
    pub async fn corrections_waiting(
        &self,
        cities: RangeInclusive<u32>,
        limit: u32,
    ) -> Result<Vec<CorrectionWaiting>, ReadError> {
        let bound = [*cities.start(), *cities.end(), limit];
        let bound: [Value; 3] = bound.map(|number| i64::from(number).into());
        self.read(|connection| select(connection, TABLE, WAITING, &bound, one_waiting))
            .await
    }

    /// Which requests wait that were to be decided at `until` or before, behind `after`, the oldest clock first, `limit` at most.
    #[crate::boxed]
    pub async fn corrections_overdue(
        &self,
        until: Instant,
        after: Option<CorrectionWaiting>,
        limit: u32,
    ) -> Result<Vec<CorrectionWaiting>, ReadError> {
        let mark = after.map_or([i64::MIN; 3], |one| [one.due.ms(), one.person.0, one.id.0]);
        let [due, person, id] = mark.map(Value::from);
        let bound = [until.into(), due, person, id, i64::from(limit).into()];
        self.read(|connection| select(connection, TABLE, OVERDUE, &bound, one_waiting))
            .await
    }

    /// How many requests wait that were to be decided at `until` or before.
    #[crate::boxed]
    pub async fn corrections_count(&self, until: Instant) -> Result<u64, ReadError> {
        let read = |columns: &mut Columns| columns.number("count");
        let counts: Vec<u64> = self
            .read(|connection| select(connection, TABLE, COUNT, &[until.into()], read))
            .await?;
        Ok(counts.into_iter().sum())
    }

    /// Whose a request is. Ids are made on pages, so that two people who want it so can have sent one.
    #[crate::boxed]
    pub async fn holders_of_correction(
        &self,
        id: CorrectionId,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let read = |columns: &mut Columns| Ok(PersonId(columns.i64("person_id")?));
            select(
                connection,
                "correction_request",
                HOLDERS,
                &[id.0.into()],
                read,
            )
        })
        .await
    }
}
