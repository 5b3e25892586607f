//! Organisations that two agreed to register.

use domain::ids::{OrganisationId, StaffId};
use domain::organisation::OrganisationKind;
use domain::place::DivisionCode;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::log::{self, LogLine};
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

/// An organisation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganisationRow {
    /// That of the proposal that registered it.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its official name.
    pub name: String,
    /// The city or county where it is.
    pub division: DivisionCode,
    /// Who manages it.
    pub manager: StaffId,
    /// When it was registered.
    pub made: Instant,
}

const TABLE: &str = "organisation";

const INSERT: &str =
    "INSERT INTO organisation (organisation_id, kind, name, division, manager, made_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (organisation_id) DO NOTHING";

const ONE: &str =
    "SELECT organisation_id, kind, name, division, manager, made_ms, mac FROM organisation
WHERE organisation_id = ?1";

const OF_MANAGER: &str =
    "SELECT organisation_id, kind, name, division, manager, made_ms, mac FROM organisation
WHERE manager = ?1 ORDER BY organisation_id";

const ALL: &str =
    "SELECT organisation_id, kind, name, division, manager, made_ms, mac FROM organisation
ORDER BY organisation_id";

/// Gives an organisation to another manager while it is the one that was read.
const HAND_OVER: &str = "UPDATE organisation SET manager = ?2, mac = ?3
WHERE organisation_id = ?1 AND manager = ?4";

fn columns(row: &OrganisationRow) -> Vec<Value> {
    vec![
        row.id.0.into(),
        row.kind.word().into(),
        row.name.as_str().into(),
        i64::from(row.division.number()).into(),
        row.manager.0.into(),
        row.made.into(),
    ]
}

fn read(columns: &mut Columns) -> Result<OrganisationRow, ReadError> {
    Ok(OrganisationRow {
        id: OrganisationId(columns.i64("organisation_id")?),
        kind: columns.word("kind")?,
        name: columns.text("name")?,
        division: columns.place("division")?,
        manager: StaffId(columns.i64("manager")?),
        made: columns.instant("made_ms")?,
    })
}

impl Store {
    /// The batch that registers an organisation. One that is there stays as it is.
    pub fn add_organisation(&self, row: &OrganisationRow, line: &LogLine) -> Batch {
        let mut values = columns(row);
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that gives an organisation, as it was read, to another manager.
    pub fn hand_over_organisation(
        &self,
        read: &OrganisationRow,
        manager: StaffId,
        line: &LogLine,
    ) -> Batch {
        let to = OrganisationRow {
            manager,
            ..read.clone()
        };
        let values = vec![
            to.id.0.into(),
            manager.0.into(),
            self.keys().mac(TABLE, &columns(&to)).into(),
            read.manager.0.into(),
        ];
        let mut batch = Batch::unguarded();
        batch.guard(HAND_OVER, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// An organisation, and what does not hold.
    pub async fn organisation(
        &self,
        id: OrganisationId,
    ) -> Result<(Option<OrganisationRow>, Vec<Alarm>), ReadError> {
        let (rows, alarms) = self.organisations(ONE, &[id.0.into()]).await?;
        Ok((rows.into_iter().next(), alarms))
    }

    /// The organisations that a member of staff manages, in the order in which they were registered, and what does not hold.
    pub async fn organisations_of(
        &self,
        manager: StaffId,
    ) -> Result<(Vec<OrganisationRow>, Vec<Alarm>), ReadError> {
        self.organisations(OF_MANAGER, &[manager.0.into()]).await
    }

    /// Every organisation in the order in which they were registered, and what does not hold.
    pub async fn all_organisations(&self) -> Result<(Vec<OrganisationRow>, Vec<Alarm>), ReadError> {
        self.organisations(ALL, &[]).await
    }

    async fn organisations(
        &self,
        sql: &'static str,
        bound: &[Value],
    ) -> Result<(Vec<OrganisationRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, sql, bound, &mut alarms, read)?;
            Ok((rows, alarms))
        })
        .await
    }
}
