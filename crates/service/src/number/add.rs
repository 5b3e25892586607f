//! Adding a number: the registry says that it is registered to the person's document, or whoever holds it agrees by a
//! one-time code whose text says what it opens (S0-14).

use domain::identity::{Document, PersonName, Phone};
use domain::ids::{NumberId, PersonId};
use domain::number::{Ground, MOST_NUMBERS, Number};
use domain::time::Instant;
use gateway::registry::Agreement;
use gateway::sms::Purpose;
use storage::{Field, NumberRow, PersonFacts};

use super::told::tell_added;
use super::{MyNumber, Numbers, mainland};
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::Error;
use crate::log::Deed;
use crate::me::word;
use crate::session::Session;

/// What a page sends to add a number.
pub struct NumberAsked<'a> {
    /// Made on the page: the same id twice is one.
    pub id: NumberId,
    /// The number.
    pub phone: &'a Phone,
    /// The one-time code by which its holder agrees, where the registry does not say whose it is.
    pub code: Option<&'a str>,
}

impl Service {
    /// Adds a number to the person of a session, and answers with all that are theirs.
    pub async fn add_number(
        &self,
        session: &Session,
        asked: &NumberAsked<'_>,
        now: Instant,
    ) -> Result<Vec<MyNumber>, Error> {
        mainland(asked.phone)?;
        let person = session.person()?;
        let numbers = self.numbers_of(person, now).await?;
        let phone = asked.phone.canonical();
        let same_id = numbers.rows.iter().find(|row| row.number.id == asked.id);
        if same_id.is_some_and(|row| *row.phone != phone) {
            let (zh, en) = (
                "此编号已用于另一个号码，请重新打开页面",
                "is the id of another number; load the page again",
            );
            return Err(Error::field("id", zh, en));
        }
        let is_there = same_id.is_some() || numbers.shown().any(|row| *row.phone == phone);
        if !is_there {
            require_room(&numbers)?;
            let ground = self.ground_of(person, asked, now).await?;
            let number = Number {
                id: asked.id,
                channel: None,
                ground,
                since: now,
                given_back: None,
            };
            self.keep_number(person, (number, asked.phone), now).await?;
        }
        self.my_numbers(session, now).await
    }

    async fn keep_number(
        &self,
        person: PersonId,
        (number, phone): (Number, &Phone),
        now: Instant,
    ) -> Result<(), Error> {
        let row = NumberRow {
            number,
            phone: phone.canonical().to_owned().into(),
        };
        let add = |facts: &PersonFacts, _: &_, draft: &mut Draft| {
            registered(facts)?;
            draft.batch.put_number(&row);
            tell_added(draft, &row.number, now);
            Ok(Drafted::Write(()))
        };
        self.change(person, Deed::own("add number"), now, add)
            .await?;
        Ok(())
    }

    /// By what a number may be added. The holder's code is asked for only where the registry does not say that it is the
    /// person's own; with the code nobody else is asked.
    async fn ground_of(
        &self,
        person: PersonId,
        asked: &NumberAsked<'_>,
        now: Instant,
    ) -> Result<Ground, Error> {
        if let Some(code) = asked.code {
            self.use_code(&asked.phone.clone().into(), Purpose::AddNumber, code, now)
                .await?;
            return Ok(Ground::Agreed);
        }
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let name = word(&words, Field::Name).and_then(|name| PersonName::parse(name).ok());
        let document = word(&words, Field::Document).and_then(Document::from_canonical);
        let (Some(name), Some(document)) = (name, document) else {
            return Err(Error::Damaged);
        };
        let registry = &self.neighbours()?.registry;
        let agrees = registry.agrees(&name, &document, asked.phone, now).await;
        match agrees.map_err(Error::neighbour)? {
            Agreement::Yes => Ok(Ground::Registered),
            Agreement::No => Err(Error::field(
                "code",
                "此号码未以您的证件登记，请向该号码发送验证码，经机主同意后填写",
                "is needed: this number is not registered to your document; have a code sent there, and ask its holder",
            )),
        }
    }
}

pub(super) fn require_room(numbers: &Numbers) -> Result<(), Error> {
    if numbers.shown().count() < MOST_NUMBERS {
        return Ok(());
    }
    let (zh, en) = (
        "已有十个号码，请先交还一个不用的号码",
        "would be the eleventh number; give one back first that you do not use",
    );
    Err(Error::field("phone", zh, en))
}
