//! Scans: what a checkpoint did, minute by minute, and nothing of the person before it.
//!
//! A scan is the checkpoint's running number of a day; the same number again is the same row, whatever comes with
//! it. Only the guard's decision is added later, once.

use domain::ids::CheckpointId;
use domain::state::State;
use domain::time::Date;
use domain::verdict::{Kind, Outcome};

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::store::Store;
use crate::value::Value;

/// What the guard did where the verdict was *by hand*.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ByHand {
    /// Let the person through.
    LetThrough,
    /// Did not.
    NotLetThrough,
}

impl ByHand {
    /// The word in SQL and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::LetThrough => "let_through",
            Self::NotLetThrough => "not_let_through",
        }
    }
}

/// A scan as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScanRow {
    /// The date on which it was made.
    pub on: Date,
    /// The checkpoint's running number of that date.
    pub number: i64,
    /// Minutes since 1970-01-01T00:00Z.
    pub minute: i64,
    /// What the checkpoint did.
    pub outcome: Outcome,
    /// Why: the word of a message.
    pub reason: String,
    /// The state that was shown.
    pub state: Option<State>,
    /// The kind of the code.
    pub kind: Option<Kind>,
    /// What the guard did.
    pub by_hand: Option<ByHand>,
}

const TABLE: &str = "scan";

const ADD: &str = "INSERT INTO scan (on_day, checkpoint_id, number, minute, outcome, reason, state, kind, by_hand)";

const ONCE: &str =
    "ON CONFLICT (on_day, checkpoint_id, number) DO UPDATE SET by_hand = excluded.by_hand
WHERE scan.by_hand IS NULL AND excluded.by_hand IS NOT NULL";

const INSERT: &str =
    "INSERT INTO scan (on_day, checkpoint_id, number, minute, outcome, reason, state, kind, by_hand)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const ONE: &str = "SELECT on_day, number, minute, outcome, reason, state, kind, by_hand FROM scan
WHERE on_day = ?1 AND checkpoint_id = ?2 AND number = ?3";

const DAY: &str = "SELECT on_day, number, minute, outcome, reason, state, kind, by_hand FROM scan
WHERE on_day = ?1 AND checkpoint_id = ?2 AND number > ?3 ORDER BY number LIMIT ?4";

const OLDEST: &str = "SELECT on_day, checkpoint_id, number FROM scan
WHERE on_day < ?1 ORDER BY on_day, checkpoint_id, number LIMIT ?2";

const DROP: &str = "DELETE FROM scan WHERE on_day <= ?1
AND (on_day, checkpoint_id, number) <= (?1, ?2, ?3)";

/// The last of the oldest scans, up to which they are dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ScanMark {
    on: Date,
    checkpoint: CheckpointId,
    number: i64,
    /// How many scans there are up to it.
    pub scans: usize,
}

fn values(checkpoint: CheckpointId, row: &ScanRow) -> Vec<Value> {
    vec![
        row.on.into(),
        checkpoint.0.into(),
        row.number.into(),
        row.minute.into(),
        row.outcome.word().into(),
        row.reason.as_str().into(),
        row.state.map(State::word).into(),
        row.kind.map(Kind::word).into(),
        row.by_hand.map(ByHand::word).into(),
    ]
}

fn read(columns: &mut Columns) -> Result<ScanRow, ReadError> {
    Ok(ScanRow {
        on: columns.date("on_day")?,
        number: columns.i64("number")?,
        minute: columns.i64("minute")?,
        outcome: columns.word("outcome")?,
        reason: columns.text("reason")?,
        state: columns.maybe_word("state")?,
        kind: columns.maybe_word("kind")?,
        by_hand: columns.maybe_word("by_hand")?,
    })
}

impl Store {
    /// The batch that keeps a scan which is the first of its number. A conflict, and nothing written, where one is there
    /// already.
    pub fn keep_first_scan(&self, checkpoint: CheckpointId, scan: &ScanRow) -> Batch {
        let mut batch = Batch::unguarded();
        batch.guard(INSERT, values(checkpoint, scan));
        batch
    }

    /// The batch that keeps scans of a checkpoint. One that is there already stays as it is, but for a guard's
    /// decision that it lacks.
    pub fn keep_scans(&self, checkpoint: CheckpointId, scans: &[ScanRow]) -> Batch {
        let mut batch = Batch::unguarded();
        let rows = scans.iter().map(|row| values(checkpoint, row)).collect();
        batch.add_rows(ADD, ONCE, rows);
        batch
    }

    /// Those of a checkpoint's scans with these dates and numbers that are there.
    #[crate::boxed]
    pub async fn scans(
        &self,
        checkpoint: CheckpointId,
        keys: &[(Date, i64)],
    ) -> Result<Vec<ScanRow>, ReadError> {
        self.read(|connection| {
            let mut found = Vec::with_capacity(keys.len());
            for (on, number) in keys {
                let bound = [(*on).into(), checkpoint.0.into(), (*number).into()];
                found.append(&mut select(connection, TABLE, ONE, &bound, read)?);
            }
            Ok(found)
        })
        .await
    }

    /// A checkpoint's scans of a date behind number `after`, `limit` at most.
    #[crate::boxed]
    pub async fn scans_of_day(
        &self,
        checkpoint: CheckpointId,
        on: Date,
        after: i64,
        limit: u32,
    ) -> Result<Vec<ScanRow>, ReadError> {
        let bound = [
            on.into(),
            checkpoint.0.into(),
            after.into(),
            i64::from(limit).into(),
        ];
        self.read(|connection| select(connection, TABLE, DAY, &bound, read))
            .await
    }

    /// The last of the `limit` oldest scans before `day`; `None` where there is none.
    #[crate::boxed]
    pub async fn scans_before(&self, day: Date, limit: u32) -> Result<Option<ScanMark>, ReadError> {
        let bound = [day.into(), i64::from(limit).into()];
        let keys = self
            .read(|connection| {
                select(connection, TABLE, OLDEST, &bound, |columns| {
                    Ok(ScanMark {
                        on: columns.date("on_day")?,
                        checkpoint: CheckpointId(columns.i64("checkpoint_id")?),
                        number: columns.i64("number")?,
                        scans: 0,
                    })
                })
            })
            .await?;
        let scans = keys.len();
        Ok(keys
            .into_iter()
            .last()
            .map(|last| ScanMark { scans, ..last }))
    }

    /// The batch that drops the scans up to a mark.
    pub fn drop_scans(&self, up_to: &ScanMark) -> Batch {
        let mut batch = Batch::unguarded();
        let key = vec![
            up_to.on.into(),
            up_to.checkpoint.0.into(),
            up_to.number.into(),
        ];
        batch.add(DROP, key);
        batch
    }
}
