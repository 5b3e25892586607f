//! Requests to take a declaration back, which wait for a reviewer. The person's words, the new answers and what the reviewer says
//! are sealed.

mod bare;
mod find;

pub use bare::CorrectionBare;
pub use find::CorrectionWaiting;
pub(crate) use find::LEAVE_ALL;

use domain::correction_request::CorrectionRequest;
use domain::ids::{CorrectionId, DeclarationId, PersonId, StaffId};
use domain::place::DivisionCode;
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::keys::Keys;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A request as kept.
#[derive(Clone)]
pub struct CorrectionRow {
    /// The request.
    pub request: CorrectionRequest,
    /// Its words, in a form that is the caller's.
    pub words: Word,
}

/// A request as a row: its words sealed.
struct Row {
    request: CorrectionRequest,
    sealed: Vec<u8>,
    key_id: i64,
}

const END: &str =
    "UPDATE correction_request SET state = ?3, decided_ms = ?4, sealed = ?5, key_id = ?6, decided_by = ?7,
mac = ?8 WHERE person_id = ?1 AND correction_id = ?2 AND state = 'waiting'";

/// Those of person `?1`.
pub(crate) const DROP_OF_PERSON: &str = "DELETE FROM correction_request WHERE person_id = ?1";

const OLD: &str = "DELETE FROM correction_request WHERE decided_ms < ?1";

impl Fact for Row {
    const TABLE: &'static str = "correction_request";

    const SELECT: &'static str = "SELECT person_id, correction_id, declaration_id, asked_ms, due_ms, state, decided_ms, sealed,
key_id, decided_by, mac
FROM correction_request WHERE person_id = ?1 ORDER BY correction_id";

    const INSERT: &'static str = "INSERT INTO correction_request (person_id, correction_id, declaration_id, asked_ms, due_ms,
state, decided_ms, sealed, key_id, decided_by, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    const LATER: usize = 1;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let request = &self.request;
        vec![
            person.0.into(),
            request.id.0.into(),
            request.declaration.0.into(),
            request.asked.into(),
            request.due.into(),
            request.state.word().into(),
            request.decided.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
            request.decided_by.map(|staff| staff.0).into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let id = CorrectionId(columns.i64("correction_id")?);
        let declaration = DeclarationId(columns.i64("declaration_id")?);
        let (asked, due) = (columns.instant("asked_ms")?, columns.instant("due_ms")?);
        let state = columns.word("state")?;
        let decided = columns.maybe_instant("decided_ms")?;
        let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
        Ok(Self {
            request: CorrectionRequest {
                id,
                declaration,
                state,
                asked,
                due,
                decided_by: columns.maybe_i64("decided_by")?.map(StaffId),
                decided,
            },
            sealed,
            key_id,
        })
    }
}

impl SealedFact for Row {
    type Opened = CorrectionRow;

    fn id(&self) -> i64 {
        self.request.id.0
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> CorrectionRow {
        CorrectionRow {
            request: self.request,
            words,
        }
    }
}

impl Row {
    fn of(keys: &Keys, person: PersonId, kept: &CorrectionRow) -> Self {
        let sealed = keys.seal(Self::cell(person, kept.request.id.0), kept.words.as_bytes());
        Self {
            request: kept.request,
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        }
    }
}

impl PersonBatch {
    /// Adds a request that waits, where the reviewers of `city` find it. It is no fact: nothing about the rating changes by it.
    pub fn request_correction(&mut self, new: &CorrectionRow, city: DivisionCode) {
        let person = self.person();
        let row = Row::of(&self.keys, person, new);
        let mut values = row.columns(person);
        values.push(row.mac(person, &self.keys).into());
        self.rows.add(Row::INSERT, values);
        self.rows
            .way(find::WAIT, find::waiting(person, &new.request, city));
    }

    /// Writes what became of a request that waited. One that no longer waits is a conflict.
    pub fn end_correction(&mut self, to: &CorrectionRow) {
        let row = Row::of(&self.keys, self.person(), to);
        self.end_row(row);
    }

    fn end_row(&mut self, row: Row) {
        let person = self.person();
        let mac = row.mac(person, &self.keys);
        let id = row.request.id.0;
        let values = vec![
            person.0.into(),
            id.into(),
            row.request.state.word().into(),
            row.request.decided.into(),
            row.sealed.into(),
            row.key_id.into(),
            row.request.decided_by.map(|staff| staff.0).into(),
            mac.into(),
        ];
        self.rows.guard(END, values);
        self.rows.way(find::LEAVE, vec![person.0.into(), id.into()]);
    }
}

impl Store {
    /// The requests of a person, their words opened, and what does not hold. Looking at the words of another needs a purpose and leaves
    /// a log line: the caller's part.
    #[crate::boxed]
    pub async fn corrections_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<CorrectionRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }

    /// The batch that forgets requests that were over before an instant.
    pub fn drop_corrections(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(OLD, vec![before.into()]);
        batch
    }
}
