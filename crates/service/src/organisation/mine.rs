//! What a person has to do with organisations: what one would see of them is read out before they agree, they see to what they
//! agreed, and they leave at once. Whoever holds a minor agrees and leaves for them, in the same words; a minor with a phone reads
//! it there.

use domain::ids::{OrganisationId, UnitId};
use domain::notice::NoticeKind;
use domain::organisation::{
    INVITATION_DAYS, MOST_MEMBERS, MOST_MEMBERSHIPS, NameShown, OrganisationKind, TERMS,
};
use domain::time::Instant;
use storage::{InvitationRow, MembershipRow, OrganisationRow, PersonFacts, Store, UnitRow};

use super::about;
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::code::DAY_MS;
use crate::error::{Error, Missing};
use crate::session::Session;
use crate::shared::Shared;

/// A unit that somebody may join.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitOffered {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What that is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// What the unit is called.
    pub unit: String,
    /// Which text is agreed to.
    pub terms: &'static str,
    /// The person's name as it would be shown in stars.
    pub masked: String,
    /// The person's whole name.
    pub full: String,
}

/// To what somebody agrees.
pub struct Agreement<'a> {
    /// What the QR code of the unit carries.
    pub token: &'a [u8],
    /// Which text was read out.
    pub terms: &'a str,
    /// By which name they are seen.
    pub name: NameShown,
    /// Whether a card may be printed.
    pub card: bool,
}

/// An agreement of one's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyMembership {
    /// With whom.
    pub organisation: OrganisationId,
    /// What that is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// What the unit is called.
    pub unit: String,
    /// Since when.
    pub agreed: Instant,
    /// By which name one is seen.
    pub shown: NameShown,
    /// Whether a card may be printed.
    pub card: bool,
    /// Whether whoever holds one agreed.
    pub by_guardian: bool,
}

/// An invitation of one's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyInvitation {
    /// By whom.
    pub organisation: OrganisationId,
    /// What that is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// What the unit is called.
    pub unit: String,
    /// By which one agrees, as with the QR code of the unit.
    pub token: Vec<u8>,
}

/// What a person has to do with organisations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyOrganisations {
    /// To what they agreed.
    pub memberships: Vec<MyMembership>,
    /// What they are asked.
    pub invitations: Vec<MyInvitation>,
}

impl Service {
    /// What a unit's QR code offers to the holder of a session.
    #[crate::boxed]
    pub async fn offered_unit(
        &self,
        session: &Session,
        token: &[u8],
        now: Instant,
    ) -> Result<UnitOffered, Error> {
        let person = session.person()?;
        let (row, unit) = self.unit_of(token, now).await?;
        let name = self.name_of(person, now).await?;
        Ok(UnitOffered {
            organisation: row.id,
            kind: row.kind,
            name: row.name,
            unit: unit.name,
            terms: TERMS,
            masked: name.masked(),
            full: name.full().to_owned(),
        })
    }

    /// The holder of a session agrees. Agreeing again takes the place of the earlier agreement with the same organisation.
    #[crate::boxed]
    pub async fn join_organisation(
        &self,
        session: &Session,
        agreement: &Agreement<'_>,
        now: Instant,
    ) -> Result<(), Error> {
        let hand = session.hand()?;
        let person = hand.person;
        let (row, unit) = self.unit_of(agreement.token, now).await?;
        if agreement.terms != TERMS {
            return Err(Error::field(
                "terms",
                "说明已更新，请重新阅读后再同意",
                "the text has changed; read it again and agree to that one",
            ));
        }
        let (before, alarms) = self.store.memberships_of(person).await?;
        self.raise(&alarms, now).await?;
        let others = before.iter().filter(|own| own.organisation != row.id);
        let members = self.store.members_of((row.id, unit.id), MOST_MEMBERS);
        if others.count() >= MOST_MEMBERSHIPS || members.await?.len() >= MOST_MEMBERS as usize {
            return Err(Error::field(
                "token",
                "每人最多加入10个单位，每个班级或部门最多500人；请先退出一个，或联系管理员",
                "a person belongs to 10 organisations at most, a unit has 500 members; leave one first, or ask its manager",
            ));
        }
        let membership = MembershipRow {
            organisation: row.id,
            unit: unit.id,
            agreed: now,
            terms: TERMS.to_owned(),
            name: agreement.name,
            card: agreement.card,
            by_guardian: session.is_for_member(),
        };
        let same = |own: &MembershipRow| {
            MembershipRow {
                agreed: now,
                ..own.clone()
            } == membership
        };
        if before.iter().any(same) {
            return Ok(());
        }
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            draft.batch.agree(&membership);
            draft.batch.end_invitation(membership.organisation);
            if !membership.card {
                draft.batch.revoke_card(membership.organisation);
            }
            if membership.by_guardian {
                draft.tell(NoticeKind::JoinedByGuardian, about(&membership), now);
            }
            Ok(Drafted::Write(()))
        };
        self.change(person, hand.deed("join organisation"), now, draft)
            .await?;
        Ok(())
    }

    /// The holder of a session leaves an organisation, or does not want its invitation: from now on it sees nothing.
    #[crate::boxed]
    pub async fn leave_organisation(
        &self,
        session: &Session,
        organisation: OrganisationId,
        now: Instant,
    ) -> Result<(), Error> {
        let hand = session.hand()?;
        let (memberships, invitations) = self.belongings(session, now).await?;
        let own = memberships
            .iter()
            .find(|own| own.organisation == organisation);
        let mut asked = invitations.iter();
        if own.is_none() && asked.all(|own| own.organisation != organisation) {
            return Ok(());
        }
        let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            draft.batch.leave_organisation(organisation);
            draft.batch.end_invitation(organisation);
            // A card that it printed is good no more.
            draft.batch.revoke_card(organisation);
            Ok(Drafted::Write(()))
        };
        self.change(hand.person, hand.deed("leave organisation"), now, draft)
            .await?;
        Ok(())
    }

    /// The agreements and invitations of the holder of a session.
    #[crate::boxed]
    pub async fn my_organisations(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<MyOrganisations, Error> {
        let (memberships, invitations) = self.belongings(session, now).await?;
        let mut mine = MyOrganisations {
            memberships: Vec::with_capacity(memberships.len()),
            invitations: Vec::with_capacity(invitations.len()),
        };
        for own in memberships {
            let Some((row, unit)) = self.unit_by_id((own.organisation, own.unit), now).await?
            else {
                continue;
            };
            mine.memberships.push(MyMembership {
                organisation: row.id,
                kind: row.kind,
                name: row.name,
                unit: unit.name,
                agreed: own.agreed,
                shown: own.name,
                card: own.card,
                by_guardian: own.by_guardian,
            });
        }
        for own in invitations {
            let Some((row, unit)) = self.unit_by_id((own.organisation, own.unit), now).await?
            else {
                continue;
            };
            mine.invitations.push(MyInvitation {
                organisation: row.id,
                kind: row.kind,
                name: row.name,
                token: self.store.unit_token(&unit),
                unit: unit.name,
            });
        }
        Ok(mine)
    }

    async fn belongings(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<(Vec<MembershipRow>, Vec<InvitationRow>), Error> {
        let person = session.person()?;
        let (memberships, alarms) = self.store.memberships_of(person).await?;
        self.raise(&alarms, now).await?;
        let (mut invitations, alarms) = self.store.invitations_of(person).await?;
        self.raise(&alarms, now).await?;
        let since = now.plus_ms(-i64::from(INVITATION_DAYS) * DAY_MS);
        invitations.retain(|own| own.made >= since);
        Ok((memberships, invitations))
    }

    async fn unit_of(
        &self,
        token: &[u8],
        now: Instant,
    ) -> Result<(OrganisationRow, UnitRow), Error> {
        let unknown = || Error::Unknown(Missing::UnitCode);
        let way = Store::unit_of_token(token).ok_or_else(unknown)?;
        let found = self.unit_by_id(way, now).await?;
        // A code that was renewed since is that of no unit.
        let found = found.filter(|(_, unit)| self.store.is_unit_token(unit, token));
        found.ok_or_else(unknown)
    }

    async fn unit_by_id(
        &self,
        (organisation, unit): (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<Option<(OrganisationRow, UnitRow)>, Error> {
        let Some(row) = self.organisation_row(organisation, now).await? else {
            return Ok(None);
        };
        let mut units = self.units_of(organisation, now).await?.into_iter();
        Ok(units.find(|own| own.id == unit).map(|unit| (row, unit)))
    }

    /// Forgets the rows of rosters of the days before, and invitations that stand no more.
    pub(crate) async fn sweep_organisations(&self, now: Instant) -> Result<(), Error> {
        let since = now.plus_ms(-i64::from(INVITATION_DAYS) * DAY_MS);
        self.store.write(self.store.drop_invitations(since)).await?;
        Ok(self
            .store
            .write(self.store.drop_rosters(now.date()))
            .await?)
    }
}
