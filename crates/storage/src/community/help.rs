//! Help that a person asked their community for. Their words are sealed.

use domain::community::{HelpKind, HelpState};
use domain::ids::{PersonId, StaffId};
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

/// A request for help.
pub struct HelpRow {
    /// Made on the page that sends it: the same id twice is one request.
    pub id: i64,
    /// What kind.
    pub kind: HelpKind,
    /// When it was asked.
    pub asked: Instant,
    /// How far it is.
    pub state: HelpState,
    /// Since when.
    pub since: Instant,
    /// Who changed it last.
    pub by: Option<StaffId>,
    /// What is needed, in the person's words; they may be empty.
    pub words: Word,
}

/// A request as a row: its words sealed.
struct Row {
    id: i64,
    kind: HelpKind,
    asked: Instant,
    state: HelpState,
    since: Instant,
    by: Option<StaffId>,
    sealed: Vec<u8>,
    key_id: i64,
}

/// Changes request `?2` of person `?1`, which was in state `?8`.
const CHANGE: &str = "UPDATE help_request SET state = ?3, state_ms = ?4, staff_id = ?5, sealed = ?6, key_id = ?7, mac = ?9
WHERE person_id = ?1 AND help_id = ?2 AND state = ?8";

impl Fact for Row {
    const TABLE: &'static str = "help_request";

    const SELECT: &'static str =
        "SELECT person_id, help_id, kind, asked_ms, state, state_ms, staff_id, sealed, key_id, mac
FROM help_request WHERE person_id = ?1 ORDER BY asked_ms, help_id";

    const INSERT: &'static str = "INSERT INTO help_request (person_id, help_id, kind, asked_ms, state, state_ms, staff_id, sealed,
key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.into(),
            self.kind.word().into(),
            self.asked.into(),
            self.state.word().into(),
            self.since.into(),
            self.by.map(|staff| staff.0).into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: columns.i64("help_id")?,
            kind: columns.word("kind")?,
            asked: columns.instant("asked_ms")?,
            state: columns.word("state")?,
            since: columns.instant("state_ms")?,
            by: columns.maybe_i64("staff_id")?.map(StaffId),
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = HelpRow;

    fn id(&self) -> i64 {
        self.id
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> HelpRow {
        HelpRow {
            id: self.id,
            kind: self.kind,
            asked: self.asked,
            state: self.state,
            since: self.since,
            by: self.by,
            words,
        }
    }
}

fn row_of(keys: &Keys, person: PersonId, request: &HelpRow) -> Row {
    let sealed = keys.seal(Row::cell(person, request.id), request.words.as_bytes());
    Row {
        id: request.id,
        kind: request.kind,
        asked: request.asked,
        state: request.state,
        since: request.since,
        by: request.by,
        sealed: sealed.bytes,
        key_id: sealed.key_id,
    }
}

impl PersonBatch {
    /// Adds a request for help. It is no fact.
    pub fn ask_for_help(&mut self, request: &HelpRow) {
        let person = self.person();
        let row = row_of(&self.keys, person, request);
        let mut values = row.columns(person);
        values.push(row.mac(person, &self.keys).into());
        self.rows.add(Row::INSERT, values);
    }

    /// Writes how far a request is that was in state `from`. One that others changed meanwhile is a conflict.
    pub fn bring_help(&mut self, request: &HelpRow, from: HelpState) {
        let person = self.person();
        let row = row_of(&self.keys, person, request);
        let mac = row.mac(person, &self.keys);
        let values = vec![
            person.0.into(),
            row.id.into(),
            row.state.word().into(),
            row.since.into(),
            row.by.map(|staff| staff.0).into(),
            row.sealed.into(),
            row.key_id.into(),
            from.word().into(),
            mac.into(),
        ];
        self.rows.guard(CHANGE, values);
    }
}

impl Store {
    /// The requests of a person, the oldest first, and what does not hold.
    #[crate::boxed]
    pub async fn help_of(&self, person: PersonId) -> Result<(Vec<HelpRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }
}
