//! JSON with the way to each value, so that a changed schema is refused by the name of its field.
//!
//! A typed reader would say "line 1, column 40312" of a file that has one line; this one says
//! `data.highlist[3].county`. It also keeps what an ordinary reader loses: a field that stands twice.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::error::ListError;

/// One JSON value; of a number only what the lists use.
#[derive(Debug)]
pub(super) enum Value {
    Null,
    Bool,
    Number,
    Count(u64),
    Text(String),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
}

/// A value and the way to it, such as `data.highlist[3].county`.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) path: String,
    value: Value,
}

/// The fields of an object whose names have been checked.
pub(super) struct Fields(Vec<(&'static str, Field)>);

/// Reads a text of at most `max_values` values.
pub(super) fn read(text: &str, max_values: usize) -> Result<Field, ListError> {
    let left = Cell::new(max_values);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Grow(&left).deserialize(&mut reader);
    let value = read.and_then(|value| reader.end().map(|()| value));
    value
        .map(|value| Field {
            path: String::new(),
            value,
        })
        .map_err(|error| ListError::NotJson {
            line: error.line(),
            column: error.column(),
            why: error.to_string(),
        })
}

impl Field {
    fn wrong(&self, expected: &'static str) -> ListError {
        let found = match &self.value {
            Value::Null => "null",
            Value::Bool => "true or false",
            Value::Number => "a negative or broken number",
            Value::Count(_) => "a number",
            Value::Text(_) => "a text",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        let field = if self.path.is_empty() {
            "the file"
        } else {
            &self.path
        };
        ListError::Type {
            field: field.to_owned(),
            expected,
            found,
        }
    }

    /// The object's fields: each of `required`, any of `optional`, no other and none twice.
    pub(super) fn object(
        self,
        required: &'static [&'static str],
        optional: &'static [&'static str],
    ) -> Result<Fields, ListError> {
        let Value::Object(mut entries) = self.value else {
            return Err(self.wrong("an object"));
        };
        let way = |name: &str| match self.path.as_str() {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        let mut fields = Vec::with_capacity(entries.len());
        let mut missing = Vec::new();
        for name in required.iter().chain(optional) {
            if let Some(at) = entries.iter().position(|(key, _)| key == name) {
                let (_, value) = entries.swap_remove(at);
                fields.push((
                    *name,
                    Field {
                        path: way(name),
                        value,
                    },
                ));
            } else if required.contains(name) {
                missing.push(way(name));
            }
        }
        let (twice, unknown): (Vec<_>, Vec<_>) = entries
            .iter()
            .map(|(key, _)| key.as_str())
            .partition(|key| fields.iter().any(|(name, _)| name == key));
        if let Some(name) = twice.first() {
            return Err(ListError::Twice { field: way(name) });
        }
        if missing.is_empty() && unknown.is_empty() {
            return Ok(Fields(fields));
        }
        let unknown = unknown
            .into_iter()
            .map(|name| way(&shortened(name)))
            .collect();
        Err(ListError::Schema { missing, unknown })
    }

    /// The elements of an array of at most `max` elements.
    pub(super) fn array(self, max: usize) -> Result<Vec<Self>, ListError> {
        let Value::Array(values) = self.value else {
            return Err(self.wrong("an array"));
        };
        if values.len() > max {
            return Err(ListError::TooMany {
                field: self.path,
                found: values.len(),
                max,
            });
        }
        let fields = values.into_iter().enumerate();
        Ok(fields
            .map(|(index, value)| Self {
                path: format!("{}[{index}]", self.path),
                value,
            })
            .collect())
    }

    /// A text of at most `max` characters.
    pub(super) fn text(self, max: usize) -> Result<String, ListError> {
        let Value::Text(text) = self.value else {
            return Err(self.wrong("a text"));
        };
        match text.chars().count() {
            found if found > max => Err(ListError::TooMany {
                field: self.path,
                found,
                max,
            }),
            _ => Ok(text),
        }
    }

    /// A number from 0.
    pub(super) fn count(self) -> Result<u64, ListError> {
        match self.value {
            Value::Count(count) => Ok(count),
            _ => Err(self.wrong("a number from 0")),
        }
    }
}

impl Fields {
    /// The field of this name, where the object has it.
    pub(super) fn optional(&mut self, name: &str) -> Option<Field> {
        let at = self.0.iter().position(|(key, _)| *key == name)?;
        Some(self.0.swap_remove(at).1)
    }

    /// The field of this name.
    pub(super) fn take(&mut self, name: &str) -> Result<Field, ListError> {
        self.optional(name).ok_or_else(|| ListError::Schema {
            missing: vec![name.to_owned()],
            unknown: Vec::new(),
        })
    }
}

/// A name from outside, short enough for a message.
fn shortened(name: &str) -> String {
    name.chars().take(60).collect()
}

/// Builds a [`Value`] and stops when the budget of values is spent.
#[derive(Clone, Copy)]
struct Grow<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for Grow<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let Some(left) = self.0.get().checked_sub(1) else {
            return Err(D::Error::custom("more values than a list can have"));
        };
        self.0.set(left);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Grow<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Bool)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Count(number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(name) = access.next_key::<String>()? {
            entries.push((name, access.next_value_seed(self)?));
        }
        Ok(Value::Object(entries))
    }
}
