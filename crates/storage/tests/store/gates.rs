//! Signing keys, checkpoints and their scans.

use domain::ids::CheckpointId;
use domain::state::State;
use domain::verdict::{Kind, Outcome, Scene};
use storage::{ByHand, Checkpoint, ScanRow, SigningKeyRow, WriteError};

use crate::house::{House, code, date, now};

fn signing_key(n: u8, city: &str) -> SigningKeyRow {
    SigningKeyRow {
        kid: [n; 8],
        issuer: code(city),
        public: vec![4; 65],
        private: vec![n; 138].into(),
        made: now(),
        from: now(),
        until: None,
    }
}

#[tokio::test]
async fn a_city_gets_its_first_key_once() {
    let house = House::new().await;
    let first = house.store.add_first_signing_keys(
        &[signing_key(1, "330100"), signing_key(2, "330200")],
        &house.note(),
    );
    house.store.write(first).await.unwrap();
    let again = house
        .store
        .add_first_signing_keys(&[signing_key(3, "330200")], &house.note());
    let again = house.store.write(again).await;
    assert!(matches!(again, Err(WriteError::Conflict)));
    let keys = house.store.signing_keys().await.unwrap();
    assert!(keys.alarms.is_empty());
    let kids: Vec<u8> = keys.rows.iter().map(|key| key.kid[0]).collect();
    assert_eq!(kids, [1, 2]);
    assert_eq!(*keys.rows[0].private, vec![1; 138]);
}

#[tokio::test]
async fn the_next_key_takes_over_once_and_raises_the_generation() {
    let house = House::new().await;
    let last = signing_key(1, "330100");
    let first = house
        .store
        .add_first_signing_keys(std::slice::from_ref(&last), &house.note());
    house.store.write(first).await.unwrap();
    let before = house.store.generation().await.unwrap();
    let mut next = signing_key(2, "330100");
    next.from = now().plus_ms(604_800_000);
    for (n, holds) in [(2, true), (3, false)] {
        let key = SigningKeyRow {
            kid: [n; 8],
            ..next.clone()
        };
        let batch = house
            .store
            .add_next_signing_keys(&[(&last, key)], &house.note());
        assert_eq!(house.store.write(batch).await.is_ok(), holds);
    }
    assert!(house.store.generation().await.unwrap() > before);
    let keys = house.store.signing_keys().await.unwrap();
    let lives: Vec<_> = keys.rows.iter().map(|key| (key.from, key.until)).collect();
    assert_eq!(lives, [(now(), Some(next.from)), (next.from, None)]);
}

#[tokio::test]
async fn a_key_that_somebody_edits_signs_nothing() {
    let house = House::new().await;
    let first = house
        .store
        .add_first_signing_keys(&[signing_key(1, "330100")], &house.note());
    house.store.write(first).await.unwrap();
    let edit = "UPDATE signing_key SET issuer = 110000";
    house.intruder().execute(edit, []).unwrap();
    let keys = house.store.signing_keys().await.unwrap();
    assert!(keys.rows.is_empty() && keys.alarms[0].table == "signing_key");
}

fn checkpoint() -> Checkpoint {
    Checkpoint {
        id: CheckpointId(9),
        scene: Scene::Community,
        name: "翠苑一区东门".into(),
        division: code("330106"),
        made: now(),
    }
}

#[tokio::test]
async fn a_code_enrols_one_device_once() {
    let house = House::new().await;
    let ends = now().plus_ms(86_400_000);
    let added = house
        .store
        .add_checkpoint(&checkpoint(), ("CODE", ends), &house.note());
    house.store.write(added).await.unwrap();
    assert!(house.store.enrolment("OTHER").await.unwrap().0.is_none());
    let (enrolment, _) = house.store.enrolment("CODE").await.unwrap();
    let enrolment = enrolment.unwrap();
    assert_eq!(
        (&enrolment.checkpoint, enrolment.ends),
        (&checkpoint(), ends)
    );
    let first = house
        .store
        .enrol_checkpoint(&enrolment, "token", &house.note());
    house.store.write(first).await.unwrap();
    let second = house
        .store
        .enrol_checkpoint(&enrolment, "another", &house.note());
    let second = house.store.write(second).await;
    assert!(matches!(second, Err(WriteError::Conflict)));
    assert!(house.store.enrolment("CODE").await.unwrap().0.is_none());
    let (found, _) = house.store.checkpoint_of("token").await.unwrap();
    assert_eq!(found, Some(checkpoint()));
    assert!(
        house
            .store
            .checkpoint_of("another")
            .await
            .unwrap()
            .0
            .is_none()
    );
    let edit = "UPDATE checkpoint SET scene = 'shop'";
    house.intruder().execute(edit, []).unwrap();
    let (found, alarms) = house.store.checkpoint_of("token").await.unwrap();
    assert!(found.is_none() && alarms[0].table == "checkpoint");
}

#[tokio::test]
async fn s2_19_a_new_code_cuts_the_device_off_that_had_the_checkpoint() {
    let house = House::new().await;
    let ends = now().plus_ms(86_400_000);
    let added = house
        .store
        .add_checkpoint(&checkpoint(), ("CODE", ends), &house.note());
    house.store.write(added).await.unwrap();
    let (enrolment, _) = house.store.enrolment("CODE").await.unwrap();
    let enrolled = house
        .store
        .enrol_checkpoint(&enrolment.unwrap(), "lost", &house.note());
    house.store.write(enrolled).await.unwrap();
    let (all, _) = house.store.checkpoints().await.unwrap();
    assert!(all[0].enrolled && all[0].code_ends.is_none());
    let renewed = house
        .store
        .renew_checkpoint(&checkpoint(), ("NEXT", ends), &house.note());
    house.store.write(renewed).await.unwrap();
    let (found, alarms) = house.store.checkpoint_of("lost").await.unwrap();
    assert!(found.is_none() && alarms.is_empty());
    let (all, _) = house.store.checkpoints().await.unwrap();
    assert!(!all[0].enrolled && all[0].code_ends == Some(ends));
    let (enrolment, _) = house.store.enrolment("NEXT").await.unwrap();
    assert_eq!(enrolment.unwrap().checkpoint, checkpoint());
}

fn scan(on: &str, number: i64, outcome: Outcome) -> ScanRow {
    ScanRow {
        on: date(on),
        number,
        minute: 26_369_880,
        outcome,
        reason: "pass".into(),
        state: Some(State::Green),
        kind: Some(Kind::Person),
        by_hand: None,
    }
}

async fn keep(house: &House, gate: i64, scans: &[ScanRow]) {
    let batch = house.store.keep_scans(CheckpointId(gate), scans);
    house.store.write(batch).await.unwrap();
}

#[tokio::test]
async fn s2_19_a_scan_is_kept_once_and_stays_as_it_was() {
    let house = House::new().await;
    let first = scan("2020-02-20", 1, Outcome::Pass);
    keep(&house, 9, std::slice::from_ref(&first)).await;
    let again = scan("2020-02-20", 1, Outcome::Stop);
    keep(&house, 9, &[again, scan("2020-02-20", 2, Outcome::Stop)]).await;
    let keys = [(date("2020-02-20"), 1), (date("2020-02-20"), 3)];
    let found = house.store.scans(CheckpointId(9), &keys).await.unwrap();
    assert_eq!(found, std::slice::from_ref(&first));
    let day = date("2020-02-20");
    let of_day = async |gate, after| {
        let found = house.store.scans_of_day(CheckpointId(gate), day, after, 10);
        found.await.unwrap().len()
    };
    assert_eq!(of_day(9, -1).await, 2);
    assert_eq!(of_day(9, 1).await, 1);
    assert_eq!(of_day(8, -1).await, 0, "another gate counts for itself");
}

#[tokio::test]
async fn s2_19_the_guards_decision_is_added_once() {
    let house = House::new().await;
    let open = scan("2020-02-20", 1, Outcome::ByHand);
    keep(&house, 9, std::slice::from_ref(&open)).await;
    for decision in [ByHand::LetThrough, ByHand::NotLetThrough] {
        let decided = ScanRow {
            by_hand: Some(decision),
            ..open.clone()
        };
        keep(&house, 9, &[decided]).await;
    }
    let keys = [(date("2020-02-20"), 1)];
    let found = house.store.scans(CheckpointId(9), &keys).await.unwrap();
    assert_eq!(found[0].by_hand, Some(ByHand::LetThrough));
}

#[tokio::test]
async fn old_scans_go_in_pages_and_the_others_stay() {
    let house = House::new().await;
    for gate in [8, 9] {
        for day in ["2020-02-05", "2020-02-06", "2020-02-07"] {
            let scans: Vec<ScanRow> = (0..4).map(|n| scan(day, n, Outcome::Pass)).collect();
            keep(&house, gate, &scans).await;
        }
    }
    let mut dropped = Vec::new();
    while let Some(mark) = house
        .store
        .scans_before(date("2020-02-07"), 5)
        .await
        .unwrap()
    {
        house
            .store
            .write(house.store.drop_scans(&mark))
            .await
            .unwrap();
        dropped.push(mark.scans);
    }
    assert_eq!(dropped, [5, 5, 5, 1]);
    let left = "SELECT count(*), min(on_day) FROM scan";
    let left: (i64, i32) = house
        .intruder()
        .query_row(left, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(left, (8, date("2020-02-07").day()));
}

#[tokio::test]
async fn s2_4_a_scan_has_no_column_for_a_person() {
    let house = House::new().await;
    let columns = "SELECT group_concat(name, ' ') FROM pragma_table_info('scan')";
    let columns: String = house
        .intruder()
        .query_row(columns, [], |row| row.get(0))
        .unwrap();
    assert_eq!(
        columns,
        "on_day checkpoint_id number minute outcome reason state kind by_hand"
    );
}
