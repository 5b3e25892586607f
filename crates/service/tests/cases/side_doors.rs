//! NO SIDE DOOR: declaring again, another city, answers and check-ins better nothing.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use service::Error;

use crate::support::{
    List, WEST_LAKE, Words, World, area, at, check_in, code, day, ill, minutes_after, morning,
    says, told, wait,
};

const DECLARED: &str = "2022-07-12 09:00";
const RED: &str = "red [stay-high] until 2022-07-26";

fn listed() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道", "灵隐街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

fn was_there() -> Words {
    let high = area("330106", "西溪街道");
    says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", high)
}

/// Somebody who is red until 26 July.
fn red(world: &World) -> PersonId {
    let person = world.who(&was_there(), at(DECLARED));
    assert_eq!(told(&world.stored(person).decisions[0]), RED);
    person
}

#[test]
fn s2_17_declaring_again_without_the_stay_betters_nothing() {
    let world = listed();
    let person = red(&world);
    for (number, now) in ["2022-07-12 09:05", "2022-07-13 09:00", "2022-07-20 09:00"]
        .into_iter()
        .enumerate()
    {
        let nothing_said = says("330100", "330105");
        let decision = world.declare(person, &nothing_said, at(now));
        assert_eq!(decision.state, State::Red, "declaration {number}");
        let elsewhere =
            says("330100", "330105").stayed("330106", "2022-07-10", "2022-07-11", Tick::Elsewhere);
        let decision = world.declare(person, &elsewhere, at(now));
        assert_eq!(decision.state, State::Red);
    }
    assert_eq!(world.orders(person), [OrderState::Open]);
}

#[test]
fn s2_17_another_city_is_at_least_as_bad() {
    let world = listed();
    let person = red(&world);
    for city in ["110000", "420100", "330200"] {
        let home = if city == "110000" { "110105" } else { "330105" };
        let decision = world.declare(person, &says(city, home).visitor(), at("2022-07-12 10:00"));
        assert_eq!(told(&decision), RED, "{city}");
    }
    let all = world.rate_all(person, at("2022-07-12 11:00"));
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|d| told(d) == RED));
}

#[test]
fn s2_17_a_stay_named_by_two_declarations_is_not_gone_with_one_of_them() {
    let world = listed();
    let first = was_there();
    let person = world.who(&first, at(DECLARED));
    world.declare(person, &first.again(), at("2022-07-12 09:05"));
    let (_, decision) = world
        .correct(
            person,
            &first,
            &says("330100", "330105"),
            at("2022-07-12 09:10"),
        )
        .unwrap();
    assert_eq!(told(&decision), RED);
}

#[test]
fn s0_23_an_answer_that_was_given_is_not_changed_by_another() {
    let world = listed();
    let words =
        says("330100", "330105").stayed("330106", "2022-07-10", "2022-07-11", Tick::Elsewhere);
    let inside = world.who(&words, at(DECLARED));
    let outside = world.who(&words.again(), at(DECLARED));
    let second = List::of("2022-07-12 10").high(WEST_LAKE, &["西溪街道", "灵隐街道", "转塘街道"]);
    world.import(&second, at("2022-07-12 10:05"));
    let third = [area("330106", "转塘街道")];
    let stay_of = |person: PersonId| {
        let stays = world.record(person).stays;
        stays.iter().find(|s| s.to.is_some()).unwrap().id
    };
    let now = at("2022-07-12 11:00");
    let decisions = world.answer(inside, stay_of(inside), &third, now).unwrap();
    assert_eq!(told(&decisions[0]), RED);
    let decisions = world
        .answer(inside, stay_of(inside), &[], minutes_after(now, 1))
        .unwrap();
    assert_eq!(told(&decisions[0]), RED, "nothing takes the tick back");
    let decisions = world.answer(outside, stay_of(outside), &[], now).unwrap();
    assert_eq!(decisions[0].state, State::Green);
    assert!(matches!(
        world.answer(outside, stay_of(outside), &third, minutes_after(now, 1)),
        Err(Error::Unknown(_))
    ));
}

#[test]
fn s2_29_a_check_in_in_advance_is_refused() {
    let world = listed();
    let person = red(&world);
    let now = at("2022-07-13 12:00");
    for made in ["2022-07-13 12:06", "2022-07-14 09:00", "2022-07-25 09:00"] {
        let early = check_in(at(made));
        let refused = wait(world.service.check_in(person, &early, now)).unwrap_err();
        assert!(refused.to_string().contains("future"), "{made}: {refused}");
    }
    assert!(world.record(person).check_ins.is_empty());
}

#[test]
fn s2_29_a_phone_whose_clock_is_ahead_checks_in_for_today_and_not_for_tomorrow() {
    let world = listed();
    let person = red(&world);
    world.check_in(person, morning(day("2022-07-13")));
    let ahead = at("2022-07-15 00:02");
    world.check_in_late(person, ahead, at("2022-07-14 23:58"));
    let kept: Vec<String> = world
        .record(person)
        .check_ins
        .iter()
        .map(|c| c.on.to_string())
        .collect();
    assert_eq!(kept, ["2022-07-13", "2022-07-14"]);
}

#[test]
fn s2_29_two_check_ins_on_one_day_count_once_and_the_same_one_twice_is_one() {
    let world = listed();
    let person = red(&world);
    let once = check_in(morning(day("2022-07-13")));
    for _ in 0..3 {
        wait(world.service.check_in(person, &once, once.made)).unwrap();
    }
    assert_eq!(world.record(person).check_ins.len(), 1);
    world.check_in(person, at("2022-07-13 20:00"));
    assert_eq!(
        told(&world.rate(person, at("2022-07-15 12:00"))),
        RED,
        "the 14th is in grace"
    );
    assert_eq!(
        told(&world.rate(person, at("2022-07-16 12:00"))),
        "red [stay-high] until 2022-07-27",
        "the second check-in of the 13th counts for no other day"
    );
}

#[test]
fn s2_29_check_ins_before_the_order_count_for_nothing() {
    let world = listed();
    let person = world.who(&says("330100", "330105"), at("2022-07-01 09:00"));
    for date in 2..12 {
        world.check_in(person, morning(day("2022-07-01") + date));
    }
    let decision = world.declare(person, &was_there(), at("2022-07-13 09:00"));
    assert_eq!(told(&decision), "red [stay-high] until 2022-07-27");
    assert_eq!(
        told(&world.rate(person, at("2022-07-16 00:00"))),
        "red [stay-high] until 2022-07-28"
    );
}

#[test]
fn s2_29_symptoms_at_a_check_in_cannot_be_taken_back_by_a_later_one() {
    let world = World::new();
    let person = world.who(&says("420100", "420106"), at("2020-02-20 09:00"));
    let now = at("2020-02-20 10:00");
    let decision = wait(world.service.check_in(person, &ill(now), now))
        .unwrap()
        .remove(0);
    assert_eq!(
        told(&decision),
        "yellow [symptoms, temperature] until 2020-02-27"
    );
    let well = world.check_in(person, at("2020-02-20 10:05"));
    assert_eq!(told(&well), told(&decision));
    let well = world.declare(
        person,
        &says("420100", "420106").temperature("36.5"),
        at("2020-02-20 11:00"),
    );
    assert_eq!(well.state, State::Yellow);
}

#[test]
fn s2_17_the_same_declaration_twice_is_one_whatever_it_says_the_second_time() {
    let world = listed();
    let words = was_there();
    let person = world.who(&words, at(DECLARED));
    let mut other = says("330100", "330105");
    other.0.id = words.0.id;
    let decision = world.declare(person, &other, at("2022-07-12 09:01"));
    assert_eq!(told(&decision), RED);
    assert_eq!(world.record(person).declarations.len(), 1);
    let mut foreign = says("330100", "330105");
    foreign.0.residence.id = words.0.residence.id;
    let error = world.declare_badly(person, &foreign, at("2022-07-12 09:02"));
    assert!(error.to_string().contains("stays.id"), "{error}");
    assert_eq!(world.record(person).uses[0].jurisdiction, code("330100"));
}
