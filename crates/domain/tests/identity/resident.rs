//! Resident IDs: what is accepted, and with which words the rest is refused.

use domain::identity::{DocumentError, check};
use domain::time::Date;

use super::{resident_id, today, with_check_digit};

#[test]
fn s2_16_the_number_is_read_however_it_is_typed() {
    let plain = resident_id("11010519491231002X").unwrap();
    for typed in [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105\u{3000}19491231\u{00A0}002ｘ",
        "\u{202D}11010519491231002X\u{202C}",
    ] {
        assert!(resident_id(typed).unwrap() == plain, "{typed}");
    }
    assert_eq!(plain.number(), "11010519491231002X");
    assert_eq!(plain.canonical(), "10:11010519491231002X");
    assert_eq!(plain.birth_date(), Date::from_ymd(1949, 12, 31));
}

#[test]
fn s2_16_the_first_generation_and_its_18_digits_are_one_document() {
    let first = resident_id("610104620927690").unwrap();
    let second = resident_id("610104196209276908").unwrap();
    assert!(first == second);
    assert_eq!(first.canonical(), "10:610104196209276908");
    assert_eq!(first.canonical(), second.canonical());
}

#[test]
fn s2_16_a_code_that_was_in_force_in_any_year_is_good() {
    // Chongwen of Beijing ended in 2009, Wanxian of Sichuan became a part of Chongqing in 1997.
    for gone in ["110103", "512201"] {
        let number = with_check_digit(&format!("{gone}19800101001"));
        assert!(resident_id(&number).is_ok(), "{gone}");
    }
    let never = with_check_digit("11019919800101001");
    assert_eq!(
        resident_id(&never).unwrap_err(),
        DocumentError::Region { digits: 6 }
    );
}

#[test]
fn s2_16_residence_permits_begin_with_81_82_83() {
    for region in ["810000", "820000", "830000"] {
        let number = with_check_digit(&format!("{region}19940823002"));
        assert!(resident_id(&number).is_ok(), "{region}");
    }
    let below = with_check_digit("81010119940823002");
    assert_eq!(
        resident_id(&below).unwrap_err(),
        DocumentError::Region { digits: 6 }
    );
}

#[test]
fn s2_16_nobody_is_born_tomorrow_or_on_30_february() {
    let born = |date: &str| resident_id(&with_check_digit(&format!("110105{date}001")));
    assert!(born("20200220").is_ok(), "born today");
    assert_eq!(born("20200221").unwrap_err(), DocumentError::BirthInFuture);
    let no_date = DocumentError::BirthDate { first: 7, last: 14 };
    for date in ["20190229", "19900230", "19901301", "19900100", "00000000"] {
        assert_eq!(born(date).unwrap_err(), no_date, "{date}");
    }
    assert!(born("20000229").is_ok());
    assert!(born("18000101").is_ok());
    assert_eq!(born("17991231").unwrap_err(), DocumentError::BirthTooEarly);
    let short = resident_id("110105900230001").unwrap_err();
    assert_eq!(short, DocumentError::BirthDate { first: 7, last: 12 });
}

#[test]
fn s2_16_each_failure_names_its_field_and_the_remedy() {
    for (given, named) in [
        ("", "number: nothing was given"),
        (" \u{3000} ", "number: nothing was given"),
        (
            "1101051949123100",
            "length: 16 characters; a resident ID has 18",
        ),
        ("11010519491231002XX", "length: 19 characters"),
        ("1101O519491231002X", "character 5 is 'O'"),
        ("1101051949123100XX", "character 17 is 'X'"),
        ("11010519491231002Y", "character 18 is 'Y'"),
        ("11010549123100X", "character 15 is 'X'"),
        ("190105194912310021", "region: the first 6 digits"),
        ("110105194913310021", "birth date: digits 7 to 14"),
        ("110105204912310021", "birth date: it lies after today"),
        ("110105194912310021", "check digit: the last character"),
        ("932682198501010017", "kind: a number that begins with 9"),
        ("東", "length: 1 character"),
    ] {
        let reason = resident_id(given).unwrap_err().to_string();
        assert!(reason.starts_with(named), "{given}: {reason}");
        assert!(
            reason.contains("; ") || reason.contains("length"),
            "no remedy: {reason}"
        );
    }
    let endless = "1".repeat(100_000);
    assert_eq!(resident_id(&endless).unwrap_err(), DocumentError::TooLong);
}

#[test]
fn s2_16_every_text_has_an_answer_in_json() {
    let line = |given: &str| serde_json::to_string(&check(given, today())).unwrap();
    assert_eq!(
        line("610104620927690"),
        r#"{"number":"610104196209276908","valid":true,"reason":null}"#
    );
    let refused = line("1101 05194912310021");
    assert!(
        refused.starts_with(
            r#"{"number":"1101 05194912310021","valid":false,"reason":"check digit: "#
        ),
        "{refused}"
    );
    for given in [
        "",
        "\0",
        "𠮷",
        "<",
        "9",
        "12345678",
        "hello",
        "--help",
        &"<".repeat(90),
    ] {
        let answer = check(given, today());
        assert!(
            !answer.valid && answer.number == given && answer.reason.is_some(),
            "{given}"
        );
    }
}
