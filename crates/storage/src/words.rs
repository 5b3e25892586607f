//! The words by which a person is known: sealed in a table that rating never opens, and found again by keyed
//! hashes only.

use domain::ids::PersonId;
use zeroize::Zeroizing;

use crate::batch::Batch;
use crate::columns::{Columns, values};
use crate::error::ReadError;
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
    /// The residence to the street.
    Street,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 4] = [Self::Name, Self::Document, Self::Phone, Self::Street];

    /// The word in SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Document => "document",
            Self::Phone => "phone",
            Self::Street => "street",
        }
    }
}

/// A personal word in plain text. No `Debug`, no `Display`; wiped when dropped.
pub type Word = Zeroizing<String>;

const SEAL: &str =
    "INSERT INTO person_sealed (person_id, field, sealed, key_id) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (person_id, field) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id";

const SELECT: &str =
    "SELECT field, sealed, key_id FROM person_sealed WHERE person_id = ?1 ORDER BY field";

fn cell(person: PersonId, field: Field) -> Cell {
    Cell {
        table: "person_sealed",
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

impl Store {
    /// The words of a person, opened. Looking at them needs a purpose and leaves a log line: the caller's part.
    /// A word that was altered is left out.
    pub async fn words_of(&self, person: PersonId) -> Result<Vec<(Field, Word)>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(SELECT)?;
            let mut found = select.query([person.0])?;
            let mut words = Vec::new();
            while let Some(row) = found.next()? {
                let mut columns = Columns::new("person_sealed", values(row)?);
                let field: Field = columns.word("field")?;
                let sealed = columns.bytes("sealed")?;
                let key_id = columns.i64("key_id")?;
                if let Some(word) = self.keys().open(cell(person, field), key_id, &sealed) {
                    words.push((field, word));
                } else {
                    tracing::error!(field = field.word(), "a sealed word was altered");
                }
            }
            Ok(words)
        })
        .await
    }
}
