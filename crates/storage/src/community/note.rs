//! What workers write about a person: notes of visits, and the one that the next shift must know. Their words are sealed.

use domain::community::NoteKind;
use domain::ids::{PersonId, StaffId};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A note as kept.
pub struct NoteRow {
    /// Made on the device that sends it: the same id twice is one note. 0 for the one of the shift.
    pub id: i64,
    /// Its kind.
    pub kind: NoteKind,
    /// Who wrote it.
    pub by: StaffId,
    /// When.
    pub made: Instant,
    /// The words.
    pub words: Word,
}

/// The id of the note that takes the place of the one before.
const OF_THE_SHIFT: i64 = 0;

/// A note as a row: its words sealed.
struct Row {
    id: i64,
    kind: NoteKind,
    by: StaffId,
    made: Instant,
    sealed: Vec<u8>,
    key_id: i64,
}

const WRITE: &str =
    "INSERT INTO care_note (person_id, note_id, kind, staff_id, made_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (person_id, note_id) DO NOTHING";

const WRITE_OVER: &str = "INSERT INTO care_note (person_id, note_id, kind, staff_id, made_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (person_id, note_id) DO UPDATE SET staff_id = excluded.staff_id, made_ms = excluded.made_ms,
sealed = excluded.sealed, key_id = excluded.key_id, mac = excluded.mac
WHERE care_note.made_ms <= excluded.made_ms";

impl Fact for Row {
    const TABLE: &'static str = "care_note";

    const SELECT: &'static str =
        "SELECT person_id, note_id, kind, staff_id, made_ms, sealed, key_id, mac
FROM care_note WHERE person_id = ?1 ORDER BY made_ms, note_id";

    const INSERT: &'static str = WRITE;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.into(),
            self.kind.word().into(),
            self.by.0.into(),
            self.made.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: columns.i64("note_id")?,
            kind: columns.word("kind")?,
            by: StaffId(columns.i64("staff_id")?),
            made: columns.instant("made_ms")?,
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = NoteRow;

    fn id(&self) -> i64 {
        self.id
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> NoteRow {
        NoteRow {
            id: self.id,
            kind: self.kind,
            by: self.by,
            made: self.made,
            words,
        }
    }
}

impl PersonBatch {
    /// Adds a note; that of a shift takes the place of the one before. It is no fact.
    pub fn write_note(&mut self, note: &NoteRow) {
        let person = self.person();
        let (id, sql) = match note.kind {
            NoteKind::Visit => (note.id, WRITE),
            NoteKind::Shift => (OF_THE_SHIFT, WRITE_OVER),
        };
        let sealed = self.keys.seal(Row::cell(person, id), note.words.as_bytes());
        let row = Row {
            id,
            kind: note.kind,
            by: note.by,
            made: note.made,
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        };
        let mut values = row.columns(person);
        values.push(row.mac(person, &self.keys).into());
        self.rows.add(sql, values);
    }
}

impl Store {
    /// The notes about a person, the oldest first, and what does not hold.
    #[crate::boxed]
    pub async fn notes_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<NoteRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }
}
