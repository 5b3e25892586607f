//! Erasing and registering again, by whatever form of the document: it betters nothing, and leaves nothing.

use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use service::{Applicant, Erased, Error};

use crate::support::{
    List, WEST_LAKE, Words, World, applicant, applicant_number, area, at, check_in, correction,
    day, morning, says, told, wait,
};

const DECLARED: &str = "2022-07-12 09:00";
const RED: &str = "red [stay-high] until 2022-07-26";

fn listed() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

fn was_there() -> Words {
    let high = area("330106", "西溪街道");
    says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", high)
}

fn red(world: &World, who: &Applicant) -> PersonId {
    let person = world.register(who, at(DECLARED));
    assert_eq!(
        told(&world.declare(person, &was_there(), at(DECLARED))),
        RED
    );
    person
}

/// Rows of any table that name a person, by table.
pub(crate) fn traces(world: &World, person: PersonId) -> Vec<String> {
    let sql = world.sql();
    let mut tables = sql
        .prepare("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'person_id'")
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(tables.len() > 10, "{tables:?}");
    let has_row = |table: &String| {
        let count = format!("SELECT count(*) FROM {table} WHERE person_id = ?1");
        sql.query_row(&count, [person.0], |row| row.get::<_, i64>(0))
            .unwrap()
            > 0
    };
    tables.into_iter().filter(has_row).collect()
}

#[test]
fn no_side_door_a_green_person_is_erased_whole_and_starts_anew() {
    let world = listed();
    let who = applicant();
    let person = world.register(&who, at(DECLARED));
    world.declare(person, &says("330100", "330105"), at(DECLARED));
    assert_eq!(world.erase(person, at("2022-07-12 10:00")), Erased::Whole);
    assert_eq!(traces(&world, person), Vec::<String>::new());
    assert_eq!(wait(world.service.holder_of(&who.document)).unwrap(), None);
    let gone = wait(world.service.rate(person, at("2022-07-12 10:01")));
    assert!(matches!(gone, Err(Error::NotRegistered)));
    let again = wait(world.service.register(&who, at("2022-07-12 11:00"))).unwrap();
    assert_ne!(again.person, person);
    assert!(!again.returned);
    assert!(
        world
            .rate_all(again.person, at("2022-07-12 11:00"))
            .is_empty()
    );
}

#[test]
fn no_side_door_erasing_while_an_order_is_open_keeps_it_and_registering_again_shows_it() {
    let world = listed();
    let who = applicant();
    let person = red(&world, &who);
    world.check_in(person, morning(day("2022-07-13")));
    let now = at("2022-07-13 12:00");
    assert_eq!(
        world.erase(person, now),
        Erased::But(day("2022-08-09")),
        "14 days for an appeal after the 26th"
    );
    let kept = traces(&world, person);
    for gone in ["person_sealed", "correction_request", "phone_claim"] {
        assert!(!kept.iter().any(|table| table == gone), "{gone}");
    }
    let again = wait(world.service.register(&who, at("2022-07-13 12:05"))).unwrap();
    assert_eq!((again.person, again.returned), (person, true));
    assert_eq!(told(&world.rate(person, at("2022-07-13 12:05"))), RED);
    world.check_in_daily(person, day("2022-07-14"), day("2022-07-25"));
    world.review(at("2022-07-26 00:00"));
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}

#[test]
fn no_side_door_the_15_and_the_18_digits_are_one_document() {
    let world = listed();
    let old_form = applicant_number("330106600101123", 1);
    let new_form = applicant_number(old_form.document.number(), 2);
    assert_eq!(new_form.document.number().len(), 18);
    let person = red(&world, &old_form);
    let now = at("2022-07-12 10:00");
    let twice = wait(world.service.register(&new_form, now));
    assert!(matches!(twice, Err(Error::AlreadyRegistered)));
    assert!(matches!(world.erase(person, now), Erased::But(_)));
    let again = wait(world.service.register(&new_form, now)).unwrap();
    assert_eq!(again.person, person);
    assert_eq!(told(&world.rate(person, now)), RED);
}

#[test]
fn no_side_door_who_does_not_come_back_is_not_released_by_waiting() {
    let world = listed();
    let who = applicant();
    let person = red(&world, &who);
    world.erase(person, at("2022-07-12 10:00"));
    for later in 0..60 {
        world.review((day("2022-07-13") + later).start());
    }
    let now = at("2022-09-20 10:00");
    world.review(now);
    let again = wait(world.service.register(&who, now)).unwrap();
    assert_eq!(again.person, person);
    assert_eq!(
        world.rate(person, now).state,
        State::Red,
        "no day was counted"
    );
}

#[test]
fn no_side_door_the_rest_goes_when_the_time_for_appeal_is_over() {
    let world = listed();
    let who = applicant();
    let person = red(&world, &who);
    world.check_in_daily(person, day("2022-07-13"), day("2022-07-25"));
    let now = at("2022-07-26 10:00");
    world.review(now);
    assert_eq!(
        world.orders(person),
        [OrderState::Complete(day("2022-07-26"))]
    );
    assert_eq!(world.erase(person, now), Erased::But(day("2022-08-09")));
    world.review(at("2022-08-08 23:59"));
    assert!(world.facts(person).is_some());
    world.review(at("2022-08-09 00:00"));
    assert_eq!(traces(&world, person), Vec::<String>::new());
    assert_eq!(wait(world.service.holder_of(&who.document)).unwrap(), None);
}

#[test]
fn no_side_door_who_was_erased_says_nothing_more_until_they_register_again() {
    let world = listed();
    let who = applicant();
    let person = red(&world, &who);
    let words = was_there();
    let now = at("2022-07-12 10:00");
    world.erase(person, now);
    let nobody = |outcome: Result<(), Error>| {
        assert!(matches!(outcome, Err(Error::NotRegistered)), "{outcome:?}");
    };
    let later = at("2022-07-13 10:00");
    nobody(wait(world.service.declare(person, &words.0, later)).map(drop));
    nobody(wait(world.service.check_in(person, &check_in(later), later)).map(drop));
    let asked = correction(&words, &was_there(), Some("写错了"));
    nobody(wait(world.service.correct(person, &asked, later)).map(drop));
    let stay = world.record(person).stays[0].id;
    nobody(world.answer(person, stay, &[], later).map(drop));
    world.register(&who, later);
    world.check_in(person, later);
}

#[test]
fn no_side_door_a_colour_without_an_order_is_kept_too() {
    let world = World::new();
    let who = applicant();
    let now = at("2020-06-20 09:00");
    let person = world.register(&who, now);
    let fever = says("330100", "330105").temperature("38.0");
    let decision = world.declare(person, &fever, now);
    assert_eq!(decision.state, State::Yellow);
    assert!(matches!(world.erase(person, now), Erased::But(_)));
    world.register(&who, at("2020-06-20 10:00"));
    let again = world.rate(person, at("2020-06-20 10:00"));
    assert_eq!(told(&again), told(&decision));
}

#[test]
fn no_side_door_erasing_twice_is_erasing_once() {
    let world = listed();
    let who = applicant();
    let person = red(&world, &who);
    let first = world.erase(person, at("2022-07-12 10:00"));
    assert_eq!(world.erase(person, at("2022-07-12 10:05")), first);
    world.register(&who, at("2022-07-12 11:00"));
    assert_eq!(told(&world.rate(person, at("2022-07-12 11:00"))), RED);
}

#[test]
fn s2_16_erasing_somebody_leaves_another_persons_claim_alone() {
    let world = World::new();
    let who = applicant();
    let person = world.register(&who, at(DECLARED));
    let other = world.somebody(at(DECLARED));
    let values = [other.0, person.0];
    let statement = "UPDATE document_claim SET person_id = ?1 WHERE person_id = ?2";
    world.tamper(1, statement, values);
    assert_eq!(world.erase(person, at(DECLARED)), Erased::Whole);
    let holder = wait(world.service.holder_of(&who.document)).unwrap();
    assert_eq!(holder, Some(other));
}
