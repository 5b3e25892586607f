//! What differs between the engines, each with its why. Everything else is one text for all of them.

use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, ffi};

use crate::value::Value;

/// The words of migrations that each engine calls differently.
///
/// `{CLUSTERED}`: SQLite keeps a table in the order of its key only where it has no rowid; PostgreSQL has no
/// such word.
const WORDS: [(&str, &str); 3] = [
    ("{I64}", "INTEGER"),
    ("{BLOB}", "BLOB"),
    ("{CLUSTERED}", "WITHOUT ROWID"),
];

/// A migration in the words of this engine.
pub(crate) fn translate(migration: &str) -> String {
    WORDS
        .iter()
        .fold(migration.to_owned(), |text, (word, own)| {
            text.replace(word, own)
        })
}

/// Takes the write lock at once; a deferred transaction would find out in the middle that another writes.
pub(crate) const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";

/// Several reads of one moment.
pub(crate) const BEGIN_READ: &str = "BEGIN";

/// Tables of whoever made the file; none where it is new.
pub(crate) const TABLES: &str =
    "SELECT count(*), count(*) FILTER (WHERE name = 'migration') FROM sqlite_master";

/// How long the engine itself waits for another process's lock.
const BUSY: Duration = Duration::from_secs(5);

/// How often a group is tried again after the engine has waited in vain.
pub(crate) const BUSY_TRIES: usize = 6;

/// Settings of every connection.
///
/// WAL lets readers go on beside the writer. FULL syncs the log at each commit, so that what was acknowledged
/// outlives a power cut. Temporary tables and journals stay in memory: no file of ours holds plain words.
const EVERY: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
";

/// Settings of the writer: what is deleted is overwritten (data that die on time), and another thread folds the log
/// (`engine/folder.rs`).
const WRITER: &str = "
PRAGMA secure_delete = ON;
PRAGMA cache_size = -65536;
PRAGMA wal_autocheckpoint = 0;
PRAGMA journal_size_limit = 134217728;
";

/// Settings of a reader: whatever it is asked, it writes nothing.
const READER: &str = "
PRAGMA query_only = ON;
PRAGMA cache_size = -8192;
";

/// How the log that goes before the file is looked at, folded as far as nobody waits for it, and folded whole and begun anew.
const LOOK_AT_LOG: &str = "PRAGMA wal_checkpoint(NOOP)";
const FOLD_LOG: &str = "PRAGMA wal_checkpoint(PASSIVE)";
const RESTART_LOG: &str = "PRAGMA wal_checkpoint(RESTART)";

/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 128;

/// Prepares a fresh connection for the one writer.
pub(crate) fn prepare_writer(connection: &Connection) -> rusqlite::Result<()> {
    prepare(connection)?;
    connection.execute_batch(WRITER)
}

/// Prepares a fresh connection for reading.
pub(crate) fn prepare_reader(connection: &Connection) -> rusqlite::Result<()> {
    prepare(connection)?;
    connection.execute_batch(READER)
}

/// The log that goes before the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Log {
    /// Its pages.
    pub(crate) pages: u32,
    /// Those of them that are in the file too.
    pub(crate) folded: u32,
}

/// How long the log is.
pub(crate) fn look_at_log(connection: &Connection) -> rusqlite::Result<Log> {
    log_after(connection, LOOK_AT_LOG)
}

/// Copies the log's pages into the file, as far as no reader needs the old ones. Nobody waits; the file is synced only where all
/// of the log is in it.
pub(crate) fn fold_log(connection: &Connection) -> rusqlite::Result<Log> {
    log_after(connection, FOLD_LOG)
}

/// The same with all of the log, whose next page is then the first again; whether it is. Who writes waits, and so does this, as
/// long as it has patience, for those who read in the log.
pub(crate) fn restart_log(connection: &Connection, patience: Duration) -> rusqlite::Result<bool> {
    connection.busy_timeout(patience)?;
    let restarted = connection
        .prepare_cached(RESTART_LOG)
        .and_then(|mut restart| restart.query_row([], |row| row.get::<_, i64>(0)));
    connection.busy_timeout(BUSY)?;
    Ok(restarted? == 0)
}

fn log_after(connection: &Connection, pragma: &str) -> rusqlite::Result<Log> {
    // A log that is not there yet counts -1.
    let pages = |count: i64| u32::try_from(count).unwrap_or(0);
    let mut ask = connection.prepare_cached(pragma)?;
    ask.query_row([], |row| {
        Ok(Log {
            pages: pages(row.get(1)?),
            folded: pages(row.get(2)?),
        })
    })
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    use rusqlite::config::DbConfig;
    connection.busy_timeout(BUSY)?;
    // We have neither triggers nor views; one that somebody else put into the file must not run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    // A plan that depends on no bound value: else each newly bound one prepares its statement again, which made
    // reading a person five times as slow.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    settle(connection)
}

/// Two processes that open a new file at one moment get in each other's way when they switch it to WAL, and
/// the engine answers "busy" without waiting: wait for the write lock instead, then try again.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    let mut tries = BUSY_TRIES;
    loop {
        match connection.execute_batch(EVERY) {
            Err(error) if is_busy(&error) && tries > 0 => {
                tries -= 1;
                connection.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
            }
            outcome => return outcome,
        }
    }
}

/// Whether another process holds the lock: trying again can help.
pub(crate) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// Whether a row with this key is there already.
pub(crate) fn is_duplicate(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|e| e.extended_code);
    matches!(
        code,
        Some(
            ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                | ffi::SQLITE_CONSTRAINT_UNIQUE
                | ffi::SQLITE_CONSTRAINT_ROWID
        )
    )
}

/// Whether a guard raised: the value that it computed is NULL, and its column is NOT NULL.
pub(crate) fn is_null_refused(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|e| e.extended_code);
    code == Some(ffi::SQLITE_CONSTRAINT_NOTNULL)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::I64(number) => ValueRef::Integer(*number),
            Self::Bool(yes) => ValueRef::Integer(i64::from(*yes)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
