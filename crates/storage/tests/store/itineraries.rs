//! Checks of the itinerary: each step takes the place of the row that it was made from, words come opened, and an altered row is
//! not read.

use domain::ids::PersonId;
use domain::itinerary::EntryRecord;
use domain::state::State;
use storage::{CheckMark, CheckRow, CheckState, ItineraryTry, Word, WriteError};

use crate::house::{self, House, date, now};

fn check(words: &str) -> CheckRow {
    CheckRow {
        jurisdiction: house::code("110000"),
        arrival: date("2020-02-20"),
        begun: now(),
        changed: now(),
        consent: "2026-11".to_owned(),
        consented: now(),
        state: CheckState::InProgress,
        causes: Vec::new(),
        passed: None,
        words: Word::new(words.into()),
        mark: CheckMark::default(),
    }
}

async fn put(house: &House, person: PersonId, check: &CheckRow) -> Result<(), WriteError> {
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    batch.put_check(check);
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await
}

#[tokio::test]
async fn s0_2_of_two_steps_that_were_made_from_one_row_the_second_is_a_conflict() {
    let house = House::new().await;
    let person = house.settle(1).await;
    put(&house, person, &check("one")).await.unwrap();
    let again = put(&house, person, &check("two")).await;
    assert!(matches!(again, Err(WriteError::Conflict)), "one a city");
    let kept = house.store.checks_of(person).await.unwrap().0.remove(0);
    assert_eq!(*kept.words, "one");
    let step = |words: &str| CheckRow {
        words: Word::new(words.into()),
        ..kept.clone()
    };
    put(&house, person, &step("three")).await.unwrap();
    let late = put(&house, person, &step("four")).await;
    assert!(matches!(late, Err(WriteError::Conflict)));
    let kept = house.store.checks_of(person).await.unwrap().0.remove(0);
    assert_eq!(*kept.words, "three");
    let edit = "UPDATE itinerary_check SET state = 'passed'";
    house.intruder().execute(edit, []).unwrap();
    let (kept, alarms) = house.store.checks_of(person).await.unwrap();
    assert!(kept.is_empty() && alarms.len() == 1, "not believed");
}

#[tokio::test]
async fn s0_3_an_entry_is_a_fact_that_is_missed_when_it_is_deleted() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let entry = EntryRecord {
        jurisdiction: house::code("110000"),
        on: date("2020-02-20"),
        recorded: now(),
        verified: None,
    };
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    batch.enter_city(&entry);
    let rating = house.rating(State::Unconfirmed, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    assert_eq!(
        (facts.record.entries.clone(), facts.missing),
        (vec![entry], false)
    );
    let mut batch = facts.batch(now());
    batch.verify_entry(&entry, now());
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let facts = house.facts(person).await;
    assert!(!facts.record.entries[0].is_open() && !facts.missing);
    house
        .intruder()
        .execute("DELETE FROM city_entry", [])
        .unwrap();
    assert!(house.facts(person).await.missing);
}

#[tokio::test]
async fn s0_8_tries_are_counted_by_person_day_and_kind() {
    let house = House::new().await;
    let (today, store) = (now().date(), &house.store);
    let comparison = ItineraryTry::Comparison;
    for _ in 0..2 {
        let count = store.count_itinerary_try(PersonId(1), comparison, today);
        store.write(count).await.unwrap();
    }
    let tries = async |what, day| store.itinerary_tries(PersonId(1), what, day).await.unwrap();
    assert_eq!(tries(comparison, today).await, 2);
    assert_eq!(tries(ItineraryTry::Query, today).await, 0);
    assert_eq!(tries(comparison, today.next()).await, 0);
    let back = store.take_back_itinerary_try(PersonId(1), comparison, today);
    store.write(back).await.unwrap();
    assert_eq!(tries(comparison, today).await, 1);
    store
        .write(store.drop_itinerary_tries(today.next()))
        .await
        .unwrap();
    assert_eq!(tries(comparison, today).await, 0);
}
