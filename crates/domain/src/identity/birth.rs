//! The birth date of who registers: what the number says, and where it says nothing what they type.

use crate::time::Date;

use super::document::Document;
use super::error::BirthError;
use super::resident::FIRST_BIRTH_YEAR;

impl Document {
    /// The birth date of its holder: that of the number, or where the number has none the one that was `given`. Refused
    /// where both are there and differ (the old foreign card has day, month and the last two digits of the year), where
    /// neither is, and where it lies after `today` or before 1800.
    pub fn born(&self, given: Option<Date>, today: Date) -> Result<Date, BirthError> {
        let Some(given) = given else {
            return self.birth_date().ok_or(BirthError::Missing);
        };
        if given > today {
            return Err(BirthError::InFuture);
        }
        if given.year() < FIRST_BIRTH_YEAR {
            return Err(BirthError::TooEarly);
        }
        let agrees = match (self.birth_date(), self.birth_digits()) {
            (Some(date), _) => date == given,
            (None, Some(digits)) => short(given) == digits,
            (None, None) => true,
        };
        if agrees {
            Ok(given)
        } else {
            Err(BirthError::Differs)
        }
    }

    /// Whether its number says nothing of when its holder was born. Who has no phone of the mainland proves themself by
    /// knowing it; of other numbers whoever reads them would.
    pub fn hides_birth_date(&self) -> bool {
        self.birth_date().is_none() && self.birth_digits().is_none()
    }

    /// Whether the holder must say their birth date, because the number does not say it with its century.
    pub fn asks_birth_date(&self) -> bool {
        self.birth_date().is_none()
    }
}

/// Six digits of a date, as old numbers have it: the century left out.
fn short(date: Date) -> String {
    date.to_string()
        .chars()
        .filter(char::is_ascii_digit)
        .skip(2)
        .collect()
}
