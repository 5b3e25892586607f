//! Phone numbers: mainland mobiles however they are typed, and numbers abroad.

use domain::identity::{Phone, PhoneError};

fn phone(given: &str) -> Phone {
    Phone::parse(given).unwrap()
}

#[test]
fn s2_16_a_mainland_mobile_is_one_number_however_it_is_typed() {
    for typed in [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 138 0013 8000",
        "+86-13800138000",
        "0086 13800138000",
        "8613800138000",
        "(+86)138.0013.8000",
        "１３８００１３８０００",
        "\u{202A}+86\u{00A0}13800138000\u{202C}",
    ] {
        assert_eq!(phone(typed).canonical(), "+8613800138000", "{typed}");
        assert!(phone(typed).is_mainland());
    }
}

#[test]
fn s2_16_numbers_of_other_countries_are_kept_as_e_164() {
    for (typed, kept) in [
        ("+1 (415) 555-2671", "+14155552671"),
        ("001 415 555 2671", "+14155552671"),
        ("+852 6123 4567", "+85261234567"),
        ("+886 912 345 678", "+886912345678"),
        ("+683 4000", "+6834000"),
    ] {
        assert_eq!(phone(typed).canonical(), kept);
        assert!(!phone(typed).is_mainland());
        assert!(phone(kept) == phone(typed));
    }
}

#[test]
fn s2_16_what_is_no_mobile_is_refused_with_the_remedy() {
    let refused = |given: &str| Phone::parse(given).unwrap_err();
    assert_eq!(refused(""), PhoneError::Empty);
    assert_eq!(refused("+ "), PhoneError::Empty);
    assert_eq!(refused("00"), PhoneError::Empty);
    for given in [
        "1380013800",
        "138001380000",
        "12800138000",
        "010-65551234",
        "+86 10 65551234",
        "86",
    ] {
        assert_eq!(refused(given), PhoneError::NotMobile, "{given}");
    }
    assert_eq!(
        refused("1380013800a"),
        PhoneError::Character {
            position: 11,
            found: 'a'
        }
    );
    assert_eq!(
        refused("138+0013800"),
        PhoneError::Character {
            position: 4,
            found: '+'
        }
    );
    assert_eq!(refused("+0 415 555 2671"), PhoneError::CountryCode);
    assert_eq!(refused("+44 1234"), PhoneError::Length { found: 6 });
    assert_eq!(
        refused("+4412345678901234"),
        PhoneError::Length { found: 16 }
    );
    assert!(matches!(
        refused(&"1".repeat(100_000)),
        PhoneError::Length { .. }
    ));
    assert!(refused("1").to_string().contains("11 digits"));
}

#[test]
fn s2_16_a_masked_phone_shows_three_digits_at_each_end() {
    assert_eq!(phone("13800138000").masked(), "138*****000");
    assert_eq!(phone("+14155552671").masked(), "+141*****671");
    assert_eq!(phone("+6834000").masked(), "+683***0");
}

#[test]
fn no_log_line_shows_a_phone() {
    assert_eq!(format!("{:?}", phone("13800138000")), "Phone(hidden)");
}
