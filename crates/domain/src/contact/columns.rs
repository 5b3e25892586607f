//! Files as tables: which column is which, and what is wrong in a field.

use crate::policy::Text;

/// Why the line of column names is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line 1, column \"{column}\": {}; {}; {known}", remedy.1, remedy.0)]
pub struct HeadError {
    /// The column.
    pub column: String,
    /// What is wrong, in Chinese and English.
    remedy: (&'static str, &'static str),
    known: String,
}

/// What is wrong in a field of a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {}; {}", text.en, text.zh)]
pub struct FieldError {
    /// The column.
    pub field: &'static str,
    /// What is wrong, and what to do.
    pub text: Text,
}

impl FieldError {
    pub(super) fn new(field: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            field,
            text: Text::new(zh, en),
        }
    }
}

/// Where each column of a file stands.
#[derive(Clone, Debug)]
pub struct Columns {
    known: &'static [(&'static str, bool)],
    at: Vec<Option<usize>>,
}

impl Columns {
    /// Reads the line of column names: each known column at most once, those that must be there (`true`) exactly once,
    /// in any order, and no other.
    pub fn of(
        head: &csv::StringRecord,
        known: &'static [(&'static str, bool)],
    ) -> Result<Self, HeadError> {
        let wrong = |column: &str, remedy| HeadError {
            column: column.chars().take(40).collect(),
            remedy,
            known: names(known),
        };
        let mut at = vec![None; known.len()];
        for (place, name) in head.iter().enumerate() {
            let name = name.trim_start_matches('\u{FEFF}').trim();
            let column = known.iter().position(|(known, _)| *known == name);
            let column =
                column.ok_or_else(|| wrong(name, ("没有这样的列", "no such column is known")))?;
            if at[column].replace(place).is_some() {
                return Err(wrong(name, ("该列重复", "it stands there twice")));
            }
        }
        let missing = known
            .iter()
            .zip(&at)
            .find(|((_, must), at)| *must && at.is_none());
        match missing {
            Some(((name, _), _)) => Err(wrong(name, ("缺少该列", "it is missing"))),
            None => Ok(Self { known, at }),
        }
    }

    /// The field of a column, without outer blanks; empty where the file has no such column.
    pub fn field<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        let column = self.known.iter().position(|(known, _)| *known == name);
        let at = column.and_then(|column| self.at[column]);
        at.and_then(|at| record.get(at)).map_or("", str::trim)
    }
}

fn names(known: &[(&str, bool)]) -> String {
    let names: Vec<String> = known
        .iter()
        .map(|(name, must)| {
            if *must {
                (*name).to_owned()
            } else {
                format!("[{name}]")
            }
        })
        .collect();
    names.join(", ")
}
