//! What a gate without a network has judged itself arrives once, with words of the table and nothing of the code.

use domain::state::State;
use domain::verdict::{Direction, Kind, Outcome, Refusal, Scene, Words};
use service::{ByHand, Error, JudgedThere, Scan, ScanVerdict, Scanned};

use crate::house::{House, at, now};
use crate::scanning::{gate, gate_of};

const GREEN: JudgedThere = JudgedThere {
    outcome: Outcome::Pass,
    words: Words::Pass,
    state: Some(State::Green),
    kind: Some(Kind::Person),
};

fn judged(number: i64, there: JudgedThere, when: &str) -> Scan<'static> {
    Scan {
        number,
        what: Scanned::Judged(there),
        direction: Direction::In,
        at: at(when),
        by_hand: None,
    }
}

fn refusal(outcome: Result<Vec<ScanVerdict>, Error>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn s1_10_thousands_of_scans_of_days_without_a_network_arrive_once() {
    let house = House::new().await;
    let gate = gate(&house).await;
    let red = JudgedThere {
        outcome: Outcome::Stop,
        words: Words::Red,
        state: Some(State::Red),
        kind: Some(Kind::Paper),
    };
    let scans: Vec<Scan<'_>> = (0..2_000)
        .map(|n| {
            let there = if n % 10 == 0 { red } else { GREEN };
            let day = if n < 1_000 {
                "2020-02-17"
            } else {
                "2020-02-18"
            };
            judged(n % 1_000, there, &format!("{day} 08:{:02}", n % 60))
        })
        .collect();
    for _again in 0..2 {
        for part in scans.chunks(400) {
            let verdicts = house.service.scan(&gate, part, now()).await.unwrap();
            assert_eq!(verdicts.len(), part.len());
            assert_eq!(verdicts[0].outcome, Outcome::Stop);
            assert_eq!(verdicts[1].words.en, "Please go on");
        }
    }
    assert_eq!(house.count("scan"), 2_000);
    let kept = "SELECT group_concat(DISTINCT outcome || ' ' || reason || ' ' || state || ' ' || kind) FROM scan";
    let kept: String = house.sql().query_row(kept, [], |r| r.get(0)).unwrap();
    assert_eq!(kept, "stop red red paper,pass pass green person");
}

#[tokio::test]
async fn s1_10_the_row_answers_whatever_comes_under_its_number_later() {
    let house = House::new().await;
    let gate = gate(&house).await;
    let pressed = Scan {
        by_hand: Some(ByHand::LetThrough),
        ..judged(
            3,
            JudgedThere {
                outcome: Outcome::ByHand,
                words: Words::Refused(Refusal::TooOld),
                state: None,
                kind: None,
            },
            "2020-02-19 08:00",
        )
    };
    let first = house.service.scan(&gate, &[pressed], now()).await.unwrap();
    assert_eq!(first[0].refusal, Some(Refusal::TooOld));
    let other = judged(3, GREEN, "2020-02-19 08:00");
    let again = house.service.scan(&gate, &[other], now()).await.unwrap();
    assert_eq!(again, first);
    assert_eq!(house.count("scan"), 1);
}

#[tokio::test]
async fn s1_10_words_that_no_verdict_has_are_refused_by_their_field() {
    let house = House::new().await;
    let (shop, home) = (
        gate(&house).await,
        gate_of(&house, Scene::Community, "330106").await,
    );
    let wrong = [
        (
            JudgedThere {
                state: None,
                ..GREEN
            },
            "state",
        ),
        (
            JudgedThere {
                kind: None,
                ..GREEN
            },
            "state",
        ),
        (
            JudgedThere {
                words: Words::NoCode,
                ..GREEN
            },
            "state",
        ),
        (
            JudgedThere {
                outcome: Outcome::Stop,
                ..GREEN
            },
            "outcome",
        ),
        (
            JudgedThere {
                words: Words::Refused(Refusal::Expired),
                state: None,
                kind: None,
                ..GREEN
            },
            "outcome",
        ),
    ];
    for (there, part) in wrong {
        let scans = [
            judged(0, GREEN, "2020-02-20 09:00"),
            judged(1, there, "2020-02-20 09:01"),
        ];
        let refused = house.service.scan(&shop, &scans, now()).await;
        assert_eq!(refusal(refused), format!("scans[1].judged.{part}"));
    }
    let stopped_at_home = JudgedThere {
        outcome: Outcome::Stop,
        words: Words::Red,
        state: Some(State::Red),
        kind: Some(Kind::Person),
    };
    let scan = judged(0, stopped_at_home, "2020-02-20 09:00");
    assert_eq!(
        refusal(house.service.scan(&home, &[scan], now()).await),
        "scans[0].judged.outcome"
    );
    assert_eq!(house.count("scan"), 0);
}
