//! A manager takes a member off the list: who moved away, or joined by mistake. From that moment on the organisation sees nothing
//! of them, and they are told.

use domain::ids::{OrganisationId, PersonId, UnitId};
use domain::notice::NoticeKind;
use domain::organisation::MOST_MEMBERS;
use domain::staff::Member;
use domain::time::Instant;
use storage::{MembershipRow, PersonFacts};

use super::about;
use super::units::of_manager;
use crate::Service;
use crate::change::{Draft, Drafted, TRIES};
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

impl Service {
    /// Takes off the list of a unit the member whom it names by `handle`. A card that was printed for them is good no more. Who is
    /// not on it any more stays so.
    #[crate::boxed]
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
        let deed = of_manager(member, "remove member");
        for _try in 0..TRIES {
            // Read anew with each try: they may have agreed with another unit meanwhile, and that one stays.
            let Some(own) = self.membership_in(person, way, now).await? else {
                return Ok(());
            };
            match self.take_off(person, &own, deed, now).await {
                Ok(true) | Err(Error::NotRegistered) => return Ok(()),
                Ok(false) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Busy)
    }

    async fn membership_in(
        &self,
        person: PersonId,
        way: (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<Option<MembershipRow>, Error> {
        let (memberships, alarms) = self.store.memberships_of(person).await?;
        self.raise(&alarms, now).await?;
        let mut memberships = memberships.into_iter();
        Ok(memberships.find(|own| (own.organisation, own.unit) == way))
    }

    /// Ends an agreement as it was read; false where it is another by now.
    async fn take_off(
        &self,
        person: PersonId,
        own: &MembershipRow,
        deed: Deed,
        now: Instant,
    ) -> Result<bool, Error> {
        let mut draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            draft.batch.end_agreement(own);
            draft.batch.revoke_card(own.organisation);
            draft.tell(NoticeKind::RemovedFromUnit, about(own), now);
            Ok(Drafted::Write(()))
        };
        let done = self.attempt(person, deed, now, &mut draft).await?;
        Ok(done.is_some())
    }
}
