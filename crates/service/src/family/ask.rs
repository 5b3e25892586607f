//! Asking for a family member: what was typed is checked, the registry is asked, and then the member.

use domain::community::Door;
use domain::declaration::Declaration;
use domain::family::{
    COMMITMENTS_VERSION, Commitment, MemberState, Relation, is_minor, waits_until,
};
use domain::identity::{Document, PersonName, Phone};
use domain::ids::{LinkId, PersonId};
use domain::time::Instant;
use gateway::registry::Agreement;
use gateway::sms::Language;
use storage::{Field, MemberRow, WriteError};

use super::kept::Kept;
use super::told::MemberTold;
use super::{oneself, words};
use crate::Service;
use crate::chance::random_id;
use crate::community::residence_in_words;
use crate::error::Error;
use crate::me::word;
use crate::session::Session;

/// Digits of the number that is shown to whoever sees the member.
const REFERENCE_DIGITS: u32 = 8;

/// A commitment that was ticked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommitmentGiven {
    /// Which.
    pub commitment: Commitment,
    /// In which version its text was read.
    pub version: u16,
}

/// What a guardian types of a family member, parsed at the edge.
pub struct MemberForm {
    /// Made on the page: the same id twice is one wish.
    pub id: LinkId,
    /// The name as in the document.
    pub name: PersonName,
    /// The document.
    pub document: Document,
    /// The member's own phone, where they have one.
    pub phone: Option<Phone>,
    /// What they are to the guardian.
    pub relation: Relation,
    /// The residence to the street: the nine digits of a street, or words.
    pub street: String,
    /// The door, where it was given.
    pub door: Option<Door>,
    /// The declaration, as for oneself.
    pub declaration: Declaration,
    /// The commitments that were ticked.
    pub commitments: Vec<CommitmentGiven>,
}

impl Service {
    /// Takes the wish to hold a family member. Whoever uses a phone, or is registered with one, is asked there; who has none has a
    /// blue code until somebody sees them, or, as a minor whose guardian the registry names, a code at once. To whom the registry
    /// does not agree hears one and the same thing, whatever is known here of the document.
    #[crate::boxed]
    pub async fn ask_for_member(
        &self,
        session: &Session,
        form: &MemberForm,
        language: Language,
        now: Instant,
    ) -> Result<MemberTold, Error> {
        let guardian = oneself(session)?;
        let rows = self.members(guardian, now).await?;
        if !rows.iter().any(|row| row.id == form.id) {
            self.may_ask(guardian, form, &rows, now).await?;
            let street = residence_in_words(&form.street, now)?;
            let by_registry = self.registry_confirms(session, guardian, form, now).await?;
            let kept = Kept::new(form, &street, by_registry, now);
            let row = self.new_member(guardian, form, kept, now).await?;
            match self
                .store
                .write(self.store.add_member(guardian, &row))
                .await
            {
                Ok(()) => {}
                Err(WriteError::Conflict) => return Err(words::too_many()),
                Err(error) => return Err(error.into()),
            }
        }
        let row = self.member_row(guardian, form.id, now).await?;
        self.begin_asking(guardian, &row, language, now).await?;
        self.member_told(guardian, form.id, now).await
    }

    async fn may_ask(
        &self,
        guardian: PersonId,
        form: &MemberForm,
        rows: &[MemberRow],
        now: Instant,
    ) -> Result<(), Error> {
        let promised = |commitment: &Commitment| {
            let given = |given: &CommitmentGiven| {
                given.commitment == *commitment && given.version == COMMITMENTS_VERSION
            };
            form.commitments.iter().any(given)
        };
        let mut problems = form.declaration.problems(now.date());
        if !Commitment::ALL.iter().all(promised) {
            problems.push(words::commitments());
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let rating = self.store.rating_of(guardian).await?;
        if rating.is_none_or(|rating| rating.decisions.is_empty()) {
            return Err(words::own_code_first());
        }
        let document = form.document.canonical();
        let (own, alarms) = self.store.words_of(guardian).await?;
        self.raise(&alarms, now).await?;
        if word(&own, Field::Document) == Some(&document) {
            return Err(words::oneself());
        }
        for row in rows.iter().filter(|row| row.state != MemberState::Ended) {
            if Kept::of(row)?.document == document {
                return Err(words::already());
            }
        }
        Ok(())
    }

    /// Whether the registry names the guardian of the minor; refused where it does not agree that there is such a person, or that
    /// the phone is theirs. A phone names three wrong identities a day, together with those of applications.
    async fn registry_confirms(
        &self,
        session: &Session,
        guardian: PersonId,
        form: &MemberForm,
        now: Instant,
    ) -> Result<bool, Error> {
        let registry = &self.neighbours()?.registry;
        let own_contact = session.contact()?;
        self.count_identity(&own_contact, now).await?;
        let (name, document) = (&form.name, &form.document);
        let answer = if let Some(phone) = &form.phone {
            let agrees = registry.agrees(name, document, phone, now).await;
            agrees.map(|agreement| (agreement == Agreement::Yes, false))
        } else {
            let (own, alarms) = self.store.words_of(guardian).await?;
            self.raise(&alarms, now).await?;
            let own_name = word(&own, Field::Name).and_then(|n| PersonName::parse(n).ok());
            let own = word(&own, Field::Document).and_then(Document::from_canonical);
            let (own_name, own) = own_name.zip(own).ok_or(Error::Damaged)?;
            let kin = registry.kin((name, document), (&own_name, &own), now).await;
            kin.map(|kin| {
                let is = kin.identity == Agreement::Yes && kin.phone == Agreement::No;
                let minor = is_minor(document.birth_date(), now.date());
                (is, minor && kin.guardian == Agreement::Yes)
            })
        };
        match answer {
            Ok((false, _)) => Err(words::not_confirmed()),
            Ok((true, by_registry)) => {
                self.uncount_identity(&own_contact, now).await?;
                Ok(by_registry)
            }
            Err(error) => {
                self.uncount_identity(&own_contact, now).await?;
                Err(Error::neighbour(error))
            }
        }
    }

    /// The row of a new wish, and the number that leads to it where somebody must see the member.
    async fn new_member(
        &self,
        guardian: PersonId,
        form: &MemberForm,
        mut kept: Kept,
        now: Instant,
    ) -> Result<MemberRow, Error> {
        let until = waits_until(now);
        let holder = self.registered_with(&kept.document, now).await?;
        let on_record = holder.is_some_and(|(_, contact)| contact.is_some());
        let unseen = form.phone.is_none() && !on_record && !kept.by_registry;
        if unseen {
            let reference = self.chance.bits() % 10_u64.pow(REFERENCE_DIGITS);
            let reference = format!("{reference:08}");
            let to = (guardian, form.id);
            let lead = self.store.put_reference(&reference, to, until);
            match self.store.write(lead).await {
                Ok(()) => {}
                // The number leads elsewhere already: whoever asks again draws another.
                Err(WriteError::Conflict) => return Err(Error::Busy),
                Err(error) => return Err(error.into()),
            }
            kept.reference = Some(reference);
        }
        let state = if unseen {
            MemberState::Unseen
        } else {
            MemberState::Asked
        };
        Ok(MemberRow {
            id: form.id,
            member: unseen.then(|| PersonId(random_id(&*self.chance))),
            state,
            end: None,
            made: now,
            until,
            changed: now,
            used: None,
            words: kept.sealed()?,
        })
    }

    /// Begins what a new row waits for; run again it goes on where a crash left it.
    async fn begin_asking(
        &self,
        guardian: PersonId,
        row: &MemberRow,
        language: Language,
        now: Instant,
    ) -> Result<(), Error> {
        match row.state {
            MemberState::Unseen => self.provide(guardian, row, now).await,
            MemberState::Asked if Kept::of(row)?.by_registry => {
                let by = domain::family::LinkBy::Registry;
                self.link_member(guardian, row, by, now).await
            }
            MemberState::Asked => {
                self.note_asked(guardian, row, now).await?;
                match self.send_consent(row, language, now).await {
                    Err(Error::Waits { .. } | Error::TooMany { .. }) | Ok(_) => Ok(()),
                    Err(error) => Err(error),
                }
            }
            MemberState::Linked | MemberState::Ended => Ok(()),
        }
    }
}
