//! Requests to staff about checks. The person's words and the answer are sealed.

use domain::ids::{ItineraryRequestId, PersonId, StaffId};
use domain::itinerary_request::ItineraryRequest;
use domain::place::DivisionCode;
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::keys::Keys;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A request as kept.
#[derive(Clone)]
pub struct ItineraryRequestRow {
    /// The request.
    pub request: ItineraryRequest,
    /// Its words, in a form that is the caller's.
    pub words: Word,
}

/// A request that waits, and whose it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ItineraryWaiting {
    /// Whose.
    pub person: PersonId,
    /// Its id.
    pub id: ItineraryRequestId,
    /// The city whose staff decide.
    pub city: DivisionCode,
}

/// A request as a row: its words sealed.
struct Row {
    request: ItineraryRequest,
    sealed: Vec<u8>,
    key_id: i64,
}

const CHANGE: &str = "UPDATE itinerary_request SET state = ?3, decided_by = ?4, decided_ms = ?5, sealed = ?6, key_id = ?7,
mac = ?8 WHERE person_id = ?1 AND request_id = ?2 AND state = 'waiting'";

const WAITING: &str = "SELECT due_ms, person_id, request_id, jurisdiction FROM itinerary_request
WHERE state = 'waiting' AND due_ms <= ?1 ORDER BY due_ms, person_id, request_id LIMIT ?2";

const HOLDERS: &str =
    "SELECT person_id, request_id FROM itinerary_request WHERE request_id = ?1 ORDER BY person_id";

const COUNT: &str =
    "SELECT count(*) FROM itinerary_request WHERE state = 'waiting' AND due_ms <= ?1";

/// Those of person `?1`.
pub(crate) const DROP_OF_PERSON: &str = "DELETE FROM itinerary_request WHERE person_id = ?1";

const OLD: &str = "DELETE FROM itinerary_request WHERE decided_ms < ?1";

impl Fact for Row {
    const TABLE: &'static str = "itinerary_request";

    const SELECT: &'static str =
        "SELECT person_id, request_id, jurisdiction, kind, evidence, state, asked_ms, due_ms, decided_by,
decided_ms, sealed, key_id, mac
FROM itinerary_request WHERE person_id = ?1 ORDER BY asked_ms, request_id";

    const INSERT: &'static str =
        "INSERT INTO itinerary_request (person_id, request_id, jurisdiction, kind, evidence, state, asked_ms,
due_ms, decided_by, decided_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let request = &self.request;
        vec![
            person.0.into(),
            request.id.0.into(),
            i64::from(request.city.number()).into(),
            request.kind.word().into(),
            request.evidence.word().into(),
            request.state.word().into(),
            request.asked.into(),
            request.due.into(),
            request.decided_by.map(|staff| staff.0).into(),
            request.decided.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            request: ItineraryRequest {
                id: ItineraryRequestId(columns.i64("request_id")?),
                city: columns.place("jurisdiction")?,
                kind: columns.word("kind")?,
                evidence: columns.word("evidence")?,
                state: columns.word("state")?,
                asked: columns.instant("asked_ms")?,
                due: columns.instant("due_ms")?,
                decided_by: columns.maybe_i64("decided_by")?.map(StaffId),
                decided: columns.maybe_instant("decided_ms")?,
            },
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = ItineraryRequestRow;

    fn id(&self) -> i64 {
        self.request.id.0
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> ItineraryRequestRow {
        ItineraryRequestRow {
            request: self.request,
            words,
        }
    }
}

impl Row {
    fn of(keys: &Keys, person: PersonId, kept: &ItineraryRequestRow) -> Self {
        let sealed = keys.seal(Self::cell(person, kept.request.id.0), kept.words.as_bytes());
        Self {
            request: kept.request,
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        }
    }
}

impl PersonBatch {
    /// Adds a request that waits. It is no fact: what it changes follows from its decision.
    pub fn ask_about_itinerary(&mut self, new: &ItineraryRequestRow) {
        let row = Row::of(&self.keys, self.person(), new);
        let mut values = row.columns(self.person());
        values.push(row.mac(self.person(), &self.keys).into());
        self.rows.add(Row::INSERT, values);
    }

    /// Writes what became of a request that waited. One that no longer waits is a conflict.
    pub fn end_itinerary_request(&mut self, to: &ItineraryRequestRow) {
        let person = self.person();
        let row = Row::of(&self.keys, person, to);
        let mac = row.mac(person, &self.keys);
        let values = vec![
            person.0.into(),
            row.request.id.0.into(),
            row.request.state.word().into(),
            row.request.decided_by.map(|staff| staff.0).into(),
            row.request.decided.into(),
            row.sealed.into(),
            row.key_id.into(),
            mac.into(),
        ];
        self.rows.guard(CHANGE, values);
    }
}

impl Store {
    /// The requests of a person, the oldest first, their words opened, and what does not hold. Looking at the words needs a purpose
    /// and leaves a log line: the caller's part.
    #[crate::boxed]
    pub async fn itinerary_requests_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<ItineraryRequestRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }

    /// Which requests wait, the most urgent first: a way to them, which says nothing of how they stand.
    #[crate::boxed]
    pub async fn itinerary_requests_waiting(
        &self,
        limit: u32,
    ) -> Result<Vec<ItineraryWaiting>, ReadError> {
        let bound = [i64::MAX.into(), i64::from(limit).into()];
        self.read(|connection| {
            select(connection, Row::TABLE, WAITING, &bound, |columns| {
                columns.skip();
                Ok(ItineraryWaiting {
                    person: PersonId(columns.i64("person_id")?),
                    id: ItineraryRequestId(columns.i64("request_id")?),
                    city: columns.place("jurisdiction")?,
                })
            })
        })
        .await
    }

    /// How many requests wait that were to be decided at `until` or before.
    #[crate::boxed]
    pub async fn itinerary_requests_count(&self, until: Instant) -> Result<u64, ReadError> {
        let read = |columns: &mut Columns| columns.number("count");
        let counts: Vec<u64> = self
            .read(|connection| select(connection, Row::TABLE, COUNT, &[until.into()], read))
            .await?;
        Ok(counts.into_iter().sum())
    }

    /// Whose a request is. Ids are made on pages, so that two people who want it so can have sent one.
    #[crate::boxed]
    pub async fn holders_of_itinerary_request(
        &self,
        id: ItineraryRequestId,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let read = |columns: &mut Columns| Ok(PersonId(columns.i64("person_id")?));
            select(connection, Row::TABLE, HOLDERS, &[id.0.into()], read)
        })
        .await
    }

    /// The batch that forgets requests that were decided before an instant.
    pub fn drop_itinerary_requests(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(OLD, vec![before.into()]);
        batch
    }
}
