//! What is wrong with an answer, by field.

use serde::Serialize;

/// A field that cannot be kept as it is, and the remedy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, thiserror::Error)]
#[error("{field}: {text}")]
pub struct Problem {
    /// The field: `stays[2].to`.
    pub field: String,
    /// What is wrong, and what to do.
    pub text: String,
}
