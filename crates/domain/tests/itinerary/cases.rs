//! The cases of S0, one by one.

use domain::ids::NumberId;
use domain::itinerary::{Asked, Cause, DeclaredPlace, DriftAnswer, Hint, NumberList, Place};

use crate::support::{
    BINJIANG, CHAOYANG, XIHU, YUHANG, answered, code, compared, day, hidden, number, place,
};

const HOME: (&str, i32, i32) = (XIHU, 0, 13);
const HERE: (&str, i32, i32) = (CHAOYANG, 14, 14);

#[test]
fn s0_8_a_list_that_names_what_was_recorded_passes() {
    let found = compared(&[number(0, &[HOME, HERE], &[HOME])]);
    assert!(found.passed() && found.hints.is_empty());
}

#[test]
fn s0_6_forgetting_beijing_is_cause_1_and_the_answer_names_it() {
    let found = compared(&[number(0, &[HOME], &[HOME])]);
    assert_eq!(found.causes(), [Cause::DestinationMissing]);
    let text = found.findings[0].text();
    assert!(
        text.zh.contains("北京市") && text.en.contains("Beijing"),
        "{text:?}"
    );
    assert!(
        found.findings[0]
            .remedy()
            .en
            .contains("add a county of the city")
    );
    let before = compared(&[number(0, &[HOME, (CHAOYANG, -9, -1)], &[HOME])]);
    assert_eq!(
        before.causes(),
        [Cause::DestinationMissing],
        "before the window"
    );
}

#[test]
fn s0_9_forgetting_one_county_is_cause_2_with_its_place_and_days() {
    let record = [HOME, ("420106", 3, 5)];
    let found = compared(&[number(0, &[HOME, HERE], &record)]);
    assert_eq!(found.causes(), [Cause::UndeclaredPlace]);
    let finding = found.findings[0];
    assert_eq!(finding.place, Some(place("420106")));
    assert_eq!((finding.from, finding.to), (Some(day(3)), Some(day(5))));
    let text = finding.text();
    assert_eq!(
        text.zh,
        "4月23日至4月25日记录在湖北省 武汉市 武昌区，没有填写"
    );
    assert_eq!(
        text.en,
        "Wuchang District, Wuhan was recorded from 23 April to 25 April and not declared"
    );
}

#[test]
fn s0_8_another_day_is_a_hint_and_no_failure() {
    let list = [HOME, HERE, ("420106", 1, 2)];
    let found = compared(&[number(0, &list, &[HOME, ("420106", 2, 4)])]);
    assert!(found.passed());
    let hint = Hint {
        number: NumberId(0),
        place: place("420106"),
        recorded_from: day(3),
        recorded_to: day(4),
    };
    assert_eq!(found.hints, [hint]);
    assert!(
        hint.text().zh.contains("4月23日至4月24日") && hint.text().en.contains("fails nothing")
    );
}

#[test]
fn s0_8_a_declared_place_that_the_record_lacks_is_no_contradiction() {
    let found = compared(&[number(
        0,
        &[HOME, HERE, ("310115", 2, 2), ("JP", 4, 5)],
        &[],
    )]);
    assert!(found.passed());
}

#[test]
fn s0_8_a_touching_county_on_one_day_is_asked_about_and_not_failed() {
    let numbers = [number(0, &[HOME, HERE], &[HOME, (BINJIANG, 6, 6)])];
    let asked = Asked {
        number: NumberId(0),
        county: code(BINJIANG),
        on: day(6),
    };
    let open = compared(&numbers);
    assert_eq!(open.asked, [asked]);
    assert!(!open.passed() && open.findings.is_empty());
    assert!(asked.text().zh.contains("滨江区") && asked.text().en.contains("Binjiang"));
    let say = |was_there| {
        let answer = DriftAnswer {
            number: NumberId(0),
            county: code(BINJIANG),
            was_there,
        };
        answered(&numbers, &[], &[answer])
    };
    let (drift, there) = (say(false), say(true));
    assert!(drift.passed() && drift.added.is_empty());
    let added = DeclaredPlace {
        place: place(BINJIANG),
        from: day(6),
        to: day(6),
    };
    assert!(there.passed());
    assert_eq!(there.added, [(NumberId(0), added)]);
}

#[test]
fn s0_8_two_days_in_a_touching_county_or_one_day_in_another_are_no_drift() {
    for record in [
        &[(BINJIANG, 6, 7)][..],
        &[(BINJIANG, 6, 6), (BINJIANG, 9, 9)],
        &[("420106", 6, 6)],
        // The first day may be the end of a longer stay.
        &[(BINJIANG, 0, 0)],
        &[(BINJIANG, -3, 0)],
    ] {
        let found = compared(&[number(0, &[HOME, HERE], record)]);
        assert_eq!(found.causes(), [Cause::UndeclaredPlace], "{record:?}");
    }
}

#[test]
fn s0_8_each_number_is_held_against_its_own_list_and_the_earlier_ones() {
    let wuhan = ("420106", 3, 5);
    let second = |list: &[(&str, i32, i32)], record: &[(&str, i32, i32)]| {
        let first = number(0, &[HOME, HERE, wuhan], &[HOME, wuhan]);
        compared(&[first, number(1, list, record)])
    };
    assert!(
        second(&[HERE], &[wuhan]).passed(),
        "the first list names it"
    );
    let later = compared(&[
        number(0, &[HOME, HERE], &[HOME, wuhan]),
        number(1, &[HERE, wuhan], &[wuhan]),
    ]);
    assert_eq!(
        later.causes(),
        [Cause::UndeclaredPlace],
        "only a later list names it"
    );
    assert_eq!(later.findings[0].number, Some(NumberId(0)));
    let shanghai = second(&[HERE], &[("310115", 8, 9)]);
    assert_eq!(shanghai.findings[0].number, Some(NumberId(1)));
}

#[test]
fn s0_15_a_number_without_code_or_places_is_cause_3_and_its_record_is_not_read() {
    let first = number(0, &[HOME, HERE], &[HOME]);
    for second in [
        NumberList {
            confirmed: false,
            ..number(1, &[HERE], &[("420106", 3, 5)])
        },
        number(1, &[], &[("420106", 3, 5)]),
    ] {
        let found = compared(&[first.clone(), second]);
        assert_eq!(found.causes(), [Cause::NumberUnverified]);
        assert_eq!(found.findings[0].place, None);
    }
}

#[test]
fn s0_15_a_number_given_back_contradicts_without_being_named() {
    let numbers = [number(0, &[HOME, HERE], &[HOME])];
    let wuhan = hidden(&[HOME, ("420106", 3, 5), ("310115", 8, 9)]);
    let found = answered(&numbers, &[hidden(&[HOME]), wuhan], &[]);
    assert_eq!(found.findings.len(), 1);
    let finding = found.findings[0];
    assert_eq!(finding.cause, Cause::UndeclaredPlace);
    assert_eq!(
        (finding.number, finding.place, finding.from, finding.to),
        (None, None, None, None)
    );
    let said = format!("{:?} {:?}", finding.text(), finding.remedy());
    assert!(
        !said.contains("武") && !said.contains("Wuchang") && !said.contains('月'),
        "{said}"
    );
    let one_day = hidden(&[HOME, (BINJIANG, 6, 6)]);
    assert!(
        answered(&numbers, &[one_day], &[]).passed(),
        "nobody can be asked"
    );
}

#[test]
fn s0_15_a_number_of_somebody_elses_document_names_no_place_and_asks_about_none() {
    let other = |record| NumberList {
        names_places: false,
        ..number(1, &[HERE], record)
    };
    let own = number(0, &[HOME, HERE], &[HOME]);
    let found = compared(&[own.clone(), other(&[("420106", 3, 5), ("310115", 8, 9)])]);
    assert_eq!(found.findings.len(), 1);
    assert_eq!(found.findings[0].number, Some(NumberId(1)));
    assert_eq!(
        (found.findings[0].place, found.findings[0].from),
        (None, None)
    );
    assert!(!found.findings[0].text().en.contains("April"));
    let quiet = compared(&[own, other(&[(BINJIANG, 6, 6), (XIHU, 14, 14)])]);
    assert!(quiet.passed() && quiet.asked.is_empty() && quiet.hints.is_empty());
}

#[test]
fn s0_19_shenzhen_with_a_hong_kong_stay_is_cause_4() {
    let luohu = ("440303", 0, 13);
    let found = compared(&[number(0, &[luohu, HERE], &[luohu, ("HK", 5, 6)])]);
    assert_eq!(found.causes(), [Cause::AbroadAtBorder]);
    let finding = found.findings[0];
    assert_eq!(
        (finding.place, finding.border),
        (Some(place("HK")), Some(code("440303")))
    );
    let (text, remedy) = (finding.text(), finding.remedy());
    assert!(
        text.zh.contains("罗湖区") && text.zh.contains("4月25日"),
        "{text:?}"
    );
    assert!(remedy.zh.contains("运营商") && remedy.en.contains("ask the carrier"));
}

#[test]
fn s0_19_ruili_with_a_myanmar_stay_is_cause_4_and_a_declared_one_is_none() {
    let ruili = ("533102", 0, 13);
    let found = compared(&[number(0, &[ruili, HERE], &[ruili, ("MM", 5, 5)])]);
    assert_eq!(found.causes(), [Cause::AbroadAtBorder]);
    let declared = compared(&[number(
        0,
        &[ruili, HERE, ("MM", 5, 5)],
        &[ruili, ("MM", 5, 5)],
    )]);
    assert!(declared.passed());
}

#[test]
fn s0_19_the_county_that_touches_the_country_is_named_and_inland_it_is_cause_2() {
    let both = [("440303", 0, 3), ("533102", 4, 13), HERE];
    let found = compared(&[number(0, &both, &[("MM", 5, 5), ("KR", 7, 7)])]);
    let mut borders: Vec<_> = found.findings.iter().map(|f| (f.place, f.border)).collect();
    borders.sort_unstable();
    assert_eq!(
        borders,
        [
            (Some(place("KR")), Some(code("440303"))),
            (Some(place("MM")), Some(code("533102"))),
        ]
    );
    let inland = compared(&[number(0, &[HOME, HERE], &[HOME, ("MM", 5, 5)])]);
    assert_eq!(inland.causes(), [Cause::UndeclaredPlace]);
    let text = inland.findings[0].text();
    assert!(
        text.zh.contains("缅甸") && text.en.contains("Myanmar"),
        "{text:?}"
    );
}

#[test]
fn s0_8_a_county_that_was_merged_renamed_or_divided_is_one_place() {
    for (said, seen) in [
        ("330105", "330103"), // Gongshu took Xiacheng in
        ("330103", "330105"),
        (YUHANG, "330113"), // Linping came out of Yuhang
        ("330102", "330104"),
        ("330114", "330104"), // Jianggan went to Shangcheng and Qiantang
        ("513402", "513425"), // Huili, a city since
    ] {
        let list = [(said, 0, 13), HERE];
        let found = compared(&[number(0, &list, &[(seen, 2, 9)])]);
        assert!(found.passed(), "{said} {seen}: {:?}", found.findings);
    }
    let other = compared(&[number(0, &[("330105", 0, 13), HERE], &[("330104", 2, 9)])]);
    assert_eq!(other.causes(), [Cause::UndeclaredPlace]);
}

#[test]
fn s0_4_what_lies_outside_of_the_window_is_not_compared() {
    let found = compared(&[number(0, &[HOME, HERE], &[HOME, ("420106", -5, -1)])]);
    assert!(found.passed());
    let edge = compared(&[number(0, &[HOME, HERE], &[HOME, ("420106", -5, 0)])]);
    assert_eq!(edge.findings[0].from, Some(day(0)));
    assert_eq!(edge.findings[0].to, Some(day(0)));
}

#[test]
fn s0_8_a_code_that_no_table_has_is_named_by_its_digits() {
    let found = compared(&[number(0, &[HOME, HERE], &[("999999", 2, 3)])]);
    assert_eq!(found.findings[0].place, Some(Place::County(code("999999"))));
    assert!(found.findings[0].text().en.contains("999999"));
}
