//! Registering with a page: the registry must agree on name, document and the phone's holder first (S1-3, S2-18).

use domain::community::Door;
use domain::declaration::Problem;
use domain::identity::{Contact, Document, PersonName};
use domain::ids::DeviceId;
use domain::time::{Date, Instant};
use gateway::registry::Agreement;
use storage::Field;

use crate::Service;
use crate::chance::random_id;
use crate::code::seconds;
use crate::community::residence_in_words;
use crate::error::{Error, TooMany};
use crate::register::{Applicant, OWN, Registered};
use crate::session::Session;
use crate::sign_in::device;

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
}

impl Service {
    /// Registers the holder of a session's phone or address; the session is the person's from then on. Refused in one and the
    /// same words where the registry does not agree and where the document is registered already. Sent again by the
    /// same person it is done already.
    pub async fn registration(
        &self,
        session: &Session,
        form: &RegistrationForm,
        now: Instant,
    ) -> Result<Registered, Error> {
        let street = residence_in_words(&form.street, now)?;
        if let Some(person) = session.row.person {
            let (words, alarms) = self.store.words_of(person).await?;
            self.raise(&alarms, now).await?;
            let same = words.iter().any(|(field, word)| {
                *field == Field::Document && **word == form.document.canonical()
            });
            return same
                .then_some(Registered {
                    person,
                    returned: false,
                })
                .ok_or_else(not_confirmed);
        }
        let contact = session.contact()?;
        let born = form.document.born(form.born, now.date());
        let born = born.map_err(|error| {
            let text = error.text();
            Error::Invalid(vec![Problem::new("birth_date", text.zh, text.en)])
        })?;
        match self.registry_agrees(form, &contact, born, now).await? {
            Agreement::Yes => {}
            Agreement::No => return Err(not_confirmed()),
        }
        let applicant = Applicant {
            name: form.name.clone(),
            document: form.document.clone(),
            contact: Some(contact),
            born: Some(born),
            street,
        };
        let id = DeviceId(random_id(&*self.chance));
        let linked = device(id, &session.row, now);
        let registered = self
            .register_with(
                (&applicant, form.door.as_ref()),
                Some((&linked, &session.row)),
                OWN,
                now,
            )
            .await;
        registered.map_err(|error| match error {
            Error::AlreadyRegistered => not_confirmed(),
            other => other,
        })
    }

    /// Whether the registry knows name and document together: with the holder of a phone of the mainland, or else with the
    /// birth date, where the number does not give it away.
    async fn registry_agrees(
        &self,
        form: &RegistrationForm,
        contact: &Contact,
        born: Date,
        now: Instant,
    ) -> Result<Agreement, Error> {
        let (name, document) = (&form.name, &form.document);
        if let Some(phone) = contact.mainland_phone() {
            let registry = &self.neighbours()?.registry;
            let agrees = registry.agrees(name, document, phone, now).await;
            return agrees.map_err(Error::neighbour);
        }
        if !document.hides_birth_date() {
            return Err(Error::field(
                "document_kind",
                "此类证件的号码含有出生日期，须用本人实名登记的大陆手机号登录后登记，或到服务台办理",
                "holds the birth date in its number: sign in with a number of the mainland in your own name, or go to a \
                 service counter",
            ));
        }
        self.born_by_registry(name, document, born, now).await
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
        let count = self.store.count_document_try(&canonical, today);
        self.store.write(count).await?;
        let tries = self.store.document_tries(&canonical, today).await?;
        let answer = if tries > BIRTH_TRIES {
            Err(Error::TooMany {
                what: TooMany::WrongLastSix,
                retry_after_s: seconds(today.end().ms() - now.ms()),
            })
        } else {
            let agrees = registry.agrees_born(name, document, born, now).await;
            agrees.map_err(Error::neighbour)
        };
        if !matches!(answer, Ok(Agreement::No)) {
            let back = self.store.take_back_document_try(&canonical, today);
            self.store.write(back).await?;
        }
        answer
    }
}

pub(crate) fn not_confirmed() -> Error {
    Error::field(
        "document",
        "无法确认此证件与姓名、出生日期和本手机机主一致，或该证件已有健康码；请逐项核对，用证件后六位登录，或到服务台办理",
        "could not be confirmed for this name, birth date and the holder of this phone, or has a code already; look at \
         each of them, sign in with its last six, or go to a service counter",
    )
}
