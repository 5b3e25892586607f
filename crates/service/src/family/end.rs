//! Cutting: either side, at once. What was handed out by the link is dead with it, and gates know it with the next list.

use domain::family::{FamilyLink, LinkEnd, MemberState};
use domain::ids::{LinkId, PersonId};
use domain::log::By;
use domain::notice::NoticeKind;
use domain::time::Instant;
use storage::{LinkMoved, MemberRow, PersonFacts};

use super::kept::Kept;
use super::oneself;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::{Error, Missing};
use crate::log::{Deed, Hand};
use crate::post::contact_in;
use crate::session::Session;
use crate::shared::Shared;

impl Service {
    /// Cuts a link, or takes a wish back: as whom the session is, the member or the guardian. One that has ended stays so.
    #[crate::boxed]
    pub async fn cut_family(
        &self,
        session: &Session,
        id: LinkId,
        now: Instant,
    ) -> Result<(), Error> {
        let person = oneself(session)?;
        let facts = self.read_person(person, now).await?;
        if let Some(link) = facts.family.iter().find(|link| link.id == id) {
            let how = (Deed::own("cut family link"), LinkEnd::ByMember);
            return self.cut_at(person, link, how, now).await;
        }
        let rows = self.members(person, now).await?;
        let row = rows.iter().find(|row| row.id == id);
        let row = row.ok_or(Error::Unknown(Missing::FamilyMember))?;
        self.let_go(person, row, LinkEnd::ByGuardian, now).await
    }

    /// The guardian's side ends, by whatever: first the member's rows, then its own.
    pub(super) async fn let_go(
        &self,
        guardian: PersonId,
        row: &MemberRow,
        end: LinkEnd,
        now: Instant,
    ) -> Result<(), Error> {
        let by = match end {
            LinkEnd::Lapsed => By::System,
            _ => By::Guardian,
        };
        let deed_for = |action| Deed {
            by,
            ..Deed::own(action)
        };
        let action = match end {
            LinkEnd::Lapsed => "family wish lapsed",
            _ => "cut family link",
        };
        let deed = deed_for(action);
        match row.state {
            MemberState::Ended => return Ok(()),
            MemberState::Unseen => {
                if let Some(member) = row.member {
                    self.drop_provisional(member, deed, now).await?;
                }
            }
            MemberState::Asked | MemberState::Linked => {
                let kept = Kept::of(row)?;
                let holder = self.registered_with(&kept.document, now).await?;
                let member = row.member.or(holder.map(|(person, _)| person));
                if let Some(member) = member {
                    self.cut_of_guardian((guardian, row.id), member, (deed, end), now)
                        .await?;
                }
            }
        }
        let state = (MemberState::Ended, Some(end), None);
        self.settle_member(guardian, row.id, state, now).await
    }

    async fn cut_of_guardian(
        &self,
        (guardian, id): (PersonId, LinkId),
        member: PersonId,
        how: (Deed, LinkEnd),
        now: Instant,
    ) -> Result<(), Error> {
        let facts = match self.read_person(member, now).await {
            Ok(facts) => facts,
            Err(Error::NotRegistered) => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut links = facts.family.iter();
        let own = links.find(|link| link.id == id && link.guardian == guardian);
        let Some(link) = own else {
            return Ok(());
        };
        self.cut_at(member, link, how, now).await?;
        let held = facts.family.iter().any(|l| l.id != id && l.by.counts());
        if held || !link.by.counts() || self.has_contact(member, now).await? {
            return Ok(());
        }
        // Nobody can ask for them any more: what is known of them goes, as far as no order needs it.
        self.erase(member, now).await?;
        Ok(())
    }

    /// Whether a person has a phone, another number or an address of their own.
    pub(super) async fn has_contact(&self, person: PersonId, now: Instant) -> Result<bool, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        if contact_in(&words).is_some() {
            return Ok(true);
        }
        let (numbers, alarms) = self.store.numbers_of(person).await?;
        self.raise(&alarms, now).await?;
        Ok(numbers.iter().any(|row| row.number.is_shown()))
    }

    /// Cuts a link on the member's side, and carries it to the guardian's.
    pub(super) async fn cut_at(
        &self,
        member: PersonId,
        link: &FamilyLink,
        (deed, end): (Deed, LinkEnd),
        now: Instant,
    ) -> Result<(), Error> {
        let (id, was) = (link.id, link.by.counts());
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            let Some(link) = facts.family.iter().find(|link| link.id == id) else {
                return Ok(Drafted::Leave(()));
            };
            draft.batch.cut_family(link);
            if was && end == LinkEnd::ByGuardian {
                draft.tell(NoticeKind::FamilyEnded, id.0, now);
            }
            Ok(Drafted::Write(()))
        };
        self.change(member, deed, now, draft).await?;
        // Gates know it with the next list.
        self.settle_statuses(now).await?;
        let moved = LinkMoved {
            member,
            link: id,
            guardian: link.guardian,
        };
        self.carry_link(moved, end, now).await
    }

    /// What a person's members show on a device of theirs that goes is dead: first at the members, then the device itself.
    pub(crate) async fn take_back_family_codes(
        &self,
        guardian: PersonId,
        now: Instant,
    ) -> Result<(), Error> {
        for row in self.members(guardian, now).await? {
            let (Some(member), false) = (row.member, row.state == MemberState::Ended) else {
                continue;
            };
            let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
                let mut links = facts.family.iter();
                if !links.any(|link| link.id == row.id && link.guardian == guardian) {
                    return Ok(Drafted::Leave(()));
                }
                draft.batch.take_back_by_link(row.id);
                Ok(Drafted::Write(()))
            };
            let deed = Hand::of_guardian(member).deed("take back family codes");
            match self.change(member, deed, now, draft).await {
                Ok(_) | Err(Error::NotRegistered) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// A person who goes lets go of whom they hold.
    pub(crate) async fn leave_family(&self, person: PersonId, now: Instant) -> Result<(), Error> {
        for row in self.members(person, now).await? {
            // Of one who is erased by it in turn, and holds others, the job does the rest.
            Box::pin(self.let_go(person, &row, LinkEnd::ByGuardian, now)).await?;
        }
        Ok(())
    }

    /// The other sides of links of a person who is gone.
    pub(crate) async fn left_family(
        &self,
        person: PersonId,
        links: &[FamilyLink],
        now: Instant,
    ) -> Result<(), Error> {
        for link in links {
            let moved = LinkMoved {
                member: person,
                link: link.id,
                guardian: link.guardian,
            };
            self.carry_link(moved, LinkEnd::ByMember, now).await?;
        }
        Ok(())
    }
}
