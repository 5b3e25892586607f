//! The staff of a demonstration: ready at each start, with all roles, and never taken from a visitor.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::Arc;

use domain::access::Role;
use domain::time::{Date, Instant};
use service::{KeySource, Nature, Party, Service, Store, Strength};
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
async fn n_3_colleagues_of_four_offices_hold_every_role_and_sign_in_by_their_keys() {
    let folder = tempfile::tempdir().unwrap();
    let (service, party) = service(folder.path(), 1).await;
    let staffing = settle(&service, &party, now()).await.unwrap();
    assert_eq!((staffing.colleagues.len(), staffing.waiting.len()), (6, 2));
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
    assert_eq!(service.offices(now()).await.unwrap().len(), 4);
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
    assert_eq!(second.staff(now()).await.unwrap().len(), 8);
    assert!(visitor.sign_in(&second, &party, now()).await.is_ok());
    assert!(old.sign_in(&second, &party, now()).await.is_err());
    assert!(
        again.colleagues[0]
            .sign_in(&second, &party, now())
            .await
            .is_ok()
    );
    let codes: Vec<bool> = again.waiting.iter().map(|one| one.code.is_some()).collect();
    assert_eq!(codes, [false, true]);
    let renewed = waiting(&second, now()).await.unwrap();
    assert!(renewed[1].code.is_some() && renewed[1].code != again.waiting[1].code);
}
