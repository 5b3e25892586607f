//! Offices, each under its own name.

use domain::ids::OfficeId;
use domain::staff::Office;
use domain::time::Instant;
use rusqlite::Connection;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

/// An office as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficeRow {
    /// The office.
    pub office: Office,
    /// When it was added.
    pub made: Instant,
}

const TABLE: &str = "office";

const INSERT: &str =
    "INSERT INTO office (office_id, name, division, made_ms, mac) VALUES (?1, ?2, ?3, ?4, ?5)";

const ALL: &str =
    "SELECT office_id, name, division, made_ms, mac FROM office ORDER BY made_ms, office_id";

const ONE: &str = "SELECT office_id, name, division, made_ms, mac FROM office WHERE office_id = ?1";

fn columns(row: &OfficeRow) -> Vec<Value> {
    vec![
        row.office.id.0.into(),
        row.office.name.as_str().into(),
        i64::from(row.office.division.number()).into(),
        row.made.into(),
    ]
}

fn read(columns: &mut Columns) -> Result<OfficeRow, ReadError> {
    Ok(OfficeRow {
        office: Office {
            id: OfficeId(columns.i64("office_id")?),
            name: columns.text("name")?,
            division: columns.place("division")?,
        },
        made: columns.instant("made_ms")?,
    })
}

/// All offices whose rows hold.
pub(super) fn all(
    connection: &Connection,
    keys: &Keys,
    alarms: &mut Vec<Alarm>,
) -> Result<Vec<OfficeRow>, ReadError> {
    holding(connection, keys, TABLE, ALL, &[], alarms, read)
}

/// One office, where its row holds.
pub(super) fn one(
    connection: &Connection,
    keys: &Keys,
    id: OfficeId,
    alarms: &mut Vec<Alarm>,
) -> Result<Option<Office>, ReadError> {
    let rows = holding(connection, keys, TABLE, ONE, &[id.0.into()], alarms, read)?;
    Ok(rows.into_iter().next().map(|row| row.office))
}

impl Store {
    /// The batch that adds an office. A conflict where another has its name.
    pub fn add_office(&self, row: &OfficeRow, line: &LogLine) -> Batch {
        let mut values = columns(row);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.guard(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// All offices in the order in which they were added, and what does not hold.
    #[crate::boxed]
    pub async fn offices(&self) -> Result<(Vec<OfficeRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let rows = all(connection, self.keys(), &mut alarms)?;
            Ok((rows, alarms))
        })
        .await
    }
}
