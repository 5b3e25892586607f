//! The last six of a document: what proves a person beside a phone or an address. Three wrong ones a phone a day; after that the
//! counter helps, where a person looks at the document itself.

use domain::identity::{Contact, Document};
use domain::ids::PersonId;
use domain::time::Instant;
use storage::{Field, Tried};

use crate::Service;
use crate::code::seconds;
use crate::error::{Error, TooMany};

/// Wrong last six of a phone on a day.
pub(crate) const LAST_SIX_TRIES: i64 = 3;
/// The most people of one phone that are looked at.
const MAX_USERS: u32 = 50;

impl Service {
    /// Refuses where the phone has given too many wrong ones today.
    pub(crate) async fn last_six_allowed(
        &self,
        contact: &Contact,
        now: Instant,
    ) -> Result<(), Error> {
        let today = now.date();
        let tries = self
            .store
            .document_tries(Tried::LastSix, contact.canonical(), today)
            .await?;
        if tries < LAST_SIX_TRIES {
            return Ok(());
        }
        Err(Error::TooMany {
            what: TooMany::WrongLastSix,
            retry_after_s: seconds(today.end().ms() - now.ms()),
        })
    }

    /// The one person who uses the phone and whose document ends so. A wrong answer is counted, whether anybody
    /// uses the phone or not; it is counted first, so that many at once are no more than three.
    pub(crate) async fn who_ends_in(
        &self,
        contact: &Contact,
        last6: &str,
        now: Instant,
    ) -> Result<Option<PersonId>, Error> {
        let users = self.store.users_of(contact.canonical(), MAX_USERS).await?;
        self.whose_ends_in(contact, &users, last6, now).await
    }

    /// The same among `people`.
    pub(crate) async fn whose_ends_in(
        &self,
        contact: &Contact,
        people: &[PersonId],
        last6: &str,
        now: Instant,
    ) -> Result<Option<PersonId>, Error> {
        let (contact, today) = (contact.canonical(), now.date());
        let count = self
            .store
            .count_document_try(Tried::LastSix, contact, today);
        self.store.write(count).await?;
        if self
            .store
            .document_tries(Tried::LastSix, contact, today)
            .await?
            > LAST_SIX_TRIES
        {
            let back = self
                .store
                .take_back_document_try(Tried::LastSix, contact, today);
            self.store.write(back).await?;
            return Err(Error::TooMany {
                what: TooMany::WrongLastSix,
                retry_after_s: seconds(today.end().ms() - now.ms()),
            });
        }
        let mut found = Vec::new();
        for person in people {
            if self.ends_in(*person, last6, now).await? {
                found.push(*person);
            }
        }
        // Where two end alike, neither is proven.
        let [person] = found[..] else { return Ok(None) };
        let back = self
            .store
            .take_back_document_try(Tried::LastSix, contact, today);
        self.store.write(back).await?;
        Ok(Some(person))
    }

    async fn ends_in(&self, person: PersonId, last6: &str, now: Instant) -> Result<bool, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let document = words.iter().find(|(field, _)| *field == Field::Document);
        let document = document.and_then(|(_, word)| Document::from_canonical(word));
        Ok(document.is_some_and(|document| document.ends_in(last6)))
    }
}
