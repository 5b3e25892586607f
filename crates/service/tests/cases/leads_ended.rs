//! What becomes of a lead and of a word when time passes: a proposal that ends, a case that is none any more, a crash, an erasure.

use domain::notice::NoticeKind;
use domain::proposal::{NamedAnswer, ProposalState, Refusal};
use domain::state::State;
use service::{Erased, Error};

use crate::events::NOW;
use crate::events_of_cases::case;
use crate::leads::{Household, named};
use crate::leads_tampered::{answer_row, line};
use crate::proposals::Town;
use crate::support::{applicant, at, minutes_after, number, rules, says, told, wait};

#[test]
fn n_5_what_has_ended_meanwhile_is_answered_no_more() {
    let home = Household::new();
    home.town
        .world
        .withdraw(&home.town.officials[0], home.id, home.now)
        .unwrap();
    let refused = home.says(NamedAnswer::Agrees, home.now);
    assert!(matches!(refused, Err(Error::Proposal(Refusal::NotNow))));
    assert!(home.town.contacts(home.person, home.now).leads.is_empty());

    let home = Household::new();
    let late = at("2022-07-15 10:01");
    let refused = home.says(NamedAnswer::Agrees, late);
    assert!(
        matches!(refused, Err(Error::Proposal(Refusal::NotNow))),
        "a day later, before any job"
    );
    assert_eq!(home.state(late), State::Green);
}

#[test]
fn n_5_the_word_of_whom_it_names_stands_for_a_third_who_is_still_waited_for() {
    let home = Household::new().confirmed();
    home.town.agree(home.id, home.now);
    let read = home.town.contacts(home.person, home.now);
    assert_eq!(read.leads.len(), 1, "the third is waited for");
    home.says(NamedAnswer::Agrees, minutes_after(home.now, 5))
        .unwrap();
    let later = at("2022-07-19 09:00");
    home.town.world.settle(later);
    assert_eq!(
        rules(&home.town.world.rate(home.person, later)),
        ["contact-close"]
    );
}

#[test]
fn n_5_a_contact_of_a_case_that_is_taken_back_is_none_whoever_agreed() {
    let home = Household::new();
    home.says(NamedAnswer::Agrees, home.now).unwrap();
    assert_eq!(
        told(&home.town.world.rate(home.person, home.now)),
        "red [contact-close] until 2022-07-28"
    );
    // No third confirmed the case.
    let over = at("2022-07-17 09:01");
    home.town.world.settle(over);
    home.town.world.settle(over);
    assert_eq!(
        home.town.world.proposal_state(home.case),
        ProposalState::Lapsed
    );
    assert_eq!(
        home.town.world.proposal_state(home.id),
        ProposalState::Withdrawn
    );
    assert_eq!(home.state(over), State::Green);

    let home = Household::new();
    let all = home.town.all();
    let third = home.town.world.asked(&all, home.case);
    home.town.world.refuse(third, home.case, home.now).unwrap();
    assert!(home.town.contacts(home.person, home.now).leads.is_empty());
    let refused = home.says(NamedAnswer::Agrees, home.now);
    assert!(matches!(refused, Err(Error::Proposal(Refusal::NotNow))));
}

#[test]
fn n_5_a_lead_waits_until_the_case_counts() {
    let town = Town::new();
    let now = at(NOW);
    let seen = town
        .world
        .propose(&town.officials[0], &case(&town.who), now);
    let case = number(&seen.unwrap());
    let mother = applicant();
    let person = town.world.register(&mother, now);
    town.world.declare(person, &says("330100", "330106"), now);
    let id = named(&town, &mother, case, now);
    assert!(
        town.contacts(person, now).leads.is_empty(),
        "of one's word for a case"
    );
    let told = || {
        town.world.settle(now);
        let notices = wait(town.world.service.notices(person, now)).unwrap();
        let mut kinds = notices.iter().map(|notice| notice.kind);
        kinds.any(|kind| kind == NoticeKind::NamedContact)
    };
    assert!(!told(), "nobody is told either");
    let answer = town
        .world
        .service
        .answer_contact(person.into(), id, NamedAnswer::Agrees, now);
    assert!(matches!(
        wait(answer),
        Err(Error::Proposal(Refusal::NotNow))
    ));
    town.agree(case, now);
    assert_eq!(town.contacts(person, now).leads.len(), 1);
    assert!(told());
}

#[test]
fn s2_4_erasing_oneself_leaves_who_agreed_where_they_were() {
    let home = Household::new();
    home.says(NamedAnswer::Agrees, home.now).unwrap();
    let red = home.state(home.now);
    assert!(matches!(
        home.town.world.erase(home.person, home.now),
        Erased::But(_)
    ));
    let later = minutes_after(home.now, 5);
    assert_eq!(home.town.world.register(&home.mother, later), home.person);
    home.town
        .world
        .declare(home.person, &says("330100", "330106"), later);
    assert_eq!(home.state(later), red);
}

#[test]
fn n_5_a_crash_between_the_word_and_what_follows_is_made_good_by_the_job() {
    let home = Household::new();
    let (store, id) = (home.town.world.service.store(), home.id);
    // As a crash leaves it: the proposal agreed to, and nothing that follows.
    let row = wait(store.proposal(id)).unwrap().rows.unwrap();
    let to = row.proposal.clone().agree_as_named(home.now).unwrap();
    let answer = answer_row(&home, &row);
    let batch = store.answer_as_named((&row, &to), &answer, None, &line());
    wait(store.write(batch)).unwrap();
    assert_eq!(home.state(home.now), State::Green);
    let later = minutes_after(home.now, 1);
    home.town.world.settle(later);
    assert_eq!(
        rules(&home.town.world.rate(home.person, later)),
        ["contact-close"]
    );
    home.town.world.settle(later);
    assert!(home.town.world.alarms().is_empty());
}
