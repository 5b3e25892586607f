//! Classes and units of organisations, and the token by which somebody finds one: its ids with a keyed hash over them, so that it
//! can be shown again, is guessed by nobody, and stands in no table.

use domain::ids::{OrganisationId, UnitId};
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::MAC;
use crate::log::{self, LogLine};
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

/// A class or a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Made on the page that adds it: the same id twice is one unit.
    pub id: UnitId,
    /// What it is called.
    pub name: String,
    /// When it was added.
    pub made: Instant,
}

const TABLE: &str = "organisation_unit";

const INSERT: &str = "INSERT INTO organisation_unit (organisation_id, unit_id, name, made_ms, mac) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (organisation_id, unit_id) DO NOTHING";

const ALL: &str = "SELECT organisation_id, unit_id, name, made_ms, mac FROM organisation_unit
WHERE organisation_id = ?1 ORDER BY made_ms, unit_id";

/// Bytes of an id.
const ID: usize = 8;
/// Bytes of a token: two ids and a keyed hash.
const TOKEN: usize = 2 * ID + MAC;

fn columns(row: &UnitRow) -> Vec<Value> {
    vec![
        row.organisation.0.into(),
        row.id.0.into(),
        row.name.as_str().into(),
        row.made.into(),
    ]
}

fn read(columns: &mut Columns) -> Result<UnitRow, ReadError> {
    Ok(UnitRow {
        organisation: OrganisationId(columns.i64("organisation_id")?),
        id: UnitId(columns.i64("unit_id")?),
        name: columns.text("name")?,
        made: columns.instant("made_ms")?,
    })
}

impl Store {
    /// The batch that adds a unit. One of the same id stays as it is.
    pub fn add_unit(&self, row: &UnitRow, line: &LogLine) -> Batch {
        let mut values = columns(row);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The units of an organisation in the order in which they were added, and what does not hold.
    pub async fn units_of(
        &self,
        organisation: OrganisationId,
    ) -> Result<(Vec<UnitRow>, Vec<Alarm>), ReadError> {
        let bound = [organisation.0.into()];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, ALL, &bound, &mut alarms, read)?;
            Ok((rows, alarms))
        })
        .await
    }

    /// The token of a unit, 32 bytes.
    pub fn unit_token(&self, organisation: OrganisationId, unit: UnitId) -> Vec<u8> {
        let mut token = Vec::with_capacity(TOKEN);
        token.extend(organisation.0.to_be_bytes());
        token.extend(unit.0.to_be_bytes());
        let words = format!("{} {}", organisation.0, unit.0);
        token.extend(self.keys().lookup("unit token", &words));
        token
    }

    /// The organisation and the unit of a token; `None` where it is none of ours.
    pub fn unit_of_token(&self, token: &[u8]) -> Option<(OrganisationId, UnitId)> {
        let id = |bytes: &[u8]| bytes.try_into().ok().map(i64::from_be_bytes);
        let organisation = OrganisationId(id(token.get(..ID)?)?);
        let unit = UnitId(id(token.get(ID..2 * ID)?)?);
        let own = self.unit_token(organisation, unit);
        let same = aws_lc_rs::constant_time::verify_slices_are_equal(&own, token);
        same.is_ok().then_some((organisation, unit))
    }
}
