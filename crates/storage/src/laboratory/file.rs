//! Files of results that an operator brought: each once, by a keyed hash of its text. What is said of one and the text itself lie
//! sealed, because they are about people; the text goes as soon as it is not needed.
//!
//! A change names the version that it has read, so that of two at one moment one counts.

use domain::ids::{ResultFileId, StaffId};
use domain::laboratory::ResultFileState;
use domain::place::DivisionCode;
use domain::time::Instant;

use crate::alarm::AlarmKind;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys, Mac};
use crate::log::{self, LogLine};
use crate::published::{Published, holding, raised};
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// Keyed hash of the text of a file of results.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ResultFileHash(pub(crate) Mac);

/// A file of results, without its text. No `Debug`: its name may be somebody's.
#[derive(Clone)]
pub struct ResultFileRow {
    /// Its id.
    pub id: ResultFileId,
    /// By which it is known again.
    pub hash: ResultFileHash,
    /// The division that answers for it.
    pub place: DivisionCode,
    /// When it was brought.
    pub came: Instant,
    /// Where it stands.
    pub state: ResultFileState,
    /// Who agreed to it or refused it.
    pub by: Option<StaffId>,
    /// When.
    pub decided: Option<Instant>,
    /// What is said of it, in a form that is the caller's.
    pub words: Word,
    /// Raised by each change.
    pub version: i64,
}

const TABLE: &str = "result_file";
const TEXTS: &str = "result_file_text";

const INSERT: &str = "INSERT INTO result_file (file_id, file_hash, place, came_ms, state, decided_by, decided_ms, sealed, key_id,
version, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

const CHANGE: &str = "UPDATE result_file SET place = ?2, state = ?3, decided_by = ?4, decided_ms = ?5, sealed = ?6, key_id = ?7,
version = ?8, mac = ?9
WHERE file_id = ?1 AND version = ?10";

const ONE: &str = "SELECT file_id, file_hash, place, came_ms, state, decided_by, decided_ms, sealed, key_id, version, mac
FROM result_file WHERE file_id = ?1 ORDER BY file_id";

const OF_HASH: &str = "SELECT file_id, file_hash, place, came_ms, state, decided_by, decided_ms, sealed, key_id, version, mac
FROM result_file WHERE file_hash = ?1 ORDER BY file_id";

const IN_STATE: &str = "SELECT file_id, file_hash, place, came_ms, state, decided_by, decided_ms, sealed, key_id, version, mac
FROM result_file WHERE state = ?1 ORDER BY file_id";

const NEWEST: &str = "SELECT file_id, file_hash, place, came_ms, state, decided_by, decided_ms, sealed, key_id, version, mac
FROM result_file ORDER BY file_id DESC LIMIT ?1";

const INSERT_TEXT: &str =
    "INSERT INTO result_file_text (file_id, sealed, key_id, mac) VALUES (?1, ?2, ?3, ?4)";

const TEXT: &str =
    "SELECT file_id, sealed, key_id, mac FROM result_file_text WHERE file_id = ?1 ORDER BY file_id";

const DROP_TEXT: &str = "DELETE FROM result_file_text WHERE file_id = ?1";

/// Files that nobody decided, and those to which somebody agreed and which could not be taken.
const EXPIRE_WAITING: &str =
    "DELETE FROM result_file WHERE state IN ('waiting', 'agreed') AND came_ms < ?1";

const EXPIRE_DONE: &str =
    "DELETE FROM result_file WHERE state NOT IN ('waiting', 'agreed') AND came_ms < ?1";

/// Texts whose file went, or came before `?1`, whatever is said of it.
const EXPIRE_TEXTS: &str = "DELETE FROM result_file_text WHERE NOT EXISTS
(SELECT 1 FROM result_file f WHERE f.file_id = result_file_text.file_id AND f.came_ms >= ?1)";

const fn cell(table: &'static str, id: ResultFileId) -> Cell {
    Cell {
        table,
        column: "sealed",
        owner: 0,
        row: id.0,
    }
}

impl Store {
    /// The keyed hash of a file's text.
    pub fn result_file_hash(&self, text: &str) -> ResultFileHash {
        ResultFileHash(self.keys().lookup("result file", text))
    }

    /// The batch that keeps a file that was brought, with its text and its line in the log. A conflict where the same file is kept
    /// already.
    pub fn add_result_file(&self, row: &ResultFileRow, text: &str, line: &LogLine) -> Batch {
        let mut values = self.file_columns(row);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.guard(INSERT, values);
        let sealed = self.keys().seal(cell(TEXTS, row.id), text.as_bytes());
        let mut values: Vec<Value> =
            vec![row.id.0.into(), sealed.bytes.into(), sealed.key_id.into()];
        values.push(self.keys().mac(TEXTS, &values).into());
        batch.add(INSERT_TEXT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that changes a file, as it was read in `version`, to `to`, with its line in the log; its text goes where it is needed no
    /// more. A conflict where somebody else changed it meanwhile.
    pub fn change_result_file(&self, version: i64, to: &ResultFileRow, line: &LogLine) -> Batch {
        let row = ResultFileRow {
            version: version + 1,
            ..to.clone()
        };
        let columns = self.file_columns(&row);
        let mac = self.keys().mac(TABLE, &columns);
        // Id, hash and instant stay as they are.
        let mut values: Vec<Value> = vec![row.id.0.into(), place_column(row.place)];
        values.extend(columns.into_iter().skip(4));
        values.extend([mac.into(), version.into()]);
        let mut batch = Batch::unguarded();
        batch.guard(CHANGE, values);
        if matches!(row.state, ResultFileState::Taken | ResultFileState::Refused) {
            batch.add(DROP_TEXT, vec![row.id.0.into()]);
        }
        log::add_other(&mut batch, line);
        batch
    }

    /// One file, where its row holds.
    #[crate::boxed]
    pub async fn result_file(
        &self,
        id: ResultFileId,
    ) -> Result<Published<Option<ResultFileRow>>, ReadError> {
        Ok(first(self.result_file_rows(ONE, vec![id.0.into()]).await?))
    }

    /// The file of a text, where its row holds.
    #[crate::boxed]
    pub async fn result_file_of(
        &self,
        hash: ResultFileHash,
    ) -> Result<Published<Option<ResultFileRow>>, ReadError> {
        let found = self.result_file_rows(OF_HASH, vec![hash.0.into()]);
        Ok(first(found.await?))
    }

    /// All files in a state, in the order in which they came, where their rows hold.
    #[crate::boxed]
    pub async fn result_files_in(
        &self,
        state: ResultFileState,
    ) -> Result<Published<Vec<ResultFileRow>>, ReadError> {
        let bound = vec![state.word().into()];
        self.result_file_rows(IN_STATE, bound).await
    }

    /// The files that came last, the newest first, `limit` at most, where their rows hold.
    #[crate::boxed]
    pub async fn result_files_newest(
        &self,
        limit: u32,
    ) -> Result<Published<Vec<ResultFileRow>>, ReadError> {
        let bound = vec![i64::from(limit).into()];
        self.result_file_rows(NEWEST, bound).await
    }

    /// The text of a file that waits or was agreed to, where its row holds and opens.
    #[crate::boxed]
    pub async fn result_file_text(
        &self,
        id: ResultFileId,
    ) -> Result<Published<Option<Word>>, ReadError> {
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let read = |columns: &mut Columns| read_text(columns, keys, id);
            let bound = [id.0.into()];
            let found = holding(connection, keys, TEXTS, TEXT, &bound, &mut alarms, read)?;
            let opened = found.into_iter().next();
            if let Some(None) = opened {
                alarms.push(raised(AlarmKind::Altered, TEXTS, id.0));
            }
            Ok(Published {
                rows: opened.flatten(),
                alarms,
            })
        })
        .await
    }

    /// The batch that lets all go that came before `waiting` and were not taken, and all that came before `done`, with their texts.
    pub fn drop_result_files(&self, waiting: Instant, done: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(EXPIRE_WAITING, vec![waiting.into()]);
        batch.add(EXPIRE_DONE, vec![done.into()]);
        batch.add(EXPIRE_TEXTS, vec![waiting.into()]);
        batch
    }

    async fn result_file_rows(
        &self,
        sql: &'static str,
        bound: Vec<Value>,
    ) -> Result<Published<Vec<ResultFileRow>>, ReadError> {
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let read = |columns: &mut Columns| read(columns, keys);
            let found = holding(connection, keys, TABLE, sql, &bound, &mut alarms, read)?;
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

    /// The columns of a row but for its MAC, what is said of it sealed.
    fn file_columns(&self, row: &ResultFileRow) -> Vec<Value> {
        let sealed = self.keys().seal(cell(TABLE, row.id), row.words.as_bytes());
        vec![
            row.id.0.into(),
            row.hash.0.into(),
            place_column(row.place),
            row.came.into(),
            row.state.word().into(),
            row.by.map(|staff| staff.0).into(),
            row.decided.into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
            row.version.into(),
        ]
    }
}

fn place_column(place: DivisionCode) -> Value {
    i64::from(place.number()).into()
}

fn first(found: Published<Vec<ResultFileRow>>) -> Published<Option<ResultFileRow>> {
    Published {
        rows: found.rows.into_iter().next(),
        alarms: found.alarms,
    }
}

/// A text, opened; nothing where it does not open.
fn read_text(
    columns: &mut Columns,
    keys: &Keys,
    id: ResultFileId,
) -> Result<Option<Word>, ReadError> {
    columns.skip();
    let sealed = columns.bytes("sealed")?;
    Ok(keys.open(cell(TEXTS, id), columns.i64("key_id")?, &sealed))
}

/// A row, opened; nothing where it does not open.
fn read(columns: &mut Columns, keys: &Keys) -> Result<(i64, Option<ResultFileRow>), ReadError> {
    let id = ResultFileId(columns.i64("file_id")?);
    let hash = Mac::try_from(columns.bytes("file_hash")?).map_err(|_| ReadError::Unknown {
        table: TABLE,
        column: "file_hash",
    })?;
    let (place, came) = (columns.place("place")?, columns.instant("came_ms")?);
    let state = columns.word("state")?;
    let by = columns.maybe_i64("decided_by")?.map(StaffId);
    let decided = columns.maybe_instant("decided_ms")?;
    let sealed = columns.bytes("sealed")?;
    let words = keys.open(cell(TABLE, id), columns.i64("key_id")?, &sealed);
    let version = columns.i64("version")?;
    let row = words.map(|words| ResultFileRow {
        id,
        hash: ResultFileHash(hash),
        place,
        came,
        state,
        by,
        decided,
        words,
        version,
    });
    Ok((id.0, row))
}
