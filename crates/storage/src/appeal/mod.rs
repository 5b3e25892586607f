//! Appeals of people. Their words are sealed; what they contest and how they stand is about nobody but by the row's owner.

mod find;

pub use find::{AppealMark, AppealWaiting, AppealsWaiting};

use domain::appeal::{Appeal, AppealState};
use domain::ids::{AppealId, PersonId, StaffId};
use domain::rating::Kinds;

use crate::alarm::Alarm;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, Reading, SealedFact, json};
use crate::keys::Keys;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// An appeal as kept.
#[derive(Clone)]
pub struct AppealRow {
    /// The appeal.
    pub appeal: Appeal,
    /// Its words, in a form that is the caller's.
    pub words: Word,
}

/// An appeal as a row: its words sealed.
struct Row {
    appeal: Appeal,
    sealed: Vec<u8>,
    key_id: i64,
}

const CHANGE: &str = "UPDATE appeal SET state = ?3, lifted_by = ?4, answered_by = ?5, answered_ms = ?6, suspended_ms = ?7,
sealed = ?8, key_id = ?9, mac = ?10
WHERE person_id = ?1 AND appeal_id = ?2 AND state = 'waiting'
AND lifted_by = ?11 AND suspended_ms IS NOT DISTINCT FROM ?12";

impl Fact for Row {
    const TABLE: &'static str = "appeal";

    const SELECT: &'static str =
        "SELECT person_id, appeal_id, jurisdiction, made_ms, due_ms, state, contests, lifted_by,
answered_by, answered_ms, suspended_ms, sealed, key_id, mac
FROM appeal WHERE person_id = ?1 ORDER BY appeal_id";

    const INSERT: &'static str =
        "INSERT INTO appeal (person_id, appeal_id, jurisdiction, made_ms, due_ms, state, contests,
lifted_by, answered_by, answered_ms, suspended_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let appeal = &self.appeal;
        let mut values: Vec<Value> = vec![
            person.0.into(),
            appeal.id.0.into(),
            i64::from(appeal.jurisdiction.number()).into(),
            appeal.made.into(),
            appeal.due.into(),
            appeal.state.word().into(),
            json(&appeal.contests),
        ];
        values.extend(self.standing());
        values
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Self::behind_owner(columns)
    }
}

impl Row {
    /// The row of its columns behind the owner.
    fn behind_owner(columns: &mut Columns) -> Result<Self, ReadError> {
        let id = AppealId(columns.i64("appeal_id")?);
        let jurisdiction = columns.place("jurisdiction")?;
        let (made, due) = (columns.instant("made_ms")?, columns.instant("due_ms")?);
        let state: AppealState = columns.word("state")?;
        let contests = list(columns, "contests")?;
        let lifted_by = list(columns, "lifted_by")?;
        Ok(Self {
            appeal: Appeal {
                id,
                jurisdiction,
                made,
                due,
                state,
                contests,
                lifted_by,
                answered_by: columns.maybe_i64("answered_by")?.map(StaffId),
                answered: columns.maybe_instant("answered_ms")?,
                suspended: columns.maybe_instant("suspended_ms")?,
            },
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = AppealRow;

    fn id(&self) -> i64 {
        self.appeal.id.0
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> AppealRow {
        AppealRow {
            appeal: self.appeal,
            words,
        }
    }
}

impl Row {
    fn of(keys: &Keys, person: PersonId, kept: &AppealRow) -> Self {
        let sealed = keys.seal(Row::cell(person, kept.appeal.id.0), kept.words.as_bytes());
        Self {
            appeal: kept.appeal.clone(),
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        }
    }

    /// The columns that change, but for the state.
    fn standing(&self) -> [Value; 6] {
        let appeal = &self.appeal;
        [
            json(&appeal.lifted_by),
            appeal.answered_by.map(|staff| staff.0).into(),
            appeal.answered.into(),
            appeal.suspended.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }
}

fn list<T: serde::de::DeserializeOwned>(
    columns: &mut Columns,
    column: &'static str,
) -> Result<Vec<T>, ReadError> {
    let text = columns.text(column)?;
    serde_json::from_str(&text).map_err(|_| columns.unknown(column))
}

impl PersonBatch {
    /// Adds an appeal. It is no fact: what it changes follows from its clock.
    pub fn appeal(&mut self, new: &AppealRow) {
        let row = Row::of(&self.keys, self.person(), new);
        let mut values = row.columns(self.person());
        values.push(row.mac(self.person(), &self.keys).into());
        self.rows.add(Row::INSERT, values);
    }

    /// Writes what became of an appeal that waited as `from` says. One that no longer waits, or that somebody granted or suspended
    /// meanwhile, is a conflict.
    pub fn change_appeal(&mut self, from: &Appeal, to: &AppealRow) {
        let person = self.person();
        let row = Row::of(&self.keys, person, to);
        let mut values: Vec<Value> = vec![
            person.0.into(),
            to.appeal.id.0.into(),
            to.appeal.state.word().into(),
        ];
        values.extend(row.standing());
        values.push(row.mac(person, &self.keys).into());
        values.extend([json(&from.lifted_by), from.suspended.into()]);
        self.rows.guard(CHANGE, values);
    }
}

/// The appeals of who is read, their words opened.
pub(crate) fn read(reading: &mut Reading<'_>) -> Result<Vec<AppealRow>, ReadError> {
    reading.opened::<Row>()
}

impl Store {
    /// The appeals of a person, their words opened, and what does not hold. Looking at the words needs a purpose and leaves a
    /// log line: the caller's part.
    #[crate::boxed]
    pub async fn appeals_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<AppealRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }
}
