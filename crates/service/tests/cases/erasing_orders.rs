//! Erasing oneself while officials have ordered something, or are about to: it betters nothing either.

use domain::ids::AppealId;
use domain::state::State;
use domain::time::Instant;
use service::{AppealAsked, Erased};

use crate::erasing::traces;
use crate::proposals::Town;
use crate::support::{at, code, day, id, minutes_after, number, red_for, wait};

const MORNING: &str = "2022-07-14 09:00";

/// Erased and registered again the person is the same.
fn erased_but(town: &Town, until: &str, now: Instant) {
    let erased = town.world.erase(town.person, now);
    assert_eq!(erased, Erased::But(day(until)));
    assert_eq!(
        town.world.register(&town.who, minutes_after(now, 1)),
        town.person
    );
}

#[test]
fn n_3_erasing_oneself_takes_an_overdue_appeal_back_and_its_order_counts() {
    let town = Town::new();
    let now = at(MORNING);
    let order = town.agreed(now);
    town.agree(order, now);
    let asked = AppealAsked {
        id: AppealId(id()),
        jurisdiction: code("330100"),
        reason: "当天不在现场".to_owned(),
        evidence: String::new(),
        about: None,
    };
    wait(town.world.service.appeal(town.person, &asked, now)).unwrap();
    let over = minutes_after(now, 24 * 60);
    assert_eq!(town.state(over), State::Green);
    let erased = town.world.erase(town.person, over);
    assert_eq!(erased, Erased::But(day("2022-07-28")));
    let stored = town.world.stored(town.person);
    assert_eq!(stored.decisions[0].state, State::Red, "by the same write");
    let later = minutes_after(over, 1);
    assert_eq!(town.world.register(&town.who, later), town.person);
    assert_eq!(town.state(later), State::Red);
    let told = wait(town.world.service.appeals_told(town.person, later)).unwrap();
    assert!(told.is_empty(), "its words are gone");
}

#[test]
fn n_3_an_order_that_begins_later_outlives_erasing_oneself() {
    let town = Town::new();
    let now = at(MORNING);
    let asked = red_for(&town.who, day("2022-07-18"));
    let seen = town.world.propose(&town.officials[0], &asked, now).unwrap();
    let order = number(&seen);
    town.agree(order, now);
    town.agree(order, now);
    erased_but(&town, "2022-08-01", now);
    assert!(town.state(at("2022-07-17 23:59")) < State::Yellow);
    assert_eq!(town.state(at("2022-07-18 00:00")), State::Red);
}

#[test]
fn n_3_an_order_that_waits_for_its_approval_or_its_third_outlives_erasing_oneself() {
    let town = Town::new();
    let now = at(MORNING);
    let order = town.proposed(now);
    erased_but(&town, "2022-07-16", now);
    town.agree(order, now);
    assert_eq!(town.state(minutes_after(now, 2)), State::Red);

    let town = Town::new();
    let first = town.proposed(now);
    let all = town.all();
    town.world
        .refuse(town.world.asked(&all, first), first, now)
        .unwrap();
    let held = town.agreed(now);
    assert_eq!(town.state(now), State::Green, "it is held for a third");
    erased_but(&town, "2022-07-18", now);
    town.agree(held, now);
    assert_eq!(town.state(minutes_after(now, 2)), State::Red);
}

#[test]
fn n_3_an_order_that_came_to_nothing_keeps_nobody_who_erases_themself() {
    let town = Town::new();
    let now = at(MORNING);
    town.proposed(now);
    let erased = town.world.erase(town.person, now);
    assert_eq!(erased, Erased::But(day("2022-07-16")));
    town.world.settle(at("2022-07-15 09:00"));
    town.world.review(at("2022-07-16 00:00"));
    assert_eq!(traces(&town.world, town.person), Vec::<String>::new());

    let town = Town::new();
    town.agreed(now);
    let lapsed = at("2022-07-17 09:00");
    assert_eq!(town.world.erase(town.person, lapsed), Erased::Whole);
}
