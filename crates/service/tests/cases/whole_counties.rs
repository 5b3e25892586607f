//! A listed area is named as its whole county by a proposal: who changes is counted before, needs no tick after, and is let go
//! again when two take it back.

use domain::declaration::Tick;
use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::proposal::{Basis, ProposalState};
use domain::risk::AreaText;
use domain::state::State;
use domain::time::Instant;
use service::{Error, ProposalAsked, ProposalSeen, WhatAsked, WholeCounty};

use crate::support::{
    List, Official, WEST_LAKE, World, YUHANG, at, code, day, number, says, told, wait,
};

const AREA: &str = "西湖区全域";
const NOW: &str = "2022-07-14 09:00";

/// Policy officers, and a list that names an area in each of two counties.
fn office() -> (World, Vec<Official>) {
    let world = World::new();
    let list = List::of("2022-07-12 8")
        .high(WEST_LAKE, &[AREA])
        .high(YUHANG, &["仓前街道"]);
    world.import(&list, at("2022-07-12 08:05"));
    let offices = [(1, 21), (2, 22), (3, 23), (4, 11), (5, 31)];
    let hands = offices.map(|(n, office)| world.official_as(n, office, "policy_officer"));
    (world, hands.into())
}

/// Somebody who was in a county, and in no area of it that they knew of.
fn was_in(world: &World, county: &str, now: &str) -> PersonId {
    let (from, to) = ("2022-07-12", "2022-07-13");
    let words = says("330100", "330105").stayed(county, from, to, Tick::Elsewhere);
    world.who(&words, at(now))
}

fn asked(county: &str, area: &str, is_whole: bool, place: &str) -> ProposalAsked {
    let said = WholeCounty::parse(code(county), area, is_whole).unwrap();
    ProposalAsked {
        what: WhatAsked::WholeCounty(said),
        why: "名单写的是全域".to_owned(),
        basis: Basis::InfectiousDiseases42,
        end: day("2022-12-31"),
        place: code(place),
    }
}

/// Proposes it, and has everybody agree who is asked until it counts.
fn comes(world: &World, hands: &[Official], asked: &ProposalAsked, now: Instant) -> ProposalSeen {
    let seen = world.propose(&hands[0], asked, now).unwrap();
    let id = number(&seen);
    let all: Vec<&Official> = hands.iter().collect();
    world.agree(world.asked(&all, id), id, now).unwrap();
    let row = wait(world.service.store().proposal(id)).unwrap().rows;
    if row.unwrap().proposal.held {
        world.agree(world.asked(&all, id), id, now).unwrap();
    }
    seen
}

fn named(world: &World, now: Instant) -> Vec<(DivisionCode, AreaText, Instant)> {
    let shared = wait(world.service.shared(now)).unwrap();
    shared.history().named_whole()
}

#[test]
fn s0_23_who_changes_by_a_whole_county_is_counted_before_two_agree_and_needs_no_tick_after() {
    let (world, hands) = office();
    let now = at(NOW);
    let there = [1, 2].map(|_| was_in(&world, "330106", "2022-07-13 12:00"));
    let elsewhere = was_in(&world, "330110", "2022-07-13 12:00");
    let state = |person: PersonId| world.stored(person).decisions[0].state;
    let asked = asked("330106", AREA, true, "330000");
    let draft = wait(world.service.draft_proposal(&hands[1].member, &asked, now)).unwrap();
    let effect = &draft.effect;
    assert_eq!((effect.looked_at, effect.worse, effect.coarse), (2, 2, 0));
    assert_eq!(effect.changes.len(), 1, "{effect:?}");
    let change = &effect.changes[0];
    assert_eq!((change.city, change.to), (code("330100"), State::Red));
    assert!(there.iter().all(|person| state(*person) == State::Green));
    assert!(named(&world, now).is_empty(), "nothing was written");
    let seen = comes(&world, &hands, &asked, now);
    assert_eq!(seen.effect, draft.effect);
    assert_eq!(
        named(&world, now),
        [(code("330106"), AreaText::parse(AREA).unwrap(), now)]
    );
    let coloured = there.map(|person| told(&world.stored(person).decisions[0]));
    assert!(
        coloured
            .iter()
            .all(|told| told.starts_with("red [stay-high]")),
        "{coloured:?}"
    );
    assert_eq!(state(elsewhere), State::Green);
    let later = was_in(&world, "330106", "2022-07-14 10:00");
    assert_eq!(state(later), State::Red, "no tick is needed");
}

#[test]
fn s0_23_a_whole_county_that_is_taken_back_lets_go_exactly_whom_it_coloured() {
    let (world, hands) = office();
    let there = was_in(&world, "330106", "2022-07-13 12:00");
    comes(
        &world,
        &hands,
        &asked("330106", AREA, true, "330000"),
        at(NOW),
    );
    assert_eq!(world.stored(there).decisions[0].state, State::Red);
    let later = at("2022-07-16 09:00");
    let back = asked("330106", AREA, false, "330000");
    let seen = comes(&world, &hands, &back, later);
    assert_eq!((seen.effect.worse, seen.effect.better), (0, 1));
    assert!(named(&world, later).is_empty());
    assert_eq!(told(&world.stored(there).decisions[0]), "green []");
}

#[test]
fn s0_23_what_no_list_names_or_what_holds_already_is_refused_by_its_field() {
    let (world, hands) = office();
    let now = at(NOW);
    let refused = |asked: &ProposalAsked| {
        let draft = world.service.draft_proposal(&hands[0].member, asked, now);
        match wait(draft) {
            Err(error @ Error::Invalid(_)) => error.to_string(),
            other => panic!("{:?}", other.map(|draft| draft.effect)),
        }
    };
    let unlisted = refused(&asked("330106", "仓前街道", true, "330000"));
    assert!(unlisted.contains("no list has named"), "{unlisted}");
    let holds = refused(&asked("330106", AREA, false, "330000"));
    assert!(holds.contains("holds already"), "{holds}");
    let place = refused(&asked("330110", "仓前街道", true, "330106"));
    assert!(place.contains("place"), "{place}");
    assert!(WholeCounty::parse(code("330106"), " ", true).is_err());
}

#[test]
fn n_6_nobody_names_a_whole_county_alone() {
    let (world, hands) = office();
    let now = at(NOW);
    let there = was_in(&world, "330106", "2022-07-13 12:00");
    let asked = asked("330106", AREA, true, "330000");
    let id = number(&world.propose(&hands[0], &asked, now).unwrap());
    world.settle(now);
    assert_eq!(world.proposal_state(id), ProposalState::AwaitingApproval);
    let all: Vec<&Official> = hands.iter().collect();
    world.refuse(world.asked(&all, id), id, now).unwrap();
    assert!(named(&world, now).is_empty());
    assert_eq!(world.stored(there).decisions[0].state, State::Green);
}
