//! An organisation is given to another manager by the operator: who left, or does something else. From that moment on the one
//! before sees nothing of it.

use domain::ids::{OrganisationId, StaffId};
use domain::organisation::OrganisationKind;
use domain::place::DivisionCode;
use domain::time::Instant;
use storage::WriteError;

use crate::Service;
use crate::error::{Error, Missing};
use crate::log::Deed;

/// An organisation, for the operator.
pub struct OrganisationStanding {
    /// Which.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// The city or county where it is.
    pub division: DivisionCode,
    /// By what its manager signs in; nothing where the account is not there.
    pub manager: Option<String>,
}

impl Service {
    /// Every organisation, in the order in which they were registered.
    #[crate::boxed]
    pub async fn all_organisations(
        &self,
        now: Instant,
    ) -> Result<Vec<OrganisationStanding>, Error> {
        let (rows, alarms) = self.store.all_organisations().await?;
        self.raise(&alarms, now).await?;
        let mut standing = Vec::with_capacity(rows.len());
        for row in rows {
            standing.push(OrganisationStanding {
                id: row.id,
                kind: row.kind,
                name: row.name,
                division: row.division,
                manager: self.login_of(row.manager, now).await?,
            });
        }
        Ok(standing)
    }

    /// Gives an organisation to the member of staff with a login, who manages organisations there. The one before sees nothing of
    /// it from now on. Given to whoever has it already, nothing happens. The line in the log is of whoever runs the service, and its
    /// digest vouches for the organisation, the manager before and the one after.
    #[crate::boxed]
    pub async fn hand_over_organisation(
        &self,
        id: OrganisationId,
        login: &str,
        now: Instant,
    ) -> Result<(), Error> {
        let row = self.organisation_row(id, now).await?;
        let row = row.ok_or(Error::Unknown(Missing::Organisation))?;
        let manager = self.manager_by_login("login", login, row.division);
        let manager = manager.await?;
        if row.manager == manager {
            return Ok(());
        }
        let words = format!("{}, {} -> {}", row.id.0, row.manager.0, manager.0);
        let line = self.note(Deed::operation("hand over organisation"), &words, now);
        let handed = self.store.hand_over_organisation(&row, manager, &line);
        match self.store.write(handed).await {
            Ok(()) => Ok(()),
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }

    async fn login_of(&self, id: StaffId, now: Instant) -> Result<Option<String>, Error> {
        let (row, alarms) = self.store.staff_member(id).await?;
        self.raise(&alarms, now).await?;
        Ok(row.map(|row| row.login.to_string()))
    }
}
