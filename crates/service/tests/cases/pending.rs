//! What a command brings (N-6): in force by itself only while it worsens few; else it waits, and the last list stays.

use domain::ids::PersonId;
use domain::pending::{Origin, PendingState};
use domain::state::State;
use domain::time::Instant;
use service::{Arrived, ListImport, ListStanding, PolicyImport, Service};
use storage::{AlarmKind, PendingRow};

use crate::support::{List, WEST_LAKE, World, area, at, day, says, wait};

pub(crate) const NOW: &str = "2022-07-14 09:00";
const AREAS: [&str; 2] = ["西溪街道", "北山街道"];

/// A city of which a list has named two areas as low, for people to tick.
pub(crate) fn city(others: usize) -> World {
    let world = World::new();
    let low = List::of("2022-07-10 8").low(WEST_LAKE, &AREAS);
    world.import(&low, at("2022-07-10 09:00"));
    for _ in 0..others {
        world.who(&says("330100", "330105"), at("2022-07-13 12:00"));
    }
    world
}

/// Somebody who was in an area.
pub(crate) fn was_in(world: &World, which: &str) -> PersonId {
    let area = area("330106", which);
    let words = says("330100", "330105").in_area("330106", "2022-07-13", "2022-07-13", area);
    world.who(&words, at("2022-07-13 12:00"))
}

/// The list of an hour that raises one of the two.
pub(crate) fn raises(hour: u32, which: &str) -> List {
    let others: Vec<&str> = AREAS.into_iter().filter(|area| *area != which).collect();
    let list = List::of(&format!("2022-07-14 {hour}"));
    list.high(WEST_LAKE, &[which]).low(WEST_LAKE, &others)
}

pub(crate) fn brings(service: &Service, list: &List, now: Instant) -> ListImport {
    let text = list.text();
    let arrived = Arrived {
        name: "list.json",
        text: &text,
        saved: None,
        origin: Origin::Command,
    };
    wait(service.bring_list(&arrived, now, |_| {})).unwrap()
}

pub(crate) fn brings_policy(world: &World, text: &str) -> PolicyImport {
    let arrived = Arrived {
        name: "330100.toml",
        text,
        saved: None,
        origin: Origin::Command,
    };
    wait(world.service.bring_policy(&arrived, at(NOW), |_| {})).unwrap()
}

/// What has come, the newest list first.
pub(crate) fn kept(world: &World) -> Vec<PendingRow> {
    let mut found = wait(world.service.store().pending_newest(100)).unwrap();
    assert!(found.alarms.is_empty());
    // What came at one instant has no order of its own.
    found
        .rows
        .sort_by_key(|row| std::cmp::Reverse((row.from, row.now.state == PendingState::Pending)));
    found.rows
}

pub(crate) fn states(world: &World) -> Vec<PendingState> {
    kept(world).iter().map(|row| row.now.state).collect()
}

#[test]
fn n_6_a_list_that_worsens_under_one_percent_of_the_city_comes_into_force_by_itself() {
    let world = city(120);
    let touched = was_in(&world, "西溪街道");
    let import = brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    assert_eq!(import.standing, ListStanding::InForce);
    let counted = import.counted.unwrap();
    assert_eq!((counted.effect.worse, counted.cities[0].people), (1, 121));
    assert_eq!(world.rate(touched, at(NOW)).state, State::Red);
    assert_eq!(states(&world), [PendingState::InForce]);
    assert!(kept(&world)[0].now.alone);
    let again = brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    assert_eq!(again.standing, ListStanding::Known);
    assert_eq!(kept(&world).len(), 1);
}

#[test]
fn n_6_a_list_that_worsens_more_waits_loudly_and_the_last_one_stays_in_force() {
    let world = city(5);
    let touched = was_in(&world, "西溪街道");
    let list = raises(8, "西溪街道");
    for _ in 0..2 {
        let import = brings(&world.service, &list, at(NOW));
        assert_eq!(import.standing, ListStanding::Pending);
        let counted = import.counted.unwrap();
        assert_eq!((counted.cities[0].worse, counted.cities[0].people), (1, 6));
        assert_eq!(world.rate(touched, at(NOW)).state, State::Green);
    }
    assert_eq!(
        states(&world),
        [PendingState::Pending],
        "one, however often"
    );
    let in_force = wait(world.service.list_on(day("2022-07-14"), at(NOW))).unwrap();
    assert_eq!(in_force.unwrap().as_of, at("2022-07-10 08:00"));
    let pending = (AlarmKind::Pending, "pending_file".to_owned());
    assert_eq!(world.alarms(), [pending]);
    assert_eq!(wait(world.service.vigilance(at(NOW))).unwrap().pending, 1);
}

#[test]
fn n_6_what_only_lifts_goes_through() {
    let world = city(5);
    let touched = was_in(&world, "西溪街道");
    world.import(&raises(8, "西溪街道"), at(NOW));
    assert_eq!(world.rate(touched, at(NOW)).state, State::Red);
    let gone = List::of("2022-07-14 9");
    let import = brings(&world.service, &gone, at("2022-07-14 10:00"));
    assert_eq!(import.standing, ListStanding::InForce);
    assert_eq!(import.counted.unwrap().effect.worse, 0);
}

#[test]
fn n_6_small_slices_of_a_day_are_counted_together() {
    let world = city(148);
    let first = was_in(&world, "西溪街道");
    let second = was_in(&world, "北山街道");
    let import = brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    assert_eq!(import.standing, ListStanding::InForce);
    // The next one alone would be small too.
    let next = List::of("2022-07-14 9").high(WEST_LAKE, &AREAS);
    let import = brings(&world.service, &next, at("2022-07-14 10:00"));
    assert_eq!(import.standing, ListStanding::Pending);
    assert_eq!(import.counted.unwrap().effect.worse, 1);
    let state = |person| world.rate(person, at("2022-07-14 10:00")).state;
    assert_eq!((state(first), state(second)), (State::Red, State::Green));
    let tomorrow = at("2022-07-15 09:01");
    let import = brings(&world.service, &next, tomorrow);
    assert_eq!(import.standing, ListStanding::InForce, "the day is over");
}

#[test]
fn n_6_of_two_small_ones_at_one_moment_the_second_is_counted_with_the_first() {
    let world = city(148);
    was_in(&world, "西溪街道");
    let second = was_in(&world, "北山街道");
    let other = world.another(2);
    let between = move || {
        let import = brings(&other, &raises(7, "西溪街道"), at(NOW));
        assert_eq!(import.standing, ListStanding::InForce);
    };
    let interrupted = world.interrupted(1, between);
    let next = List::of("2022-07-14 8").high(WEST_LAKE, &["北山街道"]);
    let import = brings(&interrupted, &next, at(NOW));
    assert_eq!(import.standing, ListStanding::Pending, "it is tried again");
    assert_eq!(world.rate(second, at(NOW)).state, State::Green);
}

#[test]
fn n_6_a_list_of_tomorrow_that_raises_an_area_waits_because_nobody_can_count_it() {
    let world = city(3);
    let tomorrow = List::of("2022-07-15 8").high(WEST_LAKE, &["留下街道"]);
    let import = brings(&world.service, &tomorrow, at(NOW));
    assert_eq!(import.standing, ListStanding::Pending);
    assert!(import.counted.unwrap().uncertain);
    let quiet = List::of("2022-07-15 9").low(WEST_LAKE, &AREAS);
    let import = brings(&world.service, &quiet, at(NOW));
    assert_eq!(import.standing, ListStanding::InForce);
}

#[test]
fn n_6_a_newer_list_supersedes_one_that_waits_and_both_are_kept() {
    let world = city(3);
    was_in(&world, "西溪街道");
    was_in(&world, "北山街道");
    let (old, new) = (raises(7, "西溪街道"), raises(8, "北山街道"));
    assert_eq!(
        brings(&world.service, &old, at(NOW)).standing,
        ListStanding::Pending
    );
    assert_eq!(
        brings(&world.service, &new, at(NOW)).standing,
        ListStanding::Pending
    );
    assert_eq!(
        states(&world),
        [PendingState::Pending, PendingState::Superseded]
    );
    let again = brings(&world.service, &old, at(NOW));
    assert_eq!(again.standing, ListStanding::Overtaken);
    let text = wait(world.service.store().pending_text(kept(&world)[1].id)).unwrap();
    assert_eq!(text.rows, Some(old.text()));
}

#[test]
fn n_6_a_text_that_is_no_list_changes_nothing() {
    let world = city(1);
    let arrived = Arrived {
        name: "x.json",
        text: "{}",
        saved: None,
        origin: Origin::Command,
    };
    let refused = wait(world.service.bring_list(&arrived, at(NOW), |_| {}));
    assert!(refused.is_err());
    assert!(kept(&world).is_empty() && world.alarms().is_empty());
}

/// A policy of Hangzhou: one symptom is red.
pub(crate) const COUGH: &str = r#"
jurisdiction = "330100"
inherits     = "330000"
version      = "2022-07-14"
effective    = 2022-07-14

[[rule]]
id     = "one-symptom"
when   = { symptoms = 1, within_days = 14 }
colour = "red"
days   = 7
review = 2023-01-01
reason.zh = "有症状"
reason.en = "Symptoms"

[[rule.test]]
today  = 2022-07-14
facts  = { symptoms = [{ on = 2022-07-14, recorded = 2022-07-14, new = ["dry_cough"] }] }
expect = { colour = "red", until = 2022-07-21 }
"#;

#[test]
fn n_6_a_policy_that_worsens_many_waits_and_one_that_worsens_nobody_is_in_force() {
    let world = city(3);
    let harmless = brings_policy(&world, COUGH);
    assert_eq!(harmless.standing, PendingState::InForce);
    let world = city(3);
    let coughing = world.who(&says("330100", "330105").coughs(), at("2022-07-14 08:00"));
    let before = world.rate(coughing, at(NOW)).state;
    let import = brings_policy(&world, COUGH);
    assert_eq!(import.standing, PendingState::Pending);
    assert_eq!(import.counted.unwrap().effect.worse, 1);
    assert_eq!(world.rate(coughing, at(NOW)).state, before);
    let other = COUGH.replace("\"2022-07-14\"", "\"another\"");
    assert_eq!(
        brings_policy(&world, &other).standing,
        PendingState::Pending
    );
    assert_eq!(
        states(&world),
        [PendingState::Pending, PendingState::Superseded]
    );
}
