//! Taking a declaration back: free for a quarter of an hour, then by a reviewer wherever it would better a colour.

use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use service::{Corrected, Error};

use crate::support::{
    List, WEST_LAKE, Words, World, area, at, code, correction, day, minutes_after, says, told, wait,
};

const DECLARED: &str = "2022-07-12 09:00";
const RED: &str = "red [stay-high] until 2022-07-26";

fn listed() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .high(WEST_LAKE, &["西溪街道"])
        .medium(WEST_LAKE, &["灵隐街道"]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

fn was_in(text: &str) -> Words {
    let area = area("330106", text);
    says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", area)
}

fn nowhere() -> Words {
    says("330100", "330105")
}

/// Somebody who is red until 26 July, and what they declared.
fn red(world: &World) -> (PersonId, Words) {
    let words = was_in("西溪街道");
    let person = world.who(&words, at(DECLARED));
    (person, words)
}

#[test]
fn s2_17_a_correction_within_fifteen_minutes_takes_the_colour_back() {
    let world = listed();
    let (person, wrong) = red(&world);
    let now = minutes_after(at(DECLARED), 15);
    let (corrected, decision) = world.correct(person, &wrong, &nowhere(), now).unwrap();
    assert_eq!(corrected, Corrected::Done);
    assert_eq!(told(&decision), "green []");
    assert_eq!(
        world.orders(person),
        [OrderState::Withdrawn(day("2022-07-12"))]
    );
    assert_eq!(told(&world.stored(person).decisions[0]), "green []");
}

#[test]
fn s2_17_a_later_one_that_would_better_waits_and_everything_stays_as_it_is() {
    let world = listed();
    let (person, wrong) = red(&world);
    let now = minutes_after(at(DECLARED), 16);
    let asked = correction(&wrong, &nowhere(), Some("不是我"));
    for later in 0..3 {
        let now = minutes_after(now, later);
        let (corrected, decisions) = wait(world.service.correct(person, &asked, now)).unwrap();
        assert_eq!(
            corrected,
            Corrected::Waits(minutes_after(at(DECLARED), 16 + 24 * 60)),
            "the same request again keeps its clock"
        );
        assert_eq!(told(&decisions[0]), RED);
    }
    assert_eq!(told(&world.rate(person, minutes_after(now, 60))), RED);
    let requests = wait(world.service.store().corrections_of(person))
        .unwrap()
        .0;
    assert_eq!(requests.len(), 1);
}

#[test]
fn s2_17_a_later_one_needs_a_reason() {
    let world = listed();
    let (person, wrong) = red(&world);
    let now = minutes_after(at(DECLARED), 16);
    for reason in [None, Some(""), Some("  ")] {
        let asked = correction(&wrong, &nowhere(), reason);
        let error = wait(world.service.correct(person, &asked, now)).unwrap_err();
        assert!(matches!(&error, Error::Invalid(p) if p[0].field == "reason"));
    }
}

#[test]
fn s2_17_a_later_one_that_worsens_applies_at_once() {
    let world = listed();
    let words = was_in("灵隐街道");
    let person = world.who(&words, at(DECLARED));
    assert_eq!(
        told(&world.stored(person).decisions[0]),
        "yellow [stay-medium] until 2022-07-19"
    );
    let now = at("2022-07-13 09:00");
    let (corrected, decision) = world
        .correct(person, &words, &was_in("西溪街道"), now)
        .unwrap();
    assert_eq!(corrected, Corrected::Done);
    assert_eq!(told(&decision), "red [stay-high] until 2022-07-27");
}

#[test]
fn s2_17_a_second_free_correction_on_one_day_waits() {
    let world = listed();
    let (person, wrong) = red(&world);
    let still_wrong = was_in("灵隐街道");
    let now = minutes_after(at(DECLARED), 5);
    let (corrected, decision) = world.correct(person, &wrong, &still_wrong, now).unwrap();
    assert_eq!(corrected, Corrected::Done);
    assert_eq!(told(&decision), "yellow [stay-medium] until 2022-07-19");
    let now = minutes_after(at(DECLARED), 6);
    let (corrected, decision) = world
        .correct(person, &still_wrong, &nowhere(), now)
        .unwrap();
    assert!(matches!(corrected, Corrected::Waits(_)), "{corrected:?}");
    assert_eq!(decision.state, State::Yellow);
}

#[test]
fn s2_17_a_late_correction_takes_no_day_its_free_one() {
    let world = listed();
    let (person, first) = red(&world);
    let same = was_in("西溪街道");
    let (late, evening) = (at("2022-07-13 09:00"), at("2022-07-13 18:00"));
    let (corrected, _) = world.correct(person, &first, &same, late).unwrap();
    assert_eq!(corrected, Corrected::Done, "it betters nothing");
    let slip = nowhere().contact("2022-07-13");
    world.declare(person, &slip, evening);
    let now = minutes_after(evening, 5);
    let (corrected, decision) = world.correct(person, &slip, &nowhere(), now).unwrap();
    assert_eq!(corrected, Corrected::Done, "free, though it betters");
    assert_eq!(told(&decision), RED);
}

#[test]
fn s2_17_a_declaration_is_not_made_fresh_by_being_corrected() {
    let world = listed();
    let (person, first) = red(&world);
    let second = was_in("西溪街道");
    let late = at("2022-07-13 23:55");
    let (corrected, decision) = world.correct(person, &first, &second, late).unwrap();
    assert_eq!(corrected, Corrected::Done, "it betters nothing");
    assert_eq!(decision.state, State::Red);
    let past_midnight = at("2022-07-14 00:05");
    let read = wait(world.service.my_declarations(person, past_midnight)).unwrap();
    let mut free = read.iter().map(|one| one.correctable_free_until_ms);
    assert!(free.all(|until| until.is_none()), "no page says otherwise");
    let (corrected, decision) = world
        .correct(person, &second, &nowhere(), past_midnight)
        .unwrap();
    assert!(
        matches!(corrected, Corrected::Waits(_)),
        "the quarter of an hour began with the first declaration: {corrected:?}"
    );
    assert_eq!(decision.state, State::Red);
}

#[test]
fn s2_11_what_was_declared_is_told_so_that_a_form_can_be_filled_in_again() {
    let world = listed();
    let (person, first) = red(&world);
    let late = at("2022-07-13 23:55");
    world
        .correct(person, &first, &was_in("西溪街道"), late)
        .unwrap();
    let read = wait(world.service.my_declarations(person, late)).unwrap();
    assert_eq!(read[0].speaks_of, day("2022-07-12"), "of the first day");
    let stay = &read[0].said.stays[1];
    assert_eq!(stay.areas[0].text, "西溪街道");
    let (county, city) = (stay.county.as_ref().unwrap(), stay.city.as_ref().unwrap());
    assert_eq!(
        (county.code.as_str(), county.zh.as_str()),
        ("330106", "西湖区")
    );
    assert_eq!((city.code.as_str(), city.zh.as_str()), ("330100", "杭州市"));
}

#[test]
fn s2_17_evidence_that_other_evidence_hides_is_not_taken_back_unseen() {
    let world = listed();
    let (person, first) = red(&world);
    let hides_it = nowhere().contact("2022-07-12");
    world.declare(person, &hides_it, at("2022-07-12 23:50"));
    let (corrected, _) = world
        .correct(person, &first, &nowhere(), at("2022-07-12 23:55"))
        .unwrap();
    assert!(
        matches!(corrected, Corrected::Waits(_)),
        "the colour is the same, but only while the contact stands: {corrected:?}"
    );
    let (_, decision) = world
        .correct(person, &hides_it, &nowhere(), at("2022-07-13 00:03"))
        .unwrap();
    assert_eq!(told(&decision), RED);
}

#[test]
fn s2_17_what_was_taken_back_cannot_be_taken_back_again() {
    let world = listed();
    let (person, wrong) = red(&world);
    let now = minutes_after(at(DECLARED), 5);
    let right = nowhere();
    world.correct(person, &wrong, &right, now).unwrap();
    assert!(matches!(
        world.correct(person, &wrong, &nowhere(), minutes_after(now, 1)),
        Err(Error::Unknown(_))
    ));
    let again = correction(&wrong, &right, None);
    let (corrected, _) = wait(world.service.correct(person, &again, now)).unwrap();
    assert_eq!(corrected, Corrected::Done, "the same correction is one");
    assert_eq!(world.record(person).declarations.len(), 2);
}

#[test]
fn s2_17_a_city_given_by_a_slip_is_corrected_to_the_right_one() {
    let world = listed();
    let wrong = says("330200", "330105");
    let person = world.who(&wrong, at(DECLARED));
    let now = minutes_after(at(DECLARED), 5);
    world.correct(person, &wrong, &nowhere(), now).unwrap();
    let cities: Vec<_> = world
        .rate_all(person, now)
        .iter()
        .map(|d| d.jurisdiction)
        .collect();
    assert!(cities.contains(&code("330100")), "{cities:?}");
}

#[test]
fn s2_17_five_corrections_may_wait_and_no_more() {
    let world = listed();
    let (person, wrong) = red(&world);
    let now = at("2022-07-13 09:00");
    for _ in 0..5 {
        let (corrected, _) = world.correct(person, &wrong, &nowhere(), now).unwrap();
        assert!(matches!(corrected, Corrected::Waits(_)));
    }
    let error = world.correct(person, &wrong, &nowhere(), now).unwrap_err();
    assert!(
        error.to_string().contains("five corrections wait"),
        "{error}"
    );
}

#[test]
fn s2_17_one_correction_asked_twice_at_once_waits_once() {
    let world = listed();
    let (person, wrong) = red(&world);
    let now = at("2022-07-13 09:00");
    let asked = correction(&wrong, &nowhere(), Some("不是我"));
    let barrier = std::sync::Barrier::new(2);
    let both: Vec<Result<Corrected, Error>> = std::thread::scope(|scope| {
        let ask = || {
            barrier.wait();
            wait(world.service.correct(person, &asked, now)).map(|(corrected, _)| corrected)
        };
        let threads = [scope.spawn(ask), scope.spawn(ask)];
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    for answer in both {
        assert!(matches!(answer, Ok(Corrected::Waits(_))), "{answer:?}");
    }
}

#[test]
fn s2_17_an_expired_declaration_is_corrected_late_without_a_reviewer() {
    let world = World::new();
    let short = "jurisdiction = \"330100\"\ninherits = \"330000\"\nversion = \"short\"\neffective = 2022-07-01\n\
        declaration_days = 1\n";
    let published = world
        .service
        .publish_policy(short, at("2022-07-01 08:00"), |_| {});
    wait(published).unwrap();
    let said = nowhere();
    let person = world.who(&said, at(DECLARED));
    let late = at("2022-07-14 09:00");
    assert_eq!(world.rate(person, late).state, State::None);
    let right = nowhere().contact("2022-07-14");
    let more = says("330100", "330110");
    let (corrected, decision) = world.correct(person, &said, &more, late).unwrap();
    assert_eq!(
        (corrected, decision.state),
        (Corrected::Done, State::None),
        "nobody decides about it, and correcting makes nothing fresh"
    );
    let now = minutes_after(late, 1);
    let (corrected, decision) = world.correct(person, &more, &right, now).unwrap();
    assert_eq!((corrected, decision.state), (Corrected::Done, State::Red));
}

#[test]
fn s2_17_a_declaration_is_corrected_twenty_times_at_most() {
    let world = World::new();
    let homes = ["330106", "330105"];
    let mut said = says("330100", homes[0]);
    let person = world.who(&said, at(DECLARED));
    for time in 1..=20 {
        let now = minutes_after(at("2022-07-14 09:00"), time);
        let next = says("330100", homes[time as usize % 2]);
        let (corrected, _) = world.correct(person, &said, &next, now).unwrap();
        assert_eq!(corrected, Corrected::Done);
        said = next;
    }
    let now = minutes_after(at("2022-07-14 09:00"), 21);
    let refused = world.correct(person, &said, &says("330100", homes[1]), now);
    let Err(Error::Invalid(problems)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(problems[0].field, "declaration");
}
