//! A document that was renewed: the number is another, the person and what is known of them the same.
//!
//! The old number goes on leading to them, so that nobody is registered with it a second time, and what a laboratory or an
//! office still writes under it reaches them. Orders go on; nothing gets better by it.

use domain::identity::{Document, PersonName};
use domain::ids::PersonId;
use domain::time::Instant;
use gateway::registry::Agreement;
use storage::{Field, PersonFacts, Tried, Word};

use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::code::seconds;
use crate::error::{Error, TooMany};
use crate::last_six::LAST_SIX_TRIES;
use crate::log::Deed;
use crate::me::word;
use crate::session::Session;

impl Service {
    /// Puts a renewed document in the place of the old one, where the registry says that both are the holder's. Sent again
    /// it is done already. Three that were not confirmed from one phone or address a day; then the counter helps.
    #[crate::boxed]
    pub async fn renew_document(
        &self,
        session: &Session,
        document: &Document,
        now: Instant,
    ) -> Result<(), Error> {
        let person = session.person()?;
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let name = word(&words, Field::Name).and_then(|name| PersonName::parse(name).ok());
        let former = word(&words, Field::Document).and_then(Document::from_canonical);
        let (Some(name), Some(former)) = (name, former) else {
            return Err(Error::Damaged);
        };
        if former == *document {
            return Ok(());
        }
        let contact = session.contact()?;
        let (contact, today) = (contact.canonical(), now.date());
        let count = self
            .store
            .count_document_try(Tried::LastSix, contact, today);
        self.store.write(count).await?;
        let outcome = if self
            .store
            .document_tries(Tried::LastSix, contact, today)
            .await?
            > LAST_SIX_TRIES
        {
            Err(Error::TooMany {
                what: TooMany::WrongLastSix,
                retry_after_s: seconds(today.end().ms() - now.ms()),
            })
        } else {
            self.renew_as_registered(person, (&name, document, &former), now)
                .await
        };
        if !matches!(outcome, Ok(false)) {
            let back = self
                .store
                .take_back_document_try(Tried::LastSix, contact, today);
            self.store.write(back).await?;
        }
        if outcome? { Ok(()) } else { Err(not_renewed()) }
    }

    /// Whether the registry says so and nobody else holds the document; then it is done.
    async fn renew_as_registered(
        &self,
        person: PersonId,
        (name, document, former): (&PersonName, &Document, &Document),
        now: Instant,
    ) -> Result<bool, Error> {
        let registry = &self.neighbours()?.registry;
        let same = registry.same_holder(name, document, former, now).await;
        match same.map_err(Error::neighbour)? {
            Agreement::Yes => {
                let deed = Deed::own("renew document");
                self.take_document(person, document, deed, now).await
            }
            Agreement::No => Ok(false),
        }
    }

    /// Gives a person another document; whether it could be: nobody else may hold it. The sheet that shows the old number
    /// is good no more.
    pub(crate) async fn take_document(
        &self,
        person: PersonId,
        document: &Document,
        deed: Deed,
        now: Instant,
    ) -> Result<bool, Error> {
        let canonical: Word = document.canonical().into();
        if self.store.claim(&canonical, person, now).await? != person {
            return Ok(false);
        }
        let draft = |facts: &PersonFacts, _: &_, draft: &mut Draft| {
            registered(facts)?;
            let old = facts.person.as_ref().ok_or(Error::Damaged)?;
            draft.batch.renew_document(old, &canonical, now);
            draft.batch.revoke_sheets();
            Ok(Drafted::Write(()))
        };
        self.change(person, deed, now, draft).await?;
        // What came under the new number before anybody knew whose it is.
        self.take_held_of(document, now).await;
        Ok(true)
    }

    /// Whether a document (its canonical text) was a person's before it was renewed.
    pub(crate) async fn was_document_of(
        &self,
        person: PersonId,
        document: &str,
        now: Instant,
    ) -> Result<bool, Error> {
        let (former, alarms) = self.store.former_documents(person).await?;
        self.raise(&alarms, now).await?;
        Ok(self.store.is_former(&former, document))
    }
}

/// What is said where the registry does not say so, and where somebody is registered with the number: the same.
pub(crate) fn not_renewed() -> Error {
    Error::field(
        "document_number",
        "无法确认此证件是您原证件换发的，请逐项核对；也可带新旧证件到服务台办理",
        "could not be confirmed as the one that came in the place of yours; look at it again, or bring the old and the new \
         one to a service counter",
    )
}
