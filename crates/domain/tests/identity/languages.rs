//! What a person is told of a document, a phone or a name that is refused, in both languages.

use domain::identity::{DocumentError, DocumentKind, MrzField, PersonName, Phone};
use domain::policy::Text;

use super::{document, today};

/// Both are there and name a field before a colon.
fn both(text: &Text) {
    assert!(text.en.is_ascii() && !text.en.is_empty(), "{}", text.en);
    let (field, remedy) = text.zh.split_once('：').unwrap();
    assert!(!field.is_ascii() && !remedy.is_ascii(), "{}", text.zh);
}

#[test]
fn s0_24_a_refused_document_is_said_in_both_languages() {
    let wrong = [
        (DocumentKind::ResidentId, ""),
        (DocumentKind::ResidentId, "123"),
        (DocumentKind::ResidentId, "1101O519491231002X"),
        (DocumentKind::ResidentId, "11010519491231002Y"),
        (DocumentKind::ResidentId, "190105194912310021"),
        (DocumentKind::ResidentId, "110105194913310021"),
        (DocumentKind::ResidentId, "110105204912310021"),
        (DocumentKind::ResidentId, "110105194912310021"),
        (DocumentKind::ResidentId, "932682198501010017"),
        (DocumentKind::HongKongMacauPermit, "A12345678"),
        (DocumentKind::HongKongMacauPermit, "H1234567"),
        (DocumentKind::TaiwanPermit, "T12345678"),
        (DocumentKind::Passport, "L898902C3"),
        (DocumentKind::Passport, "UTO 1"),
        (DocumentKind::Passport, "UTO 12345."),
        (DocumentKind::Passport, "P<UTO"),
        (DocumentKind::ForeignResidentCard, "123"),
        (DocumentKind::ForeignResidentCard, "110105194912310021"),
        (DocumentKind::ForeignResidentCard, "XXX110090123105"),
        (DocumentKind::ForeignResidentCard, "93269919850101001X"),
        (DocumentKind::Other, "1"),
    ];
    for (kind, given) in wrong {
        both(&document(kind, given).unwrap_err().text());
    }
    both(
        &document(DocumentKind::ResidentId, &"1".repeat(10_000))
            .unwrap_err()
            .text(),
    );
    both(&DocumentError::BirthTooEarly.text());
    let fields = [
        MrzField::Number,
        MrzField::BirthDate,
        MrzField::ExpiryDate,
        MrzField::PersonalNumber,
        MrzField::Whole,
    ];
    for field in fields {
        both(&DocumentError::MrzCheckDigit { field }.text());
    }
}

#[test]
fn s0_24_a_refused_phone_or_name_is_said_in_both_languages() {
    for given in ["", "13x00138000", "123", "+12", "+0123456789"] {
        both(&Phone::parse(given).unwrap_err().text());
    }
    for given in ["", &"王".repeat(65), "王\u{7}五", "123"] {
        both(&PersonName::parse(given).unwrap_err().text());
    }
}

#[test]
fn s0_24_a_refused_declaration_is_said_in_both_languages() {
    let declaration = serde_json::json!({
        "id": 1, "jurisdiction": "330106", "applicant": "resident",
        "residence": { "id": 2, "county": "330100", "areas": { "areas": [] } },
        "stays": [
            { "id": 3, "whereabouts": { "county": "110000" }, "from": "2020-02-25", "to": "2020-02-21" },
            { "id": 4, "whereabouts": { "abroad": "XX" }, "from": "2019-02-25", "to": "2020-02-20",
              "areas": { "areas": (0..101).collect::<Vec<_>>() } },
        ],
        "contact": "2020-02-21", "symptoms": ["fever"], "known_symptoms": ["fever"],
    });
    let mut declaration: domain::declaration::Declaration =
        serde_json::from_value(declaration).unwrap();
    let stay = declaration.stays[0].clone();
    declaration.stays.extend(std::iter::repeat_n(stay, 60));
    let problems = declaration.problems(today());
    let mut texts: Vec<&str> = problems.iter().map(|p| p.text.zh.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), 13, "{texts:#?}");
    assert!(texts.iter().all(|zh| !zh.is_ascii()));
    assert!(problems.iter().all(|p| p.text.en.is_ascii()));
}

#[test]
fn s0_24_a_refused_temperature_is_said_in_both_languages() {
    for degrees in [98.6, f64::NAN, f64::INFINITY, -1.0] {
        both(
            &domain::facts::Temperature::from_degrees(degrees)
                .unwrap_err()
                .text(),
        );
    }
    both(
        &"hot"
            .parse::<domain::facts::Temperature>()
            .unwrap_err()
            .text(),
    );
}
