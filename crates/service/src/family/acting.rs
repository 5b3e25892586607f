//! Asking for a family member: the guardian's session, and whose affairs it is about. Both sides must say that they are linked.

use domain::access::Action;
use domain::family::{FamilyLink, LinkBy};
use domain::ids::{LinkId, PersonId};
use domain::time::Instant;
use storage::{MemberRow, PersonFacts};

use super::words;
use crate::Service;
use crate::error::{Error, Missing};
use crate::log::{Deed, Hand};
use crate::session::Session;

/// By which link a session asks for a family member.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Acting {
    guardian: PersonId,
    link: LinkId,
}

impl Acting {
    /// The link, where it is among the member's and holds.
    pub(crate) fn link_among(self, facts: &PersonFacts) -> Option<FamilyLink> {
        let mut links = facts.family.iter().copied();
        let own = |link: &FamilyLink| {
            link.id == self.link && link.guardian == self.guardian && link.by.counts()
        };
        // A row that was put back by other hands holds nobody.
        links.find(own).filter(|_| !facts.missing)
    }
}

impl Service {
    /// The session of a person, asking for one of their family members. The first time on a day leaves a line in both logs.
    pub async fn session_for(
        &self,
        session: Session,
        id: LinkId,
        action: Action,
        now: Instant,
    ) -> Result<Session, Error> {
        let guardian = session.person()?;
        let unknown = || Error::Unknown(Missing::FamilyMember);
        let row = self.member_row(guardian, id, now).await?;
        let member = row.member.ok_or_else(unknown)?;
        let acting = Acting { guardian, link: id };
        let facts = match self.read_person(member, now).await {
            Ok(facts) => facts,
            Err(Error::NotRegistered) => return Err(unknown()),
            Err(error) => return Err(error),
        };
        let link = acting.link_among(&facts).ok_or_else(unknown)?;
        if link.by == LinkBy::Unseen && (row.until <= now || !is_open_unseen(action)) {
            return Err(words::unseen());
        }
        self.note_use(guardian, member, &row, now).await?;
        let mut session = session;
        session.row.person = Some(member);
        session.acting = Some(acting);
        Ok(session)
    }

    async fn note_use(
        &self,
        guardian: PersonId,
        member: PersonId,
        row: &MemberRow,
        now: Instant,
    ) -> Result<(), Error> {
        if row.used.is_some_and(|used| used.date() == now.date()) {
            return Ok(());
        }
        let to = MemberRow {
            used: Some(now),
            ..row.clone()
        };
        let used = self.store.change_member(guardian, row, &to);
        match self.store.write(used).await {
            // Another request of this moment noted it.
            Ok(()) | Err(storage::WriteError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
        let action = "use family link";
        self.note_about(member, Hand::of_guardian(member).deed(action), "", now)
            .await?;
        self.note_about(guardian, Deed::own(action), "", now).await
    }
}

/// What may be asked for a member whom nobody has seen: their blue code, and why it is blue.
fn is_open_unseen(action: Action) -> bool {
    matches!(
        action,
        Action::ReadOwnAccount | Action::ReadOwnDecision | Action::ReadOwnCare | Action::Issue
    )
}
