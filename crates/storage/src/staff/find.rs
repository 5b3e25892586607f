//! Members of staff as they are looked for. They are few, and read whole.

use domain::ids::StaffId;

use super::member::{By, find};
use super::{StaffPasskey, StaffRow, passkey};
use crate::alarm::Alarm;
use crate::error::ReadError;
use crate::published::Published;
use crate::store::Store;

impl Store {
    /// Everybody who works here or ever did, in the order in which they were added, and what does not hold.
    #[crate::boxed]
    pub async fn staff(&self) -> Result<(Vec<StaffRow>, Vec<Alarm>), ReadError> {
        self.staff_by(By::Anything).await
    }

    /// Everybody who works here, with their duties and the passkeys that count, and what does not hold.
    #[crate::boxed]
    pub async fn staff_members(&self) -> Result<(Vec<StaffRow>, Vec<Alarm>), ReadError> {
        let (mut rows, alarms) = self.staff().await?;
        rows.retain(|row| row.ended.is_none());
        Ok((rows, alarms))
    }

    /// The member with this id, and what does not hold.
    #[crate::boxed]
    pub async fn staff_member(
        &self,
        id: StaffId,
    ) -> Result<(Option<StaffRow>, Vec<Alarm>), ReadError> {
        self.one_of_staff(By::Id(id)).await
    }

    /// The passkeys that a member has or ever had, and what does not hold: what was signed with one stays signed.
    #[crate::boxed]
    pub async fn passkeys_ever_of(
        &self,
        staff: StaffId,
    ) -> Result<Published<Vec<StaffPasskey>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let rows = passkey::of(connection, self.keys(), staff, &mut alarms)?;
            Ok(Published { rows, alarms })
        })
        .await
    }

    /// The member with this login (in lower case), and what does not hold.
    #[crate::boxed]
    pub async fn staff_with_login(
        &self,
        login: &str,
    ) -> Result<(Option<StaffRow>, Vec<Alarm>), ReadError> {
        self.one_of_staff(By::Login(login)).await
    }

    /// The member whose account this code brings into use, and what does not hold.
    #[crate::boxed]
    pub async fn staff_with_code(
        &self,
        code: &str,
    ) -> Result<(Option<StaffRow>, Vec<Alarm>), ReadError> {
        self.one_of_staff(By::Code(code)).await
    }

    async fn one_of_staff(&self, by: By<'_>) -> Result<(Option<StaffRow>, Vec<Alarm>), ReadError> {
        let (rows, alarms) = self.staff_by(by).await?;
        Ok((rows.into_iter().next(), alarms))
    }

    async fn staff_by(&self, by: By<'_>) -> Result<(Vec<StaffRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let rows = find(connection, self.keys(), &by, &mut alarms)?;
            Ok((rows, alarms))
        })
        .await
    }
}
