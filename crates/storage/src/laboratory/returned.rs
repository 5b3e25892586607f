//! Results that cannot be used, until the laboratories' service has taken them back: kept once for each revision of a sample, and
//! given back again later where it does not take them now. A row that is done says that its person was told.

use domain::laboratory::{Source, Unusable};
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use super::sample::SampleHash;
use crate::alarm::AlarmKind;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys, Mac};
use crate::published::{Published, holding, raised};
use crate::store::Store;
use crate::value::Value;

/// Which result goes back, and why. Nobody stands in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReturnedResult {
    /// The laboratory, as it calls itself.
    pub laboratory: String,
    /// Its name of the sample.
    pub sample: String,
    /// Its revision.
    pub revision: u32,
    /// Why it cannot be used.
    pub reason: Unusable,
}

/// One that waits to be given back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingReturn {
    id: i64,
    sample: SampleHash,
    /// Since when it waits.
    pub kept: Instant,
    /// What goes back.
    pub result: ReturnedResult,
}

const TABLE: &str = "laboratory_return";

/// Touches nothing where this revision, or a later one, is kept already.
const KEEP: &str = "INSERT INTO laboratory_return (return_id, sample_hash, source, revision, kept_ms, sealed, key_id, mac, next_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (sample_hash, source) DO UPDATE SET return_id = excluded.return_id, revision = excluded.revision,
kept_ms = excluded.kept_ms, sealed = excluded.sealed, key_id = excluded.key_id, mac = excluded.mac, next_ms = excluded.next_ms
WHERE laboratory_return.revision < excluded.revision";

const WAITING: &str = "SELECT return_id, sample_hash, source, revision, kept_ms, sealed, key_id, mac FROM laboratory_return
WHERE next_ms <= ?1 ORDER BY next_ms, sample_hash LIMIT ?2";

/// One that was kept anew meanwhile is another.
const NEXT: &str =
    "UPDATE laboratory_return SET next_ms = ?3 WHERE sample_hash = ?1 AND return_id = ?2";

const EXPIRE: &str = "DELETE FROM laboratory_return WHERE kept_ms < ?1";

const fn cell(id: i64) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: 0,
        row: id,
    }
}

impl Store {
    /// The batch that keeps a result which goes back; a conflict where its revision, or a later one, is kept already. What came
    /// by a file nobody waits for. `id` is drawn by the caller.
    pub fn keep_return(
        &self,
        result: &ReturnedResult,
        id: i64,
        source: Source,
        now: Instant,
    ) -> Result<Batch, ReadError> {
        let words = serde_json::to_string(result).map_err(|_| unknown())?;
        let sealed = self.keys().seal(cell(id), words.as_bytes());
        // Known by the same words as a result that can be used.
        let sample = self.sample_hash(result.laboratory.trim(), result.sample.trim());
        let mut values: Vec<Value> = vec![
            id.into(),
            sample.0.into(),
            source.word().into(),
            i64::from(result.revision).into(),
            now.into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        values.push((source == Source::Connection).then_some(now).into());
        let mut batch = Batch::unguarded();
        batch.guard(KEEP, values);
        Ok(batch)
    }

    /// What may be given back at `now`, the longest waiting first, `limit` at most; and what does not hold.
    #[crate::boxed]
    pub async fn waiting_returns(
        &self,
        now: Instant,
        limit: u32,
    ) -> Result<Published<Vec<WaitingReturn>>, ReadError> {
        let bound = [now.into(), i64::from(limit).into()];
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let read = |columns: &mut Columns| read(columns, keys);
            let found = holding(connection, keys, TABLE, WAITING, &bound, &mut alarms, read)?;
            let mut rows = Vec::with_capacity(found.len());
            for row in found {
                match row {
                    Ok(row) => rows.push(row),
                    Err(id) => alarms.push(raised(AlarmKind::Altered, TABLE, id)),
                }
            }
            Ok(Published { rows, alarms })
        })
        .await
    }

    /// The batch that gives a result back again from `next` on; where there is none, it was taken.
    pub fn settle_return(&self, waiting: &WaitingReturn, next: Option<Instant>) -> Batch {
        let mut batch = Batch::unguarded();
        let values = vec![waiting.sample.0.into(), waiting.id.into(), next.into()];
        batch.add(NEXT, values);
        batch
    }

    /// The batch that forgets all that were kept before `since`.
    pub fn drop_returns(&self, since: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(EXPIRE, vec![since.into()]);
        batch
    }
}

/// A row, opened; its id where it does not open.
fn read(columns: &mut Columns, keys: &Keys) -> Result<Result<WaitingReturn, i64>, ReadError> {
    let id = columns.i64("return_id")?;
    let sample = Mac::try_from(columns.bytes("sample_hash")?).map_err(|_| unknown())?;
    columns.skip();
    columns.skip();
    let kept = columns.instant("kept_ms")?;
    let sealed = columns.bytes("sealed")?;
    let words = keys.open(cell(id), columns.i64("key_id")?, &sealed);
    let result = words.and_then(|words| serde_json::from_str(&words).ok());
    let waiting = result.map(|result| WaitingReturn {
        id,
        sample: SampleHash(sample),
        kept,
        result,
    });
    Ok(waiting.ok_or(id))
}

const fn unknown() -> ReadError {
    ReadError::Unknown {
        table: TABLE,
        column: "sealed",
    }
}
