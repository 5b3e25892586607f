//! No sequence of answers brings a proposal in force by one office, and none keeps it there by two.

use domain::ids::StaffId;
use domain::proposal::{Kind, Proposal, ProposalState, Refusal, Rules};
use proptest::prelude::*;

use crate::support::{hand, hours, order};

const RULES: Rules = Rules::IN_FORCE;

fn asked(proposal: Proposal, staff: i64, hour: i64) -> Proposal {
    proposal.asked_of(Some(StaffId(staff)), hours(hour))
}

/// In force since the first hour by officials 1 of office 1 and 2 of office 2.
fn in_force() -> Proposal {
    let proposed = asked(order(7, hand(1, 1), hours(0)), 2, 0);
    proposed.agree(hand(2, 2), &RULES, hours(1)).unwrap()
}

#[test]
fn n_3_an_order_counts_once_another_office_agreed_and_goes_on_only_with_a_third() {
    let proposed = asked(order(7, hand(1, 1), hours(0)), 2, 0);
    assert!(!proposed.counts(&RULES, hours(0)));
    let agreed = in_force();
    assert!(agreed.counts(&RULES, hours(1)));
    assert!(agreed.counts(&RULES, hours(72)));
    assert!(
        !agreed.counts(&RULES, hours(73)),
        "72 hours after it was approved"
    );
    let lapsed = agreed.clone().after(&RULES, hours(73));
    assert_eq!(lapsed.state, ProposalState::Lapsed);
    let third = asked(agreed, 3, 70).agree(hand(3, 11), &RULES, hours(71));
    let third = third.unwrap();
    assert_eq!(third.state, ProposalState::Confirmed);
    assert!(third.after(&RULES, hours(500)).counts(&RULES, hours(500)));
}

#[test]
fn n_5_whom_a_contact_names_agrees_in_the_place_of_everybody_who_was_still_to_agree() {
    let waits = Proposal {
        kind: Kind::Contact,
        held: true,
        ..asked(order(7, hand(1, 1), hours(0)), 2, 0)
    };
    let second = asked(waits.clone(), 2, 0).agree(hand(2, 2), &RULES, hours(1));
    for proposal in [waits.clone(), second.unwrap()] {
        let agreed = proposal.agree_as_named(hours(2)).unwrap();
        assert_eq!(agreed.state, ProposalState::Agreed);
        assert!(!agreed.done, "its evidence is yet to be written");
        let later = agreed.clone().after(&RULES, hours(500));
        assert!(later.counts(&RULES, hours(500)), "no third is waited for");
        assert_eq!(agreed.clone().hold(), agreed, "no limit holds it");
        assert_eq!(agreed.clone().withdraw(hand(1, 1)), Err(Refusal::NotYours));
        assert_eq!(
            agreed.clone().agree_as_named(hours(3)),
            Err(Refusal::NotNow)
        );
        let ended = agreed.clone().end_early().unwrap();
        assert_eq!(ended.state, ProposalState::Withdrawn);
        assert_eq!(agreed.end_with_case().state, ProposalState::Withdrawn);
    }
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Contact) {
        let other = Proposal {
            kind: *kind,
            ..waits.clone()
        };
        assert_eq!(other.clone().agree_as_named(hours(1)), Err(Refusal::NotNow));
        assert_eq!(other.clone().end_with_case(), other, "of no case");
    }
    let over = waits.after(&RULES, hours(24));
    assert_eq!(over.clone().end_with_case(), over);
    assert_eq!(over.agree_as_named(hours(25)), Err(Refusal::NotNow));
}

#[test]
fn n_3_nobody_answers_their_own_proposal_or_one_that_they_were_not_asked_about() {
    let proposed = asked(order(7, hand(1, 1), hours(0)), 2, 0);
    let answers = [
        (hand(1, 1), Refusal::SameHands),
        (hand(3, 2), Refusal::NotAsked),
        (hand(3, 1), Refusal::NotAsked),
    ];
    for (by, why) in answers {
        assert_eq!(proposed.clone().agree(by, &RULES, hours(1)), Err(why));
        assert_eq!(proposed.clone().refuse(by, &RULES, hours(1)), Err(why));
    }
    let colleague = asked(proposed, 3, 0).agree(hand(3, 1), &RULES, hours(1));
    assert_eq!(
        colleague,
        Err(Refusal::SameHands),
        "of the same office, even if asked"
    );
}

#[test]
fn n_3_the_third_comes_from_another_division() {
    let near = asked(in_force(), 3, 1).agree(hand(3, 3), &RULES, hours(2));
    assert_eq!(near, Err(Refusal::SameHands));
    let far = asked(in_force(), 3, 1).agree(hand(3, 11), &RULES, hours(2));
    assert_eq!(far.unwrap().state, ProposalState::Confirmed);
}

#[test]
fn who_does_not_answer_in_time_no_longer_may() {
    let proposed = asked(order(7, hand(1, 1), hours(0)), 2, 0);
    assert!(!proposed.wants_draw(&RULES, hours(3)));
    assert!(proposed.wants_draw(&RULES, hours(4)));
    let late = proposed.clone().agree(hand(2, 2), &RULES, hours(4));
    assert_eq!(late, Err(Refusal::TooLate));
    assert_eq!(
        proposed.after(&RULES, hours(24)).state,
        ProposalState::Expired
    );
}

#[test]
fn n_3_what_is_held_counts_for_nobody_before_a_third_has_looked() {
    let held = in_force().hold();
    assert!(!held.counts(&RULES, hours(2)));
    let confirmed = asked(held, 3, 2)
        .agree(hand(3, 11), &RULES, hours(3))
        .unwrap();
    assert!(confirmed.counts(&RULES, hours(3)));
    let list = Proposal {
        kind: Kind::RiskList,
        ..in_force()
    };
    assert!(list.counts(&RULES, hours(300)), "two are enough for a list");
    assert!(!list.hold().counts(&RULES, hours(2)), "unless it is held");
}

#[test]
fn n_3_its_proposer_takes_a_proposal_back_only_while_it_does_not_count() {
    let held = in_force().hold();
    assert_eq!(held.clone().withdraw(hand(2, 2)), Err(Refusal::NotYours));
    let withdrawn = held.withdraw(hand(1, 1)).unwrap();
    assert!(!withdrawn.counts(&RULES, hours(2)));
    assert_eq!(withdrawn.withdraw(hand(1, 1)), Err(Refusal::NotNow));
    let counts = in_force().withdraw(hand(1, 1));
    assert_eq!(
        counts,
        Err(Refusal::NotYours),
        "one alone betters no colour"
    );
    let published = Proposal {
        kind: Kind::Policy,
        done: true,
        ..in_force()
    };
    assert_eq!(published.withdraw(hand(1, 1)), Err(Refusal::NotYours));
}

/// What somebody does.
#[derive(Clone, Copy, Debug)]
enum Move {
    Ask(i64),
    Agree(i64),
    Refuse(i64),
    Withdraw(i64),
    Hold,
    Wait(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let staff = 1..9_i64;
    let one = prop_oneof![
        4 => staff.clone().prop_map(Move::Ask),
        6 => staff.clone().prop_map(Move::Agree),
        1 => staff.clone().prop_map(Move::Refuse),
        1 => staff.prop_map(Move::Withdraw),
        1 => Just(Move::Hold),
        2 => (1..30_i64).prop_map(Move::Wait),
    ];
    prop::collection::vec(one, 0..40)
}

proptest! {
    #[test]
    fn n_3_no_sequence_of_answers_brings_an_order_in_force_by_one_office(moves in moves()) {
        // Two officials an office: 1 and 5 of office 1, 2 and 6 of office 2, 3 and 7 of 11, 4 and 8 of 12.
        let of = |staff: i64| hand(staff, [1, 2, 11, 12][usize::try_from((staff - 1) % 4).unwrap()]);
        let mut proposal = order(7, of(1), hours(0));
        let (mut hour, mut agreed) = (0, Vec::new());
        for step in moves {
            let before = proposal.clone();
            let now = hours(hour);
            let next = match step {
                Move::Ask(staff) => Ok(proposal.clone().asked_of(Some(StaffId(staff)), now)),
                Move::Agree(staff) => proposal.clone().agree(of(staff), &RULES, now),
                Move::Refuse(staff) => proposal.clone().refuse(of(staff), &RULES, now),
                Move::Withdraw(staff) => proposal.clone().withdraw(of(staff)),
                Move::Hold => Ok(proposal.clone().hold()),
                Move::Wait(hours) => {
                    hour += hours;
                    Ok(proposal.clone())
                }
            };
            if let Ok(next) = next {
                if let Move::Agree(staff) = step {
                    prop_assert_eq!(before.asked, Some(StaffId(staff)), "was asked");
                    agreed.push(of(staff));
                }
                proposal = next.after(&RULES, hours(hour));
            }
            if proposal.counts(&RULES, hours(hour)) {
                let proposer = of(1);
                prop_assert!(agreed.iter().any(|h| h.office != proposer.office));
                prop_assert!(agreed.iter().all(|h| h.office != proposer.office));
                let third = agreed.iter().any(|h| h.division != proposer.division);
                prop_assert!(third || !proposal.held);
            }
            if before.state.is_over() && !matches!(step, Move::Withdraw(1)) {
                prop_assert_eq!(before.state, proposal.state, "what is over stays over");
            }
        }
    }
}
