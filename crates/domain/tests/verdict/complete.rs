//! No question is without an answer, and what must hold of every answer holds of each.

use std::collections::HashSet;

use domain::state::State;
use domain::verdict::{Direction, Outcome, Presented, Scene, Step, Verdict, Words};

use crate::support::{ask, every_presented, every_shown, places, shown};

#[test]
fn s1_7_every_question_has_a_verdict_with_at_most_three_steps() {
    let mut asked = 0;
    let mut said = HashSet::new();
    for (scene, direction) in places() {
        for presented in every_presented() {
            let verdict = ask(scene, direction, presented);
            let distinct: HashSet<Step> = verdict.steps.iter().copied().collect();
            assert!(
                verdict.steps.len() <= Verdict::MOST_STEPS,
                "{presented:?}: {verdict:?}"
            );
            assert_eq!(
                distinct.len(),
                verdict.steps.len(),
                "{presented:?}: {verdict:?}"
            );
            assert_eq!(
                verdict.outcome == Outcome::Pass,
                verdict.words == Words::Pass,
                "{verdict:?}"
            );
            let helped = verdict.outcome != Outcome::ByHand || !verdict.steps.is_empty();
            assert!(helped, "by hand without a step: {presented:?}: {verdict:?}");
            said.insert(verdict.words);
            asked += 1;
        }
    }
    assert_eq!(asked, 16 * (1 + 18 + 5 * 2 * 4 * 4 * 3 * 4 * 3 * 2));
    assert_eq!(said, Words::all().collect(), "no sentence is unused");
}

#[test]
fn s1_7_at_a_hospital_at_a_pharmacy_and_on_the_way_home_nothing_stops() {
    for (scene, direction) in places() {
        let home = scene == Scene::Community && direction == Direction::In;
        if !home && !matches!(scene, Scene::Hospital | Scene::Pharmacy) {
            continue;
        }
        for presented in every_presented() {
            let verdict = ask(scene, direction, presented);
            assert_ne!(verdict.outcome, Outcome::Stop, "{scene} {presented:?}");
            assert!(
                !verdict.steps.contains(&Step::StepAside),
                "{scene} {presented:?}"
            );
        }
    }
}

#[test]
fn only_green_as_issued_passes() {
    for (scene, direction) in places() {
        for presented in every_presented() {
            let verdict = ask(scene, direction, presented);
            if verdict.outcome != Outcome::Pass {
                continue;
            }
            let Presented::Shown(code) = presented else {
                panic!("{presented:?} passes at {scene}");
            };
            assert_eq!(code.state, State::Green);
            assert_eq!(code.status, domain::verdict::Status::AsIssued);
            assert_ne!(code.challenge, domain::verdict::Challenge::Failed);
        }
    }
}

#[test]
fn what_was_seen_and_the_age_of_the_code_are_said_and_change_nothing() {
    for (scene, direction) in places() {
        for code in every_shown() {
            let plain = domain::verdict::Shown {
                seen: false,
                code_age: domain::verdict::CodeAge::Today,
                ..code
            };
            let (verdict, plain) = (
                shown(scene, direction, code),
                shown(scene, direction, plain),
            );
            assert_eq!(
                (verdict.outcome, verdict.words, verdict.steps),
                (plain.outcome, plain.words, plain.steps),
                "{scene} {code:?}"
            );
        }
    }
}

#[test]
fn the_direction_matters_at_a_community_alone() {
    for scene in Scene::ALL
        .iter()
        .filter(|scene| **scene != Scene::Community)
    {
        for presented in every_presented() {
            let inward = ask(*scene, Direction::In, presented);
            assert_eq!(
                inward,
                ask(*scene, Direction::Out, presented),
                "{scene} {presented:?}"
            );
        }
    }
}
