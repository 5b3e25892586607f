//! Reading what is published for everyone: only the rows whose MAC holds.

use rusqlite::Connection;

use crate::alarm::{Alarm, AlarmKind};
use crate::columns::{Columns, select, values};
use crate::error::ReadError;
use crate::fact::without_later;
use crate::keys::Keys;
use crate::value::Value;

/// What was read, and what of it does not hold. Keep the alarms by [`crate::Store::raise`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published<T> {
    /// What holds.
    pub rows: T,
    /// What does not.
    pub alarms: Vec<Alarm>,
}

/// The rows of a statement whose MAC, the last column, holds.
pub(crate) fn holding<T>(
    connection: &Connection,
    keys: &Keys,
    table: &'static str,
    sql: &str,
    bound: &[Value],
    alarms: &mut Vec<Alarm>,
    read: impl Fn(&mut Columns) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    holding_later(connection, keys, (table, sql, 0), bound, alarms, read)
}

/// The text in the second column of the one row of a statement, where its MAC, the last column, holds.
pub(crate) fn text_of_one(
    connection: &Connection,
    keys: &Keys,
    (table, sql): (&'static str, &str),
    id: i64,
) -> Result<Published<Option<String>>, ReadError> {
    let mut alarms = Vec::new();
    let read = |columns: &mut Columns| {
        columns.skip();
        columns.text("text")
    };
    let rows = holding(
        connection,
        keys,
        table,
        sql,
        &[id.into()],
        &mut alarms,
        read,
    )?;
    let rows = rows.into_iter().next();
    Ok(Published { rows, alarms })
}

/// [`holding`] where the last `later` columns before the MAC came with a later migration (`Fact::LATER`).
pub(crate) fn holding_later<T>(
    connection: &Connection,
    keys: &Keys,
    (table, sql, later): (&'static str, &str, usize),
    bound: &[Value],
    alarms: &mut Vec<Alarm>,
    read: impl Fn(&mut Columns) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let mut select = connection.prepare_cached(sql)?;
    let mut found = select.query(rusqlite::params_from_iter(bound))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut values = values(row)?;
        match values.pop() {
            Some(Value::Blob(mac)) if keys.verify(table, without_later(&values, later), &mac) => {
                rows.push(read(&mut Columns::new(table, values))?);
            }
            _ => {
                let id = match values.first() {
                    Some(Value::I64(id)) => *id,
                    _ => 0,
                };
                alarms.push(raised(AlarmKind::Altered, table, id));
            }
        }
    }
    Ok(rows)
}

/// The rows of a statement over what no MAC covers, as far as this program can read them: of each other row there is an alarm,
/// and the rest goes on. So one damaged row stops no job.
pub(crate) fn readable<T>(
    connection: &Connection,
    table: &'static str,
    sql: &str,
    bound: &[Value],
    alarms: &mut Vec<Alarm>,
    read: impl Fn(&mut Columns) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let rows = select(connection, table, sql, bound, |columns| {
        match read(columns) {
            Ok(row) => Ok(Some(row)),
            Err(ReadError::Unknown { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    })?;
    if rows.iter().any(Option::is_none) {
        alarms.push(raised(AlarmKind::Altered, table, 0));
    }
    Ok(rows.into_iter().flatten().collect())
}

/// An alarm about a row that is about nobody.
pub(crate) fn raised(kind: AlarmKind, table: &str, row: i64) -> Alarm {
    let alarm = Alarm {
        person: None,
        kind,
        table: table.into(),
        row,
    };
    alarm.report();
    alarm
}
