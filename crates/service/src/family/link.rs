//! Making a link: first on the member's side, whose rights it limits, then on the guardian's. Between the two stands the outbox;
//! the job carries what a crash left.

use domain::family::{FamilyLink, LinkBy, LinkEnd, MemberState, has_room};
use domain::ids::PersonId;
use domain::notice::NoticeKind;
use domain::time::Instant;
use storage::{LinkMoved, MemberRow, PersonFacts};

use super::kept::Kept;
use super::words;
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::Error;
use crate::log::{Deed, Hand};
use crate::register::Beside;
use crate::shared::Shared;

impl Service {
    /// Links the member of a row to its guardian, and registers them where nobody is with their document.
    pub(super) async fn link_member(
        &self,
        guardian: PersonId,
        row: &MemberRow,
        by: LinkBy,
        now: Instant,
    ) -> Result<(), Error> {
        let link = FamilyLink {
            id: row.id,
            guardian,
            by,
            since: now,
        };
        let kept = Kept::of(row)?;
        let document = kept.document()?;
        for _try in 0..TRIES {
            if let Some((member, _)) = self.registered_with(&kept.document, now).await? {
                let hand = Hand::of_guardian(member);
                self.link_to(member, link, hand, now).await?;
                return self.finish_link(member, &link, row, now).await;
            }
            let registration = || kept.registration(self);
            let beside = Beside {
                family: Some(link),
                ..Beside::default()
            };
            let registered = self.register_as(&document, &registration, &beside, now);
            match registered.await {
                Ok(registered) => {
                    return self.finish_link(registered.person, &link, row, now).await;
                }
                // Somebody registered them meanwhile.
                Err(Error::AlreadyRegistered) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Busy)
    }

    /// Writes a link on the side of a member who is registered.
    pub(super) async fn link_to(
        &self,
        member: PersonId,
        link: FamilyLink,
        hand: Hand,
        now: Instant,
    ) -> Result<(), Error> {
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let before = facts.family.iter().find(|other| other.id == link.id);
            if before.is_some_and(|before| before.by.counts()) {
                return Ok(Drafted::Leave(()));
            }
            if !has_room(&facts.family, link.id) {
                return Err(words::held_by_two());
            }
            match before {
                Some(before) => draft.batch.change_family(before, &link),
                None => draft.batch.link_family(&link),
            }
            draft.tell(NoticeKind::FamilyLinked, link.id.0, now);
            Ok(Drafted::Write(()))
        };
        self.change(member, hand.deed("link family"), now, draft)
            .await?;
        Ok(())
    }

    /// Carries a new link to the guardian's side, and adds what the guardian declared to what is known of the member.
    pub(super) async fn finish_link(
        &self,
        member: PersonId,
        link: &FamilyLink,
        row: &MemberRow,
        now: Instant,
    ) -> Result<(), Error> {
        let kept = Kept::of(row)?;
        let hand = Hand::of_guardian(member);
        match self.declare(hand, &kept.declaration, now).await {
            Ok(_) => {}
            // The lists or the day have changed since it was typed: the guardian declares anew.
            Err(Error::Invalid(_)) => {
                tracing::info!("what was typed for a family member is out of date");
            }
            Err(error) => return Err(error),
        }
        let moved = LinkMoved {
            member,
            link: link.id,
            guardian: link.guardian,
        };
        self.carry_link(moved, LinkEnd::ByMember, now).await
    }

    /// Brings the guardian's side to where the member's stands; `end` says how it ended, where it did.
    pub(super) async fn carry_link(
        &self,
        moved: LinkMoved,
        end: LinkEnd,
        now: Instant,
    ) -> Result<(), Error> {
        let facts = self.store.facts_of(moved.member).await?;
        let mut links = facts.iter().flat_map(|facts| &facts.family);
        let link = links.find(|link| link.id == moved.link);
        let (state, ended, member) = match link.map(|link| link.by) {
            Some(LinkBy::Asked) => (MemberState::Asked, None, None),
            Some(LinkBy::Unseen) => (MemberState::Unseen, None, Some(moved.member)),
            Some(_) => (MemberState::Linked, None, Some(moved.member)),
            None => (MemberState::Ended, Some(end), None),
        };
        self.settle_member(moved.guardian, moved.link, (state, ended, member), now)
            .await?;
        let carried = self.store.link_carried(moved.member, moved.link);
        Ok(self.store.write(carried).await?)
    }

    /// Writes where a member stands on the guardian's side, and tells the guardian. One that stands there already is left.
    pub(super) async fn settle_member(
        &self,
        guardian: PersonId,
        id: domain::ids::LinkId,
        (state, end, member): (MemberState, Option<LinkEnd>, Option<PersonId>),
        now: Instant,
    ) -> Result<(), Error> {
        for _try in 0..TRIES {
            let rows = self.members(guardian, now).await?;
            let Some(row) = rows.into_iter().find(|row| row.id == id) else {
                return Ok(());
            };
            if row.state == MemberState::Ended || (row.state == state && row.member == member) {
                return Ok(());
            }
            let to = MemberRow {
                state,
                end,
                member,
                changed: now,
                ..row.clone()
            };
            let mut draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
                draft.batch.change_member(&row, &to);
                match state {
                    MemberState::Linked => draft.tell(NoticeKind::FamilyConfirmed, id.0, now),
                    MemberState::Ended if end != Some(LinkEnd::ByGuardian) => {
                        draft.tell(NoticeKind::FamilyEnded, id.0, now);
                    }
                    _ => {}
                }
                Ok(Drafted::Write(()))
            };
            let deed = Deed::own(match state {
                MemberState::Ended => "family member ended",
                _ => "family member",
            });
            match self.attempt(guardian, deed, now, &mut draft).await {
                Ok(Some(_)) | Err(Error::NotRegistered) => return Ok(()),
                // The guardian, or the row, changed meanwhile.
                Ok(None) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Busy)
    }
}
