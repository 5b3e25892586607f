//! Codes of places.

use domain::place::DivisionCode;

/// A code from its digits.
pub(crate) fn code(digits: &str) -> DivisionCode {
    digits.parse().unwrap()
}
