//! Whether a database is a demo: written when it is made, never changed. The row carries a MAC, so that nobody
//! turns a demo, where everyone may register anyone, into a real one.

use rusqlite::{Connection, OptionalExtension};

use crate::columns::values;
use crate::error::{OpenError, ReadError};
use crate::keys::Keys;
use crate::migrate::Stop;
use crate::value::Value;

/// What a database is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nature {
    /// Real people.
    Real,
    /// A demonstration: invented people, a clock of its own, codes that pass nowhere.
    Demo,
}

const TABLE: &str = "birth";

const SELECT: &str = "SELECT id, demo, mac FROM birth WHERE id = 1";

const INSERT: &str = "INSERT INTO birth (id, demo, mac) VALUES (?1, ?2, ?3)";

/// The nature of this database: the one with which it was made. A new one is made as `wanted` says, and one that
/// is older than this question is real. Runs inside of a write transaction of the caller.
pub(crate) fn settle(
    connection: &Connection,
    keys: &Keys,
    new: bool,
    wanted: Option<Nature>,
) -> Result<Nature, Stop> {
    let nature = if let Some(nature) = read(connection, keys)? {
        nature
    } else {
        let nature = wanted.filter(|_| new).unwrap_or(Nature::Real);
        let mut row = vec![Value::I64(1), Value::Bool(nature == Nature::Demo)];
        row.push(keys.mac(TABLE, &row).into());
        connection.execute(INSERT, rusqlite::params_from_iter(&row))?;
        nature
    };
    match wanted {
        Some(wanted) if wanted != nature => Err(Stop::Refused(OpenError::Nature { nature })),
        _ => Ok(nature),
    }
}

fn read(connection: &Connection, keys: &Keys) -> Result<Option<Nature>, Stop> {
    let row = connection
        .query_row(SELECT, [], |row| Ok(values(row)))
        .optional()?;
    let altered = || Stop::Refused(OpenError::AlteredBirth);
    let Some(row) = row else { return Ok(None) };
    let mut row = row.map_err(|error| match error {
        ReadError::Engine(error) => Stop::Engine(error),
        ReadError::Unknown { .. } => altered(),
    })?;
    let holds = matches!(row.pop(), Some(Value::Blob(mac)) if keys.verify(TABLE, &row, &mac));
    match row.last() {
        Some(Value::I64(demo)) if holds && *demo != 0 => Ok(Some(Nature::Demo)),
        Some(Value::I64(_)) if holds => Ok(Some(Nature::Real)),
        _ => Err(altered()),
    }
}
