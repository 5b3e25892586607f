//! For any declared and recorded lists: passed if and only if the published rules say so.

use domain::ids::NumberId;
use domain::itinerary::{
    Comparison, DeclaredPlace, DriftAnswer, Hidden, NumberList, RecordedStay, compare,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::model::{PLACES, expected};
use crate::support::{BEIJING, code, day, place, window};

/// Everything of a comparison, owned.
#[derive(Clone, Debug)]
struct Case {
    numbers: Vec<NumberList>,
    hidden: Vec<Hidden>,
    answers: Vec<DriftAnswer>,
}

impl Case {
    fn check(&self) -> Comparison<'_> {
        Comparison {
            destination: code(BEIJING),
            window: window(),
            numbers: &self.numbers,
            hidden: &self.hidden,
            answers: &self.answers,
        }
    }
}

/// A place and days around the window, seldom long.
fn stay() -> impl Strategy<Value = RecordedStay> {
    let length = prop_oneof![3 => Just(0), 2 => 1..4_i32, 1 => 4..9_i32];
    (0..PLACES.len(), -3..17_i32, length).prop_map(|(at, from, length)| RecordedStay {
        place: place(PLACES[at].0),
        from: day(from),
        to: day(from + length),
    })
}

fn declared(stay: RecordedStay) -> DeclaredPlace {
    DeclaredPlace {
        place: stay.place,
        from: stay.from,
        to: stay.to,
    }
}

/// A number whose record mostly stands in its list, and mostly one that names Beijing.
fn number() -> impl Strategy<Value = NumberList> {
    let flags = (
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.8),
    );
    let lists = (
        prop::collection::vec(stay(), 0..5),
        prop::collection::vec(stay(), 0..3),
    );
    (flags, lists).prop_map(|((confirmed, names_places, arrives), (both, only))| {
        let mut list: Vec<DeclaredPlace> = both.iter().copied().map(declared).collect();
        if arrives {
            list.push(DeclaredPlace {
                place: place("110105"),
                from: day(14),
                to: day(14),
            });
        }
        NumberList {
            number: NumberId(0),
            confirmed,
            declared: list,
            record: both.into_iter().chain(only).collect(),
            names_places,
        }
    })
}

fn answers() -> impl Strategy<Value = Vec<DriftAnswer>> {
    let counties: Vec<_> = PLACES.iter().filter(|(text, _)| text.len() == 6).collect();
    let one = (0..3_i64, 0..counties.len(), any::<bool>());
    prop::collection::vec(one, 0..40).prop_map(move |given| {
        let answer = |(number, at, was_there): (i64, usize, bool)| DriftAnswer {
            number: NumberId(number),
            county: code(counties[at].0),
            was_there,
        };
        given.into_iter().map(answer).collect()
    })
}

fn case() -> impl Strategy<Value = Case> {
    let hidden = prop::collection::vec(stay(), 0..3).prop_map(|record| Hidden { record });
    let parts = (
        prop::collection::vec(number(), 0..4),
        prop::collection::vec(hidden, 0..2),
        answers(),
    );
    parts.prop_map(|(mut numbers, hidden, answers)| {
        for (list, id) in numbers.iter_mut().zip(0..) {
            list.number = NumberId(id);
        }
        Case {
            numbers,
            hidden,
            answers,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn s0_8_a_check_passes_if_and_only_if_the_published_rules_say_so(case in case()) {
        let found = compare(&case.check());
        let expected = expected(&case.check());
        prop_assert_eq!(found.passed(), expected.passes());
        prop_assert_eq!(found.causes(), expected.causes.iter().copied().collect::<Vec<_>>());
        prop_assert_eq!(!found.asked.is_empty(), expected.asks);
    }

    #[test]
    fn s0_15_what_must_not_be_shown_is_in_no_finding_hint_or_question(case in case()) {
        let found = compare(&case.check());
        let shown = |number: NumberId| case.numbers.iter().any(|n| n.number == number && n.names_places);
        for finding in found.findings.iter().filter(|f| f.from.is_some()) {
            prop_assert!(finding.number.is_some_and(shown));
        }
        prop_assert!(found.hints.iter().all(|hint| shown(hint.number)));
        prop_assert!(found.asked.iter().all(|asked| shown(asked.number)));
    }
}

#[test]
fn s0_8_the_cases_of_the_property_are_worth_their_name() {
    let mut runner = TestRunner::deterministic();
    let (mut passed, mut asked, mut added, mut hinted) = (0, 0, 0, 0);
    let mut causes = std::collections::BTreeSet::new();
    for _ in 0..2_000 {
        let case = case().new_tree(&mut runner).unwrap().current();
        let found = compare(&case.check());
        passed += i32::from(found.passed() && !case.numbers.is_empty());
        asked += i32::from(!found.asked.is_empty());
        added += i32::from(!found.added.is_empty());
        hinted += i32::from(!found.hints.is_empty());
        causes.extend(found.causes());
    }
    assert_eq!(causes.len(), 4);
    assert!(
        passed > 50 && asked > 40 && added > 5 && hinted > 60,
        "{passed} {asked} {added} {hinted}"
    );
}
