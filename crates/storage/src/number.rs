//! The numbers of a person, each sealed, with the channel with which it came. They are no facts: nothing is rated by them.

use domain::ids::{ChannelId, NumberId, PersonId};
use domain::number::{Ground, Number};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::claim::{self, phone_hash};
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::facts::PersonFacts;
use crate::keys::{Keys, Mac};
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;
use crate::words::{self, Field, Word};

/// A number as kept.
#[derive(Clone)]
pub struct NumberRow {
    /// What is known of it.
    pub number: Number,
    /// Its digits (the canonical text).
    pub phone: Word,
}

/// A number as a row: its digits sealed.
struct Row {
    number: Number,
    hash: Mac,
    sealed: Vec<u8>,
    key_id: i64,
}

/// Keeps a number, or writes over what is known of it.
const PUT: &str = "INSERT INTO person_number (person_id, number_id, phone_hash, channel_id, ground, since_ms,
given_back_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (person_id, number_id) DO UPDATE SET given_back_ms = excluded.given_back_ms, sealed = excluded.sealed,
key_id = excluded.key_id, mac = excluded.mac";

/// The numbers of person `?1`.
pub(crate) const DROP_OF_PERSON: &str = "DELETE FROM person_number WHERE person_id = ?1";

const DROP: &str = "DELETE FROM person_number WHERE given_back_ms <= ?1";

impl Fact for Row {
    const TABLE: &'static str = "person_number";

    const SELECT: &'static str =
        "SELECT person_id, number_id, phone_hash, channel_id, ground, since_ms, given_back_ms,
sealed, key_id, mac FROM person_number WHERE person_id = ?1 ORDER BY since_ms, number_id";

    const INSERT: &'static str = PUT;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        let number = &self.number;
        vec![
            person.0.into(),
            number.id.0.into(),
            self.hash.into(),
            number.channel.map(|channel| channel.0).into(),
            number.ground.word().into(),
            number.since.into(),
            number.given_back.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let id = NumberId(columns.i64("number_id")?);
        let hash = columns.bytes("phone_hash")?.try_into();
        let hash = hash.map_err(|_| columns.unknown("phone_hash"))?;
        let channel = columns.maybe_i64("channel_id")?.map(ChannelId);
        let ground: Ground = columns.word("ground")?;
        let since = columns.instant("since_ms")?;
        let given_back = columns.maybe_instant("given_back_ms")?;
        Ok(Self {
            number: Number {
                id,
                channel,
                ground,
                since,
                given_back,
            },
            hash,
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = NumberRow;

    fn id(&self) -> i64 {
        self.number.id.0
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, phone: Word) -> NumberRow {
        NumberRow {
            number: self.number,
            phone,
        }
    }
}

impl Row {
    fn of(keys: &Keys, person: PersonId, kept: &NumberRow) -> Self {
        let sealed = keys.seal(Self::cell(person, kept.number.id.0), kept.phone.as_bytes());
        Self {
            number: kept.number,
            hash: phone_hash(keys, &kept.phone),
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        }
    }
}

impl PersonBatch {
    /// Keeps a number of the person; while it is theirs it leads to them.
    pub fn put_number(&mut self, kept: &NumberRow) {
        let person = self.person();
        let row = Row::of(&self.keys, person, kept);
        let mut values = row.columns(person);
        values.push(row.mac(person, &self.keys).into());
        let way = if kept.number.is_shown() {
            claim::USE_PHONE
        } else {
            claim::LEAVE_PHONE
        };
        let key = vec![row.hash.into(), person.0.into()];
        self.rows.add(PUT, values);
        self.rows.way(way, key);
    }

    /// No number of the person leads to them any more.
    pub fn leave_numbers(&mut self, numbers: &[NumberRow]) {
        let person = self.person();
        leave(&mut self.rows, &self.keys, person, numbers);
    }

    /// Makes `phone` the number to which messages go.
    pub fn change_phone(&mut self, facts: &PersonFacts, phone: &str) {
        let Some(old) = &facts.person else { return };
        let mut row = old.clone();
        row.phone = Some(phone_hash(&self.keys, phone));
        self.forget(old);
        self.write_person(&row);
        let person = self.person();
        words::seal(&mut self.rows, &self.keys, person, Field::Phone, phone);
    }
}

fn leave(batch: &mut Batch, keys: &Keys, person: PersonId, numbers: &[NumberRow]) {
    for kept in numbers {
        let hash = phone_hash(keys, &kept.phone);
        batch.way(claim::LEAVE_PHONE, vec![hash.into(), person.0.into()]);
    }
}

impl Store {
    /// The batch after which no number of a person leads to them any more, to go with their erasure.
    pub fn leave_numbers(&self, person: PersonId, numbers: &[NumberRow]) -> Batch {
        let mut batch = Batch::unguarded();
        leave(&mut batch, self.keys(), person, numbers);
        batch
    }

    /// The numbers of a person that have a row, the oldest first, and what does not hold.
    #[crate::boxed]
    pub async fn numbers_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<NumberRow>, Vec<Alarm>), ReadError> {
        self.opened_of::<Row>(person).await
    }

    /// The batch that forgets numbers that were given back at `before` or earlier.
    pub fn drop_numbers(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![before.into()]);
        batch
    }
}
