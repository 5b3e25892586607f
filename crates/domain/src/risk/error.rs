//! Why a list is refused: each text names the field and says what to do.
//!
//! The feed changed its schema without notice once (21 July 2022). A refused list changes nothing, so every
//! text can promise that the last good list stays in force.

/// Why a file is no list of the State Council. The list before it stays in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Larger than any list can be.
    #[error("the file has {found} bytes and at most {max} are read; give one list a file")]
    TooLarge {
        /// Bytes of the file.
        found: usize,
        /// Bytes that are read.
        max: usize,
    },
    /// No JSON, or JSON of more values than a list can have.
    #[error("line {line}, column {column}: {why}; save the file again, complete and in UTF-8")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What the JSON reader says.
        why: String,
    },
    /// Fields were renamed, added or dropped.
    #[error("{}; {SCHEMA}", schema(.missing, .unknown))]
    Schema {
        /// The ways to the fields that a list must have and this one lacks.
        missing: Vec<String>,
        /// The ways to the fields that no list has had.
        unknown: Vec<String>,
    },
    /// A field that stands twice in its object.
    #[error("{field} stands twice; keep the right one")]
    Twice {
        /// The way to the field.
        field: String,
    },
    /// A field of another type.
    #[error("{field} is {found} and must be {expected}; {SCHEMA}")]
    Type {
        /// The way to the field.
        field: String,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A field with a word or number that no list has had.
    #[error("{field} is \"{found}\" and must be {expected}; {SCHEMA}")]
    Value {
        /// The way to the field.
        field: String,
        /// What it must be.
        expected: &'static str,
        /// What it is, shortened.
        found: String,
    },
    /// More elements or characters than any list has had.
    #[error("{field} has {found} elements or characters and at most {max} are read; {SCHEMA}")]
    TooMany {
        /// The way to the field.
        field: String,
        /// How many there are.
        found: usize,
        /// How many are read.
        max: usize,
    },
    /// A stated count that the list does not have.
    #[error(
        "{field} states {stated} and the list has {found}; the file is cut or mixed: save it again"
    )]
    Count {
        /// The way to the count.
        field: String,
        /// What the file states.
        stated: u64,
        /// How many area strings stand in the list.
        found: u64,
    },
}

const SCHEMA: &str = "the feed has changed, the last good list stays in force: \
    compare the file with the one before it and have the reader follow";

impl ListError {
    /// The way to the field in question, such as `data.highlist[3].county`; empty where the whole file is.
    pub fn field(&self) -> &str {
        match self {
            Self::TooLarge { .. } | Self::NotJson { .. } => "",
            Self::Schema { missing, unknown } => missing
                .first()
                .or(unknown.first())
                .map_or("", String::as_str),
            Self::Twice { field }
            | Self::Type { field, .. }
            | Self::Value { field, .. }
            | Self::TooMany { field, .. }
            | Self::Count { field, .. } => field,
        }
    }
}

/// "`data.hcount` is missing, `data.high_count` is unknown"; of very many, the first few.
fn schema(missing: &[String], unknown: &[String]) -> String {
    let missing = missing.iter().map(|field| format!("{field} is missing"));
    let unknown = unknown.iter().map(|field| format!("{field} is unknown"));
    let mut parts: Vec<_> = missing.chain(unknown).collect();
    if parts.len() > 8 {
        let more = parts.len() - 8;
        parts.truncate(8);
        parts.push(format!("and {more} more"));
    }
    parts.join(", ")
}
