//! Policies that a command brings (N-6): what nobody can count today waits for two, and whoever is held longer or lets through
//! no more is worse as well.

use domain::pending::PendingState;
use domain::state::State;
use service::{Counted, PolicyImport};

use crate::pending::{NOW, brings_policy, city};
use crate::support::{World, at, code, says, wait};

/// A policy of a jurisdiction.
fn policy(jurisdiction: &str, above: &str, effective: &str, rest: &str) -> String {
    format!(
        "jurisdiction = \"{jurisdiction}\"\ninherits = \"{above}\"\nversion = \"new\"\neffective = {effective}\n{rest}\n"
    )
}

/// A rule by which whoever coughs is red for some days.
fn cough(days: u16) -> String {
    format!(
        r#"
[[rule]]
id     = "one-symptom"
when   = {{ symptoms = 1, within_days = 14 }}
colour = "red"
days   = {days}
review = 2027-01-01
reason.zh = "有症状"
reason.en = "Symptoms"

[[rule.test]]
today  = 2022-07-14
facts  = {{ symptoms = [{{ on = 2022-07-14, recorded = 2022-07-14, new = ["dry_cough"] }}] }}
expect = {{ colour = "red" }}
"#
    )
}

fn publish(world: &World, text: &str, now: &str) {
    wait(world.service.publish_policy(text, at(now), |_| {})).unwrap();
}

fn waits(import: PolicyImport) -> Counted {
    assert_eq!(import.standing, PendingState::Pending);
    import.counted.unwrap()
}

#[test]
fn n_6_a_policy_of_a_later_date_waits_because_nobody_can_count_it_today() {
    let world = city(3);
    world.who(&says("330100", "330105").coughs(), at("2022-07-14 08:00"));
    let later = policy("330100", "330000", "2022-08-03", &cough(7));
    let counted = waits(brings_policy(&world, &later));
    assert!(counted.uncertain);
    assert_eq!(counted.effect.worse, 0, "of the facts of today");
}

#[test]
fn n_6_a_policy_of_a_later_date_by_which_nothing_is_decided_otherwise_comes_by_itself() {
    let world = city(3);
    let later = policy("330100", "330000", "2022-08-03", "");
    let import = brings_policy(&world, &later);
    assert_eq!(import.standing, PendingState::InForce);
    assert!(!import.counted.unwrap().uncertain);
}

#[test]
fn n_6_a_policy_waits_where_a_later_version_below_takes_it_over_on_another_day() {
    let own = cough(7).replace("one-symptom", "own-symptom");
    // Until its later version comes, the city has nothing of its province's.
    let now = policy("330100", "000000", "2022-07-14", "");
    let later = policy("330100", "330000", "2022-08-03", "").replace("\"new\"", "\"later\"");
    let world = city(3);
    publish(&world, &now, NOW);
    let province = policy("330000", "000000", "2022-07-14", &own);
    let import = brings_policy(&world, &province);
    assert_eq!(import.standing, PendingState::InForce, "no other date");
    let world = city(3);
    publish(&world, &now, NOW);
    publish(&world, &later, NOW);
    let counted = waits(brings_policy(&world, &province));
    assert!(counted.uncertain && counted.effect.worse == 0);
    let elsewhere = policy("320000", "000000", "2022-07-14", &own);
    let import = brings_policy(&world, &elsewhere);
    assert_eq!(import.standing, PendingState::InForce, "nothing of it");
}

#[test]
fn n_6_whoever_needs_to_declare_again_is_worse_though_no_colour_is_given() {
    let world = city(0);
    for _ in 0..3 {
        world.who(&says("330100", "330105"), at("2022-07-12 12:00"));
    }
    let strict = policy("330100", "330000", "2022-07-14", "declaration_days = 1");
    let counted = waits(brings_policy(&world, &strict));
    assert_eq!(counted.effect.worse, 3);
    assert!(!counted.uncertain);
    let city = &counted.cities[0];
    assert_eq!((city.city, city.people, city.worse), (code("330100"), 3, 3));
    let change = &counted.effect.changes[0];
    assert_eq!((change.from, change.to), (State::Green, State::None));
}

#[test]
fn n_6_whoever_keeps_their_colour_for_longer_is_worse_and_for_shorter_is_not() {
    let world = city(3);
    publish(
        &world,
        &policy("330100", "330000", "2022-07-13", &cough(7)),
        "2022-07-13 09:00",
    );
    let coughs = says("330100", "330105").coughs();
    let person = world.who(&coughs, at("2022-07-14 08:00"));
    assert_eq!(world.rate(person, at(NOW)).state, State::Red);
    // Another rule counts what becomes known today beside.
    let other = |days| {
        let rule = cough(days).replace("one-symptom", "another-symptom");
        let text = policy("330100", "330000", "2022-07-14", &rule);
        text.replace("\"new\"", &format!("\"{days} days\""))
    };
    let counted = waits(brings_policy(&world, &other(28)));
    assert_eq!((counted.effect.worse, counted.cities[0].worse), (1, 1));
    let change = &counted.effect.changes[0];
    assert_eq!((change.from, change.to), (State::Red, State::Red));
    let import = brings_policy(&world, &other(3));
    assert_eq!(import.standing, PendingState::InForce);
    assert_eq!(import.counted.unwrap().effect.worse, 0);
}
