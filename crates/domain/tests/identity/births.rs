//! Birth dates: said by the number, or by the person where the number has none.

use domain::identity::{BirthError, DocumentKind};
use domain::time::Date;

use super::{document, today};

fn date(y: i16, m: i8, d: i8) -> Date {
    Date::from_ymd(y, m, d).unwrap()
}

#[test]
fn s2_16_a_number_with_a_birth_date_asks_for_none_and_contradicts_another() {
    let number = document(DocumentKind::ResidentId, "11010519491231002X").unwrap();
    let born = date(1949, 12, 31);
    assert!(!number.asks_birth_date());
    assert_eq!(number.born(None, today()), Ok(born));
    assert_eq!(number.born(Some(born), today()), Ok(born));
    let other = number.born(Some(date(1949, 12, 30)), today());
    assert_eq!(other, Err(BirthError::Differs));
}

#[test]
fn s2_16_a_number_without_a_birth_date_asks_for_it() {
    for (kind, number) in [
        (DocumentKind::Passport, "DEU C01X00T47"),
        (DocumentKind::HongKongMacauPermit, "H12345678"),
        (DocumentKind::TaiwanPermit, "12345678"),
        (DocumentKind::ForeignResidentCard, "KAZ110090123105"),
    ] {
        let document = document(kind, number).unwrap();
        assert!(document.asks_birth_date(), "{number}");
        let is_card = kind == DocumentKind::ForeignResidentCard;
        assert_eq!(document.hides_birth_date(), !is_card, "{number}");
        let missing = document.born(None, today()).unwrap_err();
        assert_eq!(missing, BirthError::Missing);
        assert!(missing.text().en.starts_with("birth date: "));
        let unborn = document.born(Some(today().next()), today());
        assert_eq!(unborn, Err(BirthError::InFuture));
        let early = document.born(Some(date(1799, 12, 31)), today());
        assert_eq!(early, Err(BirthError::TooEarly));
    }
    let passport = document(DocumentKind::Passport, "DEU C01X00T47").unwrap();
    assert_eq!(
        passport.born(Some(date(1964, 8, 12)), today()),
        Ok(date(1964, 8, 12))
    );
}

#[test]
fn s2_16_an_old_foreign_card_knows_the_day_and_not_the_century() {
    let card = document(DocumentKind::ForeignResidentCard, "KAZ110090123105").unwrap();
    assert_eq!(
        card.born(Some(date(1990, 12, 31)), today()),
        Ok(date(1990, 12, 31))
    );
    assert_eq!(
        card.born(Some(date(1890, 12, 31)), today()),
        Ok(date(1890, 12, 31))
    );
    assert_eq!(
        card.born(Some(date(1990, 12, 30)), today()),
        Err(BirthError::Differs)
    );
}
