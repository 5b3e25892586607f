//! Registering with a page: the registry must agree on name, document and the phone's holder first (S1-3, S2-18).

use domain::community::Door;
use domain::identity::{Document, PersonName};
use domain::ids::DeviceId;
use domain::time::Instant;
use gateway::registry::Agreement;
use storage::Field;

use crate::Service;
use crate::chance::random_id;
use crate::community::residence_in_words;
use crate::error::Error;
use crate::register::{Applicant, Registered};
use crate::session::Session;
use crate::sign_in::device;

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
}

impl Service {
    /// Registers the holder of a session's phone; the session is the person's from then on. Refused in one and the
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
        let phone = session.phone()?;
        let registry = &self.neighbours()?.registry;
        let agrees = registry
            .agrees(&form.name, &form.document, &phone, now)
            .await;
        match agrees.map_err(Error::neighbour)? {
            Agreement::Yes => {}
            Agreement::No => return Err(not_confirmed()),
        }
        let applicant = Applicant {
            name: form.name.clone(),
            document: form.document.clone(),
            phone,
            street,
        };
        let id = DeviceId(random_id(&*self.chance));
        let linked = device(id, &session.row, now);
        let registered = self
            .register_with(
                (&applicant, form.door.as_ref()),
                Some((&linked, &session.row)),
                now,
            )
            .await;
        registered.map_err(|error| match error {
            Error::AlreadyRegistered => not_confirmed(),
            other => other,
        })
    }
}

fn not_confirmed() -> Error {
    Error::field(
        "document",
        "无法确认此证件与姓名和本手机机主一致，或该证件已有健康码；请逐项核对，用证件后六位登录，或到服务台办理",
        "could not be confirmed for this name and the holder of this phone, or has a code already; look at each of \
         them, sign in with its last six, or go to a service counter",
    )
}
