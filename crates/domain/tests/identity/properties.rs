//! What holds for every resident ID, shown on many drawn at random.

use domain::identity::{check, mod_11_2};
use domain::place::divisions;
use domain::time::Date;
use proptest::prelude::*;

use super::{resident_id, today};

/// Any 17 digits that a resident ID can begin with, its birth date between the given years.
fn body(years: std::ops::Range<i16>) -> impl Strategy<Value = (String, Date)> {
    let rows = divisions().rows();
    let (first, last) = (
        Date::from_ymd(years.start, 1, 1).unwrap(),
        Date::from_ymd(years.end, 1, 1).unwrap(),
    );
    (0..rows.len(), first.day()..last.day(), 1..1000).prop_map(move |(row, day, sequence)| {
        let date = Date::from_day(day);
        let birth = date.to_string().replace('-', "");
        (format!("{}{birth}{sequence:03}", rows[row].code), date)
    })
}

fn complete(body: &str) -> String {
    format!("{body}{}", mod_11_2(body).unwrap())
}

proptest! {
    #[test]
    fn s2_16_every_number_made_by_the_rules_is_valid((body, birth) in body(1880..2020)) {
        let number = complete(&body);
        let document = resident_id(&number).unwrap();
        prop_assert_eq!(document.number(), &number);
        prop_assert_eq!(document.birth_date(), Some(birth));
    }

    #[test]
    fn s2_16_one_wrong_character_is_refused((body, _) in body(1880..2020), place in 0..18_usize, put in 0..11_usize) {
        let number = complete(&body);
        let mut slipped = number.clone();
        let put = &"0123456789X"[put..=put];
        slipped.replace_range(place..=place, put);
        prop_assume!(slipped != number);
        prop_assert!(resident_id(&slipped).is_err());
        prop_assert!(!check(&slipped, today()).valid);
    }

    #[test]
    fn s2_16_two_neighbours_exchanged_are_refused((body, _) in body(1880..2020), place in 0..17_usize) {
        let number = complete(&body);
        let mut bytes = number.clone().into_bytes();
        bytes.swap(place, place + 1);
        let swapped = String::from_utf8(bytes).unwrap();
        prop_assume!(swapped != number);
        prop_assert!(resident_id(&swapped).is_err());
        prop_assert!(!check(&swapped, today()).valid);
    }

    #[test]
    fn s2_16_the_first_generation_keeps_its_birth_date((body, birth) in body(1900..2000)) {
        let short = format!("{}{}", &body[..6], &body[8..]);
        let document = resident_id(&short).unwrap();
        prop_assert_eq!(document.birth_date(), Some(birth));
        prop_assert_eq!(document.number(), complete(&body));
    }

    #[test]
    fn s2_16_no_text_is_without_an_answer(text in ".{0,40}") {
        let answer = check(&text, today());
        prop_assert_eq!(answer.valid, answer.reason.is_none());
    }
}
