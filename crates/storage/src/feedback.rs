//! What people say about the service, sealed. No column leads to who said it: they come by a number that only they have.

use domain::feedback::{FeedbackAbout, FeedbackState};
use domain::ids::{FeedbackId, StaffId};
use domain::place::DivisionCode;
use domain::time::Instant;

use crate::alarm::AlarmKind;
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::keys::{Cell, Keys};
use crate::log::{self, LogLine};
use crate::published::{Published, holding, raised};
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// Feedback as kept.
#[derive(Clone)]
pub struct FeedbackRow {
    /// Its id.
    pub id: FeedbackId,
    /// The city that it is about.
    pub jurisdiction: DivisionCode,
    /// What it is about.
    pub about: FeedbackAbout,
    /// When it came.
    pub made: Instant,
    /// Where it stands.
    pub state: FeedbackState,
    /// Who answered it.
    pub answered_by: Option<StaffId>,
    /// When.
    pub answered: Option<Instant>,
    /// What was said and answered, in a form that is the caller's.
    pub words: Word,
}

const TABLE: &str = "feedback";

const INSERT: &str = "INSERT INTO feedback (feedback_id, number_hash, jurisdiction, about, made_ms, state, answered_by,
answered_ms, sealed, key_id, mac) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (feedback_id) DO NOTHING";

const ANSWER: &str =
    "UPDATE feedback SET number_hash = ?2, jurisdiction = ?3, about = ?4, made_ms = ?5, state = ?6,
answered_by = ?7, answered_ms = ?8, sealed = ?9, key_id = ?10, mac = ?11
WHERE feedback_id = ?1 AND state = 'waiting'";

const ONE: &str = "SELECT feedback_id, number_hash, jurisdiction, about, made_ms, state, answered_by, answered_ms, sealed, key_id, mac
FROM feedback WHERE feedback_id = ?1";

const OF_NUMBER: &str = "SELECT feedback_id, number_hash, jurisdiction, about, made_ms, state, answered_by, answered_ms, sealed, key_id, mac
FROM feedback WHERE number_hash = ?1";

const WAITING: &str = "SELECT feedback_id, number_hash, jurisdiction, about, made_ms, state, answered_by, answered_ms, sealed, key_id, mac
FROM feedback WHERE state = 'waiting' ORDER BY made_ms, feedback_id LIMIT ?1";

const COUNT: &str =
    "SELECT count(*), count(*) FILTER (WHERE made_ms < ?1) FROM feedback WHERE state = 'waiting'";

const DROP: &str = "DELETE FROM feedback WHERE made_ms < ?1";

const fn cell(id: i64) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: 0,
        row: id,
    }
}

impl Store {
    /// 60 bits of which the number of a feedback is written; who lacks the key cannot tell them from its id.
    pub fn feedback_bits(&self, id: FeedbackId) -> u64 {
        let mut bits = [0; 8];
        bits.copy_from_slice(&self.keys().mac("feedback.number", &[id.0.into()])[..8]);
        u64::from_be_bytes(bits) >> 4
    }

    /// The batch that keeps feedback under its number; one whose id is there already is left as it is.
    pub fn add_feedback(&self, row: &FeedbackRow, number: &str) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(INSERT, self.feedback_values(row, number));
        batch
    }

    /// The batch that writes an answer to what waited, with its line in the log. A conflict where it no longer waits.
    pub fn answer_feedback(&self, to: &FeedbackRow, number: &str, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        batch.guard(ANSWER, self.feedback_values(to, number));
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that writes down that somebody read one.
    pub fn note_feedback(&self, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        log::add_other(&mut batch, line);
        batch
    }

    /// One feedback.
    #[crate::boxed]
    pub async fn feedback(&self, id: FeedbackId) -> Result<Published<Vec<FeedbackRow>>, ReadError> {
        self.feedback_rows(ONE, id.0.into()).await
    }

    /// The feedback of a number.
    #[crate::boxed]
    pub async fn feedback_of(
        &self,
        number: &str,
    ) -> Result<Published<Vec<FeedbackRow>>, ReadError> {
        let hash = self.keys().lookup(TABLE, number);
        self.feedback_rows(OF_NUMBER, hash.into()).await
    }

    /// What waits for its answer, the oldest first, `limit` at most.
    #[crate::boxed]
    pub async fn feedback_waiting(
        &self,
        limit: u32,
    ) -> Result<Published<Vec<FeedbackRow>>, ReadError> {
        self.feedback_rows(WAITING, i64::from(limit).into()).await
    }

    /// How many wait for their answer, and how many of those came before an instant.
    #[crate::boxed]
    pub async fn count_feedback(&self, before: Instant) -> Result<(u64, u64), ReadError> {
        let read = |columns: &mut Columns| {
            let waiting = columns.i64("waiting")?.unsigned_abs();
            Ok((waiting, columns.i64("overdue")?.unsigned_abs()))
        };
        let bound = [before.into()];
        let found = self.read(|connection| select(connection, TABLE, COUNT, &bound, read));
        Ok(found.await?.into_iter().next().unwrap_or_default())
    }

    /// The batch that drops what came before an instant.
    pub fn drop_feedback(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![before.into()]);
        batch
    }

    fn feedback_values(&self, row: &FeedbackRow, number: &str) -> Vec<Value> {
        let sealed = self.keys().seal(cell(row.id.0), row.words.as_bytes());
        let mut values: Vec<Value> = vec![
            row.id.0.into(),
            self.keys().lookup(TABLE, number).into(),
            i64::from(row.jurisdiction.number()).into(),
            row.about.word().into(),
            row.made.into(),
            row.state.word().into(),
            row.answered_by.map(|staff| staff.0).into(),
            row.answered.into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        values
    }

    async fn feedback_rows(
        &self,
        sql: &'static str,
        bound: Value,
    ) -> Result<Published<Vec<FeedbackRow>>, ReadError> {
        self.read(|connection| {
            let (mut alarms, keys) = (Vec::new(), self.keys());
            let bound = [bound];
            let read = |columns: &mut Columns| read(columns, keys);
            let found = holding(connection, keys, TABLE, sql, &bound, &mut alarms, read)?;
            let mut rows = Vec::new();
            for found in found {
                match found {
                    Ok(row) => rows.push(row),
                    Err(id) => alarms.push(raised(AlarmKind::Altered, TABLE, id)),
                }
            }
            Ok(Published { rows, alarms })
        })
        .await
    }
}

/// The row, or its id where its words do not open.
fn read(columns: &mut Columns, keys: &Keys) -> Result<Result<FeedbackRow, i64>, ReadError> {
    let id = columns.i64("feedback_id")?;
    columns.skip();
    let mut row = FeedbackRow {
        id: FeedbackId(id),
        jurisdiction: columns.place("jurisdiction")?,
        about: columns.word("about")?,
        made: columns.instant("made_ms")?,
        state: columns.word("state")?,
        answered_by: columns.maybe_i64("answered_by")?.map(StaffId),
        answered: columns.maybe_instant("answered_ms")?,
        words: Word::default(),
    };
    let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
    let Some(words) = keys.open(cell(id), key_id, &sealed) else {
        return Ok(Err(id));
    };
    row.words = words;
    Ok(Ok(row))
}
