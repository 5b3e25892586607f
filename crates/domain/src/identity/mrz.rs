//! The machine-readable zone of travel documents (ICAO 9303 parts 4 and 5): its fields and check digits.

use super::checksum::weights_7_3_1;
use super::error::{DocumentError, MrzField, Phrase};
use super::text;

/// The form of a machine-readable zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MrzFormat {
    /// Two lines of 44: passports.
    Td3,
    /// Three lines of 30: cards.
    Td1,
}

/// What a machine-readable zone says, all its check digits being right. A secret like the document itself:
/// no `Debug`, no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Mrz {
    /// Which form it has.
    pub format: MrzFormat,
    /// The document code: `P` in front for passports, `I`, `A` or `C` for cards.
    pub document_code: String,
    /// Three letters of the issuer; Germany's `D` as `DEU`.
    pub issuer: String,
    /// The document number.
    pub number: String,
    /// The birth date as printed, `YYMMDD`; unknown parts are `<`.
    pub birth_date: String,
    /// The date on which the document expires as printed, `YYMMDD`.
    pub expiry_date: String,
}

impl Mrz {
    /// Reads the lines, with or without line breaks and blanks between them.
    pub fn parse(lines: &str) -> Result<Self, DocumentError> {
        if text::too_long(lines) {
            return Err(DocumentError::TooLong);
        }
        let zone = text::number(lines);
        let foreign = |c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '<');
        if let Some((i, found)) = zone.chars().enumerate().find(|(_, c)| foreign(*c)) {
            return Err(DocumentError::Character {
                position: i + 1,
                found,
                expected: Phrase::new(
                    "机读码只有A至Z、数字和<",
                    "a machine-readable zone has A to Z, digits and < alone",
                ),
            });
        }
        match zone.len() {
            88 => td3(&zone),
            90 => td1(&zone),
            found => Err(DocumentError::MrzLines { found }),
        }
    }
}

/// Two lines of 44: number 1-10, birth date 14-20, expiry 22-28, personal number 29-43 of the second.
fn td3(zone: &str) -> Result<Mrz, DocumentError> {
    let (first, second) = zone.split_at(44);
    verify(MrzField::Number, &second[0..9], &second[9..10])?;
    verify(MrzField::BirthDate, &second[13..19], &second[19..20])?;
    verify(MrzField::ExpiryDate, &second[21..27], &second[27..28])?;
    let (personal, personal_check) = (&second[28..42], &second[42..43]);
    let unused = personal.bytes().all(|b| b == b'<') && personal_check == "<";
    if !unused {
        verify(MrzField::PersonalNumber, personal, personal_check)?;
    }
    let all = [&second[0..10], &second[13..20], &second[21..43]].concat();
    verify(MrzField::Whole, &all, &second[43..44])?;
    Ok(Mrz {
        format: MrzFormat::Td3,
        document_code: filled(&first[0..2]),
        issuer: issuer(&first[2..5]),
        number: filled(&second[0..9]),
        birth_date: second[13..19].into(),
        expiry_date: second[21..27].into(),
    })
}

/// Three lines of 30: number 6-15 of the first, birth date 1-7 and expiry 9-15 of the second.
fn td1(zone: &str) -> Result<Mrz, DocumentError> {
    let (first, rest) = zone.split_at(30);
    let (second, _names) = rest.split_at(30);
    let number = td1_number(first)?;
    verify(MrzField::BirthDate, &second[0..6], &second[6..7])?;
    verify(MrzField::ExpiryDate, &second[8..14], &second[14..15])?;
    let all = [
        &first[5..30],
        &second[0..7],
        &second[8..15],
        &second[18..29],
    ]
    .concat();
    verify(MrzField::Whole, &all, &second[29..30])?;
    Ok(Mrz {
        format: MrzFormat::Td1,
        document_code: filled(&first[0..2]),
        issuer: issuer(&first[2..5]),
        number,
        birth_date: second[0..6].into(),
        expiry_date: second[8..14].into(),
    })
}

/// The number of a card. One of more than nine characters has `<` for its check digit and goes on in the
/// optional field, its own check digit last (ICAO 9303 part 5, note j).
fn td1_number(first: &str) -> Result<String, DocumentError> {
    let (head, check, optional) = (&first[5..14], &first[14..15], &first[15..30]);
    let tail = optional.split('<').next().unwrap_or_default();
    if check == "<" && tail.len() > 1 {
        let (more, digit) = tail.split_at(tail.len() - 1);
        let number = format!("{head}{more}");
        verify(MrzField::Number, &number, digit)?;
        return Ok(filled(&number));
    }
    verify(MrzField::Number, head, check)?;
    Ok(filled(head))
}

fn verify(field: MrzField, text: &str, digit: &str) -> Result<(), DocumentError> {
    if weights_7_3_1(text).is_some_and(|expected| digit == expected.to_string()) {
        Ok(())
    } else {
        Err(DocumentError::MrzCheckDigit { field })
    }
}

/// A field without its filling.
fn filled(field: &str) -> String {
    field.replace('<', "")
}

/// Germany's issuer is the one letter D in the zone.
fn issuer(field: &str) -> String {
    match filled(field).as_str() {
        "D" => "DEU".into(),
        letters => letters.into(),
    }
}
