//! Why a document, a phone or a name is refused: each text names the field and the remedy.
//!
//! No text repeats what was typed beyond one character: errors reach logs, and logs hold no number and no name.

use std::fmt;

/// Why a document number is refused. Positions count from 1, blanks left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Nothing but blanks.
    #[error("number: nothing was given; type it as it is printed on the document")]
    Empty,
    /// More text than any document carries.
    #[error("number: the text is longer than any document; type the number alone")]
    TooLong,
    /// Too few or too many characters for this kind.
    #[error("length: {found} characters; {expected}")]
    Length {
        /// Characters that were given.
        found: usize,
        /// What the kind asks for, as half a sentence.
        expected: &'static str,
    },
    /// A character that this kind does not have in this place.
    #[error("character {position} is {found:?}; {expected}")]
    Character {
        /// Which character, from 1.
        position: usize,
        /// The character itself.
        found: char,
        /// What the kind has there, as half a sentence.
        expected: &'static str,
    },
    /// The first digits are no division that ever was.
    #[error(
        "region: the first {digits} digits are no division code that was in force in any year; compare them with the card"
    )]
    Region {
        /// How many digits, from the left, carry the region.
        digits: usize,
    },
    /// The digits of the birth date are no date.
    #[error(
        "birth date: digits {first} to {last} are no date of the calendar; compare them with the card"
    )]
    BirthDate {
        /// First digit of the date.
        first: usize,
        /// Last digit of the date.
        last: usize,
    },
    /// Born after today.
    #[error("birth date: it lies after today; compare the year with the card")]
    BirthInFuture,
    /// Born before 1800.
    #[error("birth date: it lies before 1800; compare the year with the card")]
    BirthTooEarly,
    /// The check digit does not belong to the characters before it.
    #[error(
        "check digit: the last character does not belong to those before it; compare each character with the card"
    )]
    CheckDigit,
    /// No country has this code.
    #[error("country: {expected}")]
    Country {
        /// What is asked for, as half a sentence.
        expected: &'static str,
    },
    /// The number is one of another kind.
    #[error("kind: {is}; choose that kind")]
    OtherKind {
        /// Which kind the number shows, as half a sentence.
        is: &'static str,
    },
    /// The kind is known at gates only.
    #[error(
        "kind: with this kind of document nobody registers online; use a resident ID, a permit, a residence card or a passport, or ask at a counter"
    )]
    NotRegistered,
    /// The lines of a machine-readable zone are none of the known forms.
    #[error(
        "machine-readable zone: {found} characters; a passport has two lines of 44, a card three lines of 30: copy all of them"
    )]
    MrzLines {
        /// Characters that were given.
        found: usize,
    },
    /// A check digit of the machine-readable zone does not belong to its field.
    #[error(
        "machine-readable zone: the check digit of the {field} does not fit; compare that field with the document"
    )]
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

impl fmt::Display for MrzField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number => "document number",
            Self::BirthDate => "birth date",
            Self::ExpiryDate => "expiry date",
            Self::PersonalNumber => "personal number",
            Self::Whole => "whole zone",
        })
    }
}

/// Why a phone number is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing but blanks.
    #[error("phone: nothing was given; type a mobile number, such as 11 digits that begin with 1")]
    Empty,
    /// A character that no phone number has.
    #[error(
        "phone: character {position} is {found:?}; use digits, and + in front of a country code"
    )]
    Character {
        /// Which character, from 1, blanks included.
        position: usize,
        /// The character itself.
        found: char,
    },
    /// Neither 11 digits of a mainland mobile nor an international number.
    #[error(
        "phone: not a mainland mobile number (11 digits, 13 to 19 in front); write a number of another country with + and its country code"
    )]
    NotMobile,
    /// An international number with too few or too many digits.
    #[error("phone: {found} digits after the +; an international number has 7 to 15")]
    Length {
        /// Digits that were given.
        found: usize,
    },
    /// No country code begins with 0.
    #[error(
        "phone: a country code never begins with 0; write + and the country code, without the 0 of a long-distance call"
    )]
    CountryCode,
}

/// Why a name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but blanks.
    #[error("name: nothing was given; type the name as it stands on the document")]
    Empty,
    /// More than 64 characters.
    #[error(
        "name: longer than 64 characters; type it as the machine-readable lines of the document shorten it"
    )]
    TooLong,
    /// A character that steers a screen instead of being written.
    #[error(
        "name: character {position} is a control character; type the name by hand instead of copying it"
    )]
    Control {
        /// Which character, from 1.
        position: usize,
    },
    /// Not one letter of any script.
    #[error("name: it holds no letter of any script; type the name as it stands on the document")]
    NoLetter,
}
