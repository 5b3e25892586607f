//! The check of a person and a city as a row: which numbers are confirmed and what was declared for each is sealed. It is no
//! fact; the entry that it closes is.

use domain::ids::PersonId;
use domain::itinerary::Cause;
use domain::place::DivisionCode;
use domain::rating::Kinds;
use domain::time::{Date, Instant};

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact, json};
use crate::keys::Keys;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// Where a check stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// It was begun and not handed in.
    InProgress,
    /// It was handed in and did not pass.
    Failed,
    /// It passed.
    Passed,
}

impl CheckState {
    const fn word(self) -> &'static str {
        match self {
            Self::InProgress => "in_progress",
            Self::Failed => "failed",
            Self::Passed => "passed",
        }
    }
}

/// A check as kept.
#[derive(Clone)]
pub struct CheckRow {
    /// The city.
    pub jurisdiction: DivisionCode,
    /// The day of arrival, as the person said.
    pub arrival: Date,
    /// When it was begun.
    pub begun: Instant,
    /// Its last step.
    pub changed: Instant,
    /// The version of the text that was agreed to.
    pub consent: String,
    /// When it was agreed to.
    pub consented: Instant,
    /// Where it stands.
    pub state: CheckState,
    /// Why it failed.
    pub causes: Vec<Cause>,
    /// When it passed.
    pub passed: Option<Instant>,
    /// Numbers and places, in a form that is the caller's.
    pub words: Word,
    /// The row that it was read from, which the next step takes the place of.
    pub mark: CheckMark,
}

/// Which row a check was read from: its sealed words, no two of which are alike. A new check has none.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct CheckMark(Option<Vec<u8>>);

/// A check as a row: its words sealed.
struct Row {
    check: CheckRow,
    sealed: Vec<u8>,
    key_id: i64,
}

const INSERT: &str = "INSERT INTO itinerary_check (person_id, jurisdiction, arrival_day, begun_ms, changed_ms, consent,
consent_ms, state, causes, passed_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (person_id, jurisdiction) DO NOTHING";

/// Writes a step over the row that it was made from (`?14`).
const CHANGE: &str =
    "UPDATE itinerary_check SET arrival_day = ?3, begun_ms = ?4, changed_ms = ?5, consent = ?6,
consent_ms = ?7, state = ?8, causes = ?9, passed_ms = ?10, sealed = ?11, key_id = ?12, mac = ?13
WHERE person_id = ?1 AND jurisdiction = ?2 AND sealed = ?14";

/// Those of person `?1`.
pub(crate) const DROP_OF_PERSON: &str = "DELETE FROM itinerary_check WHERE person_id = ?1";

const OLD: &str = "DELETE FROM itinerary_check WHERE changed_ms < ?1";

impl Fact for Row {
    const TABLE: &'static str = "itinerary_check";

    const SELECT: &'static str =
        "SELECT person_id, jurisdiction, arrival_day, begun_ms, changed_ms, consent, consent_ms, state,
causes, passed_ms, sealed, key_id, mac
FROM itinerary_check WHERE person_id = ?1 ORDER BY jurisdiction";

    const INSERT: &'static str = INSERT;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let check = &self.check;
        vec![
            person.0.into(),
            i64::from(check.jurisdiction.number()).into(),
            check.arrival.into(),
            check.begun.into(),
            check.changed.into(),
            check.consent.clone().into(),
            check.consented.into(),
            check.state.word().into(),
            json(&check.causes),
            check.passed.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            check: CheckRow {
                jurisdiction: columns.place("jurisdiction")?,
                arrival: columns.date("arrival_day")?,
                begun: columns.instant("begun_ms")?,
                changed: columns.instant("changed_ms")?,
                consent: columns.text("consent")?,
                consented: columns.instant("consent_ms")?,
                state: columns.word("state")?,
                causes: columns.json("causes")?,
                passed: columns.maybe_instant("passed_ms")?,
                words: Word::default(),
                mark: CheckMark::default(),
            },
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = CheckRow;

    fn id(&self) -> i64 {
        i64::from(self.check.jurisdiction.number())
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> CheckRow {
        CheckRow {
            words,
            mark: CheckMark(Some(self.sealed)),
            ..self.check
        }
    }
}

impl Row {
    fn of(keys: &Keys, person: PersonId, check: &CheckRow) -> Self {
        let id = i64::from(check.jurisdiction.number());
        let sealed = keys.seal(Self::cell(person, id), check.words.as_bytes());
        Self {
            check: check.clone(),
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        }
    }
}

impl PersonBatch {
    /// Keeps a step of a check, in the place of the row that it was made from. Where another step was kept meanwhile it is a
    /// conflict.
    pub fn put_check(&mut self, check: &CheckRow) {
        let row = Row::of(&self.keys, self.person(), check);
        let mut values = row.columns(self.person());
        values.push(row.mac(self.person(), &self.keys).into());
        match &check.mark.0 {
            None => self.rows.guard(INSERT, values),
            Some(sealed) => {
                values.push(sealed.clone().into());
                self.rows.guard(CHANGE, values);
            }
        }
    }
}

impl Store {
    /// The checks of a person, their words opened, and what does not hold.
    #[crate::boxed]
    pub async fn checks_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<CheckRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }

    /// The batch that forgets checks whose last step lies before an instant.
    pub fn drop_checks(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(OLD, vec![before.into()]);
        batch
    }
}
