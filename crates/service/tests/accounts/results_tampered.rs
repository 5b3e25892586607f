//! Results that nobody reported: put in, edited and deleted by hand (N-3); and what is left of them when a person goes.

use domain::facts::{TestOutcome, TestResult};
use domain::record::Evidence;
use domain::state::State;
use rusqlite::params;
use storage::{AlarmKind, EvidenceRow};

use crate::house::{House, later, now};
use crate::results::{mine, person, said, state, take};

async fn alarms(house: &House) -> Vec<(AlarmKind, String)> {
    let rows = house.service.store().alarms(None, 100).await.unwrap();
    let rows = rows.into_iter();
    rows.map(|row| (row.alarm.kind, row.alarm.table)).collect()
}

#[tokio::test]
async fn n_3_a_test_that_was_put_in_by_sql_changes_nobody_and_raises_an_alarm() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    let day = now().date().day();
    let put =
        "INSERT INTO evidence (person_id, evidence_id, kind, class, on_day, recorded_day, mac)
        VALUES (?1, 5, 'test', 'positive', ?2, ?2, x'00112233445566778899aabbccddeeff')";
    house.sql().execute(put, params![person.0, day]).unwrap();
    assert_eq!(state(&house, person, later(60)).await, State::Green);
    assert_eq!(
        alarms(&house).await,
        [(AlarmKind::Altered, "evidence".into())]
    );
}

#[tokio::test]
async fn n_3_evidence_of_a_test_that_no_laboratory_reported_is_not_read_whoever_wrote_it() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    // As a program with the keys would write it: the row's MAC is good.
    let store = house.service.store();
    let facts = store.facts_of(person).await.unwrap().unwrap();
    let mut batch = facts.batch(now());
    batch.add_evidence(&EvidenceRow {
        evidence: Evidence::Test(TestResult {
            id: 5,
            outcome: TestOutcome::Positive,
            on: now().date(),
            recorded: now().date(),
        }),
        withdrawn: None,
    });
    let rating = facts.rating.clone().unwrap();
    store.write(batch.rate(&rating)).await.unwrap();
    assert_eq!(state(&house, person, later(60)).await, State::Green);
    let alarm = (AlarmKind::Missing, "laboratory_result".into());
    assert_eq!(alarms(&house).await, [alarm]);
}

#[tokio::test]
async fn n_3_a_result_that_was_edited_is_not_read_and_one_that_was_deleted_betters_nothing() {
    for tampering in [
        "UPDATE laboratory_result SET finding = 'negative'",
        "UPDATE laboratory_result SET evidence_id = 7",
        "DELETE FROM laboratory_result",
        "DELETE FROM evidence",
    ] {
        let house = House::new().await;
        let device = house.declared(1, &[], now()).await;
        let person = person(&house, &device, now()).await;
        house.laboratory.report(said(1, "a", "positive"));
        take(&house, later(60)).await;
        assert_eq!(state(&house, person, later(60)).await, State::Red);
        house.sql().execute(tampering, []).unwrap();
        assert_eq!(
            state(&house, person, later(120)).await,
            State::Red,
            "{tampering}"
        );
        assert!(!alarms(&house).await.is_empty(), "{tampering}");
    }
}

#[tokio::test]
async fn n_3_a_result_moved_to_another_person_colours_neither_of_them_anew() {
    let house = House::new().await;
    let (one, other) = (
        house.declared(1, &[], now()).await,
        house.declared(2, &[], now()).await,
    );
    house.laboratory.report(said(1, "a", "positive"));
    house.laboratory.report(said(2, "b", "negative"));
    take(&house, later(60)).await;
    let other_person = person(&house, &other, now()).await;
    let one_person = person(&house, &one, now()).await;
    for table in ["laboratory_result", "evidence"] {
        let copy = format!("DELETE FROM {table} WHERE person_id = ?1");
        house.sql().execute(&copy, params![other_person.0]).unwrap();
        let copy = format!("UPDATE {table} SET person_id = ?1 WHERE person_id = ?2");
        let moved = params![other_person.0, one_person.0];
        house.sql().execute(&copy, moved).unwrap();
    }
    assert_eq!(state(&house, other_person, later(120)).await, State::Green);
    assert_eq!(state(&house, one_person, later(120)).await, State::Red);
}

#[tokio::test]
async fn n_3_what_is_held_and_was_edited_colours_nobody() {
    let house = House::new().await;
    house.laboratory.report(said(1, "a", "positive"));
    house.laboratory.report(said(2, "b", "negative"));
    take(&house, now()).await;
    // The sealed words of one document under that of the other.
    let rows: Vec<(i64, Vec<u8>)> = {
        let connection = house.sql();
        let mut select = connection
            .prepare("SELECT held_id, sealed FROM laboratory_held")
            .unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    for (held, (_, sealed)) in [(rows[0].0, &rows[1]), (rows[1].0, &rows[0])] {
        let swap = "UPDATE laboratory_held SET sealed = ?2 WHERE held_id = ?1";
        house.sql().execute(swap, params![held, sealed]).unwrap();
    }
    let device = house.declared(2, &[], later(60)).await;
    let person = person(&house, &device, later(60)).await;
    take(&house, later(120)).await;
    assert_eq!(state(&house, person, later(120)).await, State::Green);
    assert!(mine(&house, &device, later(120)).await.is_empty());
    assert_eq!(
        alarms(&house).await[0],
        (AlarmKind::Altered, "laboratory_held".into())
    );
}

#[tokio::test]
async fn n_8_nothing_of_a_persons_results_is_left_when_they_are_erased() {
    let house = House::new().await;
    let device = house.declared(1, &[], now()).await;
    let person = person(&house, &device, now()).await;
    house.laboratory.report(said(1, "a", "negative"));
    take(&house, later(60)).await;
    house.service.erase(person, later(120)).await.unwrap();
    for table in [
        "laboratory_result",
        "laboratory_sample",
        "laboratory_held",
        "evidence",
    ] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}
