//! What a manager has: their organisations and the classes and units of each, with what its QR code carries.

use domain::access::Action;
use domain::ids::{OrganisationId, UnitId};
use domain::log::{By, Purpose};
use domain::organisation::{MAX_UNIT_NAME, MOST_MEMBERS, MOST_UNITS, OrganisationKind, is_name};
use domain::staff::Member;
use domain::time::Instant;
use storage::{OrganisationRow, UnitRow, WriteError};

use crate::Service;
use crate::error::{Error, Missing};
use crate::explain::Place;
use crate::log::Deed;

/// An organisation, for its manager.
pub struct OrganisationSeen {
    /// Which.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// Its units.
    pub units: Vec<UnitSeen>,
}

/// A unit, for its manager.
pub struct UnitSeen {
    /// Which.
    pub id: UnitId,
    /// What it is called.
    pub name: String,
    /// How many have agreed, as far as the list leads.
    pub members: usize,
    /// What its QR code carries behind the address of the app.
    pub token: Vec<u8>,
}

impl Service {
    /// The organisations that a member of staff manages, with their units.
    #[crate::boxed]
    pub async fn organisations(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<OrganisationSeen>, Error> {
        let (rows, alarms) = self.store.organisations_of(member.id).await?;
        self.raise(&alarms, now).await?;
        let mut seen = Vec::with_capacity(rows.len());
        for row in rows {
            if !member.may(Action::ManageOrganisation, row.division) {
                continue;
            }
            let units = self.units_of(row.id, now).await?;
            let mut told = Vec::with_capacity(units.len());
            for unit in units {
                let way = (row.id, unit.id);
                let members = self.store.members_of(way, MOST_MEMBERS).await?;
                told.push(UnitSeen {
                    token: self.store.unit_token(&unit),
                    id: unit.id,
                    name: unit.name,
                    members: members.len(),
                });
            }
            seen.push(OrganisationSeen {
                id: row.id,
                kind: row.kind,
                name: row.name,
                place: Place::of_division(row.division, now.date().year()),
                units: told,
            });
        }
        Ok(seen)
    }

    /// Adds a unit. The same id twice is one unit.
    #[crate::boxed]
    pub async fn add_unit(
        &self,
        member: &Member,
        organisation: OrganisationId,
        (id, name): (UnitId, &str),
        now: Instant,
    ) -> Result<(), Error> {
        self.managed(member, organisation, now).await?;
        let name = name.trim();
        if !is_name(name, MAX_UNIT_NAME) {
            return Err(Error::field(
                "name",
                "请填写班级或部门的名称，1至40个字符",
                "name the class or unit in 1 to 40 characters",
            ));
        }
        let units = self.units_of(organisation, now).await?;
        if units.iter().any(|unit| unit.id == id) {
            return Ok(());
        }
        if units.len() >= MOST_UNITS || units.iter().any(|unit| unit.name == name) {
            return Err(Error::field(
                "name",
                "已有同名的班级或部门，或已达500个，请换一个名称",
                "there is one of this name, or 500 already; choose another name",
            ));
        }
        let row = UnitRow {
            organisation,
            id,
            name: name.to_owned(),
            made: now,
            edition: 0,
        };
        let line = self.note(of_manager(member, "add unit"), name, now);
        let batch = self.store.add_unit(&row, &line);
        Ok(self.store.write(batch).await?)
    }

    /// Renews the QR code of a unit: one that was printed before opens nothing from now on. Who has agreed stays, and invitations
    /// that stand lead to the new one. Answers with what the new one carries.
    #[crate::boxed]
    pub async fn renew_unit(
        &self,
        member: &Member,
        way: (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<Vec<u8>, Error> {
        let (_, unit) = self.managed_unit(member, way, now).await?;
        let line = self.note(of_manager(member, "renew unit code"), &unit.name, now);
        let renewed = self.store.renew_unit(&unit, &line);
        match self.store.write(renewed).await {
            // Somebody renewed it at this moment: it is done.
            Ok(()) | Err(WriteError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
        let (_, unit) = self.managed_unit(member, way, now).await?;
        Ok(self.store.unit_token(&unit))
    }

    /// An organisation that a member manages. Whoever asks for another stands in the log, and is told that there is none.
    pub(crate) async fn managed(
        &self,
        member: &Member,
        id: OrganisationId,
        now: Instant,
    ) -> Result<OrganisationRow, Error> {
        let row = self.organisation_row(id, now).await?;
        let own = row.filter(|row| row.manager == member.id);
        let Some(row) = own else {
            let words = id.0.to_string();
            self.note_refusal(member, Action::ManageOrganisation, &words, now)
                .await?;
            return Err(Error::Unknown(Missing::Organisation));
        };
        self.admit_staff_in(member, Action::ManageOrganisation, row.division, now)
            .await?;
        Ok(row)
    }

    /// The same, with one of its units.
    pub(super) async fn managed_unit(
        &self,
        member: &Member,
        (organisation, unit): (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<(OrganisationRow, UnitRow), Error> {
        let row = self.managed(member, organisation, now).await?;
        let units = self.units_of(organisation, now).await?;
        let unit = units.into_iter().find(|own| own.id == unit);
        Ok((row, unit.ok_or(Error::Unknown(Missing::Unit))?))
    }

    pub(crate) async fn organisation_row(
        &self,
        id: OrganisationId,
        now: Instant,
    ) -> Result<Option<OrganisationRow>, Error> {
        let (row, alarms) = self.store.organisation(id).await?;
        self.raise(&alarms, now).await?;
        Ok(row)
    }

    pub(super) async fn units_of(
        &self,
        organisation: OrganisationId,
        now: Instant,
    ) -> Result<Vec<UnitRow>, Error> {
        let (units, alarms) = self.store.units_of(organisation).await?;
        self.raise(&alarms, now).await?;
        Ok(units)
    }
}

/// What a manager does for their organisation.
pub(crate) const fn of_manager(member: &Member, action: &'static str) -> Deed {
    Deed {
        by: By::Staff(member.id),
        purpose: Purpose::Organisation,
        action,
    }
}
