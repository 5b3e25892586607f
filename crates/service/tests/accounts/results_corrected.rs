//! Corrections of results: the same sample again, a later revision, another person.

use domain::laboratory::{Finding, Said};
use domain::state::State;
use service::ResultsTaken;

use crate::house::{House, declaration, document, later, name, now};
use crate::results::{mine, person, said, state, take, taken};

/// The same sample, corrected.
fn corrected(said: Said, revision: u32, outcome: &str) -> Said {
    Said {
        revision,
        outcome: outcome.into(),
        ..said
    }
}

#[tokio::test]
async fn s2_18_the_same_sample_twice_is_one_result() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    for _twice in 0..2 {
        house.laboratory.report(said(1, "a", "negative"));
    }
    let one = ResultsTaken {
        taken: 1,
        known: 1,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, later(60)).await, one);
    // A mark that was altered is none: everything comes again and changes nothing.
    let edit = "UPDATE laboratory_cursor SET mark = 'run:1'";
    house.sql().execute(edit, []).unwrap();
    let known = ResultsTaken {
        known: 2,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, later(120)).await, known);
    assert_eq!(house.count("laboratory_result"), 1);
    assert_eq!(house.count("evidence"), 1);
    assert_eq!(mine(&house, &device, later(120)).await.len(), 1);
}

#[tokio::test]
async fn s2_18_a_positive_result_that_is_withdrawn_takes_back_what_only_it_caused() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(60)).await;
    assert_eq!(state(&house, person, later(60)).await, State::Red);
    house
        .laboratory
        .report(corrected(said(1, "a", "positive"), 2, "withdrawn"));
    assert_eq!(take(&house, later(120)).await, taken(1));
    assert_eq!(state(&house, person, later(120)).await, State::Green);
    let own = mine(&house, &device, later(120)).await;
    assert_eq!((own.len(), own[0].finding), (1, Finding::Withdrawn));
    // The first revision, once more, is older than what is known.
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(180)).await;
    assert_eq!(state(&house, person, later(180)).await, State::Green);
}

#[tokio::test]
async fn s2_18_what_other_evidence_causes_too_stays() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    let mut met = declaration(900, &[]);
    met.contact = Some(now().date());
    house.service.declare(person, &met, now()).await.unwrap();
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(60)).await;
    let before = house.service.rate(person, later(60)).await.unwrap();
    house
        .laboratory
        .report(corrected(said(1, "a", "positive"), 2, "withdrawn"));
    take(&house, later(120)).await;
    let after = house.service.rate(person, later(120)).await.unwrap();
    let rules = |decision: &domain::rating::Decision| -> Vec<String> {
        let reasons = decision.reasons.iter();
        reasons.map(|reason| reason.rule.to_string()).collect()
    };
    assert!(rules(&before[0]).contains(&"test-positive".to_owned()));
    assert!(!rules(&after[0]).contains(&"test-positive".to_owned()));
    assert!(after[0].state >= State::Yellow, "the contact colours on");
}

#[tokio::test]
async fn s2_18_a_negative_result_that_becomes_positive_colours_from_then_on() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    house.laboratory.report(said(1, "a", "negative"));
    take(&house, later(60)).await;
    house
        .laboratory
        .report(corrected(said(1, "a", "negative"), 2, "positive"));
    take(&house, later(86_400)).await;
    let decision = house
        .service
        .rate(person, later(86_400))
        .await
        .unwrap()
        .remove(0);
    assert_eq!(decision.state, State::Red);
    assert_eq!(
        decision.since,
        Some(later(86_400).date()),
        "not from before it was known"
    );
    assert_eq!(mine(&house, &device, later(86_400)).await.len(), 1);
}

#[tokio::test]
async fn s2_18_a_correction_that_names_another_person_takes_it_from_the_first() {
    let house = House::new().await;
    let (one, other) = (
        house.declared(1, &[], now()).await,
        house.declared(2, &[], now()).await,
    );
    let one_person = person(&house, &one, now()).await;
    let other_person = person(&house, &other, now()).await;
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(60)).await;
    house.laboratory.report(Said {
        document: document(2).number().into(),
        name: name(2).full().into(),
        ..corrected(said(1, "a", "positive"), 2, "positive")
    });
    take(&house, later(120)).await;
    assert_eq!(state(&house, one_person, later(120)).await, State::Green);
    assert_eq!(state(&house, other_person, later(120)).await, State::Red);
    // And back.
    house
        .laboratory
        .report(corrected(said(1, "a", "positive"), 3, "positive"));
    take(&house, later(180)).await;
    assert_eq!(state(&house, one_person, later(180)).await, State::Red);
    assert_eq!(state(&house, other_person, later(180)).await, State::Green);
}

#[tokio::test]
async fn s2_18_what_was_withdrawn_before_it_was_there_never_counts() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    house
        .laboratory
        .report(corrected(said(1, "a", "positive"), 2, "withdrawn"));
    house.laboratory.report(said(1, "a", "positive"));
    let both = ResultsTaken {
        taken: 1,
        known: 1,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, later(60)).await, both);
    assert_eq!(state(&house, person, later(60)).await, State::Green);
}

#[tokio::test]
async fn s2_18_a_correction_before_the_registration_takes_the_place_of_what_is_held() {
    let house = House::new().await;
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, now()).await;
    house
        .laboratory
        .report(corrected(said(1, "a", "positive"), 2, "negative"));
    take(&house, later(60)).await;
    assert_eq!(house.count("laboratory_held"), 1);
    let device = house.declared(1, &[], later(120)).await;
    let person = person(&house, &device, later(120)).await;
    assert_eq!(state(&house, person, later(120)).await, State::Green);
    let own = mine(&house, &device, later(120)).await;
    assert_eq!((own.len(), own[0].finding), (1, Finding::Negative));
}

#[tokio::test]
async fn n_8_a_result_goes_90_days_after_its_sample_when_the_next_one_comes() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    house.laboratory.report(said(1, "a", "negative"));
    take(&house, later(60)).await;
    let day = 86_400;
    let mut next = said(1, "b", "negative");
    next.sampled_ms = later(91 * day).ms();
    house.laboratory.report(next);
    assert_eq!(take(&house, later(91 * day)).await, taken(1));
    assert_eq!(house.count("laboratory_result"), 1);
    assert_eq!(house.count("laboratory_sample"), 1);
    assert_eq!(house.count("evidence"), 1);
    let person = person(&house, &device, now()).await;
    let facts = house
        .service
        .store()
        .facts_of(person)
        .await
        .unwrap()
        .unwrap();
    assert!(!facts.missing && facts.alarms.is_empty());
}

#[tokio::test]
async fn s2_18_a_correction_that_names_another_document_takes_away_what_was_held_for_the_first() {
    let house = House::new().await;
    let other = house.declared(2, &[], now()).await;
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, now()).await;
    assert_eq!(house.count("laboratory_held"), 1);
    house.laboratory.report(Said {
        document: document(2).number().into(),
        name: name(2).full().into(),
        ..corrected(said(1, "a", "positive"), 2, "positive")
    });
    assert_eq!(take(&house, later(60)).await, taken(1));
    assert_eq!(house.count("laboratory_held"), 0);
    // The first revision once more: another person has a later one.
    house.laboratory.report(said(1, "a", "positive"));
    take(&house, later(120)).await;
    let one = house.declared(1, &[], later(180)).await;
    let one_person = person(&house, &one, later(180)).await;
    assert_eq!(state(&house, one_person, later(180)).await, State::Green);
    let other_person = person(&house, &other, later(180)).await;
    assert_eq!(state(&house, other_person, later(180)).await, State::Red);
}
