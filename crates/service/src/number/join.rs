//! Coming to one's code with another number: a phone that has signed in, by a channel or a one-time code, and is
//! registered to the document of somebody who has a code. One person, one decision, both front ends (S2-9, S2-30).

use domain::identity::{Document, PersonName, Phone};
use domain::ids::{NumberId, PersonId};
use domain::number::{Ground, Number};
use domain::time::Instant;
use gateway::registry::Agreement;
use storage::NumberRow;

use super::add::require_room;
use crate::Service;
use crate::chance::random_id;
use crate::error::Error;
use crate::session::Session;
use crate::sign_in::Standing;

/// What proves the person beside the phone of the session.
pub struct JoinForm {
    /// The name as in the document.
    pub name: PersonName,
    /// The document.
    pub document: Document,
}

impl Service {
    /// Adds the session's phone to the numbers of whoever has the document, where the registry says that name, document
    /// and phone are one person's; the session is theirs from then on. Refused in one and the same words where it does
    /// not, and where nobody has a code with the document. A wrong identity counts like wrong last six.
    pub async fn join_by_number(
        &self,
        session: &Session,
        form: &JoinForm,
        now: Instant,
    ) -> Result<Standing, Error> {
        if session.row.person.is_some() {
            return Ok(Standing::Person);
        }
        let contact = session.contact()?;
        let phone = contact.mainland_phone().ok_or_else(not_confirmed)?;
        self.last_six_allowed(&contact, now).await?;
        let today = now.date();
        let count = self.store.count_document_try(phone.canonical(), today);
        self.store.write(count).await?;
        let person = self.who_joins(form, phone, now).await?;
        let back = self.store.take_back_document_try(phone.canonical(), today);
        self.store.write(back).await?;
        let numbers = self.numbers_of(person, now).await?;
        let is_there = numbers.shown().any(|row| *row.phone == phone.canonical());
        if !is_there {
            require_room(&numbers)?;
        }
        let number = (!is_there).then(|| NumberRow {
            number: Number {
                id: NumberId(random_id(&*self.chance)),
                channel: session.row.channel,
                ground: Ground::Registered,
                since: now,
                given_back: None,
            },
            phone: phone.canonical().to_owned().into(),
        });
        self.link(person, (&session.row, number.as_ref()), now)
            .await?;
        Ok(Standing::Person)
    }

    async fn who_joins(
        &self,
        form: &JoinForm,
        phone: &Phone,
        now: Instant,
    ) -> Result<PersonId, Error> {
        let registry = &self.neighbours()?.registry;
        let agrees = registry
            .agrees(&form.name, &form.document, phone, now)
            .await;
        let agrees = match agrees {
            Ok(agrees) => agrees,
            Err(error) => {
                // Nobody has said that it is wrong.
                let back = self
                    .store
                    .take_back_document_try(phone.canonical(), now.date());
                self.store.write(back).await?;
                return Err(Error::neighbour(error));
            }
        };
        let holder = self.holder_of(&form.document).await?;
        match (agrees, holder) {
            (Agreement::Yes, Some(person)) => match self.read_person(person, now).await {
                Ok(facts) if facts.person.as_ref().is_some_and(|p| p.erased.is_none()) => {
                    Ok(person)
                }
                Ok(_) | Err(Error::NotRegistered) => Err(not_confirmed()),
                Err(error) => Err(error),
            },
            _ => Err(not_confirmed()),
        }
    }
}

fn not_confirmed() -> Error {
    Error::field(
        "document",
        "无法以本手机号确认此姓名和证件的健康码；请逐项核对，或用登记时的手机号登录后添加本号码，或到服务台办理",
        "could not be confirmed with this phone; look at each of them, sign in with the number that you registered with \
         and add this one there, or go to a service counter",
    )
}
