//! The other kinds of document, and what all of them hide.

use domain::identity::{Document, DocumentError, DocumentKind, check};

use super::{document, today, with_check_digit};
use DocumentKind::{
    ForeignResidentCard, HongKongMacauPermit, Other, Passport, ResidentId, TaiwanPermit,
};

#[test]
fn s2_16_a_renewed_permit_is_the_same_document() {
    let one = |kind, texts: &[&str], canonical: &str| {
        for text in texts {
            assert_eq!(
                document(kind, text).unwrap().canonical(),
                canonical,
                "{text}"
            );
        }
    };
    one(
        HongKongMacauPermit,
        &["H12345678", "h1234567800", "Ｈ１２３４ 5678 03"],
        "14:H12345678",
    );
    one(HongKongMacauPermit, &["M0123456701"], "14:M01234567");
    one(
        TaiwanPermit,
        &[
            "12345678",
            "1234567802",
            "1234567802(D)",
            "12345678 01 （Ｂ）",
        ],
        "15:12345678",
    );
}

#[test]
fn s2_16_permits_of_another_shape_are_refused_by_name() {
    for (kind, given, named) in [
        (
            HongKongMacauPermit,
            "A12345678",
            "character 1 is 'A'; a Hong Kong or Macau permit begins with H or M",
        ),
        (HongKongMacauPermit, "H1234567", "length: 8 characters"),
        (HongKongMacauPermit, "H123456789", "length: 10 characters"),
        (HongKongMacauPermit, "H1234567B", "character 9 is 'B'"),
        (HongKongMacauPermit, "", "number: nothing was given"),
        (TaiwanPermit, "1234567", "length: 7 characters"),
        (TaiwanPermit, "T12345678", "character 1 is 'T'"),
        (TaiwanPermit, "(D)", "length: 0 characters"),
        (TaiwanPermit, " ", "number: nothing was given"),
    ] {
        let reason = document(kind, given).unwrap_err().to_string();
        assert!(reason.starts_with(named), "{given}: {reason}");
    }
}

#[test]
fn s2_16_foreign_cards_old_and_new_are_read() {
    // The examples of the adaptation notice: a Saudi in Jiangsu, a Kazakh in Beijing.
    let new = document(ForeignResidentCard, "932682198501010017").unwrap();
    assert_eq!(new.canonical(), "34:932682198501010017");
    assert_eq!(new.birth_date().unwrap().to_string(), "1985-01-01");
    let old = document(ForeignResidentCard, "kaz110090123105").unwrap();
    assert_eq!(old.canonical(), "34:KAZ110090123105");
    assert_eq!(old.birth_date(), None);
    for number in ["932682198501010017", "KAZ110090123105"] {
        assert!(check(number, today()).valid, "{number}");
    }
}

#[test]
fn s2_16_foreign_cards_are_refused_by_the_field_that_fails() {
    let new = |digits: &str| document(ForeignResidentCard, &with_check_digit(digits)).unwrap_err();
    assert_eq!(
        new("99968219850101001"),
        DocumentError::Region { digits: 3 }
    );
    assert!(matches!(
        new("93299919850101001"),
        DocumentError::Country { .. }
    ));
    assert_eq!(new("93268220200221001"), DocumentError::BirthInFuture);
    assert_eq!(
        new("93268219850230001"),
        DocumentError::BirthDate { first: 7, last: 14 }
    );
    assert!(matches!(
        new("11010519491231002"),
        DocumentError::OtherKind { .. }
    ));

    let old = |number: &str| document(ForeignResidentCard, number).unwrap_err();
    assert_eq!(old("KAZ110090123107"), DocumentError::CheckDigit);
    assert_eq!(old("KAZ990090123105"), DocumentError::Region { digits: 7 });
    assert_eq!(
        old("KAZ110090133105"),
        DocumentError::BirthDate { first: 8, last: 13 }
    );
    assert!(matches!(
        old("KAA110090123105"),
        DocumentError::Country { .. }
    ));
    assert!(matches!(
        old("KA1110090123105"),
        DocumentError::Character { position: 3, .. }
    ));
    assert!(matches!(
        old("KAZ11009012310"),
        DocumentError::Length { found: 14, .. }
    ));
}

#[test]
fn s2_16_a_typed_passport_names_its_country() {
    for typed in [
        "UTO L898902C3",
        "uto:l898902c3",
        "UTO-L898 902 C3",
        "ＵＴＯ　Ｌ８９８９０２Ｃ３",
    ] {
        let passport = document(Passport, typed).unwrap();
        assert_eq!(passport.canonical(), "20:UTO:L898902C3", "{typed}");
    }
    let refused = |given: &str| document(Passport, given).unwrap_err();
    assert!(matches!(
        refused("L898902C3"),
        DocumentError::Country { .. }
    ));
    assert!(matches!(
        refused("ABX L898902C3"),
        DocumentError::Country { .. }
    ));
    assert!(matches!(
        refused("USA 1234"),
        DocumentError::Length { found: 4, .. }
    ));
    assert!(matches!(
        refused("USA 12345€789"),
        DocumentError::Character { position: 9, .. }
    ));
    assert_eq!(refused("  "), DocumentError::Empty);
}

#[test]
fn s2_16_nobody_registers_with_a_document_of_another_kind() {
    assert_eq!(
        document(Other, "ANY12345").unwrap_err(),
        DocumentError::NotRegistered
    );
}

#[test]
fn s2_16_a_masked_document_shows_two_characters_at_each_end() {
    for (kind, given, masked) in [
        (ResidentId, "11010519491231002X", "11**************2X"),
        (HongKongMacauPermit, "H1234567801", "H1*****78"),
        (TaiwanPermit, "12345678", "12****78"),
        (ForeignResidentCard, "KAZ110090123105", "KA***********05"),
        (Passport, "UTO L898902C3", "L8*****C3"),
        (Passport, "UTO A1234", "A1***"),
    ] {
        assert_eq!(document(kind, given).unwrap().masked(), masked);
    }
}

#[test]
fn no_log_line_shows_a_document() {
    let document = document(ResidentId, "11010519491231002X").unwrap();
    assert_eq!(format!("{document:?}"), "Document(resident_id, hidden)");
    // Nor does an error repeat more of the number than one character.
    let error = super::resident_id("110105194912310021").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("1949"));
}

#[test]
fn what_storage_unseals_is_the_document_that_it_sealed() {
    for (kind, given) in [
        (ResidentId, "610104620927690"),
        (TaiwanPermit, "1234567802"),
        (Passport, "UTO L898902C3"),
    ] {
        let sealed = document(kind, given).unwrap();
        assert!(Document::from_canonical(&sealed.canonical()) == Some(sealed));
    }
    assert!(Document::from_canonical("11010519491231002X").is_none());
    assert!(Document::from_canonical("77:1").is_none());
}
