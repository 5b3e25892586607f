//! What one request needs is read at one moment: a session with its device, what a code is issued from, what a gate is told.

use domain::ids::{CheckpointId, DeviceId, PersonId};
use domain::state::State;
use domain::verdict::{Kind, Outcome};
use storage::{IssuedCredential, ScanRow, WriteError};

use crate::house::{House, date, device, issued, now, registration};

#[tokio::test]
async fn a_session_comes_with_its_device_and_without_one_that_was_cut() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let session = house.session(1);
    let read = async || house.store.session_and_device(session.hash).await.unwrap();
    let (row, own, alarms) = read().await;
    assert_eq!(row.unwrap().person, Some(person));
    assert!(own == Some(device(1, &session)) && alarms.is_empty());
    let edited = "UPDATE device SET linked_ms = linked_ms + 1 WHERE person_id = 1";
    house.intruder().execute(edited, []).unwrap();
    let (row, own, alarms) = read().await;
    assert!(row.is_some() && own.is_none());
    assert_eq!(alarms[0].table, "device");
}

#[tokio::test]
async fn a_session_of_a_phone_alone_has_no_device() {
    let house = House::new().await;
    let session = house.session(1);
    let opened = house.store.open_session(&session);
    house.store.write(opened).await.unwrap();
    let read = house.store.session_and_device(session.hash).await;
    let (row, own, alarms) = read.unwrap();
    assert!(row.is_some() && own.is_none() && alarms.is_empty());
}

#[tokio::test]
async fn what_a_code_is_issued_from_is_the_person_the_name_and_what_they_were_given_today() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.settle(2).await;
    let today = now().date();
    let read = house.store.issuing(person, today).await.unwrap();
    let facts = read.facts.unwrap();
    assert_eq!((facts.id, read.issued), (person, 1));
    assert_eq!(read.name.unwrap().as_str(), registration(1).name.as_str());
    assert!(read.generation == house.tried().await);
    assert!(read.appeals.is_empty() && read.alarms.is_empty());
    for other in [today - 1, today.next()] {
        assert_eq!(house.store.issued_on(person, other).await.unwrap(), 0);
    }
    let swap = "UPDATE person_sealed SET sealed = (SELECT sealed FROM person_sealed
        WHERE person_id = 2 AND field = 'name') WHERE person_id = 1 AND field = 'name'";
    house.intruder().execute(swap, []).unwrap();
    let read = house.store.issuing(person, today).await.unwrap();
    assert!(read.name.is_none());
    assert_eq!(read.alarms[0].table, "person_sealed");
}

#[tokio::test]
async fn nothing_is_issued_from_nobody() {
    let house = House::new().await;
    let nobody = house.store.issuing(PersonId(7), now().date());
    let nobody = nobody.await.unwrap();
    assert!(nobody.facts.is_none() && nobody.name.is_none());
    assert_eq!(nobody.issued, 0);
}

#[tokio::test]
async fn a_gate_is_told_of_a_code_with_who_may_show_it_and_what_was_decided_last() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let given = issued(1);
    let held = house.store.held_at(given.list, given.index).await;
    let held = held.unwrap().unwrap();
    assert_eq!((held.person, held.issued), (person, given));
    assert!(held.devices == [device(1, &house.session(1))] && held.links.is_empty());
    assert_eq!(held.rating, house.facts(person).await.rating);
    assert!(held.alarms.is_empty());
    let sheet = IssuedCredential {
        index: 2_000,
        kind: Kind::Paper,
        device: DeviceId(9),
        ..given
    };
    let facts = house.facts(person).await;
    let printed = house.store.issue(&facts, &sheet);
    house.store.write(printed).await.unwrap();
    let held = house.store.held_at(sheet.list, sheet.index).await;
    assert!(held.unwrap().unwrap().devices.is_empty());
    let nobody = house.store.held_at(given.list.next(), given.index).await;
    assert!(nobody.unwrap().is_none());
}

#[tokio::test]
async fn s2_19_a_scan_is_the_first_of_its_number_once() {
    let house = House::new().await;
    let gate = CheckpointId(9);
    let first = ScanRow {
        on: date("2020-02-20"),
        number: 1,
        minute: 26_369_880,
        outcome: Outcome::Pass,
        reason: "pass".into(),
        state: Some(State::Green),
        kind: Some(Kind::Person),
        by_hand: None,
    };
    let kept = house.store.keep_first_scan(gate, &first);
    house.store.write(kept).await.unwrap();
    let other = ScanRow {
        outcome: Outcome::Stop,
        ..first.clone()
    };
    let again = house.store.keep_first_scan(gate, &other);
    let again = house.store.write(again).await;
    assert!(matches!(again, Err(WriteError::Conflict)));
    let keys = [(first.on, first.number)];
    let found = house.store.scans(gate, &keys).await.unwrap();
    assert_eq!(found, [first]);
}
