//! Cases and the contacts that investigations find: two agree, a third confirms, and nobody else reads who they are.

use domain::contact::ContactClass;
use domain::ids::PersonId;
use domain::proposal::{Basis, ProposalState};
use domain::state::State;
use domain::time::Instant;
use service::{Applicant, ContactStanding, Erased, Error, ProposalAsked, TooMany, WhatAsked};

use crate::events::{NOW, file, train};
use crate::proposals::Town;
use crate::support::{applicant, at, code, day, minutes_after, number, rules, says, told, wait};

pub(crate) fn by_investigation(what: WhatAsked) -> ProposalAsked {
    ProposalAsked {
        what,
        why: "流行病学调查".to_owned(),
        basis: Basis::InfectiousDiseases39,
        end: day("2022-12-31"),
        place: code("330106"),
    }
}

/// A case who sat in carriage 10 of G2035 on the 12th and in 3 of G7511 on the 8th, long before they could infect anybody.
pub(crate) fn case(who: &Applicant) -> ProposalAsked {
    by_investigation(WhatAsked::Case {
        name: who.name.clone(),
        document: who.document.clone(),
        onset: day("2022-07-13"),
        text: file(&[train("L1", "G2035", "2022-07-12", "10车5F")]),
    })
}

pub(crate) fn contact(who: &Applicant, case: domain::ids::ProposalId) -> ProposalAsked {
    by_investigation(WhatAsked::Contact {
        name: who.name.clone(),
        document: who.document.clone(),
        class: ContactClass::Close,
        on: day("2022-07-13"),
        case,
    })
}

fn state(town: &Town, person: PersonId, now: Instant) -> State {
    town.world.rate(person, now).state
}

#[test]
fn s2_4_a_case_needs_two_and_brings_its_journeys_as_events() {
    let (town, now) = (Town::new(), at(NOW));
    let rider = town.rider("G2035", "2022-07-12", "10车6A");
    let seen = town
        .world
        .propose(&town.officials[0], &case(&town.who), now)
        .unwrap();
    assert_eq!(seen.effect.worse, 2, "the case and one contact");
    let id = number(&seen);
    assert_eq!(
        state(&town, town.person, now),
        State::Green,
        "one colours nobody"
    );
    town.agree(id, now);
    assert_eq!(
        told(&town.world.rate(town.person, now)),
        "red [case] until 2022-07-28"
    );
    assert_eq!(rules(&town.world.rate(rider, now)), ["contact-close"]);
    assert_eq!(
        town.contacts(town.person, now).standing,
        ContactStanding::Case
    );
    town.agree(id, minutes_after(now, 30));
    assert_eq!(town.world.proposal_state(id), ProposalState::Confirmed);
    assert_eq!(state(&town, rider, at("2022-07-18 09:00")), State::Red);
}

#[test]
fn s2_4_a_case_that_no_third_confirms_takes_its_contacts_back() {
    let (town, now) = (Town::new(), at(NOW));
    let rider = town.rider("G2035", "2022-07-12", "10车6A");
    let seen = town
        .world
        .propose(&town.officials[0], &case(&town.who), now)
        .unwrap();
    town.agree(number(&seen), now);
    assert_eq!(state(&town, rider, now), State::Red);
    let over = at("2022-07-17 09:01");
    town.world.settle(over);
    assert_eq!(state(&town, town.person, over), State::Green);
    assert_eq!(state(&town, rider, over), State::Green);
    assert!(
        wait(town.world.service.events("", None, over))
            .unwrap()
            .events
            .is_empty()
    );
}

#[test]
fn s2_4_what_was_taken_back_stays_so_when_the_case_is_erased() {
    let (town, now) = (Town::new(), at(NOW));
    let rider = town.rider("G2035", "2022-07-12", "10车6A");
    let seen = town
        .world
        .propose(&town.officials[0], &case(&town.who), now)
        .unwrap();
    town.agree(number(&seen), now);
    assert_eq!(state(&town, rider, now), State::Red);
    // The rider is not rated again when the case is taken back, as where the service dies in between.
    let sql = town.world.sql();
    let rated = ["rating", "quarantine_order"];
    for table in rated {
        let keep = format!("CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}");
        sql.execute(&keep, []).unwrap();
    }
    let over = at("2022-07-17 09:01");
    town.world.settle(over);
    assert_eq!(state(&town, town.person, over), State::Green);
    assert_eq!(town.world.erase(town.person, over), Erased::Whole);
    for table in rated {
        let put =
            format!("REPLACE INTO {table} SELECT * FROM temp.kept_{table} WHERE person_id = ?1");
        assert_eq!(sql.execute(&put, [rider.0]).unwrap(), 1);
    }
    let publish = "UPDATE shared SET generation = generation + 1";
    town.world.tamper(1, publish, []);
    assert_eq!(state(&town, rider, minutes_after(over, 1)), State::Green);
}

#[test]
fn s2_4_who_is_a_case_is_read_by_the_hands_that_it_is_in_alone() {
    let (town, now) = (Town::new(), at(NOW));
    let reviewer = town.world.official_as(9, 1, "reviewer");
    let inspector = town.world.official_as(10, 1, "inspector");
    let seen = town
        .world
        .propose(&town.officials[0], &case(&town.who), now)
        .unwrap();
    let id = number(&seen);
    for other in [&reviewer, &inspector, &town.officials[5]] {
        let read = wait(
            town.world
                .service
                .proposal_seen(&other.member, id, Some("approval"), now),
        );
        if let Ok(read) = read {
            assert!(read.subject.is_none() && read.events.is_empty() && read.why.is_none());
        }
    }
    let refused = town.world.propose(&reviewer, &case(&town.who), now);
    assert!(matches!(refused, Err(Error::NotYourDuty)));
    let all = town.all();
    let asked = town.world.asked(&all, id);
    let read = town
        .world
        .service
        .proposal_seen(&asked.member, id, Some("approval"), now);
    let read = wait(read).unwrap();
    assert!(read.subject.is_some());
    assert_eq!(read.events[0].event.as_ref().unwrap().number, "G2035");
}

#[test]
fn n_5_a_contact_who_is_named_needs_two_and_ends_with_a_third_who_refuses() {
    let (town, now) = (Town::new(), at(NOW));
    let seen = town
        .world
        .propose(&town.officials[0], &case(&town.who), now)
        .unwrap();
    let of = number(&seen);
    town.agree(of, now);
    let mother = applicant();
    let person = town.world.register(&mother, now);
    town.world.declare(person, &says("330100", "330106"), now);
    let later = minutes_after(now, 61);
    let seen = town
        .world
        .propose(&town.officials[0], &contact(&mother, of), later)
        .unwrap();
    let id = number(&seen);
    assert_eq!(
        state(&town, person, later),
        State::Green,
        "nobody is a contact by one's word"
    );
    town.agree(id, later);
    assert_eq!(rules(&town.world.rate(person, later)), ["contact-close"]);
    let read = town.contacts(person, later);
    assert_eq!(read.exposures[0].proposal, Some(id.0.to_string()));
    let all = town.all();
    let third = town.world.asked(&all, id);
    town.world.refuse(third, id, later).unwrap();
    assert_eq!(state(&town, person, later), State::Green);
}

#[test]
fn n_5_a_contact_of_no_case_is_refused() {
    let (town, now) = (Town::new(), at(NOW));
    let order = town.proposed(now);
    let refused = town
        .world
        .propose(&town.officials[0], &contact(&applicant(), order), now);
    assert!(matches!(refused, Err(Error::Invalid(problems)) if problems[0].field == "place"));
}

#[test]
fn s2_4_erasing_oneself_and_registering_again_leaves_a_contact_where_they_were() {
    let (town, now) = (Town::new(), at(NOW));
    let who = applicant();
    let person = town.world.register(&who, at("2022-07-13 09:00"));
    let words = says("330100", "330106").rode("G2035", "2022-07-12", "10车5F");
    town.world.declare(person, &words, at("2022-07-13 09:00"));
    town.events(&[train("T1", "G2035", "2022-07-12", "10号车厢")], now);
    assert_eq!(state(&town, person, now), State::Red);
    assert!(matches!(town.world.erase(person, now), Erased::But(_)));
    assert_eq!(town.world.register(&who, minutes_after(now, 1)), person);
    assert_eq!(state(&town, person, minutes_after(now, 2)), State::Red);
    let free = town.rider("G2035", "2022-07-12", "16车5F");
    assert_eq!(town.world.erase(free, now), Erased::Whole);
    let left: i64 = town
        .world
        .sql()
        .query_row(
            "SELECT count(*) FROM leg_by_journey WHERE person_id = ?1",
            [free.0],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
}

/// A case who ate at the restaurant between these times.
fn who_ate(onset: &str, from: &str, to: &str) -> ProposalAsked {
    let (who, on) = (applicant(), "2022-07-12");
    by_investigation(WhatAsked::Case {
        name: who.name,
        document: who.document,
        onset: day(onset),
        text: format!(
            "id,kind,venue,place,from,to,register\nR1,venue,知味观,restaurant,{on} {from},{on} {to},4711\n"
        ),
    })
}

#[test]
fn n_5_cases_who_ate_at_one_place_are_proposed_one_after_the_other() {
    let (town, now) = (Town::with_restaurant(), at(NOW));
    town.guest(1, "2022-07-12 12:20", Some("2022-07-12 13:10"));
    let official = &town.officials[0];
    let onsets = ["2022-07-12", "2022-07-13", "2022-07-14"];
    for n in 0..12 {
        let asked = who_ate(onsets[n % onsets.len()], "12:00", "13:00");
        let seen = town.world.propose(official, &asked, now).unwrap();
        assert_eq!(seen.effect.worse, 2, "the case and the guest");
    }
    // Other times are counted as before.
    let service = &town.world.service;
    let draft = |hour: i32| {
        let (from, to) = (format!("{hour:02}:00"), format!("{hour:02}:30"));
        let asked = who_ate("2022-07-13", &from, &to);
        wait(service.draft_proposal(&official.member, &asked, now)).map(|_| ())
    };
    for hour in 8..17 {
        draft(hour).unwrap();
    }
    for _again in 0..2 {
        let what = TooMany::VenueOpenings;
        let refused = draft(17);
        assert!(matches!(refused, Err(Error::TooMany { what: found, .. }) if found == what));
    }
    let asked = who_ate("2022-07-13", "12:00", "13:00");
    town.world.propose(official, &asked, now).unwrap();
}
