//! Lists that come late, early, or name a residence again.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;

use crate::support::{List, WEST_LAKE, World, area, at, day, red_since, says, told};

/// West Lake is listed from the 10th on.
fn july() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

/// Somebody who lives in the listed area, and declares it on the 14th.
fn resident(world: &World) -> PersonId {
    let home = Tick::Areas(vec![area("330106", "西溪街道")]);
    let words = says("330100", "330106").home_in(home);
    world.who(&words, at("2022-07-14 12:00"))
}

#[test]
fn s0_23_an_old_list_that_arrives_late_raises_the_stays_of_its_time() {
    let world = World::new();
    let first = List::of("2022-07-10 8").medium(WEST_LAKE, &["灵隐街道"]);
    world.import(&first, at("2022-07-10 08:05"));
    let medium = area("330106", "灵隐街道");
    let words = says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", medium);
    let person = world.who(&words, at("2022-07-12 09:00"));
    let yellow = "yellow [stay-medium] until 2022-07-19";
    assert_eq!(told(&world.stored(person).decisions[0]), yellow);
    let late = List::of("2022-07-11 8").high(WEST_LAKE, &["灵隐街道"]);
    let after = List::of("2022-07-11 20").medium(WEST_LAKE, &["灵隐街道"]);
    world.import(&after, at("2022-07-11 20:05"));
    assert_eq!(told(&world.rate(person, at("2022-07-12 09:00"))), yellow);
    world.import(&late, at("2022-07-15 09:00"));
    let decision = &world.stored(person).decisions[0];
    assert_eq!(
        red_since(decision),
        day("2022-07-15"),
        "the day on which the list became known"
    );
    assert_eq!(decision.until, Some(day("2022-07-29")));
}

#[test]
fn s0_23_a_list_of_tomorrow_takes_over_at_midnight() {
    let world = World::new();
    let first = List::of("2022-07-10 8").medium(WEST_LAKE, &["灵隐街道"]);
    world.import(&first, at("2022-07-10 08:05"));
    let medium = area("330106", "灵隐街道");
    let words = says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", medium);
    let green_beside =
        says("330100", "330105").stayed("330106", "2022-07-10", "2022-07-11", Tick::Elsewhere);
    let person = world.who(&words, at("2022-07-12 09:00"));
    let beside = world.who(&green_beside, at("2022-07-12 09:00"));
    let tomorrow = List::of("2022-07-13 0").high(WEST_LAKE, &["灵隐街道", "转塘街道"]);
    world.import(&tomorrow, at("2022-07-12 23:50"));
    assert_eq!(world.stored(person).decisions[0].state, State::Yellow);
    world.review(at("2022-07-13 00:00"));
    assert_eq!(
        red_since(&world.stored(person).decisions[0]),
        day("2022-07-13")
    );
    let asked = crate::support::pop_ups(&world.stored(beside).decisions[0]);
    assert_eq!(asked, ["area-question", "near-high"]);
}

#[test]
fn s0_23_a_residence_that_is_listed_again_after_a_gap_is_red_again() {
    let world = july();
    let person = resident(&world);
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-27"));
    world.import(&List::of("2022-07-27 8"), at("2022-07-27 08:05"));
    world.review(at("2022-07-28 00:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
    let again = List::of("2022-09-20 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&again, at("2022-09-20 08:05"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [stay-high] until 2022-10-04"
    );
}

#[test]
fn s0_23_nobodys_order_ends_because_the_window_left_a_residence_that_is_listed_no_more() {
    let world = july();
    let person = resident(&world);
    world.import(&List::of("2022-07-15 8"), at("2022-07-15 08:05"));
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-20"));
    for date in 0..20 {
        world.review((day("2022-07-21") + date).start());
    }
    let decision = world.rate(person, at("2022-08-10 12:00"));
    assert_eq!(
        decision.state,
        State::Red,
        "no day after the 20th is counted: {decision:?}"
    );
}

#[test]
fn s2_29_a_residence_that_is_listed_again_while_its_order_runs_adds_no_day() {
    let world = july();
    let person = resident(&world);
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-20"));
    world.import(&List::of("2022-07-17 8"), at("2022-07-20 10:00"));
    let again = List::of("2022-07-20 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&again, at("2022-07-20 10:05"));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "red [stay-high] until 2022-07-28"
    );
    assert_eq!(world.orders(person), [OrderState::Open]);
}
