//! Applying: the registry must agree on name, document and the phone's holder (S1-3, S2-18).

use domain::application::{ApplicantSaid, Application, ApplicationState, WRONG_IDENTITIES};
use domain::community::Door;
use domain::identity::{Document, PersonName, Phone};
use domain::ids::{ApplicationId, PersonId};
use domain::time::Instant;
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

/// What a person registers with; the phone is that of the session.
pub struct RegistrationForm {
    /// The name as in the document.
    pub name: PersonName,
    /// The document.
    pub document: Document,
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
    /// Takes the application of a session's phone. To whom the registry does not agree hears the same words, whatever is
    /// known here of the document. Sent again it is the same application, or done already.
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
        let phone = session.phone()?;
        let before = self.application_of(phone.canonical(), now).await?;
        let before = before.as_ref();
        let kept = Kept::new(form, &street, &phone, &session.row).after(before)?;
        let waits = waiting(before, &kept)?;
        let in_review = ApplicationState::Review;
        if waits.is_some_and(|row| row.application.state == in_review) {
            return Ok(Applied::UnderReview);
        }
        let agreement = self.registry_agrees(&phone, form, now).await?;
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
                Admitted::Before(_) => Err(not_confirmed()),
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

    /// What the registry says; nothing where it gives no answer. A phone names three wrong identities a day: each is counted
    /// before it is asked about, so that many at once are no more than three.
    async fn registry_agrees(
        &self,
        phone: &Phone,
        form: &RegistrationForm,
        now: Instant,
    ) -> Result<Option<Agreement>, Error> {
        let registry = &self.neighbours()?.registry;
        self.count_identity(phone, now).await?;
        let agrees = registry
            .agrees(&form.name, &form.document, phone, now)
            .await;
        match agrees {
            Ok(Agreement::No) => Ok(Some(Agreement::No)),
            Ok(Agreement::Yes) => {
                self.uncount_identity(phone, now).await?;
                Ok(Some(Agreement::Yes))
            }
            Err(error) => {
                tracing::warn!(%error, "an application waits for the registry");
                self.uncount_identity(phone, now).await?;
                Ok(None)
            }
        }
    }

    /// Counts an identity that a phone names, before it is asked about; refused where it named as many wrong ones today as one may.
    pub(crate) async fn count_identity(&self, phone: &Phone, now: Instant) -> Result<(), Error> {
        let (number, today) = (phone.canonical(), now.date());
        let what = Tried::Identity;
        let count = self.store.count_document_try(what, number, today);
        self.store.write(count).await?;
        if self.store.document_tries(what, number, today).await? <= WRONG_IDENTITIES {
            return Ok(());
        }
        self.uncount_identity(phone, now).await?;
        Err(Error::TooMany {
            what: TooMany::WrongIdentities,
            retry_after_s: seconds(today.end().ms() - now.ms()),
        })
    }

    /// It was right, or nobody could say.
    pub(crate) async fn uncount_identity(&self, phone: &Phone, now: Instant) -> Result<(), Error> {
        let number = phone.canonical();
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
            .application(&kept.phone, application, kept.sealed()?))
    }
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
        "无法确认此证件与姓名和本手机机主一致，或该证件已有健康码；请逐项核对，用证件后六位登录，或到服务台办理",
        "could not be confirmed for this name and the holder of this phone, or has a code already; look at each of \
         them, sign in with its last six, or go to a service counter",
    )
}
