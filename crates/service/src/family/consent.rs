//! The member's word: a one-time code on their own phone, which the guardian types, or yes and no on their own page.

use domain::family::{FamilyLink, LinkBy, LinkEnd, MOST_ASKING, MemberState};
use domain::identity::Contact;
use domain::ids::{LinkId, PersonId};
use domain::notice::NoticeKind;
use domain::time::Instant;
use gateway::sms::{Language, Purpose};
use storage::{MemberRow, PersonFacts};

use super::kept::Kept;
use super::told::MemberTold;
use super::{oneself, words};
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::code::CodeSent;
use crate::error::{Error, Missing};
use crate::log::{Deed, Hand};
use crate::session::Session;
use crate::shared::Shared;

impl Service {
    /// Sends the code to the member's phone once more.
    #[crate::boxed]
    pub async fn send_family_code(
        &self,
        session: &Session,
        id: LinkId,
        language: Language,
        now: Instant,
    ) -> Result<CodeSent, Error> {
        let row = self.asked_row(oneself(session)?, id, now).await?;
        self.send_consent(&row, language, now).await
    }

    /// The member told the guardian the code: they agree.
    #[crate::boxed]
    pub async fn consent_by_code(
        &self,
        session: &Session,
        id: LinkId,
        code: &str,
        now: Instant,
    ) -> Result<MemberTold, Error> {
        let guardian = oneself(session)?;
        let row = self.member_row(guardian, id, now).await?;
        if row.state != MemberState::Linked {
            let row = self.asked_row(guardian, id, now).await?;
            let contact = self.contact_asked(&row, now).await?;
            self.use_code(&contact, Purpose::Family, code, now).await?;
            self.link_member(guardian, &row, LinkBy::Consent, now)
                .await?;
        }
        self.member_told(guardian, id, now).await
    }

    /// The member says on their own page whether they agree.
    #[crate::boxed]
    pub async fn answer_family(
        &self,
        session: &Session,
        id: LinkId,
        agree: bool,
        now: Instant,
    ) -> Result<(), Error> {
        let member = oneself(session)?;
        let facts = self.read_person(member, now).await?;
        let mut links = facts.family.iter();
        let Some(link) = links.find(|link| link.id == id && link.guardian != member) else {
            return Err(Error::Unknown(Missing::FamilyMember));
        };
        if link.by.counts() {
            return Ok(());
        }
        if !agree {
            return self
                .cut_at(
                    member,
                    link,
                    (Deed::own("refuse family"), LinkEnd::Refused),
                    now,
                )
                .await;
        }
        let row = self.member_row(link.guardian, id, now).await?;
        if row.state != MemberState::Asked || row.until <= now {
            return Err(Error::Unknown(Missing::FamilyMember));
        }
        let to = FamilyLink {
            by: LinkBy::Consent,
            since: now,
            ..*link
        };
        let hand = Hand::from(member);
        self.link_to(member, to, hand, now).await?;
        self.finish_link(member, &to, &row, now).await
    }

    /// The row of a wish that waits for the member's word.
    async fn asked_row(
        &self,
        guardian: PersonId,
        id: LinkId,
        now: Instant,
    ) -> Result<MemberRow, Error> {
        let row = self.member_row(guardian, id, now).await?;
        let waits = row.state == MemberState::Asked && row.until > now;
        waits
            .then_some(row)
            .ok_or(Error::Unknown(Missing::FamilyMember))
    }

    /// Where the member is asked: the phone on record here, else the one that was typed and that the registry knows as theirs.
    async fn contact_asked(&self, row: &MemberRow, now: Instant) -> Result<Contact, Error> {
        let kept = Kept::of(row)?;
        let holder = self.registered_with(&kept.document, now).await?;
        let on_record = holder.and_then(|(_, contact)| contact);
        let asked = on_record.or_else(|| kept.contact());
        asked.ok_or_else(words::not_reached)
    }

    pub(super) async fn send_consent(
        &self,
        row: &MemberRow,
        language: Language,
        now: Instant,
    ) -> Result<CodeSent, Error> {
        let contact = self.contact_asked(row, now).await?;
        self.send_code(&contact, Purpose::Family, language, now)
            .await
    }

    /// Notes at the member who is registered that they are asked; they read it on their own page.
    pub(super) async fn note_asked(
        &self,
        guardian: PersonId,
        row: &MemberRow,
        now: Instant,
    ) -> Result<(), Error> {
        let kept = Kept::of(row)?;
        let Some((member, _)) = self.registered_with(&kept.document, now).await? else {
            return Ok(());
        };
        let wish = FamilyLink {
            id: row.id,
            guardian,
            by: LinkBy::Asked,
            since: row.made,
        };
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            let known = facts.family.iter().any(|link| link.id == wish.id);
            let wishes = facts.family.iter().filter(|link| !link.by.counts());
            // Who asks too many times is told nothing else: the code by which one agrees went out all the same.
            if known || wishes.count() >= MOST_ASKING {
                return Ok(Drafted::Leave(()));
            }
            draft.batch.link_family(&wish);
            draft.tell(NoticeKind::FamilyAsked, wish.id.0, now);
            Ok(Drafted::Write(()))
        };
        let deed = Hand::of_guardian(member).deed("ask for family");
        self.change(member, deed, now, draft).await?;
        let carried = self.store.link_carried(member, row.id);
        Ok(self.store.write(carried).await?)
    }
}
