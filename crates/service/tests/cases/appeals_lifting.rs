//! What was granted: only what has ended, by a lifting that concerns the person.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::appeal::{AppealRefusal, AppealState};
use domain::ids::{AppealId, OrderId, ProposalId};
use domain::proposal::Basis;
use domain::quarantine::OrderState;
use domain::state::State;
use service::{AppealAnswer, Error, ProposalAnswer, ProposalAsked, WhatAsked};

use crate::appeals::{NOW, lifting};
use crate::proposals::Town;
use crate::support::{
    List, Official, WEST_LAKE, applicant, area, at, code, day, minutes_after, number, red_for,
    says, wait,
};

/// Somebody whom a rule quarantines, who objects.
fn quarantined() -> (Town, OrderId, AppealId) {
    let town = Town::new();
    let now = at(NOW);
    let list = List::of("2022-07-14 8").high(WEST_LAKE, &["西溪街道"]);
    town.world.import(&list, at("2022-07-14 08:30"));
    let street = area("330106", "西溪街道");
    let stayed = says("330100", "330105").in_area("330106", "2022-07-13", "2022-07-13", street);
    town.world.declare(town.person, &stayed, now);
    assert_eq!(town.state(now), State::Red);
    let order = OrderId(town.world.record(town.person).orders[0].id);
    let appeal = town.appeal(now);
    (town, order, appeal)
}

impl Town {
    fn lifting_at(&self, by: &Official, order: OrderId, place: &str) -> ProposalId {
        let asked = ProposalAsked {
            what: WhatAsked::Lifting {
                name: self.who.name.clone(),
                document: self.who.document.clone(),
                order,
            },
            why: "核实当天不在现场".to_owned(),
            basis: Basis::InfectiousDiseases39,
            end: day("2022-07-28"),
            place: code(place),
        };
        number(&self.world.propose(by, &asked, at(NOW)).unwrap())
    }
}

fn grant(proposal: ProposalId) -> AppealAnswer {
    AppealAnswer::Grant("确有错误".to_owned(), vec![proposal])
}

#[test]
fn n_3_a_lifting_at_a_place_that_does_not_concern_the_person_grants_nothing() {
    let (mut town, order, appeal) = quarantined();
    let now = at(NOW);
    let reviewer = town.world.official_as(9, 21, "reviewer");
    let elsewhere = town.lifting_at(&reviewer, order, "330300");
    let refused = town.answer(&reviewer, appeal, &grant(elsewhere), now);
    assert!(matches!(
        refused,
        Err(Error::Appeal(AppealRefusal::NotLifted))
    ));
    let here = town.lifting_at(&reviewer, order, "330100");
    town.answer(&reviewer, appeal, &grant(here), now).unwrap();
    town.officials.push(reviewer);
    town.agree(here, now);
    town.settle(now);
    assert_eq!(town.told(now)[0].state, AppealState::Granted);
    assert_eq!(town.state(now), State::Green);
}

#[test]
fn n_3_an_appeal_is_not_granted_while_what_it_contests_stands() {
    let (town, order, appeal) = quarantined();
    let now = at(NOW);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let lifts = town.lifting_at(&reviewer, order, "330100");
    town.answer(&reviewer, appeal, &grant(lifts), now).unwrap();
    let sql = town.world.sql();
    sql.execute_batch("CREATE TABLE kept AS SELECT * FROM quarantine_order")
        .unwrap();
    town.agree(lifts, now);
    assert_eq!(
        town.world.orders(town.person),
        [OrderState::Lifted(now.date())]
    );
    // The order is put back as it was: it runs, whatever the proposals say.
    sql.execute_batch(
        "DELETE FROM quarantine_order; INSERT INTO quarantine_order SELECT * FROM kept",
    )
    .unwrap();
    let later = minutes_after(now, 1);
    town.settle(later);
    let told = town.told(later).remove(0);
    assert_eq!(told.state, AppealState::Waiting);
    assert!(told.standing.en.contains("answers before"), "answered anew");
}

/// Between the counting of a limit and the holding somebody changes the proposal, so that it is not held yet.
#[test]
fn n_3_what_is_over_a_limit_and_not_held_yet_is_not_taken_for_done() {
    let town = Town::new();
    let now = at(NOW);
    let order = town.red(now);
    let by = &town.officials[1];
    let lifts = number(&town.world.propose(by, &lifting(order), now).unwrap());
    let keep = move |name: &str| {
        format!(
            "CREATE TABLE {name} AS SELECT * FROM proposal WHERE proposal_id = {}",
            lifts.0
        )
    };
    let put_back = move |name: &str| {
        format!(
            "DELETE FROM proposal WHERE proposal_id = {}; INSERT INTO proposal SELECT * FROM {name}",
            lifts.0
        )
    };
    town.world.sql().execute_batch(&keep("waiting")).unwrap();
    let sql = town.world.sql();
    // The first number is drawn for the line of the agreement, the second for that of what follows.
    let agreeing = town
        .world
        .interrupted(2, move || sql.execute_batch(&keep("agreed")).unwrap());
    let all = town.all();
    let approver = town.world.asked(&all, lifts);
    let seen = wait(agreeing.proposal_seen(&approver.member, lifts, None, now)).unwrap();
    let challenge = URL_SAFE_NO_PAD.decode(seen.challenge.unwrap()).unwrap();
    let answer = ProposalAnswer::Agree(approver.signs(&challenge));
    wait(agreeing.answer_proposal(&approver.member, lifts, &answer, now)).unwrap();
    for _ in 0..3 {
        let asked = red_for(&applicant(), now.date());
        town.world.propose(by, &asked, now).unwrap();
    }
    let later = minutes_after(now, 1);
    let sql = town.world.sql();
    sql.execute_batch(&put_back("waiting")).unwrap();
    let settling = town
        .world
        .interrupted(1, move || sql.execute_batch(&put_back("agreed")).unwrap());
    wait(settling.settle_proposals(later)).unwrap();
    let stands = || {
        let row = wait(town.world.service.store().proposal(lifts)).unwrap();
        row.rows.unwrap().proposal
    };
    assert!(!stands().held && !stands().done, "{:?}", stands());
    town.world.settle(minutes_after(now, 2));
    assert!(stands().held, "by the next look");
}

#[test]
fn n_3_what_a_reviewer_grants_while_the_clock_runs_out_is_not_overwritten() {
    let town = Town::new();
    let now = at(NOW);
    let order = town.red(now);
    let appeal = town.appeal(now);
    let over = minutes_after(now, 24 * 60);
    assert_eq!(town.state(over), State::Green);
    let reviewer = town.world.official_as(9, 9, "reviewer");
    let lifts = number(
        &town
            .world
            .propose(&reviewer, &lifting(order), over)
            .unwrap(),
    );
    let (other, member) = (town.world.another(2), reviewer.member.clone());
    let answers = move || {
        let answer = grant(lifts);
        let answered = other.answer_appeal(&member, appeal, &answer, over);
        assert!(wait(answered).unwrap().lifting);
    };
    // The first number is drawn for the line of what the clock brings.
    let settling = town.world.interrupted(1, answers);
    wait(settling.settle_appeals(over)).unwrap();
    let told = town.told(over).remove(0);
    assert!(
        told.standing.en.contains("a second person"),
        "{}",
        told.standing.en
    );
}
