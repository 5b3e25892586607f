//! A manager takes a member off the list: who moved away, or joined by mistake. From that moment on the organisation sees nothing
//! of them, and they are told.

use domain::ids::{OrganisationId, UnitId};
use domain::notice::NoticeKind;
use domain::organisation::MOST_MEMBERS;
use domain::staff::Member;
use domain::time::Instant;
use storage::PersonFacts;

use super::units::of_manager;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::Error;
use crate::shared::Shared;

impl Service {
    /// Takes off the list of a unit the member whom it names by `handle`. A card that was printed for them is good no more. Who is
    /// not on it any more stays so.
    pub async fn remove_member(
        &self,
        member: &Member,
        way: (OrganisationId, UnitId),
        handle: &[u8],
        now: Instant,
    ) -> Result<(), Error> {
        self.managed_unit(member, way, now).await?;
        let listed = self.store.members_of(way, MOST_MEMBERS).await?;
        let mut listed = listed.into_iter();
        let named = listed.find(|person| self.store.member_handle(way, *person) == handle);
        let Some(person) = named else {
            return Ok(());
        };
        let (memberships, alarms) = self.store.memberships_of(person).await?;
        self.raise(&alarms, now).await?;
        let mut memberships = memberships.iter();
        let own = memberships.find(|own| (own.organisation, own.unit) == way);
        let Some(own) = own else {
            return Ok(());
        };
        let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            draft.batch.leave_organisation(own.organisation);
            if own.card {
                draft.batch.revoke_sheets();
            }
            draft.tell(NoticeKind::RemovedFromUnit, own.unit.0, now);
            Ok(Drafted::Write(()))
        };
        let deed = of_manager(member, "remove member");
        match self.change(person, deed, now, draft).await {
            Ok(_) | Err(Error::NotRegistered) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
