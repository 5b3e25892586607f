//! What waits comes into force by a proposal about exactly its file, and by nobody alone.

use domain::ids::{PendingId, ProposalId};
use domain::pending::PendingState;
use domain::proposal::{Basis, ProposalState};
use domain::state::State;
use service::{Error, ListStanding, ProposalAsked, WhatAsked};
use storage::AlarmKind;

use crate::pending::{NOW, brings, city, kept, raises, states, was_in};
use crate::support::{Official, World, at, code, day, number, wait};

fn officers(world: &World) -> Vec<Official> {
    let offices = [(1, 21), (2, 22), (3, 23), (4, 11), (5, 31)];
    let hands = offices.map(|(n, office)| world.official_as(n, office, "policy_officer"));
    hands.into()
}

fn about(id: PendingId) -> ProposalAsked {
    ProposalAsked {
        what: WhatAsked::Pending { id },
        why: "新一期名单".to_owned(),
        basis: Basis::InfectiousDiseases42,
        end: day("2022-12-31"),
        place: code("330000"),
    }
}

fn agree(world: &World, hands: &[Official], id: ProposalId) {
    let all: Vec<&Official> = hands.iter().collect();
    world.agree(world.asked(&all, id), id, at(NOW)).unwrap();
}

#[test]
fn n_6_what_waits_comes_into_force_by_two_who_name_it() {
    let world = city(3);
    let hands = officers(&world);
    let touched = was_in(&world, "西溪街道");
    brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    let waits = kept(&world).remove(0);
    assert_eq!(waits.place, code("330106"), "all that it raises lies there");
    let seen = world.propose(&hands[0], &about(waits.id), at(NOW)).unwrap();
    assert_eq!(seen.effect.worse, 1);
    assert_eq!(kept(&world)[0].now.proposal, Some(number(&seen)));
    assert_eq!(world.rate(touched, at(NOW)).state, State::Green);
    agree(&world, &hands, number(&seen));
    assert_eq!(world.rate(touched, at(NOW)).state, State::Red);
    let came = kept(&world).remove(0).now;
    assert_eq!((came.state, came.alone), (PendingState::InForce, false));
    let again = brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    assert_eq!(again.standing, ListStanding::Known);
}

#[test]
fn n_6_what_was_refused_stays_out_until_two_bring_it() {
    let world = city(3);
    let hands = officers(&world);
    let touched = was_in(&world, "西溪街道");
    let list = raises(8, "西溪街道");
    brings(&world.service, &list, at(NOW));
    let id = kept(&world)[0].id;
    let refuse =
        |by: &Official, why: &str| wait(world.service.refuse_pending(&by.member, id, why, at(NOW)));
    let stranger = refuse(&hands[4], "我不同意");
    assert!(matches!(stranger, Err(Error::OutsideDivision)));
    let epidemiologist = world.official(9, 21);
    let other = refuse(&epidemiologist, "我不同意");
    assert!(matches!(other, Err(Error::NotYourDuty)));
    assert!(matches!(refuse(&hands[0], " "), Err(Error::Invalid(_))));
    let refused = refuse(&hands[0], "名单有误").unwrap();
    assert_eq!(refused.reason.as_deref(), Some("名单有误"));
    assert!(matches!(refuse(&hands[1], "再次"), Err(Error::Unknown(_))));
    let again = brings(&world.service, &list, at(NOW));
    assert_eq!(again.standing, ListStanding::Refused);
    assert_eq!(states(&world), [PendingState::Refused]);
    let seen = world.propose(&hands[1], &about(id), at(NOW)).unwrap();
    agree(&world, &hands, number(&seen));
    assert_eq!(world.rate(touched, at(NOW)).state, State::Red);
    assert_eq!(states(&world), [PendingState::InForce]);
}

#[test]
fn n_6_what_worsens_many_more_than_the_two_have_seen_does_not_come_into_force() {
    let world = city(3);
    let hands = officers(&world);
    let first = was_in(&world, "西溪街道");
    brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    let id = kept(&world)[0].id;
    let seen = world.propose(&hands[0], &about(id), at(NOW)).unwrap();
    assert_eq!(seen.effect.worse, 1);
    let later = was_in(&world, "西溪街道");
    agree(&world, &hands, number(&seen));
    assert_eq!(world.proposal_state(number(&seen)), ProposalState::Expired);
    let state = |person| world.rate(person, at(NOW)).state;
    assert_eq!((state(first), state(later)), (State::Green, State::Green));
    assert!(
        world
            .alarms()
            .contains(&(AlarmKind::Pending, "proposal".to_owned()))
    );
    assert_eq!(
        states(&world),
        [PendingState::Pending],
        "it can be proposed again"
    );
}

#[test]
fn n_6_what_is_in_force_or_was_never_there_cannot_be_proposed_as_waiting() {
    let world = city(120);
    let hands = officers(&world);
    was_in(&world, "西溪街道");
    brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    for id in [kept(&world)[0].id, PendingId(7)] {
        let refused = world.propose(&hands[0], &about(id), at(NOW));
        assert!(matches!(refused, Err(Error::Unknown(_))));
    }
}

#[test]
fn n_6_a_text_that_was_changed_while_it_waited_is_not_proposed() {
    let world = city(3);
    let hands = officers(&world);
    was_in(&world, "西溪街道");
    brings(&world.service, &raises(8, "西溪街道"), at(NOW));
    let id = kept(&world)[0].id;
    let edit = "UPDATE pending_text SET text = replace(text, '西溪街道', '北山街道')";
    world.tamper(1, edit, []);
    let refused = world.propose(&hands[0], &about(id), at(NOW));
    assert!(matches!(refused, Err(Error::Unknown(_))));
    assert!(
        world
            .alarms()
            .contains(&(AlarmKind::Altered, "pending_text".to_owned()))
    );
}
