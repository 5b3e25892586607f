//! What two people agree to, used for what it is not for: a place that has nothing to do with it, a draw that is tried again and
//! again, an older row put back. None of it changes anybody.

use domain::proposal::{Basis, ProposalState};
use domain::state::State;
use rusqlite::params;
use service::{Error, Missing, ProposalAsked, WhatAsked};

use crate::proposals::Town;
use crate::support::{
    List, Official, WEST_LAKE, World, applicant, at, code, day, minutes_after, number, red_for,
    says, wait,
};

const NOW: &str = "2022-07-14 09:00";

fn file(what: WhatAsked, place: &str) -> ProposalAsked {
    ProposalAsked {
        what,
        why: "按规定发布".to_owned(),
        basis: Basis::InfectiousDiseases42,
        end: day("2022-12-31"),
        place: code(place),
    }
}

fn list() -> WhatAsked {
    WhatAsked::RiskList {
        file: "list.json".to_owned(),
        text: List::of("2022-07-14 8")
            .high(WEST_LAKE, &["西溪街道"])
            .text(),
    }
}

/// A policy of Ningbo by which one symptom is red, from a date on.
fn policy(effective: &str) -> WhatAsked {
    let text = format!(
        r#"
jurisdiction = "330200"
inherits     = "330000"
version      = "{effective}"
effective    = {effective}

[[rule]]
id     = "one-symptom"
when   = {{ symptoms = 1, within_days = 14 }}
colour = "red"
days   = 7
review = 2023-01-01
reason.zh = "有症状"
reason.en = "Symptoms"

[[rule.test]]
today  = {effective}
facts  = {{ symptoms = [{{ on = {effective}, recorded = {effective}, new = ["dry_cough"] }}] }}
expect = {{ colour = "red" }}
"#
    );
    WhatAsked::Policy { text }
}

fn officers(world: &World) -> Vec<Official> {
    let seats = [(1, 21), (2, 22), (3, 23), (4, 11), (5, 31)];
    seats
        .map(|(n, office)| world.official_as(n, office, "policy_officer"))
        .into()
}

fn refused_by_place(refused: &Result<service::ProposalSeen, Error>) -> bool {
    let Err(Error::Invalid(problems)) = refused else {
        return false;
    };
    problems.iter().all(|problem| problem.field == "place")
}

#[test]
fn n_3_a_file_is_proposed_for_a_place_that_contains_what_it_changes() {
    let world = World::new();
    let officers = officers(&world);
    let by = world.official_as(6, 11, "policy_officer");
    let now = at(NOW);
    for (asked, why) in [
        (file(list(), "330200"), "a list of Hangzhou in Ningbo"),
        (file(policy("2022-07-14"), "330203"), "a policy in a county"),
    ] {
        let refused = world.propose(&by, &asked, now);
        assert!(refused_by_place(&refused), "{why}: {refused:?}");
    }
    let whole = world.propose(&officers[0], &file(list(), "330000"), now);
    assert!(whole.is_ok(), "the province answers for it: {whole:?}");
}

#[test]
fn n_3_an_order_from_a_place_that_has_nothing_to_do_with_the_person_does_nothing() {
    let town = Town::new();
    let now = at(NOW);
    let asked = ProposalAsked {
        place: code("330200"),
        ..red_for(&town.who, now.date())
    };
    let seen = town.world.propose(&town.officials[4], &asked, now).unwrap();
    let id = number(&seen);
    town.agree(id, now);
    assert_eq!(town.world.proposal_state(id), ProposalState::InForce);
    assert_eq!(town.state(now), State::Green, "Ningbo does not know them");
}

#[test]
fn n_3_what_counts_is_not_taken_back_by_its_proposer_alone() {
    let town = Town::new();
    let now = at(NOW);
    let id = town.agreed(now);
    assert_eq!(town.state(now), State::Red);
    let refused = town.world.withdraw(&town.officials[0], id, now);
    assert!(matches!(refused, Err(Error::Proposal(_))), "{refused:?}");
    assert_eq!(town.state(now), State::Red);
    assert_eq!(town.world.proposal_state(id), ProposalState::InForce);
}

#[test]
fn n_6_a_policy_that_begins_tomorrow_is_counted_as_it_will_be() {
    let world = World::new();
    let officers = officers(&world);
    let now = at(NOW);
    world.who(&says("330200", "330203").coughs(), now);
    let asked = file(policy("2022-07-15"), "330000");
    let seen = world.propose(&officers[0], &asked, now).unwrap();
    assert_eq!(seen.effect.worse, 1, "{:?}", seen.effect);
}

#[test]
fn n_3_what_came_to_nothing_and_is_tried_again_waits_for_a_third() {
    let world = World::new();
    let officers = officers(&world);
    let all: Vec<&Official> = officers.iter().collect();
    let now = at(NOW);
    let first = world.propose(&officers[0], &file(list(), "330000"), now);
    let first = first.unwrap();
    assert!(!first.held);
    let asked = world.asked(&all, number(&first));
    world.refuse(asked, number(&first), now).unwrap();
    let again = world.propose(&officers[0], &file(list(), "330000"), minutes_after(now, 1));
    assert!(
        again.unwrap().held,
        "the draw is not tried until a friend is drawn"
    );
}

#[test]
fn n_3_an_older_row_of_a_held_proposal_put_back_by_sql_colours_nobody() {
    let town = Town::new();
    let now = at(NOW);
    let id = town.agreed(now);
    assert_eq!(town.state(now), State::Red);
    let sql = town.world.sql();
    sql.execute_batch("CREATE TABLE kept AS SELECT * FROM proposal")
        .unwrap();
    // Four in an hour are over the limit of an official: all are held.
    let later = minutes_after(now, 2);
    for _ in 0..3 {
        let who = applicant();
        let by = &town.officials[0];
        town.world
            .propose(by, &red_for(&who, now.date()), later)
            .unwrap();
    }
    let after = minutes_after(now, 4);
    assert_eq!(town.state(after), State::Green, "held");
    sql.execute("DELETE FROM proposal WHERE proposal_id = ?1", params![id.0])
        .unwrap();
    let back = "INSERT INTO proposal SELECT * FROM kept WHERE proposal_id = ?1";
    assert_eq!(sql.execute(back, params![id.0]).unwrap(), 1);
    assert_eq!(town.state(minutes_after(now, 6)), State::Green);
}

#[test]
fn n_3_one_damaged_proposal_keeps_no_other_from_being_settled() {
    let town = Town::new();
    let now = at(NOW);
    let damaged = town.proposed(now);
    let who = applicant();
    let other = town.world.register(&who, now);
    town.world.declare(other, &says("330100", "330106"), now);
    let by = &town.officials[1];
    let seen = town.world.propose(by, &red_for(&who, now.date()), now);
    let waits = number(&seen.unwrap());
    let edit = "UPDATE proposal_content SET sealed = x'00' WHERE proposal_id = ?1";
    town.world.tamper(1, edit, params![damaged.0]);
    let asked = |at| {
        let row = wait(town.world.service.store().proposal(waits))
            .unwrap()
            .rows;
        let proposal = row.unwrap().proposal;
        (proposal.asked_at == at, proposal.state)
    };
    let later = minutes_after(now, 4 * 60 + 1);
    town.world.settle(later);
    assert_eq!(
        asked(later),
        (true, ProposalState::AwaitingApproval),
        "drawn anew"
    );
}

#[test]
fn s2_4_a_proposal_that_one_may_not_see_is_answered_like_one_that_is_not_there() {
    let town = Town::new();
    let now = at(NOW);
    let id = town.proposed(now);
    let outsider = town.world.official(9, 31);
    let nothing = domain::ids::ProposalId(7);
    for id in [id, nothing] {
        let refused = town.world.refuse(&outsider, id, now);
        assert!(
            matches!(refused, Err(Error::Unknown(Missing::Proposal))),
            "{refused:?}"
        );
    }
}
