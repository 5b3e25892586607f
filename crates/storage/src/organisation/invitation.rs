//! Invitations: rows of whom they invite. The organisation never reads one.

use domain::ids::{OrganisationId, PersonId, UnitId};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, Reading};
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;

/// An invitation of a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvitationRow {
    /// By whom.
    pub organisation: OrganisationId,
    /// Into which unit.
    pub unit: UnitId,
    /// When.
    pub made: Instant,
}

/// The invitations of person `?1` go.
pub(crate) const OF_PERSON: &str = "DELETE FROM invitation WHERE person_id = ?1";

const END: &str = "DELETE FROM invitation WHERE person_id = ?1 AND organisation_id = ?2";

const OLD: &str = "DELETE FROM invitation WHERE made_ms < ?1";

impl Fact for InvitationRow {
    const TABLE: &'static str = "invitation";

    const SELECT: &'static str = "SELECT person_id, organisation_id, unit_id, made_ms, mac
FROM invitation WHERE person_id = ?1 ORDER BY made_ms, organisation_id";

    const INSERT: &'static str =
        "INSERT INTO invitation (person_id, organisation_id, unit_id, made_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.organisation.0.into(),
            self.unit.0.into(),
            self.made.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            organisation: OrganisationId(columns.i64("organisation_id")?),
            unit: UnitId(columns.i64("unit_id")?),
            made: columns.instant("made_ms")?,
        })
    }
}

impl PersonBatch {
    /// Invites the person; an earlier invitation of the same organisation ends.
    pub fn invite(&mut self, row: &InvitationRow) {
        let person = self.person();
        self.end_invitation(row.organisation);
        let mut values = row.columns(person);
        values.push(row.mac(person, &self.keys).into());
        self.rows.add(InvitationRow::INSERT, values);
    }

    /// Ends the invitation of an organisation: it was taken, or is not wanted.
    pub fn end_invitation(&mut self, organisation: OrganisationId) {
        let key = vec![self.person().0.into(), organisation.0.into()];
        self.rows.add(END, key);
    }
}

impl Store {
    /// The invitations of a person, the oldest first, and what does not hold.
    #[crate::boxed]
    pub async fn invitations_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<InvitationRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let rows = reading.rows()?;
            Ok((rows, reading.alarms))
        })
        .await
    }

    /// The batch that drops the invitations from before an instant.
    pub fn drop_invitations(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(OLD, vec![before.into()]);
        batch
    }
}
