//! Sheets of paper, for people without a phone: the issuer part alone, with the name and the end of the document's
//! number to compare, good for a week. One sheet of a person is good at a time.

use credential::{Bearer, DocumentTail, ShownName};
use domain::identity::Document;
use domain::ids::{DeviceId, OrganisationId, PersonId};
use domain::place::DivisionCode;
use domain::state::State;
use domain::time::Instant;
use storage::{Field, PersonFacts};

use crate::Service;
use crate::chance::random_id;
use crate::change::{Draft, Drafted, TRIES};
use crate::error::{Error, Missing};
use crate::explain::Explained;
use crate::family::Acting;
use crate::hand_out::{Wanted, ends};
use crate::log::{Deed, Hand};
use crate::me::word;
use crate::session::Session;

/// For how many dates a sheet is good (P).
const DATES: i32 = 7;

/// A sheet, as it is printed.
#[derive(Debug)]
pub struct Sheet {
    /// The text of its QR code.
    pub text: String,
    /// The name on it.
    pub name: String,
    /// The end of the document's number on it.
    pub document_tail: String,
    /// The state that it claims.
    pub state: State,
    /// The first instant at which it is no longer good.
    pub expires: Instant,
    /// Its decision in words.
    pub explained: Explained,
}

/// Into whose hands a sheet goes: it ends with what gives them the right to it.
#[derive(Clone, Copy)]
pub(crate) enum Holder {
    /// The person's own.
    Person,
    /// A guardian's, by a link.
    Guardian(Acting),
    /// A card that an organisation prints for a member who agreed to one.
    Organisation(OrganisationId),
}

impl Service {
    /// Prints a sheet for the holder of a session, who agrees by asking for it to the name and the end of the number on
    /// it. The sheet before is good no more.
    #[crate::boxed]
    pub async fn print_sheet(
        &self,
        session: &Session,
        city: DivisionCode,
        now: Instant,
    ) -> Result<Sheet, Error> {
        let hand = session.hand()?;
        if session.is_for_member() {
            // The line is there before the sheet is.
            self.note_about(hand.person, hand.deed("print sheet"), "", now)
                .await?;
        }
        let holder = session.acting.map_or(Holder::Person, Holder::Guardian);
        self.sheet_by((hand, holder), city, now).await
    }

    /// The same of a person who agreed to it elsewhere.
    pub(crate) async fn sheet_of(
        &self,
        (person, holder): (PersonId, Holder),
        city: DivisionCode,
        now: Instant,
    ) -> Result<Sheet, Error> {
        self.sheet_by((person.into(), holder), city, now).await
    }

    /// A sheet, by the person's own word or by that of whoever holds them.
    async fn sheet_by(
        &self,
        (hand, holder): (Hand, Holder),
        city: DivisionCode,
        now: Instant,
    ) -> Result<Sheet, Error> {
        let person = hand.person;
        self.issue_allowed(person, now).await?;
        self.use_city(hand, city, now).await?;
        let name = ShownName::full(&self.name_of(person, now).await?);
        let document = self.document_tail(person, now).await?;
        for _try in 0..TRIES {
            let (shared, facts, decisions) = self.current(person, now).await?;
            let decision = decisions.iter().find(|d| d.jurisdiction == city);
            let decision = decision.ok_or(Error::Busy)?;
            let holder = self.number_of(holder, &facts, now).await?;
            let today = now.date();
            let ends = ends(decision, &facts, &shared, today, today + DATES)?;
            let wanted = Wanted {
                decision,
                day: today,
                ends,
                bearer: Bearer::Paper {
                    name: name.clone(),
                    document: document.clone(),
                },
                holder,
            };
            if let Some(credential) = self.hand_out(&facts, wanted, &shared, now).await? {
                return Ok(Sheet {
                    text: credential.text(),
                    name: name.to_string(),
                    document_tail: document.to_string(),
                    state: decision.state,
                    expires: ends.start(),
                    explained: self.explain_one(decision, &facts, &shared, now).await?,
                });
            }
        }
        Err(Error::Busy)
    }

    /// Under which number a sheet is noted, so that it ends with what gives the right to it; an error where that is gone meanwhile.
    async fn number_of(
        &self,
        holder: Holder,
        facts: &PersonFacts,
        now: Instant,
    ) -> Result<DeviceId, Error> {
        match holder {
            Holder::Person => Ok(DeviceId(random_id(&*self.chance))),
            Holder::Guardian(acting) if acting.link_among(facts).is_none() => {
                Err(Error::NotSignedIn)
            }
            Holder::Guardian(acting) => Ok(acting.holder()),
            Holder::Organisation(id) => {
                let (own, alarms) = self.store.memberships_of(facts.id).await?;
                self.raise(&alarms, now).await?;
                let agreed = own.iter().any(|own| own.organisation == id && own.card);
                agreed
                    .then_some(DeviceId(id.0))
                    .ok_or(Error::Unknown(Missing::Person))
            }
        }
    }

    /// Makes the sheet of the holder of a session good no more: it was lost, or is not needed.
    #[crate::boxed]
    pub async fn revoke_sheet(&self, session: &Session, now: Instant) -> Result<(), Error> {
        let hand = session.hand()?;
        self.revoke_sheet_by(hand.person, hand.deed("revoke sheet"), now)
            .await
    }

    /// The same, by whoever does it for the person.
    pub(crate) async fn revoke_sheet_by(
        &self,
        person: PersonId,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let revoke = |_: &PersonFacts, _: &_, draft: &mut Draft| {
            draft.batch.revoke_sheets();
            Ok(Drafted::Write(()))
        };
        self.change(person, deed, now, revoke).await?;
        Ok(())
    }

    pub(crate) async fn document_tail(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<DocumentTail, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let document = word(&words, Field::Document).and_then(Document::from_canonical);
        Ok(DocumentTail::of(&document.ok_or(Error::Damaged)?))
    }
}
