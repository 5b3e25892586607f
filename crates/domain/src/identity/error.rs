//! Why a document, a phone or a name is refused. The sentences stand in [`said`](super::said), in both languages.
//!
//! No text repeats what was typed beyond one character: errors reach logs, and logs hold no number and no name.

use std::fmt;

/// Half a sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Phrase {
    pub(super) const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }
}

/// Why a document number is refused. Positions count from 1, blanks left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// Nothing but blanks.
    Empty,
    /// More text than any document carries.
    TooLong,
    /// Too few or too many characters for this kind.
    Length {
        /// Characters that were given.
        found: usize,
        /// What the kind asks for, as half a sentence.
        expected: Phrase,
    },
    /// A character that this kind does not have in this place.
    Character {
        /// Which character, from 1.
        position: usize,
        /// The character itself.
        found: char,
        /// What the kind has there, as half a sentence.
        expected: Phrase,
    },
    /// The first digits are no division that ever was.
    Region {
        /// How many digits, from the left, carry the region.
        digits: usize,
    },
    /// The digits of the birth date are no date.
    BirthDate {
        /// First digit of the date.
        first: usize,
        /// Last digit of the date.
        last: usize,
    },
    /// Born after today.
    BirthInFuture,
    /// Born before 1800.
    BirthTooEarly,
    /// The check digit does not belong to the characters before it.
    CheckDigit,
    /// No country has this code.
    Country {
        /// What is asked for, as half a sentence.
        expected: Phrase,
    },
    /// The number is one of another kind.
    OtherKind {
        /// Which kind the number shows, as half a sentence.
        is: Phrase,
    },
    /// The kind is known at gates only.
    NotRegistered,
    /// The lines of a machine-readable zone are none of the known forms.
    MrzLines {
        /// Characters that were given.
        found: usize,
    },
    /// A check digit of the machine-readable zone does not belong to its field.
    MrzCheckDigit {
        /// The field whose digit fails.
        field: MrzField,
    },
}

/// A field of a machine-readable zone that has a check digit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MrzField {
    /// The document number.
    Number,
    /// The birth date.
    BirthDate,
    /// The date on which the document expires.
    ExpiryDate,
    /// The personal number (passports).
    PersonalNumber,
    /// The digit over all fields together.
    Whole,
}

/// Why a phone number is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// Nothing but blanks.
    Empty,
    /// A character that no phone number has.
    Character {
        /// Which character, from 1, blanks included.
        position: usize,
        /// The character itself.
        found: char,
    },
    /// Neither 11 digits of a mainland mobile nor an international number.
    NotMobile,
    /// An international number with too few or too many digits.
    Length {
        /// Digits that were given.
        found: usize,
    },
    /// No country code begins with 0.
    CountryCode,
}

/// Why an address for e-mail is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailError {
    /// Nothing but blanks.
    Empty,
    /// Longer than any address.
    TooLong,
    /// A character that no address has.
    Character {
        /// Which character, from 1.
        position: usize,
        /// The character itself.
        found: char,
    },
    /// There is no @ in it.
    NoAt,
    /// What stands before the @ is none: empty, too long, or with a dot where none can be.
    Name,
    /// What stands behind the @ is no domain, or there is a second @.
    Host,
}

/// Why a birth date is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BirthError {
    /// The number does not say it, and nobody else did.
    Missing,
    /// It is not that of the number.
    Differs,
    /// It lies after today.
    InFuture,
    /// It lies before 1800.
    TooEarly,
}

/// Why a name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing but blanks.
    Empty,
    /// More than 64 characters.
    TooLong,
    /// A character that steers a screen instead of being written.
    Control {
        /// Which character, from 1.
        position: usize,
    },
    /// Not one letter of any script.
    NoLetter,
}

/// English, for logs and the program; a screen asks for `text()`.
macro_rules! displayed_in_english {
    ($($error:ty),*) => {$(
        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text().en)
            }
        }

        impl std::error::Error for $error {}
    )*};
}

displayed_in_english!(DocumentError, PhoneError, MailError, BirthError, NameError);
