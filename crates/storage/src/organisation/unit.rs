//! Classes and units of organisations, and the token by which somebody finds one: its ids with a keyed hash over them and the
//! edition of its QR code, so that it can be shown again, is guessed by nobody, stands in no table, and opens nothing once the
//! code was renewed.

use domain::ids::{OrganisationId, UnitId};
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::without_later;
use crate::keys::MAC;
use crate::log::{self, LogLine};
use crate::published::holding_later;
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
    /// How often its QR code was renewed.
    pub edition: u32,
}

const TABLE: &str = "organisation_unit";

const INSERT: &str =
    "INSERT INTO organisation_unit (organisation_id, unit_id, name, made_ms, edition, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (organisation_id, unit_id) DO NOTHING";

const ALL: &str =
    "SELECT organisation_id, unit_id, name, made_ms, edition, mac FROM organisation_unit
WHERE organisation_id = ?1 ORDER BY made_ms, unit_id";

/// Renews the QR code while the edition is the one that was read.
const RENEW: &str = "UPDATE organisation_unit SET edition = ?3, mac = ?4
WHERE organisation_id = ?1 AND unit_id = ?2 AND edition IS NOT DISTINCT FROM ?5";

/// Columns that came with a later migration.
const LATER: usize = 1;

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
        edition(row.edition),
    ]
}

/// An edition as it is kept: none before the first time.
fn edition(edition: u32) -> Value {
    (edition > 0).then_some(i64::from(edition)).into()
}

fn read(columns: &mut Columns) -> Result<UnitRow, ReadError> {
    Ok(UnitRow {
        organisation: OrganisationId(columns.i64("organisation_id")?),
        id: UnitId(columns.i64("unit_id")?),
        name: columns.text("name")?,
        made: columns.instant("made_ms")?,
        edition: match columns.maybe_i64("edition")? {
            None => 0,
            Some(edition) => u32::try_from(edition).map_err(|_| columns.unknown("edition"))?,
        },
    })
}

impl Store {
    /// The batch that adds a unit. One of the same id stays as it is.
    pub fn add_unit(&self, row: &UnitRow, line: &LogLine) -> Batch {
        let mut values = columns(row);
        values.push(self.keys().mac(TABLE, without_later(&values, LATER)).into());
        let mut batch = Batch::unguarded();
        batch.add(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that renews the QR code of a unit, as it was read: what was printed before opens nothing from then on.
    pub fn renew_unit(&self, read: &UnitRow, line: &LogLine) -> Batch {
        let to = UnitRow {
            edition: read.edition + 1,
            ..read.clone()
        };
        let mac = self.keys().mac(TABLE, without_later(&columns(&to), LATER));
        let values = vec![
            to.organisation.0.into(),
            to.id.0.into(),
            edition(to.edition),
            mac.into(),
            edition(read.edition),
        ];
        let mut batch = Batch::unguarded();
        batch.guard(RENEW, values);
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
            let units = (TABLE, ALL, LATER);
            let rows = holding_later(connection, keys, units, &bound, &mut alarms, read)?;
            Ok((rows, alarms))
        })
        .await
    }

    /// The token of a unit, 32 bytes: that of its QR code, which the next edition ends.
    pub fn unit_token(&self, unit: &UnitRow) -> Vec<u8> {
        let mut token = Vec::with_capacity(TOKEN);
        token.extend(unit.organisation.0.to_be_bytes());
        token.extend(unit.id.0.to_be_bytes());
        let mut words = format!("{} {}", unit.organisation.0, unit.id.0);
        if unit.edition > 0 {
            words = format!("{words} {}", unit.edition);
        }
        token.extend(self.keys().lookup("unit token", &words));
        token
    }

    /// Which unit a token speaks of; whether it is that unit's, [`Store::is_unit_token`] says.
    pub fn unit_of_token(token: &[u8]) -> Option<(OrganisationId, UnitId)> {
        let id = |bytes: &[u8]| bytes.try_into().ok().map(i64::from_be_bytes);
        let organisation = OrganisationId(id(token.get(..ID)?)?);
        Some((organisation, UnitId(id(token.get(ID..2 * ID)?)?)))
    }

    /// Whether a token is that of a unit's QR code as it is now.
    pub fn is_unit_token(&self, unit: &UnitRow, token: &[u8]) -> bool {
        let own = self.unit_token(unit);
        aws_lc_rs::constant_time::verify_slices_are_equal(&own, token).is_ok()
    }
}
