//! A fact row: how it is written with its MAC, and how it is read only where the MAC holds.
//!
//! A row that somebody put into the database or edited there is not read; it raises an [`Alarm`]. A row that
//! is missing shows in the digest over all rows, which the rating row carries ([`crate::rating`]).

use domain::ids::PersonId;
use domain::time::{Date, Instant};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};

use crate::alarm::{Alarm, AlarmKind};
use crate::error::ReadError;
use crate::keys::{Keys, Mac};
use crate::value::Value;

/// A kind of row that carries a MAC. Its owner is its first column, its own id (where it has one) the second,
/// its MAC the last.
pub(crate) trait Fact: Sized {
    /// The table.
    const TABLE: &'static str;
    /// The rows of person `?1`: every column in order, the MAC last.
    const SELECT: &'static str;
    /// Adds a row of every column in order, the MAC last.
    const INSERT: &'static str;

    /// Every column in order but the MAC.
    fn columns(&self, person: PersonId) -> Vec<Value>;

    /// The row of these columns; the first is the owner.
    fn read(columns: &mut Columns) -> Result<Self, ReadError>;

    /// The row's MAC.
    fn mac(&self, person: PersonId, keys: &Keys) -> Mac {
        keys.mac(Self::TABLE, &self.columns(person))
    }
}

/// One person's rows, while they are read: what was found, and what does not hold.
pub(crate) struct Reading<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) keys: &'a Keys,
    pub(crate) person: PersonId,
    pub(crate) alarms: Vec<Alarm>,
    /// The MACs of all rows that hold.
    pub(crate) macs: Vec<Mac>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(connection: &'a Connection, keys: &'a Keys, person: PersonId) -> Self {
        Self {
            connection,
            keys,
            person,
            alarms: Vec::new(),
            macs: Vec::new(),
        }
    }

    /// The person's rows of one kind whose MAC holds.
    pub(crate) fn rows<F: Fact>(&mut self) -> Result<Vec<F>, ReadError> {
        let mut select = self.connection.prepare_cached(F::SELECT)?;
        let mut found = select.query([self.person.0])?;
        let mut facts = Vec::new();
        while let Some(row) = found.next()? {
            let mut values = values(row)?;
            match values.pop() {
                Some(Value::Blob(mac)) if self.keys.verify(F::TABLE, &values, &mac) => {
                    self.macs.extend(Mac::try_from(mac));
                    facts.push(F::read(&mut Columns::new(F::TABLE, values))?);
                }
                _ => {
                    let id = match values.get(1) {
                        Some(Value::I64(id)) => *id,
                        _ => 0,
                    };
                    self.alarm(AlarmKind::Altered, F::TABLE, id);
                }
            }
        }
        Ok(facts)
    }

    pub(crate) fn alarm(&mut self, kind: AlarmKind, table: &'static str, row: i64) {
        let alarm = Alarm {
            person: Some(self.person),
            kind,
            table: table.into(),
            row,
        };
        alarm.report();
        self.alarms.push(alarm);
    }
}

/// All columns of a row.
pub(crate) fn values(row: &rusqlite::Row<'_>) -> Result<Vec<Value>, ReadError> {
    let count = row.as_ref().column_count();
    let mut values = Vec::with_capacity(count);
    for at in 0..count {
        values.push(match row.get_ref(at)? {
            ValueRef::Integer(number) => Value::I64(number),
            ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
            // No column of ours holds a fraction; a row that has one was not written here and has no MAC.
            ValueRef::Null | ValueRef::Real(_) => Value::Null,
        });
    }
    Ok(values)
}

/// The columns of one row, taken one after the other.
pub(crate) struct Columns {
    table: &'static str,
    values: std::vec::IntoIter<Value>,
}

impl Columns {
    pub(crate) fn new(table: &'static str, values: Vec<Value>) -> Self {
        Self {
            table,
            values: values.into_iter(),
        }
    }

    /// The refusal of a column whose value this program does not know.
    pub(crate) fn unknown(&self, column: &'static str) -> ReadError {
        ReadError::Unknown {
            table: self.table,
            column,
        }
    }

    /// Passes over a column.
    pub(crate) fn skip(&mut self) {
        self.values.next();
    }

    pub(crate) fn maybe_i64(&mut self, column: &'static str) -> Result<Option<i64>, ReadError> {
        match self.values.next() {
            Some(Value::I64(number)) => Ok(Some(number)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.unknown(column)),
        }
    }

    pub(crate) fn i64(&mut self, column: &'static str) -> Result<i64, ReadError> {
        self.maybe_i64(column)?.ok_or_else(|| self.unknown(column))
    }

    /// A number of a narrower kind.
    pub(crate) fn number<T: TryFrom<i64>>(&mut self, column: &'static str) -> Result<T, ReadError> {
        let number = self.i64(column)?;
        T::try_from(number).map_err(|_| self.unknown(column))
    }

    pub(crate) fn maybe_date(&mut self, column: &'static str) -> Result<Option<Date>, ReadError> {
        let Some(day) = self.maybe_i64(column)? else {
            return Ok(None);
        };
        let day = i32::try_from(day).map_err(|_| self.unknown(column))?;
        Ok(Some(Date::from_day(day)))
    }

    pub(crate) fn date(&mut self, column: &'static str) -> Result<Date, ReadError> {
        self.maybe_date(column)?.ok_or_else(|| self.unknown(column))
    }

    pub(crate) fn maybe_instant(
        &mut self,
        column: &'static str,
    ) -> Result<Option<Instant>, ReadError> {
        Ok(self.maybe_i64(column)?.map(Instant::from_ms))
    }

    pub(crate) fn instant(&mut self, column: &'static str) -> Result<Instant, ReadError> {
        self.i64(column).map(Instant::from_ms)
    }

    pub(crate) fn maybe_text(&mut self, column: &'static str) -> Result<Option<String>, ReadError> {
        match self.values.next() {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.unknown(column)),
        }
    }

    pub(crate) fn text(&mut self, column: &'static str) -> Result<String, ReadError> {
        self.maybe_text(column)?.ok_or_else(|| self.unknown(column))
    }

    pub(crate) fn maybe_bytes(
        &mut self,
        column: &'static str,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        match self.values.next() {
            Some(Value::Blob(bytes)) => Ok(Some(bytes)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.unknown(column)),
        }
    }

    pub(crate) fn bytes(&mut self, column: &'static str) -> Result<Vec<u8>, ReadError> {
        self.maybe_bytes(column)?.ok_or_else(|| self.unknown(column))
    }

    /// A value that files write as one word.
    pub(crate) fn word<T: DeserializeOwned>(
        &mut self,
        column: &'static str,
    ) -> Result<T, ReadError> {
        let text = self.text(column)?;
        from_word(&text).ok_or_else(|| self.unknown(column))
    }

    /// A value kept as JSON.
    pub(crate) fn json<T: DeserializeOwned>(
        &mut self,
        column: &'static str,
    ) -> Result<T, ReadError> {
        let text = self.text(column)?;
        serde_json::from_str(&text).map_err(|_| self.unknown(column))
    }
}

/// The value of a word.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    let words: StrDeserializer<'_, WordError> = word.into_deserializer();
    T::deserialize(words).ok()
}

/// Compact JSON. A single word comes without its quotes: the same word that files and screens use.
pub(crate) fn json<T: Serialize>(value: &T) -> Value {
    #[expect(
        clippy::expect_used,
        reason = "the types kept as JSON have neither maps with keys that are no text nor failing parts"
    )]
    let text = serde_json::to_string(value).expect("plain values are JSON");
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(word) => word.into(),
        None => text.into(),
    }
}
