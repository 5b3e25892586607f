//! Registering: one person for one document, whoever tries how often and at what instant.

use domain::community::Door;
use domain::family::FamilyLink;
use domain::hold::Hold;
use domain::identity::{Contact, Document, PersonName};
use domain::ids::PersonId;
use domain::time::{Date, Instant};
use storage::{
    Alias, ApplicantRow, Device, Field, Generation, PersonBatch, PersonFacts, Rating, Registration,
    SessionRow, Word, WriteError,
};

use crate::Service;
use crate::chance::random_id;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::community::home_of_words;
use crate::error::Error;
use crate::itinerary::{Entering, enter};
use crate::log::{Deed, Hand};
use crate::number::first;
use crate::shared::Shared;

/// Registering oneself.
const OWN: Deed = Deed::own("register");

/// Who registers (S2-16), parsed at the edge.
pub struct Applicant {
    /// The name as in the document.
    pub name: PersonName,
    /// The document.
    pub document: Document,
    /// The phone or address by which they sign in; none of who has neither and is served at a counter.
    pub contact: Option<Contact>,
    /// The birth date, where it is known.
    pub born: Option<Date>,
    /// The residence to the street, in words.
    pub street: String,
}

/// What is written in the same batch as a registration.
#[derive(Clone)]
pub(crate) struct Beside<'a> {
    /// What the person's log says of it.
    pub(crate) deed: Deed,
    /// The device on which it happened: it is linked.
    pub(crate) device: Option<(&'a Device, &'a SessionRow)>,
    /// What the person is held for from the beginning.
    pub(crate) hold: Option<Hold>,
    /// As what they applied.
    pub(crate) applicant: Option<ApplicantRow>,
    /// Who holds them from the beginning.
    pub(crate) family: Option<FamilyLink>,
}

impl Default for Beside<'_> {
    fn default() -> Self {
        Self {
            deed: OWN,
            device: None,
            hold: None,
            applicant: None,
            family: None,
        }
    }
}

impl Beside<'_> {
    fn add_to(&self, batch: &mut PersonBatch) {
        if let Some((device, session)) = self.device {
            batch.link_device(device, session);
            // A number that came with a channel says so.
            if session.channel.is_some() && !session.phone.contains('@') {
                let phone = session.phone.clone();
                batch.put_number(&first(phone, session.channel, device.linked));
            }
        }
        if let Some(applicant) = &self.applicant {
            batch.settle_applicant(applicant);
        }
        if let Some(link) = &self.family {
            batch.link_family(link);
        }
    }
}

/// Who was registered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Registered {
    /// The person.
    pub person: PersonId,
    /// Whether something was kept of an earlier registration that was erased; it counts as before.
    pub returned: bool,
}

impl Service {
    /// Registers a person. The claim of the document comes first and is durable: two registrations at one instant
    /// get one person, and one that ended half way is finished by the next try.
    #[crate::boxed]
    pub async fn register(&self, applicant: &Applicant, now: Instant) -> Result<Registered, Error> {
        self.register_with((applicant, None), &Beside::default(), now)
            .await
    }

    /// The same of somebody who says at which door they live.
    #[crate::boxed]
    pub async fn register_at(
        &self,
        applicant: &Applicant,
        door: &Door,
        now: Instant,
    ) -> Result<Registered, Error> {
        self.register_with((applicant, Some(door)), &Beside::default(), now)
            .await
    }

    /// The same, with the door, and with what is written beside it.
    pub(crate) async fn register_with(
        &self,
        (applicant, door): (&Applicant, Option<&Door>),
        beside: &Beside<'_>,
        now: Instant,
    ) -> Result<Registered, Error> {
        let registration = || self.registration_of((applicant, door));
        self.register_as(&applicant.document, &registration, beside, now)
            .await
    }

    /// The same of what is written, whoever says it.
    pub(crate) async fn register_as(
        &self,
        document: &Document,
        registration: &(impl Fn() -> Registration + Sync),
        beside: &Beside<'_>,
        now: Instant,
    ) -> Result<Registered, Error> {
        let registered = self
            .register_claimed(&document.canonical(), registration, beside, now)
            .await?;
        // A result that came before the registration counts as one that comes after it.
        self.take_held_of(document, now).await;
        Ok(registered)
    }

    async fn register_claimed(
        &self,
        document: &str,
        registration: &(impl Fn() -> Registration + Sync),
        beside: &Beside<'_>,
        now: Instant,
    ) -> Result<Registered, Error> {
        for _try in 0..TRIES {
            let proposed = PersonId(random_id(&*self.chance));
            let person = self.store.claim(document, proposed, now).await?;
            let registration = registration();
            if self.store.facts_of(person).await?.is_some() {
                match self.return_to(person, &registration, beside, now).await {
                    // Erased in between, the claim with them: claim again.
                    Err(Error::NotRegistered) => continue,
                    answer => return answer,
                }
            }
            let generation = self.store.generation().await?;
            let mut batch = self.store.register(person, &registration, now);
            beside.add_to(&mut batch);
            if let Some(hold) = &beside.hold {
                batch.hold(hold);
            }
            let deed = match beside.family {
                Some(_) => Hand::of_guardian(person).deed("register"),
                None => beside.deed,
            };
            batch.log(&self.line(deed, Some(registration.alias), "", now));
            match self.store.write(batch.rate(&nothing(generation))).await {
                Ok(()) if self.holds(person, document, now).await? => {
                    return Ok(Registered {
                        person,
                        returned: false,
                    });
                }
                // Somebody else registered the document or published meanwhile: look again.
                Ok(()) | Err(WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }

    fn registration_of(&self, (applicant, door): (&Applicant, Option<&Door>)) -> Registration {
        Registration {
            name: applicant.name.full().to_owned().into(),
            document: applicant.document.canonical().into(),
            contact: applicant.contact.as_ref().map(kept_contact),
            born: applicant.born.map(|born| born.to_string().into()),
            street: applicant.street.clone().into(),
            home: home_of_words(&applicant.street, door.cloned()),
            alias: Alias(random_id(&*self.chance)),
        }
    }

    /// Whether the claim of the document still leads to the person who was just written. An erasure of the person
    /// before may have taken it along after it was read: it is made anew, or, where somebody else has it by now,
    /// what was written goes.
    async fn holds(&self, person: PersonId, document: &str, now: Instant) -> Result<bool, Error> {
        if self.store.holder_of(document).await? == Some(person)
            || self.store.claim(document, person, now).await? == person
        {
            return Ok(true);
        }
        self.erase(person, now).await?;
        Ok(false)
    }

    /// Registers a person of whom a rest is kept. What was kept is rated as before, and counts.
    async fn return_to(
        &self,
        person: PersonId,
        registration: &Registration,
        beside: &Beside<'_>,
        now: Instant,
    ) -> Result<Registered, Error> {
        let draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
            if registered(facts).is_ok() {
                return Err(Error::AlreadyRegistered);
            }
            draft.batch.register_again(facts, registration, now);
            // Who comes back enters the cities anew that an order has kept.
            for kept in draft.record.uses.clone() {
                let entering = Entering {
                    city: kept.jurisdiction,
                    declaration: None,
                    checks: &[],
                };
                enter(draft, shared, &entering, now)?;
            }
            beside.add_to(&mut draft.batch);
            if let Some(hold) = beside.hold {
                draft.hold(hold);
            }
            Ok(Drafted::Write(()))
        };
        self.change(person, beside.deed, now, draft).await?;
        Ok(Registered {
            person,
            returned: true,
        })
    }

    /// The person who holds a document, where it is registered.
    #[crate::boxed]
    pub async fn holder_of(&self, document: &Document) -> Result<Option<PersonId>, Error> {
        Ok(self.store.holder_of(&document.canonical()).await?)
    }
}

/// A contact as it is kept.
pub(crate) fn kept_contact(contact: &Contact) -> (Field, Word) {
    let field = match contact {
        Contact::Phone(_) => Field::Phone,
        Contact::Mail(_) => Field::Mail,
    };
    (field, contact.canonical().to_owned().into())
}

/// A person who has not declared yet has no decision.
pub(crate) fn nothing(generation: Generation) -> Rating {
    Rating {
        decisions: Vec::new(),
        review_on: None,
        generation,
    }
}
