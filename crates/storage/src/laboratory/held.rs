//! Results about documents with which nobody is registered: what the laboratory said, sealed, under the keyed hash of the
//! document. They leave when somebody has registered, or when their time is over.

use domain::laboratory::{Said, Source};
use domain::time::Instant;

use super::sample::SampleHash;
use crate::alarm::AlarmKind;
use crate::batch::Batch;
use crate::claim::document_hash;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::keys::{Cell, Keys, Mac};
use crate::published::{Published, holding, raised};
use crate::store::Store;
use crate::value::Value;

/// A result that is held.
#[derive(Clone)]
pub struct HeldResult {
    document: Mac,
    sample: SampleHash,
    /// Drawn for the sealing.
    pub id: i64,
    /// What the laboratory said.
    pub said: Said,
    /// From when it is held.
    pub held: Instant,
    /// By which way it came.
    pub source: Source,
}

const TABLE: &str = "laboratory_held";

/// Holds a result, in the place of an earlier revision of its sample.
const HOLD: &str = "INSERT INTO laboratory_held (document_hash, sample_hash, held_id, revision, held_ms, source, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (document_hash, sample_hash) DO UPDATE SET held_id = excluded.held_id, revision = excluded.revision,
held_ms = excluded.held_ms, source = excluded.source, sealed = excluded.sealed, key_id = excluded.key_id, mac = excluded.mac
WHERE laboratory_held.revision < excluded.revision";

const ABOUT: &str = "SELECT document_hash, sample_hash, held_id, revision, held_ms, source, sealed, key_id, mac FROM laboratory_held
WHERE document_hash = ?1 ORDER BY held_id LIMIT ?2";

/// Those whose document leads to somebody by now, behind document and sample `?1`, `?2`.
const CLAIMED: &str = "SELECT h.document_hash, h.sample_hash, h.held_id, h.revision, h.held_ms, h.source, h.sealed, h.key_id, h.mac
FROM laboratory_held h JOIN document_claim c ON c.document_hash = h.document_hash
WHERE (h.document_hash, h.sample_hash) > (?1, ?2)
ORDER BY h.document_hash, h.sample_hash LIMIT ?3";

const LET_GO: &str =
    "DELETE FROM laboratory_held WHERE document_hash = ?1 AND sample_hash = ?2 AND held_id = ?3";

const SUPERSEDE: &str = "DELETE FROM laboratory_held WHERE sample_hash = ?1 AND revision < ?2";

/// How many earlier revisions of sample `?1` than `?2` are held.
const BEFORE: &str = "SELECT CAST(count(*) AS BIGINT) AS held FROM laboratory_held WHERE sample_hash = ?1 AND revision < ?2";

const EXPIRE: &str = "DELETE FROM laboratory_held WHERE held_ms < ?1";

const fn cell(id: i64) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: 0,
        row: id,
    }
}

impl Store {
    /// The batch that holds a result about a document (its canonical text); one of the same revision of the sample is held
    /// once. `id` is drawn by the caller.
    pub fn hold_result(
        &self,
        (document, sample): (&str, SampleHash),
        id: i64,
        (said, source): (&Said, Source),
        now: Instant,
    ) -> Result<Batch, ReadError> {
        let words = serde_json::to_string(said).map_err(|_| unknown())?;
        let sealed = self.keys().seal(cell(id), words.as_bytes());
        let mut values: Vec<Value> = vec![
            document_hash(self.keys(), document).into(),
            sample.0.into(),
            id.into(),
            i64::from(said.revision).into(),
            now.into(),
            source.word().into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(HOLD, values);
        Ok(batch)
    }

    /// What is held about a document (its canonical text), the oldest first, `limit` at most; and what does not hold.
    #[crate::boxed]
    pub async fn held_about(
        &self,
        document: &str,
        limit: u32,
    ) -> Result<Published<Vec<HeldResult>>, ReadError> {
        let bound = [
            document_hash(self.keys(), document).into(),
            i64::from(limit).into(),
        ];
        self.held(ABOUT, &bound).await
    }

    /// What is held about documents that lead to somebody by now, behind `after`, `limit` at most; and what does not hold.
    #[crate::boxed]
    pub async fn held_and_claimed(
        &self,
        after: Option<&HeldResult>,
        limit: u32,
    ) -> Result<Published<Vec<HeldResult>>, ReadError> {
        let first = (Value::Blob(Vec::new()), Value::Blob(Vec::new()));
        let after = after.map_or(first, |held| (held.document.into(), held.sample.0.into()));
        let bound = [after.0, after.1, i64::from(limit).into()];
        self.held(CLAIMED, &bound).await
    }

    /// The batch that lets a held result go; a later revision that took its place meanwhile stays.
    pub fn let_go(&self, held: &HeldResult) -> Batch {
        let mut batch = Batch::unguarded();
        let key = vec![held.document.into(), held.sample.0.into(), held.id.into()];
        batch.add(LET_GO, key);
        batch
    }

    /// The batch that lets the earlier revisions of a sample go, whatever document they name.
    pub fn supersede_held(&self, sample: SampleHash, revision: u32) -> Batch {
        let mut batch = Batch::unguarded();
        let values = vec![sample.0.into(), i64::from(revision).into()];
        batch.add(SUPERSEDE, values);
        batch
    }

    /// How many results are held that a revision of a sample would let go, whatever document they name.
    #[crate::boxed]
    pub async fn held_before(&self, sample: SampleHash, revision: u32) -> Result<u64, ReadError> {
        let read = |columns: &mut Columns| Ok(columns.i64("held")?.unsigned_abs());
        let bound = [sample.0.into(), i64::from(revision).into()];
        let found = self.read(|connection| select(connection, TABLE, BEFORE, &bound, read));
        Ok(found.await?.into_iter().next().unwrap_or_default())
    }

    /// The batch that lets all go that were held before `since`.
    pub fn drop_held(&self, since: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(EXPIRE, vec![since.into()]);
        batch
    }

    async fn held(
        &self,
        sql: &'static str,
        bound: &[Value],
    ) -> Result<Published<Vec<HeldResult>>, ReadError> {
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let read = |columns: &mut Columns| read(columns, keys);
            let found = holding(connection, keys, TABLE, sql, bound, &mut alarms, read)?;
            let mut rows = Vec::with_capacity(found.len());
            for (id, row) in found {
                match row {
                    Some(row) => rows.push(row),
                    None => alarms.push(raised(AlarmKind::Altered, TABLE, id)),
                }
            }
            Ok(Published { rows, alarms })
        })
        .await
    }
}

/// A row, opened; nothing where it does not open.
fn read(columns: &mut Columns, keys: &Keys) -> Result<(i64, Option<HeldResult>), ReadError> {
    let hash = |bytes: Vec<u8>| Mac::try_from(bytes).map_err(|_| unknown());
    let document = hash(columns.bytes("document_hash")?)?;
    let sample = SampleHash(hash(columns.bytes("sample_hash")?)?);
    let id = columns.i64("held_id")?;
    columns.skip();
    let held = columns.instant("held_ms")?;
    let source = columns.word("source")?;
    let sealed = columns.bytes("sealed")?;
    let words = keys.open(cell(id), columns.i64("key_id")?, &sealed);
    let said = words.and_then(|words| serde_json::from_str(&words).ok());
    let row = said.map(|said| HeldResult {
        document,
        sample,
        id,
        said,
        held,
        source,
    });
    Ok((id, row))
}

const fn unknown() -> ReadError {
    ReadError::Unknown {
        table: TABLE,
        column: "sealed",
    }
}
