//! Coming to one's code with another number: a phone that has signed in, by a channel or a one-time code, and is
//! registered to the document of somebody who has a code. One person, one decision, both front ends (S2-9, S2-30).

use domain::application::WRONG_IDENTITIES;
use domain::identity::{Document, PersonName, Phone};
use domain::ids::{NumberId, PersonId};
use domain::number::{Ground, Number};
use domain::time::Instant;
use gateway::registry::Agreement;
use storage::{NumberRow, Tried};

use super::add::require_room;
use crate::Service;
use crate::chance::random_id;
use crate::code::seconds;
use crate::error::{Error, TooMany};
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
    /// not, and where nobody has a code with the document. Three wrong identities a phone a day.
    #[crate::boxed]
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
        let person = self.who_joins_counted(form, phone, now).await?;
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

    /// Who joins; a wrong identity is counted with those of applications, before anybody is asked about it, so that many at
    /// once are no more than three.
    async fn who_joins_counted(
        &self,
        form: &JoinForm,
        phone: &Phone,
        now: Instant,
    ) -> Result<PersonId, Error> {
        let (what, number, today) = (Tried::Identity, phone.canonical(), now.date());
        let back = || self.store.take_back_document_try(what, number, today);
        let count = self.store.count_document_try(what, number, today);
        self.store.write(count).await?;
        if self.store.document_tries(what, number, today).await? > WRONG_IDENTITIES {
            self.store.write(back()).await?;
            return Err(Error::TooMany {
                what: TooMany::WrongIdentities,
                retry_after_s: seconds(today.end().ms() - now.ms()),
            });
        }
        let found = self.who_joins(form, phone, now).await;
        // What nobody could answer was not wrong.
        if !matches!(found, Err(Error::Invalid(_))) {
            self.store.write(back()).await?;
        }
        found
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
        let agrees = agrees.map_err(Error::neighbour)?;
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
