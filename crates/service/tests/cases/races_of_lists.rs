//! A list or a policy arrives while somebody is being rated: no decision made with the old one survives.

use std::sync::Barrier;

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::rating::Decision;
use service::Service;
use storage::{Rating, WriteError};

use crate::support::{
    List, WEST_LAKE, World, YUHANG, area, at, check_in, minutes_after, says, told, wait,
};

const NOW: &str = "2022-07-14 12:00";

fn medium() -> List {
    List::of("2022-07-10 8").medium(WEST_LAKE, &["西溪街道"])
}

fn high() -> List {
    List::of("2022-07-14 11").high(WEST_LAKE, &["西溪街道"])
}

fn world() -> World {
    let world = World::new();
    world.import(&medium(), at("2022-07-10 08:05"));
    world
}

fn import(service: &Service, list: &List) {
    let text = list.text();
    wait(service.import_list("list.json", &text, None, at(NOW), |_| {})).unwrap();
}

#[test]
fn s0_23_a_batch_rated_with_the_old_list_is_refused_once_the_new_one_is_in_force() {
    let world = world();
    let person = world.who(&says("330100", "330105"), at("2022-07-14 09:00"));
    let facts = world.facts(person).unwrap();
    let mut batch = facts.batch(at(NOW));
    batch.check_in(&check_in(at(NOW)));
    let stale = Rating {
        generation: wait(world.service.store().generation()).unwrap(),
        ..world.stored(person)
    };
    let before = world.stored(person);
    import(&world.another(2), &high());
    let written = wait(world.service.store().write(batch.rate(&stale)));
    assert!(matches!(written, Err(WriteError::Conflict)));
    assert!(
        world.record(person).check_ins.is_empty(),
        "nothing of it counts"
    );
    assert_eq!(world.stored(person), before);
}

#[test]
fn s0_23_a_declaration_rated_with_the_old_list_ends_with_the_new_lists_colour() {
    let world = world();
    let person = world.somebody(at(NOW));
    let other = world.another(2);
    // The first number is the id of the yellow order that the old list would open.
    let interrupted = world.interrupted(1, move || import(&other, &high()));
    let words = says("330100", "330105").in_area(
        "330106",
        "2022-07-10",
        "2022-07-14",
        area("330106", "西溪街道"),
    );
    let decisions = wait(interrupted.declare(person, &words.0, at(NOW))).unwrap();
    let red = "red [stay-high] until 2022-07-28";
    assert_eq!(told(&decisions[0]), red);
    assert_eq!(told(&world.stored(person).decisions[0]), red);
    assert_eq!(world.record(person).declarations.len(), 1);
}

#[test]
fn s0_23_an_answer_given_while_a_list_arrives_ends_with_the_new_lists_colour() {
    let world = World::new();
    let words =
        says("330100", "330105").stayed("330106", "2022-07-10", "2022-07-14", Tick::Elsewhere);
    let person = world.who(&words, at("2022-07-14 09:00"));
    world.import(&medium(), at("2022-07-14 10:00"));
    let other = world.another(2);
    let interrupted = world.interrupted(1, move || import(&other, &high()));
    let inside = [area("330106", "西溪街道")];
    let decisions = wait(interrupted.answer(person, words.stay(), &inside, at(NOW))).unwrap();
    assert_eq!(told(&decisions[0]), "red [stay-high] until 2022-07-28");
}

/// A stricter rule for medium areas, in force at once.
const STRICTER: &str = r#"
jurisdiction = "330100"
inherits = "330000"
version = "stricter"
effective = 2022-07-14

[[rule]]
id = "stay-medium"
when = { stay_in = "medium", within_days = 14 }
colour = "red"
days = 10
review = 2027-01-01
reason.zh = "14天内到过中风险地区"
reason.en = "Stayed in a medium-risk area within 14 days"
"#;

#[test]
fn s2_24_a_declaration_rated_with_the_old_policy_ends_with_the_new_ones_colour() {
    let world = world();
    let person = world.somebody(at(NOW));
    let other = world.another(2);
    let publish = move || {
        wait(other.publish_policy(STRICTER, at(NOW), |_| {})).unwrap();
    };
    let interrupted = world.interrupted(1, publish);
    let words = says("330100", "330105").in_area(
        "330106",
        "2022-07-10",
        "2022-07-12",
        area("330106", "西溪街道"),
    );
    let decisions = wait(interrupted.declare(person, &words.0, at(NOW))).unwrap();
    assert_eq!(told(&decisions[0]), "red [stay-medium] until 2022-07-24");
}

/// What is stored about a person, and what the facts give.
fn both(world: &World, fresh: &Service, person: PersonId, now: &str) -> [Vec<Decision>; 2] {
    let stored = world.stored(person).decisions;
    [stored, wait(fresh.rate(person, at(now))).unwrap()]
}

#[test]
fn s0_23_after_lists_and_declarations_at_once_every_stored_decision_is_what_the_facts_give() {
    let world = world();
    let other = world.another(2);
    for round in 0..6 {
        let now = minutes_after(at(NOW), round);
        let list = List::of(&format!("2022-07-14 {}", 12 + round))
            .high(
                WEST_LAKE,
                if round % 2 == 0 {
                    &["西溪街道"]
                } else {
                    &["灵隐街道"]
                },
            )
            .medium(YUHANG, &["仓前街道"]);
        let people: Vec<PersonId> = (0..8).map(|_| world.somebody(now)).collect();
        let barrier = Barrier::new(3);
        std::thread::scope(|scope| {
            let importer = scope.spawn(|| {
                barrier.wait();
                wait(
                    world
                        .service
                        .import_list("l.json", &list.text(), None, now, |_| {}),
                )
                .unwrap();
            });
            for (service, people) in [(&world.service, &people[..4]), (&other, &people[4..])] {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    for (number, person) in people.iter().enumerate() {
                        let tick = match number % 2 {
                            0 => Tick::Areas(vec![area("330106", "西溪街道")]),
                            _ => Tick::Unknown,
                        };
                        let words = says("330100", "330105").stayed(
                            "330106",
                            "2022-07-10",
                            "2022-07-14",
                            tick,
                        );
                        wait(service.declare(*person, &words.0, now)).unwrap();
                    }
                });
            }
            importer.join().unwrap();
        });
        let fresh = world.another(50 + round as u64);
        for person in people {
            let [stored, rated] = both(&world, &fresh, person, "2022-07-14 13:00");
            assert_eq!(stored, rated, "round {round}");
        }
    }
}
