//! What is wrong with an answer, by field.

use serde::Serialize;

use crate::policy::Text;

/// A field that cannot be kept as it is, and the remedy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, thiserror::Error)]
#[error("{field}: {}", text.en)]
pub struct Problem {
    /// The field: `stays[2].to`.
    pub field: String,
    /// What is wrong, and what to do.
    pub text: Text,
}

impl Problem {
    /// The problem of a field, in both languages.
    pub fn new(field: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            text: Text::new(zh, en),
        }
    }
}
