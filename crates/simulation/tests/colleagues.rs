//! The staff of a demonstration: ready at each start, with all roles, and never taken from a visitor.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::Arc;

use domain::access::Role;
use domain::proposal::{Basis, ProposalState};
use domain::staff::Member;
use domain::state::Colour;
use domain::time::{Date, Instant};
use service::{
    KeySource, Nature, Party, ProposalAsked, Service, SignedBy, Store, Strength, WhatAsked,
};
use simulation::Population;
use simulation::colleagues::{Colleague, settle, waiting};
use simulation::load::SeededChance;

fn now() -> Instant {
    let day: Date = "2020-07-15".parse().unwrap();
    day.start().plus_ms(9 * 3_600_000)
}

async fn service(folder: &Path, seed: u64) -> (Service, Party) {
    let address = format!("sqlite:{}", folder.join("staff.db").display());
    let key = KeySource::hex("42".repeat(32));
    let store = Store::open_as(&address, &key, Nature::Demo).await.unwrap();
    let service = Service::new(store, Arc::new(SeededChance::new(seed)));
    let party = service.party(Some("localhost:8080"), false).unwrap();
    assert_eq!(party.origin, "http://localhost:8080");
    (service, party)
}

#[tokio::test]
async fn n_3_colleagues_of_five_offices_hold_every_role_and_sign_in_by_their_keys() {
    let folder = tempfile::tempdir().unwrap();
    let (service, party) = service(folder.path(), 1).await;
    let staffing = settle(&service, &party, now()).await.unwrap();
    assert_eq!((staffing.colleagues.len(), staffing.waiting.len()), (7, 4));
    for colleague in &staffing.colleagues {
        let session = colleague.sign_in(&service, &party, now()).await.unwrap();
        assert_eq!(session.strength(), Strength::Passkey);
        assert_eq!(session.member().id, colleague.id());
        let own = &session.row().passkeys[0];
        assert_eq!(own.id, colleague.passkey_id());
    }
    let all = service.staff(now()).await.unwrap();
    for role in Role::STAFF {
        let held = all
            .iter()
            .flat_map(|one| &one.duties)
            .any(|duty| duty.role() == *role);
        assert!(held, "{role}");
    }
    assert_eq!(service.offices(now()).await.unwrap().len(), 5);
}

#[tokio::test]
async fn a_second_start_brings_new_keys_and_leaves_the_visitor_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (first, party) = service(folder.path(), 1).await;
    let staffing = settle(&first, &party, now()).await.unwrap();
    let mut waited = staffing.waiting.into_iter();
    let visitor = waited.next().unwrap();
    let code = visitor.code.unwrap();
    let visitor = Colleague::enrol(&first, visitor.standing, &code, &party, now())
        .await
        .unwrap();
    let old = &staffing.colleagues[0];
    drop(first);
    let (second, party) = service(folder.path(), 2).await;
    let again = settle(&second, &party, now()).await.unwrap();
    assert_eq!(second.staff(now()).await.unwrap().len(), 11);
    assert!(visitor.sign_in(&second, &party, now()).await.is_ok());
    assert!(old.sign_in(&second, &party, now()).await.is_err());
    assert!(
        again.colleagues[0]
            .sign_in(&second, &party, now())
            .await
            .is_ok()
    );
    let codes: Vec<bool> = again.waiting.iter().map(|one| one.code.is_some()).collect();
    assert_eq!(codes, [false, true, true, true]);
    let renewed = waiting(&second, now()).await.unwrap();
    assert!(renewed[1].code.is_some() && renewed[1].code != again.waiting[1].code);
}

/// The proposer's order about somebody, signed; 60 seconds pass between what colleagues do.
async fn propose(service: &Service, party: &Party, by: &Colleague, member: &Member) -> String {
    let person = Population::new(1).person(1);
    let asked = ProposalAsked {
        what: WhatAsked::Order {
            name: person.name,
            document: person.document,
            colour: Colour::Yellow,
            from: now().date(),
        },
        why: "密切接触者，尚无任何规则涵盖".to_owned(),
        basis: Basis::ALL[0],
        end: now().date() + 7,
        place: "330100".parse().unwrap(),
    };
    let draft = service.draft_proposal(member, &asked, now()).await.unwrap();
    let signed = SignedBy {
        passkey: by.passkey_id(),
        assertion: by.assert(party, &draft.challenge).unwrap(),
        party: party.clone(),
    };
    let made = (draft.id, draft.made);
    let proposed = service.propose(member, &asked, made, &signed, now()).await;
    proposed.unwrap().id
}

#[tokio::test]
async fn n_3_colleagues_who_were_drawn_read_and_then_agree_and_never_the_proposer() {
    let folder = tempfile::tempdir().unwrap();
    let (service, party) = service(folder.path(), 5).await;
    service.publish_builtin(now().plus_ms(-1)).await.unwrap();
    let staffing = settle(&service, &party, now()).await.unwrap();
    let proposer = &staffing.colleagues[0];
    let session = proposer.sign_in(&service, &party, now()).await.unwrap();
    let id = propose(&service, &party, proposer, session.member()).await;
    let (mut agreed, mut by_proposer) = (Vec::new(), 0);
    for minute in 0..3 {
        let at = now().plus_ms(minute * 60_000);
        let mut in_this = 0;
        for colleague in &staffing.colleagues {
            let answered = colleague.agree(&service, &party, at, at).await.unwrap();
            in_this += answered;
            by_proposer += if colleague.id() == proposer.id() {
                answered
            } else {
                0
            };
        }
        agreed.push(in_this);
    }
    assert_eq!(
        agreed[0], 0,
        "nobody agrees at the moment at which it comes"
    );
    assert_eq!(agreed.iter().sum::<usize>(), 2, "an approver and a third");
    assert_eq!(by_proposer, 0);
    let seen = service
        .proposals(session.member(), now().plus_ms(240_000))
        .await
        .unwrap();
    let state = seen.iter().find(|seen| seen.id == id).unwrap().state;
    assert_eq!(state, ProposalState::Confirmed);
}
