//! Reads run on the thread that asks, each on a connection of its own, in one transaction: several reads of one
//! call see one moment, however much is written meanwhile.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};

use crate::dialect;
use crate::error::ReadError;

/// The most idle connections that are kept.
const IDLE: usize = 16;

/// Connections that only read.
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of the database in this file, which is there already.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Runs `ask` in one read transaction.
    pub(crate) fn read<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let connection = self.take()?;
        connection
            .prepare_cached(dialect::BEGIN_READ)?
            .execute([])?;
        let answer = ask(&connection);
        connection.prepare_cached("COMMIT")?.execute([])?;
        // A connection on which the transaction could not end is dropped above instead.
        self.give_back(connection);
        answer
    }

    fn take(&self) -> Result<Connection, ReadError> {
        let kept = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        if let Some(connection) = kept {
            return Ok(connection);
        }
        Ok(Self::connect(&self.path)?)
    }

    /// A connection that only reads.
    pub(crate) fn connect(path: &Path) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        dialect::prepare_reader(&connection)?;
        Ok(connection)
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(connection);
        }
    }
}
