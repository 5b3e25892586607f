//! The table of wrapped data keys: made with a new database, unwrapped at each start.

use std::collections::BTreeMap;

use aws_lc_rs::rand;
use rusqlite::Connection;
use zeroize::Zeroizing;

use super::data::{Keys, open_with, seal_with};
use super::master::{KEY_BYTES, MasterKey};
use super::{KeySource, file};
use crate::error::OpenError;
use crate::migrate::Stop;

const PURPOSES: [&str; 3] = ["seal", "lookup", "mac"];

const ALL: &str =
    "SELECT purpose, key_id, wrapped, master_id FROM wrapped_key ORDER BY purpose, key_id";

const ADD: &str =
    "INSERT INTO wrapped_key (purpose, key_id, wrapped, master_id) VALUES (?1, ?2, ?3, ?4)";

struct Wrapped {
    purpose: String,
    key_id: i64,
    bytes: Vec<u8>,
    master_id: String,
}

/// The data keys of this database, those that it has or new ones where it is new, and whether it is new. Runs
/// inside of a write transaction of the caller, so that two programs that start at one moment make them once.
pub(crate) fn unwrap_or_make(
    connection: &Connection,
    source: &KeySource,
) -> Result<(Keys, bool), Stop> {
    let rows = rows(connection)?;
    let Some(first) = rows.first() else {
        let master = match (file::load(source).map_err(Stop::Refused)?, source) {
            (Some(key), _) => key,
            (None, KeySource::File(path)) => file::make(path).map_err(Stop::Refused)?,
            (None, KeySource::Hex(_)) => return Err(Stop::Refused(OpenError::System("key"))),
        };
        return Ok((make(connection, &master)?, true));
    };
    let made = first.master_id.chars().take(8).collect();
    let master = match (file::load(source).map_err(Stop::Refused)?, source) {
        (Some(master), _) => master,
        (None, KeySource::File(path)) => {
            let path = path.clone();
            return Err(Stop::Refused(OpenError::MissingKey { made, path }));
        }
        (None, KeySource::Hex(_)) => return Err(Stop::Refused(OpenError::System("key"))),
    };
    let given = master.id();
    if first.master_id != given {
        return Err(Stop::Refused(OpenError::WrongKey {
            made,
            origin: file::origin(source),
            given: given[..8].into(),
        }));
    }
    let keys = unwrap(&master, &rows).map_err(Stop::Refused)?;
    Ok((keys, false))
}

fn rows(connection: &Connection) -> rusqlite::Result<Vec<Wrapped>> {
    let mut select = connection.prepare(ALL)?;
    let rows = select.query_map([], |row| {
        Ok(Wrapped {
            purpose: row.get(0)?,
            key_id: row.get(1)?,
            bytes: row.get(2)?,
            master_id: row.get(3)?,
        })
    })?;
    rows.collect()
}

fn make(connection: &Connection, master: &MasterKey) -> Result<Keys, Stop> {
    let lacking = || Stop::Refused(OpenError::System("random numbers"));
    let wrapping = master.wrapping().ok_or_else(lacking)?;
    for purpose in PURPOSES {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        rand::fill(key.as_mut()).map_err(|_| lacking())?;
        let wrapped = seal_with(&wrapping, &associated(purpose, 1), key.as_ref());
        let wrapped = wrapped.ok_or_else(lacking)?;
        connection.execute(ADD, rusqlite::params![purpose, 1, wrapped, master.id()])?;
    }
    unwrap(master, &rows(connection)?).map_err(Stop::Refused)
}

fn unwrap(master: &MasterKey, rows: &[Wrapped]) -> Result<Keys, OpenError> {
    let wrapping = master.wrapping().ok_or(OpenError::System("key"))?;
    let of = |purpose: &'static str| -> Result<BTreeMap<i64, Zeroizing<Vec<u8>>>, OpenError> {
        let own = rows.iter().filter(|row| row.purpose == purpose);
        let opened = own.map(|row| {
            let key = open_with(&wrapping, &associated(purpose, row.key_id), &row.bytes);
            Some((row.key_id, key?))
        });
        opened
            .collect::<Option<_>>()
            .ok_or(OpenError::AlteredKey(purpose))
    };
    let newest = |purpose: &'static str| {
        let key = of(purpose)?.pop_last().map(|(_, key)| key);
        key.ok_or(OpenError::AlteredKey(purpose))
    };
    Keys::new(&of("seal")?, &newest("lookup")?, &newest("mac")?)
}

fn associated(purpose: &str, key_id: i64) -> Vec<u8> {
    format!("wrapped_key {purpose} {key_id}").into_bytes()
}
