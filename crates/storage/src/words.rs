//! The words by which a person is known: sealed in a table that rating never opens, and found again by keyed
//! hashes only.

use domain::ids::PersonId;
use zeroize::Zeroizing;

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::select;
use crate::error::ReadError;
use crate::fact::Reading;
use crate::keys::{Cell, Keys};
use crate::store::Store;

/// A word about a person that is kept sealed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The name in full.
    Name,
    /// The document in its canonical text (kind and number).
    Document,
    /// The phone in its canonical text.
    Phone,
    /// The address for e-mail in its canonical text, of who is reached by none of the mainland's phones.
    Mail,
    /// The birth date, `1964-08-12`.
    BirthDate,
    /// The residence to the street.
    Street,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Document,
        Self::Phone,
        Self::Mail,
        Self::BirthDate,
        Self::Street,
    ];

    /// The word in SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Document => "document",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::BirthDate => "birth_date",
            Self::Street => "street",
        }
    }
}

/// A personal word in plain text. No `Debug`, no `Display`; wiped when dropped.
pub type Word = Zeroizing<String>;

const TABLE: &str = "person_sealed";

const SEAL: &str =
    "INSERT INTO person_sealed (person_id, field, sealed, key_id) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (person_id, field) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id";

const SELECT: &str =
    "SELECT field, sealed, key_id FROM person_sealed WHERE person_id = ?1 ORDER BY field";

fn cell(person: PersonId, field: Field) -> Cell {
    Cell {
        table: TABLE,
        column: field.word(),
        owner: person.0,
        row: 0,
    }
}

/// Seals a word into a batch; an earlier one of the field is written over.
pub(crate) fn seal(batch: &mut Batch, keys: &Keys, person: PersonId, field: Field, word: &str) {
    let sealed = keys.seal(cell(person, field), word.as_bytes());
    let values = vec![
        person.0.into(),
        field.word().into(),
        sealed.bytes.into(),
        sealed.key_id.into(),
    ];
    batch.add(SEAL, values);
}

const ONE: &str = "SELECT sealed, key_id FROM person_sealed WHERE person_id = ?1 AND field = ?2";

/// One word of who is read, opened; none where there is none. One that does not open raises an alarm.
pub(crate) fn word(reading: &mut Reading<'_>, field: Field) -> Result<Option<Word>, ReadError> {
    let person = reading.person;
    let bound = [person.0.into(), field.word().into()];
    let rows = select(reading.connection, TABLE, ONE, &bound, |columns| {
        Ok((columns.bytes("sealed")?, columns.i64("key_id")?))
    })?;
    let Some((sealed, key_id)) = rows.into_iter().next() else {
        return Ok(None);
    };
    let word = reading.keys.open(cell(person, field), key_id, &sealed);
    if word.is_none() {
        reading.alarm(AlarmKind::Altered, TABLE, 0);
    }
    Ok(word)
}

const FORGET: &str = "DELETE FROM person_sealed WHERE person_id = ?1 AND field = ?2";

/// Forgets a word.
pub(crate) fn forget(batch: &mut Batch, person: PersonId, field: Field) {
    batch.add(FORGET, vec![person.0.into(), field.word().into()]);
}

impl Store {
    /// The words of a person, opened, and what does not hold. Looking at them needs a purpose and leaves a log line:
    /// the caller's part.
    #[crate::boxed]
    pub async fn words_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<(Field, Word)>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let rows = select(connection, TABLE, SELECT, &[person.0.into()], |columns| {
                let field: Field = columns.word("field")?;
                Ok((field, columns.bytes("sealed")?, columns.i64("key_id")?))
            })?;
            let mut words = Vec::new();
            for (field, sealed, key_id) in rows {
                match self.keys().open(cell(person, field), key_id, &sealed) {
                    Some(word) => words.push((field, word)),
                    None => reading.alarm(AlarmKind::Altered, TABLE, 0),
                }
            }
            Ok((words, reading.alarms))
        })
        .await
    }
}
