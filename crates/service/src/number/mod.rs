//! A person's numbers (S0-13..15): each with its channel, masked; added where the registry says whose it is or its
//! holder agrees; given back, and compared for two weeks more.
//!
//! The number of the registration is the first. It has a row of its own only where something is to be said of it
//! beside what everybody's says: another channel than our page, or that it was given back.

mod add;
mod give_back;
mod join;
mod told;

pub use add::NumberAsked;
pub use join::JoinForm;
pub(crate) use told::tell_added;

use domain::identity::Phone;
use domain::ids::{ChannelId, NumberId, PersonId};
use domain::number::{Ground, Number};
use domain::policy::Text;
use domain::time::Instant;
use storage::{Field, NumberRow, Word};

use crate::Service;
use crate::error::Error;
use crate::me::word;
use crate::session::Session;

/// The number with which a person registered.
pub(crate) const FIRST: NumberId = NumberId(0);

/// A number, as its person sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyNumber {
    /// Its id.
    pub id: NumberId,
    /// Its middle hidden.
    pub phone_masked: String,
    /// What people call the channel with which it came; absent for our own page.
    pub channel: Option<Text>,
    /// By what it was added.
    pub ground: Ground,
    /// Since when.
    pub since: Instant,
    /// Whether messages go there.
    pub is_main: bool,
}

/// A person's numbers as they are kept.
pub(crate) struct Numbers {
    /// All, those that were given back as well.
    pub(crate) rows: Vec<NumberRow>,
    /// Where messages go.
    pub(crate) main: Word,
}

impl Numbers {
    /// Those that are the person's.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &NumberRow> {
        self.rows.iter().filter(|row| row.number.is_shown())
    }
}

impl Service {
    /// The numbers of the person of a session: those that are theirs, and none that was given back.
    pub async fn my_numbers(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<Vec<MyNumber>, Error> {
        let numbers = self.numbers_of(session.person()?, now).await?;
        let (channels, alarms) = self.store.channels().await?;
        self.raise(&alarms, now).await?;
        let title = |id: ChannelId| {
            let own = channels.iter().find(|channel| channel.id == id);
            own.map(|channel| channel.page.title.clone())
        };
        let shown = numbers.shown().map(|row| MyNumber {
            id: row.number.id,
            phone_masked: masked(&row.phone),
            channel: row.number.channel.and_then(title),
            ground: row.number.ground,
            since: row.number.since,
            is_main: *row.phone == *numbers.main,
        });
        Ok(shown.collect())
    }

    /// The numbers of a person, the one of the registration among them.
    pub(crate) async fn numbers_of(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Numbers, Error> {
        let facts = self.read_person(person, now).await?;
        let (words, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let main = Word::new(word(&words, Field::Phone).unwrap_or_default().to_owned());
        let (mut rows, alarms) = self.store.numbers_of(person).await?;
        self.raise(&alarms, now).await?;
        let row = facts.person.as_ref().ok_or(Error::Damaged)?;
        if !main.is_empty() && rows.iter().all(|kept| *kept.phone != *main) {
            rows.insert(0, first(main.clone(), None, row.registered));
        }
        Ok(Numbers { rows, main })
    }
}

/// The number with which a person registers, by a channel or on our page.
pub(crate) fn first(phone: Word, channel: Option<ChannelId>, now: Instant) -> NumberRow {
    NumberRow {
        number: Number {
            id: FIRST,
            channel,
            ground: Ground::Registered,
            since: now,
            given_back: None,
        },
        phone,
    }
}

/// Refuses a number of which the registry does not know the holder.
pub(crate) fn mainland(phone: &Phone) -> Result<(), Error> {
    if phone.is_mainland() {
        return Ok(());
    }
    let (zh, en) = (
        "不是大陆手机号，请填写大陆手机号",
        "is no number of the mainland; give one of the mainland",
    );
    Err(Error::field("phone", zh, en))
}

fn masked(phone: &str) -> String {
    Phone::parse(phone)
        .map(|phone| phone.masked())
        .unwrap_or_default()
}
