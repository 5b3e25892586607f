//! The answer to "is this a document number?" for any text (`healthcode id check`).

use serde::Serialize;

use crate::time::Date;

use super::document::Document;
use super::error::DocumentError;
use super::kind::DocumentKind;
use super::{passport, text};

/// Whether a text is a document number. Its JSON is one line of `healthcode id check`. It holds the number
/// in full and has no `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct IdAnswer {
    /// The normal form where it is valid (18 digits for a number of the first generation); else the text as given.
    pub number: String,
    /// Whether a document can carry this number.
    pub valid: bool,
    /// Why not, as a sentence with the remedy; none where it is valid.
    pub reason: Option<String>,
}

/// Answers for any text. The kind follows from its shape: `<` a machine-readable zone, 18 digits with 9 in front
/// or three letters and 12 digits a foreign card, H or M and digits a Hong Kong or Macau permit, all else a
/// resident ID. Taiwan permits and typed passports need their kind said: any eight digits could be one.
pub fn check(given: &str, today: Date) -> IdAnswer {
    match parse(given, today) {
        Ok(document) => IdAnswer {
            number: document.number().into(),
            valid: true,
            reason: None,
        },
        Err(error) => IdAnswer {
            number: given.into(),
            valid: false,
            reason: Some(error.to_string()),
        },
    }
}

fn parse(given: &str, today: Date) -> Result<Document, DocumentError> {
    if text::too_long(given) {
        return Err(DocumentError::TooLong);
    }
    Document::parse(kind_by_shape(given), given, today)
}

fn kind_by_shape(given: &str) -> DocumentKind {
    if passport::is_zone(given) {
        return DocumentKind::Passport;
    }
    let number = text::number(given);
    let letters = number.chars().take_while(char::is_ascii_uppercase).count();
    match (number.chars().count(), letters) {
        (18, 0) if number.starts_with('9') => DocumentKind::ForeignResidentCard,
        (15, 3) => DocumentKind::ForeignResidentCard,
        (9 | 11, 1) if number.starts_with(['H', 'M']) => DocumentKind::HongKongMacauPermit,
        _ => DocumentKind::ResidentId,
    }
}
