//! Documents, names and phones, as a person types them and as the rest of the house sees them.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where something that it needs is missing"
)]

mod births;
mod contacts;
mod documents;
mod languages;
mod names;
mod phones;
mod properties;
mod resident;
mod vectors;
mod zones;

use domain::identity::{Document, DocumentError, DocumentKind};
use domain::time::Date;

/// The date on which the tests stand.
fn today() -> Date {
    Date::from_ymd(2020, 2, 20).unwrap()
}

fn document(kind: DocumentKind, given: &str) -> Result<Document, DocumentError> {
    Document::parse(kind, given, today())
}

fn resident_id(given: &str) -> Result<Document, DocumentError> {
    document(DocumentKind::ResidentId, given)
}

/// The 18 digits for 17, so that a test can be about something else than the check digit.
fn with_check_digit(digits: &str) -> String {
    format!("{digits}{}", domain::identity::mod_11_2(digits).unwrap())
}
