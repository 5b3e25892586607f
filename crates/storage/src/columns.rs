//! A row as it comes back: its columns taken one after the other, each parsed into the field's own type.

use domain::facts::Temperature;
use domain::place::DivisionCode;
use domain::time::{Date, Instant};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::error::ReadError;
use crate::value::Value;

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

/// The rows of a statement with these values bound, each read by `read`.
pub(crate) fn select<T>(
    connection: &Connection,
    table: &'static str,
    sql: &str,
    bound: &[Value],
    read: impl Fn(&mut Columns) -> Result<T, ReadError>,
) -> Result<Vec<T>, ReadError> {
    let mut select = connection.prepare_cached(sql)?;
    let mut found = select.query(rusqlite::params_from_iter(bound))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(read(&mut Columns::new(table, values(row)?))?);
    }
    Ok(rows)
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

    pub(crate) fn maybe_place(
        &mut self,
        column: &'static str,
    ) -> Result<Option<DivisionCode>, ReadError> {
        let Some(number) = self.maybe_i64(column)? else {
            return Ok(None);
        };
        let code = u32::try_from(number)
            .ok()
            .and_then(DivisionCode::from_number);
        code.map(Some).ok_or_else(|| self.unknown(column))
    }

    pub(crate) fn place(&mut self, column: &'static str) -> Result<DivisionCode, ReadError> {
        self.maybe_place(column)?
            .ok_or_else(|| self.unknown(column))
    }

    pub(crate) fn temperature(
        &mut self,
        column: &'static str,
    ) -> Result<Option<Temperature>, ReadError> {
        let tenths = self.maybe_i64(column)?;
        let temperature = tenths.map(Temperature::from_tenths).transpose();
        temperature.map_err(|_| self.unknown(column))
    }

    pub(crate) fn flag(&mut self, column: &'static str) -> Result<bool, ReadError> {
        match self.values.next() {
            Some(Value::Bool(yes)) => Ok(yes),
            Some(Value::I64(number)) => Ok(number != 0),
            _ => Err(self.unknown(column)),
        }
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
        self.maybe_bytes(column)?
            .ok_or_else(|| self.unknown(column))
    }

    /// A value that files write as one word.
    pub(crate) fn word<T: DeserializeOwned>(
        &mut self,
        column: &'static str,
    ) -> Result<T, ReadError> {
        let text = self.text(column)?;
        from_word(&text).ok_or_else(|| self.unknown(column))
    }

    /// A word that may be absent.
    pub(crate) fn maybe_word<T: DeserializeOwned>(
        &mut self,
        column: &'static str,
    ) -> Result<Option<T>, ReadError> {
        let Some(text) = self.maybe_text(column)? else {
            return Ok(None);
        };
        from_word(&text)
            .map(Some)
            .ok_or_else(|| self.unknown(column))
    }

    /// A value kept as JSON that may be absent.
    pub(crate) fn maybe_json<T: DeserializeOwned>(
        &mut self,
        column: &'static str,
    ) -> Result<Option<T>, ReadError> {
        let Some(text) = self.maybe_text(column)? else {
            return Ok(None);
        };
        let value = serde_json::from_str(&text);
        value.map(Some).map_err(|_| self.unknown(column))
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
