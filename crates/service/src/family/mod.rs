//! Family members (S1-15..22): one person asks for another, who keeps the say.
//!
//! `ask` takes the wish; `consent` the member's word, by a one-time code on their phone or on their own page; `seen` that of whoever
//! sees a member without a phone. `link` writes what follows, first on the member's side, then on the guardian's; `acting` lets
//! the guardian ask for the member, `end` cuts, `settle` is the job for what lapses and what a crash left, `told` what both read.

mod acting;
mod ask;
mod consent;
mod end;
mod kept;
mod link;
mod provisional;
mod seen;
mod settle;
mod told;
mod words;

pub(crate) use acting::Acting;
pub use ask::{CommitmentGiven, MemberForm};
pub use seen::{MemberToSee, SeeAsked};
pub use told::{AskedBy, CommitmentTold, FamilyTold, HeldBy, MemberTold};

use domain::identity::Contact;
use domain::ids::{LinkId, PersonId};
use domain::time::Instant;
use storage::MemberRow;

use crate::Service;
use crate::change::registered;
use crate::error::{Error, Missing};
use crate::post::contact_in;
use crate::session::Session;

impl Service {
    /// Whom a person holds or wants to, those that ended lately among them.
    async fn members(&self, guardian: PersonId, now: Instant) -> Result<Vec<MemberRow>, Error> {
        let (rows, alarms) = self.store.family_of(guardian).await?;
        self.raise(&alarms, now).await?;
        Ok(rows)
    }

    async fn member_row(
        &self,
        guardian: PersonId,
        id: LinkId,
        now: Instant,
    ) -> Result<MemberRow, Error> {
        let rows = self.members(guardian, now).await?;
        let row = rows.into_iter().find(|row| row.id == id);
        row.ok_or(Error::Unknown(Missing::FamilyMember))
    }

    /// Who is registered with a document (its canonical text), and where they are reached.
    async fn registered_with(
        &self,
        document: &str,
        now: Instant,
    ) -> Result<Option<(PersonId, Option<Contact>)>, Error> {
        let Some(person) = self.store.holder_of(document).await? else {
            return Ok(None);
        };
        match self.store.facts_of(person).await? {
            Some(facts) if registered(&facts).is_ok() => {}
            _ => return Ok(None),
        }
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        Ok(Some((person, contact_in(&words))))
    }
}

/// The person of a session that asks for itself.
fn oneself(session: &Session) -> Result<PersonId, Error> {
    if session.is_for_member() {
        return Err(Error::NotRegistered);
    }
    session.person()
}
