//! How many bytes the rows of a database have, as SQLite counts them.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// Bytes of rows, without what the pages around them cost.
pub(crate) struct Bytes {
    /// Of all tables and indices.
    pub(crate) all: usize,
    /// Of the rating rows and their index.
    pub(crate) rating: usize,
}

const PAYLOAD: &str =
    "SELECT sum(payload), sum(payload) FILTER (WHERE name LIKE 'rating%') FROM dbstat";

/// Counts the bytes of a database that somebody else has open.
pub(crate) fn of(path: &Path) -> anyhow::Result<Bytes> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let (all, rating): (i64, i64) =
        connection.query_row(PAYLOAD, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Bytes {
        all: usize::try_from(all)?,
        rating: usize::try_from(rating)?,
    })
}
