//! The first values, line by line as the requirements give them.

use domain::state::State;
use domain::time::{Date, Instant};
use domain::verdict::{
    Challenge, CodeAge, Direction, Kind, ListAge, Outcome, Presented, Refusal, Remark, Scene,
    Shown, Status, Step, VerdictPolicy, Words,
};

use crate::support::{GREEN, ask, of, places, shown};

const GUARDED: [Scene; 5] = [
    Scene::Transport,
    Scene::Shop,
    Scene::Workplace,
    Scene::School,
    Scene::Highway,
];

fn outcome(scene: Scene, direction: Direction, code: Shown) -> Outcome {
    shown(scene, direction, code).outcome
}

#[test]
fn s2_25_green_passes_everywhere() {
    for (scene, direction) in places() {
        let verdict = shown(scene, direction, GREEN);
        assert_eq!(verdict.outcome, Outcome::Pass, "{scene}");
        assert_eq!((verdict.steps, verdict.remarks), (vec![], vec![]));
    }
}

#[test]
fn s1_7_yellow_and_red_stop_and_what_is_unclear_is_by_hand() {
    for scene in GUARDED {
        for state in [State::Yellow, State::Red] {
            assert_eq!(
                outcome(scene, Direction::In, of(state)),
                Outcome::Stop,
                "{scene} {state}"
            );
        }
        for state in [State::Unconfirmed, State::None] {
            assert_eq!(
                outcome(scene, Direction::In, of(state)),
                Outcome::ByHand,
                "{scene} {state}"
            );
        }
        let pop_up = Shown {
            pop_up: true,
            ..GREEN
        };
        assert_eq!(
            outcome(scene, Direction::In, pop_up),
            Outcome::ByHand,
            "{scene}"
        );
    }
}

#[test]
fn s1_7_nobody_is_kept_from_home_and_quarantine_keeps_at_home() {
    for state in State::ALL {
        let inward = outcome(Scene::Community, Direction::In, of(state));
        let outward = outcome(Scene::Community, Direction::Out, of(state));
        match state {
            State::Green => assert_eq!((inward, outward), (Outcome::Pass, Outcome::Pass)),
            State::Yellow | State::Red => {
                assert_eq!((inward, outward), (Outcome::ByHand, Outcome::Stop));
            }
            _ => assert_eq!((inward, outward), (Outcome::ByHand, Outcome::ByHand)),
        }
    }
    let pop_up = Shown {
        pop_up: true,
        ..GREEN
    };
    let inward = shown(Scene::Community, Direction::In, pop_up);
    assert_eq!(
        (inward.outcome, inward.remarks),
        (Outcome::Pass, vec![Remark::PopUp])
    );
    assert_eq!(
        outcome(Scene::Community, Direction::Out, pop_up),
        Outcome::ByHand
    );
}

#[test]
fn s1_7_a_hospital_shows_the_other_entrance_and_a_pharmacy_serves_at_the_door() {
    for state in State::ALL
        .into_iter()
        .filter(|state| *state != State::Green)
    {
        let hospital = shown(Scene::Hospital, Direction::In, of(state));
        assert_eq!(
            (hospital.outcome, hospital.words),
            (Outcome::ByHand, Words::OtherEntrance)
        );
        assert!(hospital.steps.contains(&Step::OtherEntrance));
        let pharmacy = shown(Scene::Pharmacy, Direction::In, of(state));
        assert_eq!(
            (pharmacy.outcome, pharmacy.words),
            (Outcome::ByHand, Words::ServeAtTheDoor)
        );
        assert!(pharmacy.steps.contains(&Step::ServeAtTheDoor));
    }
    let replaced = Shown {
        status: Status::Replaced,
        ..GREEN
    };
    assert!(
        shown(Scene::Hospital, Direction::In, replaced)
            .steps
            .contains(&Step::OtherEntrance)
    );
}

#[test]
fn s2_19_the_status_of_a_code_counts_before_its_state() {
    for state in State::ALL {
        let replaced = shown(
            Scene::Shop,
            Direction::In,
            Shown {
                status: Status::Replaced,
                ..of(state)
            },
        );
        assert_eq!(
            (replaced.outcome, replaced.words),
            (Outcome::Stop, Words::Replaced),
            "{state}"
        );
    }
    let home = shown(
        Scene::Community,
        Direction::In,
        Shown {
            status: Status::Changed,
            ..of(State::Red)
        },
    );
    assert_eq!(
        (home.outcome, home.words),
        (Outcome::ByHand, Words::Changed)
    );
    let green = shown(
        Scene::Shop,
        Direction::In,
        Shown {
            status: Status::Changed,
            ..GREEN
        },
    );
    assert_eq!(
        (green.outcome, green.words),
        (Outcome::Stop, Words::Changed)
    );
    assert!(green.steps.contains(&Step::OpenWithNetwork));
    let unknown = shown(
        Scene::Shop,
        Direction::In,
        Shown {
            status: Status::Unused,
            ..GREEN
        },
    );
    assert_eq!(
        (unknown.outcome, unknown.words),
        (Outcome::ByHand, Words::StatusUnknown)
    );
}

#[test]
fn s2_19_a_changed_yellow_or_red_is_by_hand_where_it_would_have_stopped() {
    for state in [State::Yellow, State::Red] {
        let verdict = shown(
            Scene::Transport,
            Direction::In,
            Shown {
                status: Status::Changed,
                ..of(state)
            },
        );
        assert_eq!(
            (verdict.outcome, verdict.words),
            (Outcome::ByHand, Words::Changed),
            "{state}"
        );
    }
}

#[test]
fn s2_3_a_failed_challenge_is_by_hand_and_so_is_a_kind_that_cannot_answer() {
    let failed = Shown {
        challenge: Challenge::Failed,
        ..GREEN
    };
    let verdict = shown(Scene::Transport, Direction::In, failed);
    assert_eq!(
        (verdict.outcome, verdict.words),
        (Outcome::ByHand, Words::ChallengeFailed)
    );
    let passed = Shown {
        challenge: Challenge::Passed,
        ..GREEN
    };
    assert_eq!(
        outcome(Scene::Transport, Direction::In, passed),
        Outcome::Pass
    );
    for kind in [Kind::Paper, Kind::Channel] {
        let verdict = shown(Scene::Transport, Direction::In, Shown { kind, ..failed });
        assert_eq!(
            (verdict.outcome, verdict.words),
            (Outcome::ByHand, Words::CannotAnswer),
            "{kind}"
        );
    }
    let red = Shown {
        state: State::Red,
        ..failed
    };
    assert_eq!(outcome(Scene::Transport, Direction::In, red), Outcome::Stop);
}

#[test]
fn s1_9_an_old_list_is_said_and_a_very_old_one_makes_green_by_hand() {
    let old = shown(
        Scene::Shop,
        Direction::In,
        Shown {
            list_age: ListAge::Old,
            ..GREEN
        },
    );
    assert_eq!(
        (old.outcome, old.remarks),
        (Outcome::Pass, vec![Remark::ListOld])
    );
    for list_age in [ListAge::TooOld, ListAge::Missing] {
        let verdict = shown(Scene::Shop, Direction::In, Shown { list_age, ..GREEN });
        assert_eq!(
            (verdict.outcome, verdict.words),
            (Outcome::ByHand, Words::ListTooOld)
        );
        assert_eq!(verdict.remarks, [Remark::ListOld]);
        let hospital = shown(Scene::Hospital, Direction::In, Shown { list_age, ..GREEN });
        assert!(
            !hospital.steps.contains(&Step::OtherEntrance),
            "green needs no other entrance"
        );
    }
}

#[test]
fn s1_9_list_and_code_grow_old_at_their_borders() {
    let policy = VerdictPolicy::default();
    let issued = Instant::from_ms(1_657_728_000_000);
    let age = |ms| ListAge::of(Some(issued), issued.plus_ms(ms), &policy);
    assert_eq!(age(-1), ListAge::Fresh);
    assert_eq!(
        (age(6 * 3_600_000), age(6 * 3_600_000 + 1)),
        (ListAge::Fresh, ListAge::Old)
    );
    assert_eq!(
        (age(48 * 3_600_000), age(48 * 3_600_000 + 1)),
        (ListAge::Old, ListAge::TooOld)
    );
    assert_eq!(ListAge::of(None, issued, &policy), ListAge::Missing);
    let day: Date = "2022-07-14".parse().unwrap();
    let ages = [-1, 0, 1, 2].map(|days| CodeAge::of(day, day + days));
    assert_eq!(
        ages,
        [
            CodeAge::Today,
            CodeAge::Today,
            CodeAge::Yesterday,
            CodeAge::Older
        ]
    );
}

#[test]
fn n_1_yesterdays_code_passes_and_says_so() {
    let yesterday = Shown {
        code_age: CodeAge::Yesterday,
        seen: true,
        ..GREEN
    };
    let verdict = shown(Scene::Transport, Direction::In, yesterday);
    assert_eq!(verdict.outcome, Outcome::Pass);
    assert_eq!(
        verdict.remarks,
        [Remark::SeenHere, Remark::ConfirmedYesterday]
    );
}

#[test]
fn a_sheet_of_paper_is_compared_with_the_document() {
    let paper = Shown {
        kind: Kind::Paper,
        ..GREEN
    };
    let verdict = shown(Scene::Transport, Direction::In, paper);
    assert_eq!(
        (verdict.outcome, verdict.steps),
        (Outcome::Pass, vec![Step::CompareDocument])
    );
}

#[test]
fn s2_3_deception_stops_and_a_lack_of_knowledge_is_by_hand() {
    for refusal in Refusal::ALL {
        let verdict = ask(
            Scene::Transport,
            Direction::In,
            Presented::Refused(*refusal),
        );
        assert_eq!(
            verdict.words,
            Words::Refused(*refusal),
            "each has its own words"
        );
        let wanted = if refusal.deceives() {
            Outcome::Stop
        } else {
            Outcome::ByHand
        };
        assert_eq!(verdict.outcome, wanted, "{refusal}");
    }
    let none = ask(Scene::Transport, Direction::In, Presented::NoCode);
    assert_eq!((none.outcome, none.words), (Outcome::ByHand, Words::NoCode));
}

#[test]
fn every_refusal_says_in_two_languages_what_to_do() {
    for refusal in Refusal::ALL {
        let words = refusal.guard_words();
        assert!(
            words.zh.chars().count() >= 8 && words.zh.chars().any(|c| c > '\u{4E00}'),
            "{refusal}"
        );
        assert!(words.en.is_ascii() && words.en.len() >= 20, "{refusal}");
        assert_eq!(Refusal::from_word(refusal.word()), Some(*refusal));
    }
    assert!(Refusal::ALL.is_sorted());
}
