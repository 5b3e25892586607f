//! How orders end early, and what of a proposal stays: when the signer leaves, when the person is erased.

use domain::ids::OrderId;
use domain::proposal::ProposalState;
use domain::quarantine::OrderState;
use domain::state::State;
use service::{ProposalAsked, WhatAsked};

use crate::proposals::Town;
use crate::support::{
    List, WEST_LAKE, applicant, area, at, minutes_after, number, red_for, says, wait,
};

const MORNING: &str = "2022-07-14 09:00";

#[test]
fn s2_29_a_quarantine_ends_early_by_two_people() {
    let town = Town::new();
    let now = at(MORNING);
    let list = List::of("2022-07-10 8").high(WEST_LAKE, &["西溪街道"]);
    town.world.import(&list, at("2022-07-10 08:05"));
    let high = area("330106", "西溪街道");
    let words = says("330100", "330105").in_area("330106", "2022-07-10", "2022-07-11", high);
    let red = town
        .world
        .declare(town.person, &words, at("2022-07-13 10:00"));
    assert_eq!(red.state, State::Red);
    let order = town.world.record(town.person).orders[0].id;
    let asked = ProposalAsked {
        what: WhatAsked::Lifting {
            name: town.who.name.clone(),
            document: town.who.document.clone(),
            order: OrderId(order),
        },
        end: now.date() + 2,
        ..red_for(&town.who, now.date())
    };
    let seen = town.world.propose(&town.officials[0], &asked, now).unwrap();
    let id = number(&seen);
    assert_eq!(town.state(now), State::Red, "one is not enough");
    town.agree(id, now);
    assert_eq!(
        town.world.orders(town.person),
        [OrderState::Lifted(now.date())]
    );
    assert_eq!(town.state(now), State::Green);
    town.world.settle(at("2022-07-20 09:00"));
    assert_eq!(
        town.state(at("2022-07-20 09:00")),
        State::Green,
        "and stays so without a third"
    );
}

#[test]
fn n_3_an_order_by_officials_ends_early_by_two_others() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.agreed(now);
    assert_eq!(town.state(now), State::Red);
    let asked = ProposalAsked {
        what: WhatAsked::OrderLifting { of: id },
        end: now.date() + 2,
        ..red_for(&town.who, now.date())
    };
    let seen = town.world.propose(&town.officials[1], &asked, now).unwrap();
    assert_eq!(town.state(now), State::Red);
    town.agree(number(&seen), now);
    assert_eq!(town.world.proposal_state(id), ProposalState::Withdrawn);
    assert_eq!(town.state(now), State::Green);
    assert!(town.world.told_of_orders(town.person, now).is_empty());
    let store = town.world.service.store();
    let lines = wait(store.lines_of(town.person, None, 100)).unwrap();
    let proposed = lines.iter().filter(|line| line.action == "propose");
    assert_eq!(
        proposed.count(),
        2,
        "the person reads who asked for its end too"
    );
}

#[test]
fn n_3_what_was_signed_stays_signed_when_the_signer_leaves() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.agreed(now);
    town.agree(id, now);
    for official in &town.officials {
        wait(town.world.service.end_staff(&official.login, now)).unwrap();
    }
    assert_eq!(town.state(now), State::Red);
    let refused = town
        .world
        .propose(&town.officials[0], &red_for(&applicant(), now.date()), now);
    assert!(refused.is_err(), "and who left signs nothing more");
}

#[test]
fn erasing_takes_the_content_of_proposals_along() {
    let town = Town::new();
    let now = at(MORNING);
    let refused = town.proposed(now);
    let all = town.all();
    town.world
        .refuse(town.world.asked(&all, refused), refused, now)
        .unwrap();
    town.world.erase(town.person, now);
    let (content, alarms) = wait(town.world.service.store().proposal_content(refused)).unwrap();
    assert!(content.is_none() && alarms.is_empty());
    town.world.settle(now);
    assert_eq!(town.world.proposal_state(refused), ProposalState::Refused);
}

#[test]
fn no_side_door_an_order_keeps_its_signatures_while_erasure_waits() {
    let town = Town::new();
    let now = at(MORNING);
    let id = town.agreed(now);
    town.agree(id, now);
    town.world.erase(town.person, now);
    assert_eq!(town.state(now), State::Red);
    let again = town.world.register(&town.who, minutes_after(now, 5));
    assert_eq!(again, town.person);
    assert_eq!(town.state(minutes_after(now, 5)), State::Red);
}
