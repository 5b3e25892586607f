//! Requests to take a declaration back, which wait for a reviewer. The person's words are sealed.

use domain::ids::{DeclarationId, PersonId};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::keys::Keys;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// Where a request stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// It waits for a reviewer.
    Waiting,
    /// The declaration was taken back.
    Granted,
    /// It stays.
    Refused,
}

impl RequestState {
    const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }
}

/// A request to take a declaration back.
pub struct CorrectionRequest {
    /// Made on the page that sends it: the same id twice is one request.
    pub id: i64,
    /// The declaration that it would take back.
    pub declaration: DeclarationId,
    /// When it was asked.
    pub asked: Instant,
    /// By when it is decided.
    pub due: Instant,
    /// Where it stands.
    pub state: RequestState,
    /// When it was decided.
    pub decided: Option<Instant>,
    /// The reason and the new answers, in a form that is the caller's.
    pub words: Word,
}

/// A request as a row: its words sealed.
struct Row {
    id: i64,
    declaration: DeclarationId,
    asked: Instant,
    due: Instant,
    state: RequestState,
    decided: Option<Instant>,
    sealed: Vec<u8>,
    key_id: i64,
}

const DECIDE: &str =
    "UPDATE correction_request SET state = ?3, decided_ms = ?4, sealed = ?5, key_id = ?6, mac = ?7
WHERE person_id = ?1 AND correction_id = ?2 AND state = 'waiting'";

impl Fact for Row {
    const TABLE: &'static str = "correction_request";

    const SELECT: &'static str = "SELECT person_id, correction_id, declaration_id, asked_ms, due_ms, state, decided_ms, sealed,
key_id, mac
FROM correction_request WHERE person_id = ?1 ORDER BY correction_id";

    const INSERT: &'static str = "INSERT INTO correction_request (person_id, correction_id, declaration_id, asked_ms, due_ms,
state, decided_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.into(),
            self.declaration.0.into(),
            self.asked.into(),
            self.due.into(),
            self.state.word().into(),
            self.decided.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: columns.i64("correction_id")?,
            declaration: DeclarationId(columns.i64("declaration_id")?),
            asked: columns.instant("asked_ms")?,
            due: columns.instant("due_ms")?,
            state: columns.word("state")?,
            decided: columns.maybe_instant("decided_ms")?,
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = CorrectionRequest;

    fn id(&self) -> i64 {
        self.id
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> CorrectionRequest {
        CorrectionRequest {
            id: self.id,
            declaration: self.declaration,
            asked: self.asked,
            due: self.due,
            state: self.state,
            decided: self.decided,
            words,
        }
    }
}

fn row_of(keys: &Keys, person: PersonId, request: &CorrectionRequest) -> Row {
    let sealed = keys.seal(Row::cell(person, request.id), request.words.as_bytes());
    Row {
        id: request.id,
        declaration: request.declaration,
        asked: request.asked,
        due: request.due,
        state: request.state,
        decided: request.decided,
        sealed: sealed.bytes,
        key_id: sealed.key_id,
    }
}

impl PersonBatch {
    /// Adds a request that waits. It is no fact: nothing about the rating changes by it.
    pub fn request_correction(&mut self, request: &CorrectionRequest) {
        let row = row_of(&self.keys, self.person(), request);
        let mut values = row.columns(self.person());
        values.push(row.mac(self.person(), &self.keys).into());
        self.rows.add(Row::INSERT, values);
    }

    /// Writes the decision of a request that waited. One that no longer waits is a conflict.
    pub fn decide_correction(&mut self, decided: &CorrectionRequest) {
        let person = self.person();
        let row = row_of(&self.keys, person, decided);
        let mac = row.mac(person, &self.keys);
        let values = vec![
            person.0.into(),
            row.id.into(),
            row.state.word().into(),
            row.decided.into(),
            row.sealed.into(),
            row.key_id.into(),
            mac.into(),
        ];
        self.rows.guard(DECIDE, values);
    }
}

impl Store {
    /// The requests of a person, their words opened, and what does not hold.
    #[crate::boxed]
    pub async fn corrections_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<CorrectionRequest>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }
}
