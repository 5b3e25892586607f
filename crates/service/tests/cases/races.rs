//! Two at one instant: nothing is lost, and the decision is what all facts together give.

use std::collections::BTreeSet;
use std::sync::Barrier;

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::state::State;
use service::{Erased, Error, Registered, Service};

use crate::support::{
    List, WEST_LAKE, Words, World, applicant, area, at, check_in, day, pop_ups, rules, says, wait,
};

const NOW: &str = "2022-07-14 12:00";
const ROUNDS: usize = 12;

fn listed() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .high(WEST_LAKE, &["西溪街道"])
        .medium(WEST_LAKE, &["灵隐街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

/// Runs both at one instant, each on a thread of its own.
fn at_once<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    let barrier = Barrier::new(2);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| {
            barrier.wait();
            one()
        });
        barrier.wait();
        let second = other();
        (first.join().unwrap(), second)
    })
}

fn declare(service: &Service, person: PersonId, words: &Words) -> Result<Vec<Decision>, Error> {
    wait(service.declare(person, &words.0, at(NOW)))
}

/// What a person reads of a decision, without the ids of rows.
fn reads(decision: &Decision) -> String {
    let state = decision.state;
    let (rules, pop_ups) = (rules(decision), pop_ups(decision));
    format!(
        "{state} {rules:?} {pop_ups:?} {:?} {:?}",
        decision.since, decision.until
    )
}

/// Two declarations of different things.
fn pairs() -> Vec<(Words, Words)> {
    let stay = |text: &str| {
        let area = area("330106", text);
        says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", area)
    };
    let contact = || says("330100", "330105").contact("2022-07-13");
    let moved = || says("330100", "330110");
    vec![
        (stay("西溪街道"), contact()),
        (stay("灵隐街道"), contact()),
        (stay("灵隐街道"), stay("西溪街道")),
        (stay("西溪街道"), stay("西溪街道")),
        (stay("灵隐街道"), moved()),
        (contact(), says("330100", "330105").coughs()),
    ]
}

fn round(one: &Service, other: &Service, world: &World, words: &(Words, Words)) {
    let in_a_row = |first: &Words, second: &Words| {
        let person = world.somebody(at(NOW));
        world.declare(person, &first.again(), at(NOW));
        world.declare(person, &second.again(), at(NOW));
        reads(&world.rate(person, at(NOW)))
    };
    let expected = in_a_row(&words.0, &words.1);
    assert_eq!(in_a_row(&words.1, &words.0), expected, "in either order");
    let person = world.somebody(at(NOW));
    let (first, second) = (words.0.again(), words.1.again());
    let answers = at_once(
        || declare(one, person, &first),
        || declare(other, person, &second),
    );
    answers.0.unwrap();
    answers.1.unwrap();
    let kept = world.record(person).declarations;
    assert_eq!(kept.len(), 2, "none is lost");
    assert_eq!(reads(&world.stored(person).decisions[0]), expected);
    assert_eq!(reads(&world.rate(person, at(NOW))), expected);
}

#[test]
fn s2_17_two_declarations_at_once_both_count() {
    let world = listed();
    for words in pairs().iter().cycle().take(ROUNDS) {
        round(&world.service, &world.service, &world, words);
    }
}

#[test]
fn s2_17_two_declarations_at_once_by_two_programs_both_count() {
    let world = listed();
    let other = world.another(2);
    for words in pairs().iter().cycle().take(ROUNDS) {
        round(&world.service, &other, &world, words);
    }
}

#[test]
fn s2_17_many_declarations_at_once_all_count() {
    let world = listed();
    let other = world.another(2);
    let person = world.somebody(at(NOW));
    let barrier = Barrier::new(8);
    std::thread::scope(|scope| {
        for number in 0..8 {
            let (service, barrier) = (
                if number % 2 == 0 {
                    &world.service
                } else {
                    &other
                },
                &barrier,
            );
            scope.spawn(move || {
                let words = if number == 5 {
                    says("330100", "330105").contact("2022-07-13")
                } else {
                    says("330100", "330105")
                };
                barrier.wait();
                declare(service, person, &words).unwrap();
            });
        }
    });
    assert_eq!(world.record(person).declarations.len(), 8);
    assert_eq!(world.stored(person).decisions[0].state, State::Red);
}

#[test]
fn s2_17_the_same_declaration_and_the_same_check_in_at_once_are_one() {
    let world = listed();
    let other = world.another(2);
    for _ in 0..ROUNDS {
        let person = world.somebody(at(NOW));
        let words = says("330100", "330105").contact("2022-07-13");
        let both = at_once(
            || declare(&world.service, person, &words),
            || declare(&other, person, &words),
        );
        assert_eq!(reads(&both.0.unwrap()[0]), reads(&both.1.unwrap()[0]));
        let later = at("2022-07-15 09:00");
        let once = check_in(later);
        let both = at_once(
            || wait(world.service.check_in(person, &once, later)),
            || wait(other.check_in(person, &once, later)),
        );
        both.0.unwrap();
        both.1.unwrap();
        let record = world.record(person);
        assert_eq!(
            (
                record.declarations.len(),
                record.orders.len(),
                record.check_ins.len()
            ),
            (1, 1, 1)
        );
    }
}

#[test]
fn s2_16_two_registrations_of_one_document_at_once_are_one_person() {
    let world = World::new();
    let other = world.another(2);
    for _ in 0..ROUNDS {
        let who = applicant();
        let (one, two) = at_once(
            || wait(world.service.register(&who, at(NOW))),
            || wait(other.register(&who, at(NOW))),
        );
        let registered: Vec<Registered> = [one, two].into_iter().flatten().collect();
        assert_eq!(registered.len(), 1, "the other hears that it is registered");
        let holder = wait(world.service.holder_of(&who.document)).unwrap();
        assert_eq!(holder, Some(registered[0].person));
        assert!(world.facts(registered[0].person).is_some());
    }
    let people: i64 = world
        .sql()
        .query_row("SELECT count(*) FROM person", [], |row| row.get(0))
        .unwrap();
    assert_eq!(people, ROUNDS as i64);
}

#[test]
fn s2_16_a_crash_between_claim_and_person_is_finished_by_the_next_try() {
    let world = World::new();
    let who = applicant();
    let claimed = wait(world.service.store().claim(
        &who.document.canonical(),
        PersonId(4_711),
        at(NOW),
    ))
    .unwrap();
    assert_eq!(claimed, PersonId(4_711));
    assert!(world.facts(claimed).is_none(), "nobody is there yet");
    let registered = wait(world.service.register(&who, at("2022-07-15 12:00"))).unwrap();
    assert_eq!(registered.person, claimed);
    let decision = world.declare(claimed, &says("330100", "330105"), at("2022-07-15 12:05"));
    assert_eq!(decision.state, State::Green);
}

#[test]
fn s2_16_who_is_erased_while_they_register_again_keeps_the_way_from_the_document() {
    let world = World::new();
    let who = applicant();
    let person = world.register(&who, at(NOW));
    let other = world.another(2);
    let erase = move || assert_eq!(wait(other.erase(person, at(NOW))).unwrap(), Erased::Whole);
    // The first number is the proposed id; the second is drawn when the claim is read.
    let interrupted = world.interrupted(2, erase);
    let registered = wait(interrupted.register(&who, at(NOW))).unwrap();
    let holder = wait(world.service.holder_of(&who.document)).unwrap();
    assert_eq!(holder, Some(registered.person));
    assert!(world.facts(registered.person).is_some());
    let twice = wait(world.service.register(&who, at(NOW)));
    assert!(matches!(twice, Err(Error::AlreadyRegistered)));
}

#[test]
fn s2_29_the_check_ins_of_many_days_arrive_at_once_and_each_counts() {
    let world = listed();
    let person = world.somebody(at(NOW));
    let contact = says("330100", "330105").contact("2022-07-13");
    world.declare(person, &contact, at(NOW));
    let other = world.another(2);
    let late = at("2022-07-16 09:00");
    let (yesterday, today) = (check_in(at("2022-07-15 09:00")), check_in(late));
    let both = at_once(
        || wait(world.service.check_in(person, &yesterday, late)),
        || wait(other.check_in(person, &today, late)),
    );
    both.0.unwrap();
    both.1.unwrap();
    let kept: BTreeSet<_> = world
        .record(person)
        .check_ins
        .iter()
        .map(|c| c.on)
        .collect();
    assert_eq!(kept, BTreeSet::from([day("2022-07-15"), day("2022-07-16")]));
}
