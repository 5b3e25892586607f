//! Propagations: people who are rated again because something was published. The row is written in the batch that publishes,
//! and raised as the work goes on; so one that was cut off is known, and whoever takes it over goes on behind those who are done.

use domain::ids::PersonId;
use domain::rating::Touched;
use domain::time::Instant;
use rusqlite::Connection;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::json;
use crate::keys::Keys;
use crate::published::{Published, holding};
use crate::shared::Generation;
use crate::store::Store;
use crate::value::Value;

/// A propagation and how far it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PropagationRow {
    /// Its id.
    pub id: i64,
    /// Why: `list`, `policy`, `placement`, `whole_county` or `event`.
    pub cause: String,
    /// Whom it can touch.
    pub touched: Touched,
    /// When it began.
    pub begun: Instant,
    /// How far it came.
    pub step: PropagationStep,
}

/// How far a propagation came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PropagationStep {
    /// Raised with each step: who sees it stand still takes the work over.
    pub beat: i64,
    /// Everybody up to this person is done.
    pub upto: PersonId,
    /// How much of all people is done, in thousandths.
    pub share: i64,
    /// People who were looked at.
    pub looked_at: i64,
    /// People whose decision changed.
    pub changed: i64,
    /// People whose rows do not hold.
    pub damaged: i64,
    /// Whether all of it is done.
    pub done: bool,
}

impl PropagationStep {
    /// The first step: nobody is done.
    pub const BEGIN: Self = Self {
        beat: 0,
        upto: PersonId(i64::MIN),
        share: 0,
        looked_at: 0,
        changed: 0,
        damaged: 0,
        done: false,
    };
}

const TABLE: &str = "propagation";

const UNCHANGED: &str =
    "UPDATE shared SET generation = generation WHERE id = 1 AND generation = ?1";

const BEGIN: &str =
    "INSERT INTO propagation (propagation_id, cause, reach, begun_ms, beat, upto, share, looked_at,
changed, damaged, done, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

/// The ends that nobody has seen yet.
const ENDED: &str = "UPDATE propagation SET done_ms = ?1 WHERE done AND done_ms IS NULL";

const FORGET: &str = "DELETE FROM propagation WHERE done AND done_ms < ?1";

const STEP: &str = "UPDATE propagation SET beat = ?3, upto = ?4, share = ?5, looked_at = ?6, changed = ?7, damaged = ?8,
done = ?9, mac = ?10
WHERE propagation_id = ?1 AND beat = ?2";

const LATEST: &str = "SELECT propagation_id, cause, reach, begun_ms, beat, upto, share, looked_at, changed, damaged, done,
mac
FROM propagation WHERE propagation_id > ?1 ORDER BY propagation_id DESC LIMIT ?2";

const OPEN: &str = "SELECT propagation_id, cause, reach, begun_ms, beat, upto, share, looked_at, changed, damaged, done, mac
FROM propagation WHERE NOT done AND propagation_id > ?1 ORDER BY propagation_id LIMIT ?2";

impl Store {
    /// A publication together with the propagation that follows from it. It counts only while the shared data are those of
    /// `seen`, by which it was worked out whom it touches.
    pub fn begin_propagation(
        &self,
        publication: Option<Batch>,
        seen: Generation,
        new: &PropagationRow,
    ) -> Batch {
        let mut batch = Batch::unguarded();
        batch.guard(UNCHANGED, vec![seen.0.into()]);
        if let Some(publication) = publication {
            batch.append(publication);
        }
        let mut values = columns(new);
        values.push(self.keys().mac(TABLE, &values).into());
        batch.add(BEGIN, values);
        batch
    }

    /// The batch that notes how far a propagation came. A conflict where another has gone on with it since the beat `before`.
    pub fn step_propagation(&self, before: i64, row: &PropagationRow) -> Batch {
        let mut batch = Batch::unguarded();
        let mac = self.keys().mac(TABLE, &columns(row));
        let mut values: Vec<Value> = vec![row.id.into(), before.into()];
        values.extend(of_step(&row.step));
        values.push(mac.into());
        batch.guard(STEP, values);
        batch
    }

    /// The batch that notes at `now` which propagations were done since it was written last, and forgets those of which it was
    /// noted before `since`.
    pub fn forget_propagations(&self, since: Instant, now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(ENDED, vec![now.into()]);
        batch.add(FORGET, vec![since.into()]);
        batch
    }

    /// The latest propagations, the newest first.
    #[crate::boxed]
    pub async fn propagations(
        &self,
        limit: u32,
    ) -> Result<Published<Vec<PropagationRow>>, ReadError> {
        self.read(|connection| rows(connection, self.keys(), LATEST, limit))
            .await
    }

    /// The propagations that are not done, the oldest first.
    #[crate::boxed]
    pub async fn open_propagations(&self) -> Result<Published<Vec<PropagationRow>>, ReadError> {
        self.read(|connection| rows(connection, self.keys(), OPEN, 1_000))
            .await
    }
}

fn columns(row: &PropagationRow) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        row.id.into(),
        row.cause.as_str().into(),
        json(&row.touched),
        row.begun.into(),
    ];
    values.extend(of_step(&row.step));
    values
}

fn of_step(step: &PropagationStep) -> [Value; 7] {
    [
        step.beat.into(),
        step.upto.0.into(),
        step.share.into(),
        step.looked_at.into(),
        step.changed.into(),
        step.damaged.into(),
        step.done.into(),
    ]
}

fn rows(
    connection: &Connection,
    keys: &Keys,
    sql: &str,
    limit: u32,
) -> Result<Published<Vec<PropagationRow>>, ReadError> {
    let bound = [i64::MIN.into(), i64::from(limit).into()];
    let mut alarms = Vec::new();
    let rows = holding(connection, keys, TABLE, sql, &bound, &mut alarms, read)?;
    Ok(Published { rows, alarms })
}

fn read(columns: &mut Columns) -> Result<PropagationRow, ReadError> {
    Ok(PropagationRow {
        id: columns.i64("propagation_id")?,
        cause: columns.text("cause")?,
        touched: columns.json("reach")?,
        begun: columns.instant("begun_ms")?,
        step: PropagationStep {
            beat: columns.i64("beat")?,
            upto: PersonId(columns.i64("upto")?),
            share: columns.i64("share")?,
            looked_at: columns.i64("looked_at")?,
            changed: columns.i64("changed")?,
            damaged: columns.i64("damaged")?,
            done: columns.flag("done")?,
        },
    })
}
