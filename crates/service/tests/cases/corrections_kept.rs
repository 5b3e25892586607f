//! What a correction says again is no news: it restarts no quarantine, reopens none that was served, and moves no day.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::quarantine::OrderState;
use domain::state::State;
use domain::time::Instant;
use service::{Corrected, Erased};

use crate::corrections_decided::{DECLARED, nowhere, was_in};
use crate::events::train;
use crate::proposals::Town;
use crate::support::{
    CHAOYANG, List, WEST_LAKE, Words, World, applicant, area, at, code, day, says, told, wait,
};

const YELLOW: &str = "灵隐街道";
const ALSO_YELLOW: &str = "北山街道";
const RED: &str = "西溪街道";

fn listed() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8").medium(WEST_LAKE, &[YELLOW]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

/// The same answers with a stay besides that was forgotten and colours nobody.
fn with_more(said: &Words) -> Words {
    said.again()
        .stayed("330110", "2022-07-08", "2022-07-09", Tick::Elsewhere)
}

/// Corrects what was said; it is done at once, and what is told is what it was before.
fn assert_nothing_moves(
    world: &World,
    person: PersonId,
    (said, corrected): (&Words, &Words),
    now: Instant,
) {
    let (before, orders) = (told(&world.rate(person, now)), world.orders(person));
    let (done, after) = world.correct(person, said, corrected, now).unwrap();
    assert_eq!((done, told(&after)), (Corrected::Done, before));
    assert_eq!(world.orders(person), orders, "the order is the same");
}

#[test]
fn s2_17_a_harmless_correction_restarts_no_quarantine() {
    let (world, said) = (listed(), was_in(YELLOW));
    let person = world.who(&said, at(DECLARED));
    world.check_in_daily(person, day("2022-07-13"), day("2022-07-17"));
    let (once, twice) = (with_more(&said), said.again());
    let now = at("2022-07-18 10:00");
    assert_eq!(
        told(&world.rate(person, now)),
        "yellow [stay-medium] until 2022-07-19"
    );
    assert_nothing_moves(&world, person, (&said, &once), now);
    assert_nothing_moves(&world, person, (&once, &twice), at("2022-07-18 11:00"));
    assert_eq!(world.orders(person), [OrderState::Open]);
    world.check_in(person, at("2022-07-18 12:00"));
    let free = world.rate(person, at("2022-07-19 09:00"));
    assert_eq!(told(&free), "green []");
}

#[test]
fn s2_17_a_harmless_correction_reopens_no_quarantine_that_was_served() {
    let (world, said) = (listed(), was_in(YELLOW));
    let person = world.who(&said, at(DECLARED));
    world.check_in_daily(person, day("2022-07-13"), day("2022-07-18"));
    let now = at("2022-07-20 10:00");
    assert_eq!(told(&world.rate(person, now)), "green []");
    assert_nothing_moves(&world, person, (&said, &with_more(&said)), now);
    assert_eq!(world.rate(person, now).state, State::Green);
}

/// Lists with another yellow area and a red one, and what somebody says who was in these.
fn listed_more() -> World {
    let world = World::new();
    let list = List::of("2022-07-10 8")
        .high(WEST_LAKE, &[RED])
        .medium(WEST_LAKE, &[YELLOW, ALSO_YELLOW]);
    world.import(&list, at("2022-07-10 08:05"));
    world
}

fn was_in_all(texts: &[&str]) -> Words {
    let areas = texts.iter().map(|text| area("330106", text)).collect();
    nowhere().stayed("330106", "2022-07-10", "2022-07-11", Tick::Areas(areas))
}

#[test]
fn s2_17_an_area_more_restarts_no_quarantine() {
    let (world, said) = (listed_more(), was_in(YELLOW));
    let person = world.who(&said, at(DECLARED));
    world.check_in_daily(person, day("2022-07-13"), day("2022-07-17"));
    let more = was_in_all(&[YELLOW, ALSO_YELLOW]);
    let now = at("2022-07-18 10:00");
    assert_nothing_moves(&world, person, (&said, &more), now);
    assert_eq!(world.orders(person), [OrderState::Open]);
    world.check_in(person, at("2022-07-18 12:00"));
    let free = world.rate(person, at("2022-07-19 09:00"));
    assert_eq!(told(&free), "green []");
}

#[test]
fn s2_17_an_area_more_reopens_no_quarantine_that_was_served_and_a_worse_one_counts_from_then() {
    let (world, said) = (listed_more(), was_in(YELLOW));
    let person = world.who(&said, at(DECLARED));
    world.check_in_daily(person, day("2022-07-13"), day("2022-07-18"));
    let now = at("2022-07-20 10:00");
    assert_eq!(told(&world.rate(person, now)), "green []");
    let more = was_in_all(&[YELLOW, ALSO_YELLOW]);
    assert_nothing_moves(&world, person, (&said, &more), now);
    let worse = was_in_all(&[YELLOW, ALSO_YELLOW, RED]);
    let later = at("2022-07-21 10:00");
    let (done, decision) = world.correct(person, &more, &worse, later).unwrap();
    assert_eq!((done, decision.state), (Corrected::Done, State::Red));
    assert_eq!(decision.until, Some(day("2022-08-04")));
    let served = OrderState::Complete(day("2022-07-19"));
    assert_eq!(world.orders(person), [served, OrderState::Open]);
}

#[test]
fn s2_17_symptoms_kept_in_a_correction_weeks_later_are_not_of_today() {
    let world = World::new();
    let said = nowhere().coughs().temperature("37.5");
    let person = world.who(&said, at("2022-07-01 09:00"));
    world.check_in_daily(person, day("2022-07-02"), day("2022-07-07"));
    let now = at("2022-07-20 10:00");
    assert_eq!(told(&world.rate(person, now)), "green []");
    let same = with_more(&said);
    assert_nothing_moves(&world, person, (&said, &same), now);
    let hotter = same.again().temperature("38.5");
    assert_nothing_moves(&world, person, (&same, &hotter), now);
}

#[test]
fn s2_17_the_residence_of_a_visitor_does_not_move_to_the_day_of_a_correction() {
    let world = listed();
    let home = Tick::Areas(vec![area("330106", YELLOW)]);
    let said = says("330100", "330106").visitor().home_in(home);
    let person = world.who(&said, at(DECLARED));
    world.check_in_daily(person, day("2022-07-13"), day("2022-07-13"));
    let elsewhere = List::of("2022-07-14 8").medium(CHAOYANG, &["三里屯街道"]);
    world.import(&elsewhere, at("2022-07-14 08:05"));
    world.check_in(person, at("2022-07-14 09:00"));
    world.check_in_daily(person, day("2022-07-15"), day("2022-07-16"));
    let now = at("2022-07-17 10:00");
    assert_eq!(world.rate(person, now).state, State::Yellow);
    assert_nothing_moves(&world, person, (&said, &with_more(&said)), now);
    let record = world.record(person);
    assert_eq!(record.residence(), Some(code("330106")));
}

#[test]
fn s2_17_a_journey_said_again_is_the_one_that_an_event_met() {
    let town = Town::new();
    let said = says("330100", "330106").rode("G2035", "2022-07-12", "10车5F");
    let person = town.world.who(&said, at("2022-07-13 09:00"));
    let lines = [train("T1", "G2035", "2022-07-12", "10号车厢")];
    town.events(&lines, at("2022-07-14 09:00"));
    let now = at("2022-07-15 09:00");
    assert_eq!(
        told(&town.world.rate(person, now)),
        "red [contact-close] until 2022-07-28"
    );
    assert_nothing_moves(&town.world, person, (&said, &with_more(&said)), now);
}

#[test]
fn s2_17_a_residence_said_again_of_an_old_declaration_ends_no_newer_one() {
    let world = World::new();
    let first = says("330100", "330106");
    let person = world.who(&first, at("2022-07-01 09:00"));
    world.declare(person, &says("330100", "330105"), at("2022-07-08 09:00"));
    world
        .correct(person, &first, &with_more(&first), at(DECLARED))
        .unwrap();
    assert_eq!(world.record(person).residence(), Some(code("330105")));
}

#[test]
fn s1_5_an_old_home_said_again_in_a_correction_is_told_as_no_newer_one() {
    let world = World::new();
    let first = says("330100", "330106");
    let person = world.who(&first, at("2022-07-01 09:00"));
    world.declare(person, &says("330100", "330105"), at("2022-07-08 09:00"));
    let same = with_more(&first);
    world.correct(person, &first, &same, at(DECLARED)).unwrap();
    let newest = |now| {
        let read = wait(world.service.my_declarations(person, now)).unwrap();
        let counting = read.into_iter().filter(|one| one.counts);
        let newest = counting.max_by_key(|one| one.first_said_ms).unwrap();
        (
            newest.first_said_ms,
            newest.said.stays[0].place.code.clone(),
        )
    };
    let moved = at("2022-07-08 09:00").ms();
    assert_eq!(newest(at(DECLARED)), (moved, "330105".to_owned()));
    // Another home is news, whatever it corrects.
    let now = at("2022-07-13 09:00");
    let elsewhere = says("330100", "330110");
    world.correct(person, &same, &elsewhere, now).unwrap();
    assert_eq!(newest(now), (now.ms(), "330110".to_owned()));
    assert_eq!(world.record(person).residence(), Some(code("330110")));
}

#[test]
fn n_3_what_was_corrected_outlives_erasing_oneself_where_an_order_rests_on_it() {
    let (world, said) = (listed(), was_in(YELLOW));
    let who = applicant();
    let person = world.register(&who, at(DECLARED));
    world.declare(person, &said, at(DECLARED));
    let more = with_more(&said);
    let now = at("2022-07-13 09:00");
    assert_nothing_moves(&world, person, (&said, &more), now);
    let before = told(&world.rate(person, now));
    let erased = world.erase(person, at("2022-07-13 10:00"));
    assert!(matches!(erased, Erased::But(_)), "{erased:?}");
    let later = at("2022-07-13 11:00");
    assert_eq!(world.register(&who, later), person);
    let after = world.rate(person, later);
    assert_eq!(told(&after), before);
    assert_eq!(world.orders(person), [OrderState::Open]);
}
