//! Registering an organisation: what follows from a proposal that two agreed to.

use domain::access::{Action, Role};
use domain::ids::{OrganisationId, StaffId};
use domain::organisation::{MAX_NAME, is_name, is_place};
use domain::place::DivisionCode;
use domain::proposal::{Content, What};
use domain::time::Instant;
use storage::OrganisationRow;

use crate::Service;
use crate::error::Error;
use crate::log::Deed;

impl Service {
    /// The member of staff who is to manage an organisation in a division, by their login; `field` is where it was said.
    pub(crate) async fn manager_by_login(
        &self,
        field: &str,
        login: &str,
        division: DivisionCode,
    ) -> Result<StaffId, Error> {
        let (row, _) = self.store.staff_with_login(login.trim()).await?;
        let row = row.filter(|row| row.ended.is_none());
        let may = row.filter(|row| row.member.may(Action::ManageOrganisation, division));
        may.map(|row| row.member.id).ok_or_else(|| {
            Error::field(
                field,
                "请填写在该区划内负责组织管理（organisation_manager）的工作人员的登录名",
                &format!(
                    "is not the login of somebody who is {} there; ask whoever runs the service to give them the duty",
                    Role::OrganisationManager
                ),
            )
        })
    }

    /// Registers the organisation of a proposal. Done again, it does nothing.
    pub(crate) async fn register_organisation(
        &self,
        content: &Content,
        now: Instant,
    ) -> Result<(), Error> {
        let What::Organisation {
            name,
            kind,
            division,
            manager,
            ..
        } = &content.what
        else {
            return Ok(());
        };
        let row = OrganisationRow {
            id: OrganisationId(content.id.0),
            kind: *kind,
            name: name.clone(),
            division: *division,
            manager: *manager,
            made: now,
        };
        let line = self.note(Deed::automatic("register organisation"), name, now);
        let batch = self.store.add_organisation(&row, &line);
        Ok(self.store.write(batch).await?)
    }
}

/// Refuses a name and a place that no organisation can have.
pub(crate) fn check_organisation(name: &str, division: DivisionCode) -> Result<(), Error> {
    if !is_name(name, MAX_NAME) {
        return Err(Error::field(
            "what.name",
            "请填写单位的正式名称，1至60个字符",
            "give the official name, in 1 to 60 characters",
        ));
    }
    if !is_place(division) {
        return Err(Error::field(
            "what.division",
            "请选择单位所在的市或区县",
            "choose the city or the county where it is",
        ));
    }
    Ok(())
}
