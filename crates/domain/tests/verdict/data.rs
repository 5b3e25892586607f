//! The table as data of the policy: what a file may change, and what it may not.

use domain::place::DivisionCode;
use domain::policy::{Fault, Policy, PolicyFile, check};
use domain::state::State;
use domain::verdict::{
    Direction, Outcome, Presented, Question, Refusal, Scene, Shown, VerdictPolicy,
};

use crate::support::{GREEN, every_presented, of};

const HEAD: &str = "jurisdiction = \"000000\"\nversion = \"1\"\neffective = 2022-07-01\n";

fn read(verdicts: &str) -> (Policy, Vec<Fault>) {
    let text = format!("{HEAD}{verdicts}");
    let file = PolicyFile::parse(&text).unwrap();
    let policy = Policy::of(DivisionCode::NATION, |_| Some(&file)).unwrap();
    let faults = check(&file, &policy, &text);
    (policy, faults)
}

fn outcome(policy: &VerdictPolicy, scene: Scene, presented: Presented) -> Outcome {
    let direction = Direction::In;
    policy
        .verdict(&Question {
            scene,
            direction,
            presented,
        })
        .outcome
}

#[test]
fn a_policy_without_verdicts_has_the_first_values() {
    let (policy, faults) = read("");
    assert_eq!(policy.verdicts, VerdictPolicy::default());
    assert!(faults.is_empty());
}

#[test]
fn s2_1_a_city_changes_what_its_gates_do() {
    let row = "[verdict.gate.shop]\npop_up = \"pass\"\nunconfirmed = \"stop\"\nnone = \"stop\"\nyellow = \"by_hand\"\nred = \"stop\"\n";
    let (policy, faults) = read(&format!(
        "[verdict]\nlist_said_hours = 2\ndeception = \"by_hand\"\n{row}"
    ));
    assert!(faults.is_empty());
    let verdicts = &policy.verdicts;
    assert_eq!(verdicts.list_said_hours, 2);
    let of = |state| Presented::Shown(of(state));
    assert_eq!(
        outcome(verdicts, Scene::Shop, of(State::Yellow)),
        Outcome::ByHand
    );
    assert_eq!(
        outcome(verdicts, Scene::Shop, of(State::None)),
        Outcome::Stop
    );
    assert_eq!(
        outcome(verdicts, Scene::School, of(State::Yellow)),
        Outcome::Stop
    );
    let pop_up = Presented::Shown(Shown {
        pop_up: true,
        ..GREEN
    });
    assert_eq!(outcome(verdicts, Scene::Shop, pop_up), Outcome::Pass);
    assert_eq!(
        outcome(verdicts, Scene::Shop, Presented::Refused(Refusal::TooOld)),
        Outcome::ByHand
    );
}

#[test]
fn s1_7_no_policy_makes_a_hospital_stop() {
    let all = "pop_up = \"stop\"\nunconfirmed = \"stop\"\nnone = \"stop\"\nyellow = \"stop\"\nred = \"stop\"\n";
    let rows = ["hospital", "pharmacy", "community_in"]
        .map(|gate| format!("[verdict.gate.{gate}]\n{all}"));
    let (policy, faults) = read(&rows.concat());
    assert_eq!(faults.len(), 15, "{faults:?}");
    assert_eq!(faults[0].field, "verdict.gate.community_in.pop_up");
    for presented in every_presented() {
        for scene in [Scene::Hospital, Scene::Pharmacy, Scene::Community] {
            assert_ne!(
                outcome(&policy.verdicts, scene, presented),
                Outcome::Stop,
                "{scene}"
            );
        }
    }
}

#[test]
fn what_no_gate_may_do_is_not_published() {
    let row = |yellow: &str| {
        format!(
            "[verdict.gate.shop]\npop_up = \"pass\"\nunconfirmed = \"pass\"\nnone = \"pass\"\nyellow = \"{yellow}\"\nred = \"stop\"\n"
        )
    };
    let field = |text: &str| {
        let (_, faults) = read(text);
        faults.into_iter().map(|f| f.field).collect::<Vec<_>>()
    };
    assert_eq!(field(&row("pass")), ["verdict.gate.shop.yellow"]);
    assert!(field(&row("stop")).is_empty());
    assert_eq!(
        field("[verdict]\nreplaced = \"pass\"\n"),
        ["verdict.replaced"]
    );
    assert_eq!(
        field("[verdict]\nlist_said_hours = 72\n"),
        ["verdict.list_said_hours"]
    );
    assert_eq!(
        field("[verdict]\nlist_by_hand_hours = 337\n"),
        ["verdict.list_by_hand_hours"]
    );
    assert_eq!(
        field("[verdict]\nseen_minutes = 61\n"),
        ["verdict.seen_minutes"]
    );
    assert!(PolicyFile::parse(&format!("{HEAD}[verdict]\ngreen = \"stop\"\n")).is_err());
}
