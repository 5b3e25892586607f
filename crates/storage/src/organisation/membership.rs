//! To what a person agreed, and the way from a unit to those who did.

use domain::ids::{OrganisationId, PersonId, UnitId};
use domain::organisation::NameShown;
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::{Fact, Reading};
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;

/// An agreement of a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MembershipRow {
    /// Who may see it.
    pub organisation: OrganisationId,
    /// In which unit.
    pub unit: UnitId,
    /// When it was given.
    pub agreed: Instant,
    /// Which text was agreed to.
    pub terms: String,
    /// By which name the organisation sees the person.
    pub name: NameShown,
    /// Whether the organisation may print a card with the person's code.
    pub card: bool,
    /// Whether somebody who holds the person agreed for them.
    pub by_guardian: bool,
}

/// What stands in `agreed_by` where a guardian agreed.
const GUARDIAN: &str = "guardian";

/// The agreements of person `?1` end.
pub(crate) const OF_PERSON: &str = "DELETE FROM membership WHERE person_id = ?1";

/// No list leads to person `?1` any more.
pub(crate) const LEAVE_ALL: &str = "DELETE FROM organisation_member WHERE person_id = ?1";

const LEAVE: &str = "DELETE FROM membership WHERE person_id = ?1 AND organisation_id = ?2";

/// Ends an agreement while it is the one that was read.
const END: &str = "DELETE FROM membership
WHERE person_id = ?1 AND organisation_id = ?2 AND unit_id = ?3 AND agreed_ms = ?4";

const LEAVE_LIST: &str =
    "DELETE FROM organisation_member WHERE person_id = ?1 AND organisation_id = ?2";

const LIST: &str =
    "INSERT INTO organisation_member (organisation_id, unit_id, person_id) VALUES (?1, ?2, ?3)
ON CONFLICT (organisation_id, unit_id, person_id) DO NOTHING";

const MEMBERS: &str = "SELECT person_id FROM organisation_member
WHERE organisation_id = ?1 AND unit_id = ?2 ORDER BY person_id LIMIT ?3";

impl Fact for MembershipRow {
    const TABLE: &'static str = "membership";

    const SELECT: &'static str =
        "SELECT person_id, organisation_id, unit_id, agreed_ms, terms, name_shown, card, agreed_by, mac
FROM membership WHERE person_id = ?1 ORDER BY agreed_ms, organisation_id";

    const INSERT: &'static str =
        "INSERT INTO membership (person_id, organisation_id, unit_id, agreed_ms, terms, name_shown, card, agreed_by, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

    const LATER: usize = 1;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.organisation.0.into(),
            self.unit.0.into(),
            self.agreed.into(),
            self.terms.as_str().into(),
            self.name.word().into(),
            self.card.into(),
            self.by_guardian.then_some(GUARDIAN).into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            organisation: OrganisationId(columns.i64("organisation_id")?),
            unit: UnitId(columns.i64("unit_id")?),
            agreed: columns.instant("agreed_ms")?,
            terms: columns.text("terms")?,
            name: columns.word("name_shown")?,
            card: columns.flag("card")?,
            by_guardian: columns.maybe_text("agreed_by")?.as_deref() == Some(GUARDIAN),
        })
    }
}

impl PersonBatch {
    /// The person agrees; an earlier agreement with the same organisation ends. It is no fact.
    pub fn agree(&mut self, row: &MembershipRow) {
        let person = self.person();
        self.leave_organisation(row.organisation);
        let mut values = row.columns(person);
        values.push(row.mac(person, &self.keys).into());
        self.rows.add(MembershipRow::INSERT, values);
        let way = vec![
            row.organisation.0.into(),
            row.unit.0.into(),
            person.0.into(),
        ];
        self.rows.way(LIST, way);
    }

    /// An agreement ends, as it was read: a conflict where it is another by now.
    pub fn end_agreement(&mut self, read: &MembershipRow) {
        let key = vec![self.person().0.into(), read.organisation.0.into()];
        let mut values = key.clone();
        values.push(read.unit.0.into());
        values.push(read.agreed.into());
        self.rows.guard(END, values);
        self.rows.way(LEAVE_LIST, key);
    }

    /// The person leaves an organisation: from this batch on it sees nothing.
    pub fn leave_organisation(&mut self, organisation: OrganisationId) {
        let key = vec![self.person().0.into(), organisation.0.into()];
        self.rows.add(LEAVE, key.clone());
        self.rows.way(LEAVE_LIST, key);
    }
}

impl Store {
    /// The agreements of a person, the oldest first, and what does not hold.
    #[crate::boxed]
    pub async fn memberships_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<MembershipRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let rows = reading.rows()?;
            Ok((rows, reading.alarms))
        })
        .await
    }

    /// By which the manager of a unit names a member of it: a keyed hash that leads to nobody by itself.
    pub fn member_handle(
        &self,
        (organisation, unit): (OrganisationId, UnitId),
        person: PersonId,
    ) -> Vec<u8> {
        let words = format!("{} {} {}", organisation.0, unit.0, person.0);
        self.keys().lookup("unit member", &words).to_vec()
    }

    /// To whom the list of a unit leads, `limit` at most. Each is a member only by their own row.
    #[crate::boxed]
    pub async fn members_of(
        &self,
        (organisation, unit): (OrganisationId, UnitId),
        limit: u32,
    ) -> Result<Vec<PersonId>, ReadError> {
        let bound = [
            organisation.0.into(),
            unit.0.into(),
            i64::from(limit).into(),
        ];
        self.read(|connection| {
            let read = |columns: &mut Columns| Ok(PersonId(columns.i64("person_id")?));
            select(connection, "organisation_member", MEMBERS, &bound, read)
        })
        .await
    }
}
