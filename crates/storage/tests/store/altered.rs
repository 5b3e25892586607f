//! Rows that somebody put into the database, edited, moved or deleted there: each is noticed, and none is read.

use domain::ids::PersonId;
use domain::state::State;
use storage::{AlarmKind, PersonFacts};

use crate::house::{House, check_in, now};

async fn after(edit: &str) -> (House, PersonFacts) {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.settle(2).await;
    let changed = house.intruder().execute(edit, []).unwrap();
    assert!(changed > 0, "the edit hits a row: {edit}");
    let facts = house.facts(person).await;
    (house, facts)
}

fn alarmed(facts: &PersonFacts) -> Vec<(AlarmKind, &str)> {
    facts
        .alarms
        .iter()
        .map(|a| (a.kind, a.table.as_str()))
        .collect()
}

#[tokio::test]
async fn an_untouched_person_raises_nothing() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let facts = house.facts(person).await;
    assert!(facts.alarms.is_empty() && !facts.missing);
}

#[tokio::test]
async fn a_stay_put_in_by_sql_is_not_read() {
    let edit = "INSERT INTO stay SELECT person_id, 99, declaration_id, 420103, NULL, from_day, to_day, ticked,
        recorded_ms, mac FROM stay WHERE stay_id = 10";
    let (_, facts) = after(edit).await;
    assert_eq!(alarmed(&facts), [(AlarmKind::Altered, "stay")]);
    assert_eq!(facts.alarms[0].row, 99);
    assert_eq!(facts.record.stays.len(), 2);
    assert!(!facts.missing, "what was there is there");
}

#[tokio::test]
async fn an_edited_column_of_any_fact_is_noticed() {
    let edits = [
        ("stay", "place = 420103"),
        ("stay", "to_day = NULL"),
        ("declaration", "contact_on = NULL"),
        ("declaration", "symptoms = '[]'"),
        ("check_in", "on_day = on_day + 1"),
        ("check_in", "known_symptoms = NULL"),
        ("check_in", "entered_by = 'staff'"),
        ("check_in", "confirmed_ms = 1"),
        ("stay_area", "inside = 0"),
        ("jurisdiction_use", "since_day = since_day + 1"),
        ("person", "erased_ms = 1"),
    ];
    for (table, change) in edits {
        let edit = format!("UPDATE {table} SET {change} WHERE person_id = 1");
        let (_, facts) = after(&edit).await;
        assert!(
            alarmed(&facts).contains(&(AlarmKind::Altered, table)),
            "{edit}"
        );
        assert!(facts.missing, "{edit}");
    }
}

#[tokio::test]
async fn a_row_moved_to_another_person_is_noticed() {
    let (house, facts) = after("UPDATE check_in SET person_id = 2 WHERE person_id = 1").await;
    assert_eq!(alarmed(&facts), [(AlarmKind::Missing, "rating")]);
    let other = house.facts(PersonId(2)).await;
    assert_eq!(alarmed(&other), [(AlarmKind::Altered, "check_in")]);
    assert_eq!(other.record.check_ins, [check_in(20)]);
}

#[tokio::test]
async fn a_deleted_row_is_noticed() {
    for table in ["stay", "declaration", "check_in", "stay_area", "person"] {
        let (_, facts) = after(&format!("DELETE FROM {table} WHERE person_id = 1")).await;
        assert_eq!(alarmed(&facts), [(AlarmKind::Missing, "rating")], "{table}");
        assert!(facts.missing);
    }
}

#[tokio::test]
async fn a_row_put_back_in_its_older_form_is_noticed() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let save = "CREATE TABLE saved AS SELECT * FROM declaration";
    house.intruder().execute_batch(save).unwrap();
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    batch.correct(&facts.record.declarations[0], domain::ids::DeclarationId(5));
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let intruder = house.intruder();
    intruder.execute("DELETE FROM declaration", []).unwrap();
    let back = "INSERT INTO declaration SELECT * FROM saved";
    intruder.execute(back, []).unwrap();
    let facts = house.facts(person).await;
    assert_eq!(alarmed(&facts), [(AlarmKind::Missing, "rating")]);
}

#[tokio::test]
async fn an_edited_decision_is_not_read() {
    let edits = [
        "UPDATE rating SET decisions = replace(decisions, 'green', 'red')",
        "UPDATE rating SET review_on = NULL",
        "UPDATE rating SET version = version + 1",
        "UPDATE rating SET mac = zeroblob(16)",
    ];
    for edit in edits {
        let (house, facts) = after(edit).await;
        assert_eq!(alarmed(&facts), [(AlarmKind::Altered, "rating")], "{edit}");
        assert!(facts.rating.is_none());
        assert!(!facts.missing, "the facts are all there: {edit}");
        assert_eq!(house.store.rating_of(facts.id).await.unwrap(), None);
        // Rating again makes it whole.
        house.declare(&facts, 990).await.unwrap();
        assert!(house.facts(facts.id).await.alarms.is_empty());
    }
}

#[tokio::test]
async fn what_went_missing_stays_noted_when_the_person_goes_on() {
    let (house, facts) = after("DELETE FROM stay WHERE person_id = 1").await;
    house.declare(&facts, 990).await.unwrap();
    let facts = house.facts(facts.id).await;
    assert!(facts.missing && facts.alarms.is_empty());
    let hide = "UPDATE rating SET gap_ms = NULL WHERE person_id = 1";
    house.intruder().execute(hide, []).unwrap();
    let facts = house.facts(facts.id).await;
    assert!(facts.missing && !facts.alarms.is_empty());
}

#[tokio::test]
async fn a_person_put_in_by_sql_is_nobody() {
    let edit = "INSERT INTO person (person_id, document_hash, registered_ms, mac)
        VALUES (7, zeroblob(16), 1, zeroblob(16))";
    let (house, _) = after(edit).await;
    let facts = house.facts(PersonId(7)).await;
    assert!(facts.person.is_none() && facts.rating.is_none() && facts.missing);
}

#[tokio::test]
async fn one_row_is_one_alarm_however_often_it_is_read() {
    let (house, facts) = after("UPDATE stay SET place = 1 WHERE stay_id = 10").await;
    for _read in 0..3 {
        let raised = house.store.raise(&facts.alarms, now());
        house.store.write(raised).await.unwrap();
    }
    let kept = house.store.alarms(None, 10).await.unwrap();
    assert_eq!(kept.len(), facts.alarms.len());
    assert_eq!(kept[0].seen, 3);
    let behind = house.store.alarms(Some(&kept[0].alarm), 10).await.unwrap();
    assert_eq!(behind.len(), kept.len() - 1);
}
