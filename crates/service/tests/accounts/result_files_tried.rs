//! What a file of results was seen to do it does: tried and taken it changes the same people, and their cities answer for it (N-6).

use domain::declaration::Declaration;
use domain::ids::PersonId;
use domain::laboratory::Said;
use domain::rating::Decision;
use domain::record::Applicant;
use domain::state::State;
use domain::time::Instant;
use service::Error;

use crate::house::{House, code, declaration, later, name, now};
use crate::result_files::{agree, bring, decide, file, line, seen};
use crate::results::{person, said, state, take};

const REVIEWER: &str = "reviewer@330100";
/// What a generated line may have found.
const OUTCOMES: [&str; 3] = ["positive", "negative", "withdrawn"];

/// What a laboratory of the files said by its connection.
fn reported(n: u64, sample: &str, outcome: &str) -> Said {
    Said {
        laboratory: "乡镇卫生院".into(),
        ..said(n, sample, outcome)
    }
}

/// A line with the document of person `n` and somebody else's name.
pub(crate) fn slip(n: u64, sample: &str, outcome: &str, revision: u32) -> String {
    let line = line(n, sample, outcome, revision);
    line.replace(name(n).full(), name(n + 1).full())
}

/// Somebody who uses the code of a city.
async fn somebody(house: &House, n: u64, city: &str) -> PersonId {
    let device = house.resident(n, now()).await;
    let person = person(house, &device, now()).await;
    let declared = Declaration {
        jurisdiction: code(city),
        applicant: Applicant::Visitor,
        ..declaration(n as i64 * 100, &[])
    };
    let declared = house.service.declare(person, &declared, now()).await;
    declared.unwrap();
    person
}

async fn decisions(house: &House, people: &[PersonId], now: Instant) -> Vec<Vec<Decision>> {
    let mut all = Vec::new();
    for person in people {
        all.push(house.service.rate(*person, now).await.unwrap());
    }
    all
}

/// How many a file worsens and betters, and where: as it was tried, which is what it does. Person 1 uses Hangzhou and person 2 Ningbo.
async fn does(before: &[Said], lines: &[String]) -> (u64, u64, String) {
    let house = House::new().await;
    let one = somebody(&house, 1, "330100").await;
    let people = [one, somebody(&house, 2, "330200").await];
    for said in before {
        house.laboratory.report(said.clone());
    }
    take(&house, later(10)).await;
    let earlier = decisions(&house, &people, later(20)).await;
    let text = file(lines);
    let brought = bring(&house, &text, later(30)).await;
    let shown = seen(&house, REVIEWER, later(30)).await;
    agree(&house, brought.id, later(60)).await;
    take(&house, later(90)).await;
    let place = code(&shown.place.code);
    let (mut worse, mut better) = (0, 0);
    for (old, new) in earlier
        .iter()
        .zip(decisions(&house, &people, later(120)).await)
    {
        let pairs = || old.iter().zip(&new);
        let is_worse = pairs().any(|(old, new)| new.is_worse_than(old));
        let is_better = pairs().any(|(old, new)| new.state < old.state);
        worse += u64::from(is_worse);
        better += u64::from(is_better && !is_worse);
        if is_worse || is_better {
            let answered = new.iter().all(|one| place.contains(one.jurisdiction));
            assert!(answered, "{place}:\n{text}");
        }
    }
    let tried = (brought.effect.worse, brought.effect.better);
    assert_eq!(tried, (worse, better), "{text}");
    let done = seen(&house, REVIEWER, later(120)).await;
    assert_eq!(done.taken, Some(shown.foreseen), "{text}");
    (worse, better, shown.place.code)
}

/// Lines, how many they worsen and better, and who answers for them.
type Case = (Vec<String>, (u64, u64, &'static str));

fn of_the_first_who_say_it() -> Vec<Case> {
    let harmless = || line(2, "t", "negative", 1);
    vec![
        // A later revision that goes back hides no earlier one, wherever it stands.
        (
            vec![
                line(1, "s", "positive", 1),
                slip(1, "s", "negative", 2),
                harmless(),
            ],
            (1, 0, "330000"),
        ),
        (
            vec![
                slip(1, "s", "negative", 2),
                line(1, "s", "positive", 1),
                harmless(),
            ],
            (1, 0, "330000"),
        ),
        // An earlier revision behind a later one changes nothing.
        (
            vec![
                line(1, "s", "negative", 2),
                line(1, "s", "positive", 1),
                line(2, "t", "positive", 1),
            ],
            (1, 0, "330000"),
        ),
        (
            vec![line(1, "s", "positive", 1), line(1, "s", "negative", 2)],
            (0, 0, "330100"),
        ),
        (
            vec![line(1, "s", "negative", 1), line(1, "s", "positive", 2)],
            (1, 0, "330100"),
        ),
        // Whose name may be corrected by the time it is taken can be touched.
        (
            vec![slip(2, "s", "positive", 1), line(1, "t", "negative", 1)],
            (0, 0, "330000"),
        ),
    ]
}

/// Where person 1 is positive by a first revision of the sample.
fn of_corrections() -> Vec<Case> {
    let harmless = || line(2, "t", "negative", 1);
    vec![
        // One that names another takes from whom it named, and gives.
        (vec![line(2, "s", "positive", 2)], (1, 1, "330000")),
        (
            vec![line(2, "s", "positive", 1), harmless()],
            (0, 0, "330200"),
        ),
        (
            vec![line(3, "s", "negative", 2), harmless()],
            (0, 1, "000000"),
        ),
        (vec![line(1, "s", "withdrawn", 2)], (0, 1, "330100")),
    ]
}

#[tokio::test]
async fn n_6_a_file_of_results_does_what_it_was_tried_to_do_line_by_line() {
    let first = [reported(1, "s", "positive")];
    let all = [
        (&first[..0], of_the_first_who_say_it()),
        (&first[..], of_corrections()),
    ];
    for (before, cases) in all {
        for (lines, (worse, better, place)) in cases {
            let told = does(before, &lines).await;
            assert_eq!(told, (worse, better, place.to_owned()), "{lines:?}");
        }
    }
}

#[tokio::test]
async fn n_6_whatever_a_file_of_results_says_it_is_tried_as_it_is_taken() {
    for seed in 1..=10_u64 {
        let mut dice = seed;
        let mut next = |most: u64| {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % most
        };
        let mut lines = Vec::new();
        for _line in 0..8 {
            // Two samples each of two people and of one who is not registered.
            let n = 1 + next(3);
            let sample = format!("{n}-{}", next(2));
            let outcome = OUTCOMES[next(3) as usize];
            let revision = 1 + next(3) as u32;
            lines.push(if next(4) == 0 {
                slip(n, &sample, outcome, revision)
            } else {
                line(n, &sample, outcome, revision)
            });
        }
        does(&[reported(1, "2-0", "positive")], &lines).await;
    }
}

#[tokio::test]
async fn n_3_a_file_that_names_one_sample_for_two_documents_is_refused() {
    let house = House::new().await;
    let person = somebody(&house, 1, "330100").await;
    let text = file(&[line(3, "s", "negative", 2), line(1, "s", "positive", 1)]);
    let brought = house.service.bring_results("results.csv", &text, later(30));
    let Err(Error::Invalid(problems)) = brought.await else {
        panic!("it is refused");
    };
    assert_eq!(problems[0].field, "file");
    assert!(problems[0].text.en.starts_with("line 3"));
    assert_eq!(house.count("result_file"), 0);
    take(&house, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Green);
}

#[tokio::test]
async fn n_3_a_correction_of_what_is_held_for_somebody_unregistered_is_for_the_whole() {
    // A line of a person who is registered replaces it as well as one of whom it is held for.
    for n in [3, 1] {
        let house = House::new().await;
        somebody(&house, 1, "330100").await;
        house.laboratory.report(reported(3, "s", "positive"));
        take(&house, later(10)).await;
        assert_eq!(house.count("laboratory_held"), 1);
        let lines = [line(n, "s", "negative", 2), line(1, "t", "negative", 1)];
        let brought = bring(&house, &file(&lines), later(30)).await;
        assert_eq!(brought.replaces, 1, "{n}");
        let shown = seen(&house, REVIEWER, later(30)).await;
        assert_eq!(
            (shown.place.code.as_str(), shown.replaces, shown.may_decide),
            ("000000", 1, false)
        );
        let refused = decide(&house, REVIEWER, (brought.id, true), later(60)).await;
        assert!(matches!(refused, Err(Error::OutsideDivision)), "{n}");
    }
}
