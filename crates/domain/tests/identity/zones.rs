//! Machine-readable zones: every check digit counts.

use domain::identity::{DocumentError, DocumentKind, Mrz, MrzField, MrzFormat, check};

use super::{document, today};

const PASSPORT: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const CARD: &str = "IDCHEA1234567<6<<<<<<<<<<<<<<<\n7510256M2009018CHE<<<<<<<<<<<8\nSMITH<<JOHN<ALBERT<<<<<<<<<<<<";

fn refused(zone: &str) -> DocumentError {
    document(DocumentKind::Passport, zone).unwrap_err()
}

#[test]
fn s2_16_a_passport_read_and_typed_is_one_document() {
    let read = document(DocumentKind::Passport, PASSPORT).unwrap();
    let typed = document(DocumentKind::Passport, "UTO L898902C3").unwrap();
    assert!(read == typed);
    let answer = check(&PASSPORT.replace('\n', ""), today());
    assert!(answer.valid);
    assert_eq!(answer.number, "UTO:L898902C3");
}

#[test]
fn s2_16_the_fields_of_a_zone_are_read() {
    let passport = Mrz::parse(PASSPORT).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(passport.format, MrzFormat::Td3);
    assert_eq!(passport.document_code, "P");
    assert_eq!(passport.birth_date, "740812");
    assert_eq!(passport.expiry_date, "120415");
    let card = Mrz::parse(CARD).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(card.format, MrzFormat::Td1);
    assert_eq!(
        (card.issuer.as_str(), card.number.as_str()),
        ("CHE", "A1234567")
    );
}

#[test]
fn s2_16_each_field_has_its_own_check_digit() {
    let number = refused(&PASSPORT.replace("L898902C36", "L898902C46"));
    assert_eq!(
        number,
        DocumentError::MrzCheckDigit {
            field: MrzField::Number
        }
    );
    let birth = refused(&PASSPORT.replace("7408122F", "7408132F"));
    assert_eq!(
        birth,
        DocumentError::MrzCheckDigit {
            field: MrzField::BirthDate
        }
    );
    let expiry = refused(&PASSPORT.replace("1204159", "1204169"));
    assert_eq!(
        expiry,
        DocumentError::MrzCheckDigit {
            field: MrzField::ExpiryDate
        }
    );
    let personal = refused(&PASSPORT.replace("ZE184226B", "ZE184226C"));
    assert_eq!(
        personal,
        DocumentError::MrzCheckDigit {
            field: MrzField::PersonalNumber
        }
    );
    let whole = refused(&PASSPORT.replace("<<10", "<<11"));
    assert_eq!(
        whole,
        DocumentError::MrzCheckDigit {
            field: MrzField::Whole
        }
    );
    let card = refused(&CARD.replace("<<8\n", "<<7\n"));
    assert_eq!(
        card,
        DocumentError::MrzCheckDigit {
            field: MrzField::Whole
        }
    );
    let reason = number.to_string();
    assert!(
        reason.contains("document number") && reason.contains("compare"),
        "{reason}"
    );
}

#[test]
fn s2_16_a_zone_with_a_line_missing_is_refused() {
    let one_line = PASSPORT.lines().next().unwrap();
    assert_eq!(refused(one_line), DocumentError::MrzLines { found: 44 });
    let typed = PASSPORT.replace("ERIKSSON", "ÉRIKSSON");
    assert!(matches!(
        refused(&typed),
        DocumentError::Character {
            position: 6,
            found: 'É',
            ..
        }
    ));
}

#[test]
fn s2_16_long_card_numbers_and_the_one_letter_of_germany_are_read() {
    // ICAO 9303 part 5: a number of more than nine characters goes on in the optional field.
    let long = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";
    let card = document(DocumentKind::Passport, long).unwrap();
    assert_eq!(card.canonical(), "20:UTO:D23145890734");
    let german = "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<\nC01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4";
    let passport = document(DocumentKind::Passport, german).unwrap();
    assert_eq!(passport.canonical(), "20:DEU:C01X00T47");
}

#[test]
fn s2_16_a_chinese_permit_is_no_passport() {
    let permit = CARD.replace("IDCHE", "CRCHN");
    assert!(matches!(refused(&permit), DocumentError::OtherKind { .. }));
}
