//! What can go wrong in this room: at the start, while reading, while writing.
//!
//! The texts name what is wrong and what to do; none carries a value out of a person's row.

use std::path::PathBuf;
use std::sync::Arc;

use crate::birth::Nature;

/// Why a database is not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names no database that this program can open.
    #[error(
        "\"{0}\" is no database of this program; write sqlite: and a path, such as sqlite:healthcode.db \
         (PostgreSQL comes later)"
    )]
    Address(String),
    /// The engine refuses.
    #[error("the database {path} cannot be opened: {source}")]
    Engine {
        /// The file of the database.
        path: PathBuf,
        /// What the engine says.
        source: rusqlite::Error,
    },
    /// The database is somebody else's.
    #[error("the database was made by another program and is left as it is; name another file")]
    Foreign,
    /// The database was written by a newer program.
    #[error(
        "the database has migration {version} ({name}), and this program knows {known}: start the newer program"
    )]
    Newer {
        /// The migration's number in the database.
        version: i64,
        /// Its name in the database.
        name: String,
        /// How many migrations this program knows.
        known: usize,
    },
    /// A migration differs from the one that was applied.
    #[error(
        "migration {version} ({name}) is not the one that made this database: migrations are append-only, \
         start the program that made it or a later one"
    )]
    Changed {
        /// The migration's number.
        version: i64,
        /// Its name in this program.
        name: String,
    },
    /// The key file cannot be read or made.
    #[error("the key file {path} cannot be {doing}: {source}")]
    KeyFile {
        /// The key file.
        path: PathBuf,
        /// read or made.
        doing: &'static str,
        /// What the system says.
        source: std::io::Error,
    },
    /// The key file can be read by others.
    #[error("the key file {0} can be read by others; run: chmod 600 {0}")]
    KeyFileOpen(PathBuf),
    /// The key file lies where a copy of the database would take it along.
    #[error(
        "the key file {key} lies in the database's directory {database}: who copies the one has the other; move \
         the database into a folder of its own or name another file in HEALTHCODE_KEY_FILE"
    )]
    KeyBesideDatabase {
        /// The key file.
        key: PathBuf,
        /// The directory of the database.
        database: PathBuf,
    },
    /// What was given is no key.
    #[error("{0} holds no master key; a master key is 64 hexadecimal digits")]
    KeyForm(String),
    /// The database was made with another key.
    #[error(
        "the database was made with key {made}…, {origin} holds {given}…; give the right one in HEALTHCODE_KEY_FILE"
    )]
    WrongKey {
        /// The first digits of the id of the key that made the database.
        made: String,
        /// Where the given key came from.
        origin: String,
        /// The first digits of the id of the given key.
        given: String,
    },
    /// The database was made with a key, and there is none now.
    #[error(
        "the database was made with key {made}…, and there is no key file {path}; bring it back from where it is \
         kept, or name it in HEALTHCODE_KEY_FILE"
    )]
    MissingKey {
        /// The first digits of the id of the key that made the database.
        made: String,
        /// The key file that is not there.
        path: PathBuf,
    },
    /// A data key in the database was altered.
    #[error(
        "the {0} key in the table wrapped_key was altered; bring the database back from its backup"
    )]
    AlteredKey(&'static str),
    /// A demo is opened as a real database, or the other way round.
    #[error(
        "the database {}; name another file", if *nature == Nature::Demo {
            "was made as a demo, and a demo stays one: start it with --demo, or"
        } else {
            "holds real people and is no demo: start it without --demo, or"
        }
    )]
    Nature {
        /// What it is.
        nature: Nature,
    },
    /// The row that says whether it is a demo was altered.
    #[error(
        "the row of the table birth was altered, and whether this is a demo cannot be told; bring the database back \
         from its backup"
    )]
    AlteredBirth,
    /// The system gives no random numbers or no thread.
    #[error("the system gives no {0}")]
    System(&'static str),
}

/// Why a read gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The engine refuses.
    #[error("the database cannot be read: {0}")]
    Engine(#[from] rusqlite::Error),
    /// A row whose MAC holds, in a form that this program does not know.
    #[error(
        "{table}.{column} holds a value that this program does not know; start the newer program"
    )]
    Unknown {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
}

/// Why nothing of a batch was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WriteError {
    /// What the use case has read is no longer so, or the row is there already: read, decide and write again.
    #[error("the data changed since they were read; run the use case again")]
    Conflict,
    /// The store is closing.
    #[error("the store is closing; nothing more is written")]
    Closed,
    /// The engine refuses.
    #[error("the batch cannot be written: {0}")]
    Engine(Arc<rusqlite::Error>),
    /// What the write needs cannot be read.
    #[error(transparent)]
    Read(Arc<ReadError>),
}

impl From<ReadError> for WriteError {
    fn from(error: ReadError) -> Self {
        Self::Read(Arc::new(error))
    }
}
