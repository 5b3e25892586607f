//! Applying: the registry must agree on name, document and the phone's holder, or the birth date (S1-3, S2-16, S2-18).

use domain::application::{ApplicantSaid, Application, ApplicationState, WRONG_IDENTITIES};
use domain::community::Door;
use domain::declaration::Problem;
use domain::help::Cause;
use domain::identity::{Contact, Document, PersonName};
use domain::ids::{ApplicationId, PersonId};
use domain::time::{Date, Instant};
use gateway::registry::Agreement;
use storage::{ApplicationRow, Field, Tried};

use super::admit::Admitted;
use super::kept::Kept;
use crate::Service;
use crate::chance::random_id;
use crate::code::seconds;
use crate::community::residence_in_words;
use crate::error::{Error, TooMany};
use crate::register::Registered;
use crate::session::Session;

/// How many birth dates may be tried for one document on a day (P): who knows a number and no birth date finds none.
const BIRTH_TRIES: i64 = 5;

/// What a person registers with; the phone or address is that of the session.
pub struct RegistrationForm {
    /// The name as in the document.
    pub name: PersonName,
    /// The document.
    pub document: Document,
    /// The birth date, where the number does not say it.
    pub born: Option<Date>,
    /// The residence to the street: the nine digits of a street, or words.
    pub street: String,
    /// The door, where it was given.
    pub door: Option<Door>,
    /// As what they apply.
    pub said: ApplicantSaid,
}

/// What became of an application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applied {
    /// It went through: the session is the person's. Where two answers contradict each other they are held.
    Registered(Registered),
    /// It is under review: [`Service::application_told`] says what is checked, and until when.
    UnderReview,
}

impl Service {
    /// Takes the application of a session's phone or address. To whom the registry does not agree hears the same words, whatever is
    /// known here of the document. Sent again it is the same application, or done already.
    #[crate::boxed]
    pub async fn apply(
        &self,
        session: &Session,
        form: &RegistrationForm,
        now: Instant,
    ) -> Result<Applied, Error> {
        let street = residence_in_words(&form.street, now)?;
        let slips = form.said.problems(now.date());
        if !slips.is_empty() {
            return Err(Error::Invalid(slips));
        }
        if let Some(person) = session.row.person {
            return self.applied_already(person, form, now).await;
        }
        let contact = session.contact()?;
        let born = born_of(form, now)?;
        reaches(&contact, &form.document)?;
        let before = self.application_of(contact.canonical(), now).await?;
        let before = before.as_ref();
        let kept = Kept::new((form, &street, born), &contact, &session.row).after(before)?;
        let waits = waiting(before, &kept)?;
        let in_review = ApplicationState::Review;
        if waits.is_some_and(|row| row.application.state == in_review) {
            return Ok(Applied::UnderReview);
        }
        let agreement = self.registry_agrees((form, born), &contact, now).await?;
        let row = match waits {
            Some(row) => row.clone(),
            None => self.new_application(&kept, now)?,
        };
        match agreement {
            None => {
                if waits.is_none() {
                    self.store.write(self.store.put_application(&row)).await?;
                }
                Ok(Applied::UnderReview)
            }
            Some(Agreement::No) => Err(not_confirmed()),
            Some(Agreement::Yes) => match self.admit(&row, now).await? {
                Admitted::Registered(registered) => Ok(Applied::Registered(registered)),
                Admitted::Review => Ok(Applied::UnderReview),
                Admitted::Unproven | Admitted::Before(_) => Err(not_confirmed()),
            },
        }
    }

    /// Of somebody who is registered: the same document again is done already.
    async fn applied_already(
        &self,
        person: PersonId,
        form: &RegistrationForm,
        now: Instant,
    ) -> Result<Applied, Error> {
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let same = words
            .iter()
            .any(|(field, word)| *field == Field::Document && **word == form.document.canonical());
        let registered = Registered {
            person,
            returned: false,
        };
        same.then_some(Applied::Registered(registered))
            .ok_or_else(not_confirmed)
    }

    /// What the registry says; nothing where it gives no answer. A phone or address names three wrong identities a day: each is counted
    /// before it is asked about, so that many at once are no more than three.
    async fn registry_agrees(
        &self,
        (form, born): (&RegistrationForm, Date),
        contact: &Contact,
        now: Instant,
    ) -> Result<Option<Agreement>, Error> {
        self.count_identity(contact, now).await?;
        let asked = (&form.name, &form.document);
        let agrees = self.ask_registry(asked, (contact, born), now).await;
        if !matches!(agrees, Ok(Agreement::No)) {
            self.uncount_identity(contact, now).await?;
        }
        match agrees {
            Ok(agreement) => Ok(Some(agreement)),
            Err(Error::Waits { .. }) => {
                self.count_failure(Cause::RegistryDown);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the registry knows name and document together: with the holder of a phone of the mainland, or else with the
    /// birth date.
    pub(super) async fn ask_registry(
        &self,
        (name, document): (&PersonName, &Document),
        (contact, born): (&Contact, Date),
        now: Instant,
    ) -> Result<Agreement, Error> {
        let Some(phone) = contact.mainland_phone() else {
            return self.born_by_registry(name, document, born, now).await;
        };
        let registry = &self.neighbours()?.registry;
        let agrees = registry.agrees(name, document, phone, now).await;
        agrees.map_err(Error::neighbour)
    }

    /// Whether the registry knows name, document and birth date together. Of one document it is asked a few times a day,
    /// from whatever address; it is counted before it is asked, so that many at once are no more.
    pub(crate) async fn born_by_registry(
        &self,
        name: &PersonName,
        document: &Document,
        born: Date,
        now: Instant,
    ) -> Result<Agreement, Error> {
        let registry = &self.neighbours()?.registry;
        let (canonical, today) = (document.canonical(), now.date());
        let count = self
            .store
            .count_document_try(Tried::Birth, &canonical, today);
        self.store.write(count).await?;
        let tries = self
            .store
            .document_tries(Tried::Birth, &canonical, today)
            .await?;
        let answer = if tries > BIRTH_TRIES {
            Err(Error::TooMany {
                what: TooMany::WrongIdentities,
                retry_after_s: seconds(today.end().ms() - now.ms()),
            })
        } else {
            let agrees = registry.agrees_born(name, document, born, now).await;
            agrees.map_err(Error::neighbour)
        };
        if !matches!(answer, Ok(Agreement::No)) {
            let back = self
                .store
                .take_back_document_try(Tried::Birth, &canonical, today);
            self.store.write(back).await?;
        }
        answer
    }

    /// Counts an identity that a phone names, before it is asked about; refused where it named as many wrong ones today as one may.
    pub(crate) async fn count_identity(
        &self,
        contact: &Contact,
        now: Instant,
    ) -> Result<(), Error> {
        let (number, today) = (contact.canonical(), now.date());
        let what = Tried::Identity;
        let count = self.store.count_document_try(what, number, today);
        self.store.write(count).await?;
        if self.store.document_tries(what, number, today).await? <= WRONG_IDENTITIES {
            return Ok(());
        }
        self.uncount_identity(contact, now).await?;
        Err(Error::TooMany {
            what: TooMany::WrongIdentities,
            retry_after_s: seconds(today.end().ms() - now.ms()),
        })
    }

    /// It was right, or nobody could say.
    pub(crate) async fn uncount_identity(
        &self,
        contact: &Contact,
        now: Instant,
    ) -> Result<(), Error> {
        let number = contact.canonical();
        let back = self
            .store
            .take_back_document_try(Tried::Identity, number, now.date());
        Ok(self.store.write(back).await?)
    }

    fn new_application(&self, kept: &Kept, now: Instant) -> Result<ApplicationRow, Error> {
        let id = ApplicationId(random_id(&*self.chance));
        let application = Application::new(id, kept.asked()?.city(), now);
        Ok(self
            .store
            .application(&kept.contact, application, kept.sealed()?))
    }
}

/// The birth date, by the number or as it was said.
fn born_of(form: &RegistrationForm, now: Instant) -> Result<Date, Error> {
    form.document.born(form.born, now.date()).map_err(|error| {
        let text = error.text();
        Error::Invalid(vec![Problem::new("birth_date", text.zh, text.en)])
    })
}

/// Whether somebody of this contact can be known by the registry: with a phone of the mainland, or by a birth date that the number
/// does not give away.
fn reaches(contact: &Contact, document: &Document) -> Result<(), Error> {
    if contact.mainland_phone().is_some() || document.hides_birth_date() {
        return Ok(());
    }
    Err(Error::field(
        "document_kind",
        "此类证件的号码含有出生日期，须用本人实名登记的大陆手机号登录后登记，或到服务台办理",
        "holds the birth date in its number: sign in with a number of the mainland in your own name, or go to a \
         service counter",
    ))
}

/// The application before, where it waits and asks for the same.
fn waiting<'a>(
    before: Option<&'a ApplicationRow>,
    kept: &Kept,
) -> Result<Option<&'a ApplicationRow>, Error> {
    let Some(row) = before.filter(|row| row.application.waits()) else {
        return Ok(None);
    };
    Ok(Kept::of(row)?.asks_the_same(kept).then_some(row))
}

pub(super) fn not_confirmed() -> Error {
    Error::field(
        "document",
        "无法确认此证件与姓名、出生日期和本手机机主一致，或该证件已有健康码；请逐项核对，用证件后六位登录，或到服务台办理",
        "could not be confirmed for this name, birth date and the holder of this phone, or has a code already; look at \
         each of them, sign in with its last six, or go to a service counter",
    )
}
