//! Asking for a family member: the guardian's session, and whose affairs it is about. Both sides must say that they are linked.

use domain::access::Action;
use domain::family::{FamilyLink, LinkBy, asks_age, is_minor};
use domain::identity::Document;
use domain::ids::{DeviceId, LinkId, PersonId};
use domain::time::Instant;
use storage::{Field, MemberRow, PersonFacts};

use super::words;
use crate::Service;
use crate::error::{Error, Missing};
use crate::log::{Deed, Hand};
use crate::me::word;
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

    /// Under which number what is handed out by the link is noted, so that cutting it ends that too.
    pub(crate) const fn holder(self) -> DeviceId {
        DeviceId(self.link.0)
    }
}

impl Service {
    /// The session of a person, asking for one of their family members. The first time on a day leaves a line in both logs.
    #[crate::boxed]
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
        let is_minor = asks_age(action) && self.is_minor(member, now).await?;
        let is_over = link.by == LinkBy::Unseen && row.until <= now;
        let by = match link.by {
            // Seen without a phone, or held as a child: an adult who has one by now reads on it themself, as whoever agreed on one.
            LinkBy::Seen | LinkBy::Registry
                if asks_age(action) && !is_minor && self.has_contact(member, now).await? =>
            {
                LinkBy::Consent
            }
            by => by,
        };
        if is_over || !by.opens(action, is_minor) {
            return Err(match link.by {
                LinkBy::Unseen => words::unseen(),
                _ => words::for_themself(),
            });
        }
        self.note_use(guardian, member, &row, now).await?;
        let mut session = session;
        session.row.person = Some(member);
        session.acting = Some(acting);
        Ok(session)
    }

    /// Whether a person is a minor, by the birth date that they are registered with.
    pub(super) async fn is_minor(&self, person: PersonId, now: Instant) -> Result<bool, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let document = word(&words, Field::Document).and_then(Document::from_canonical);
        let said = word(&words, Field::BirthDate).and_then(|date| date.parse().ok());
        let born = document.and_then(|document| document.birth_date()).or(said);
        Ok(is_minor(born, now.date()))
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
