//! The log in the store: one lease, numbers that are taken once, and lines that are moved or stay.

use domain::ids::PersonId;
use domain::time::Instant;
use storage::{Batch, HeadRow, Lease, LogLine, WaitingLine, WriteError};

use crate::house::{House, line, now};

const ONE: Lease = Lease {
    name: "log",
    holder: 1,
};
const TWO: Lease = Lease {
    name: "log",
    holder: 2,
};
const HOUR: i64 = 439_000;

fn until(seconds: i64) -> (Instant, Instant) {
    (now(), now().plus_ms(seconds * 1_000))
}

async fn refused(house: &House, batch: Batch) -> bool {
    matches!(house.store.write(batch).await, Err(WriteError::Conflict))
}

async fn leased(house: &House, lease: Lease) {
    let taken = house.store.take_lease(lease, until(60));
    house.store.write(taken).await.unwrap();
}

async fn waiting(house: &House) -> Vec<(i64, WaitingLine)> {
    let lines = house.store.waiting_lines(now().plus_ms(1), 100).await;
    (1..).zip(lines.unwrap()).collect()
}

#[tokio::test]
async fn n_7_a_lease_is_one_servers_until_it_is_over_or_given_back() {
    let house = House::new().await;
    leased(&house, ONE).await;
    leased(&house, ONE).await;
    assert!(refused(&house, house.store.take_lease(TWO, until(60))).await);
    let later = (now().plus_ms(60_000), now().plus_ms(90_000));
    house
        .store
        .write(house.store.take_lease(TWO, later))
        .await
        .unwrap();
    let lost = house.store.move_lines(ONE, later, HOUR, &[]);
    assert!(refused(&house, lost).await);
    house
        .store
        .write(house.store.leave_lease(TWO))
        .await
        .unwrap();
    leased(&house, ONE).await;
}

#[tokio::test]
async fn n_7_a_line_is_moved_once_and_a_number_is_given_once() {
    let house = House::new().await;
    house.settle(1).await;
    leased(&house, ONE).await;
    let lines = waiting(&house).await;
    assert_eq!(lines.len(), 1);
    let moved = || house.store.move_lines(ONE, until(60), HOUR, &lines);
    house.store.write(moved()).await.unwrap();
    assert!(waiting(&house).await.is_empty());
    assert!(refused(&house, moved()).await, "the number is taken");
    let elsewhere = house.store.move_lines(ONE, until(60), HOUR + 1, &lines);
    assert!(refused(&house, elsewhere).await, "the line waits no longer");
    let row = house.store.sealed_lines(HOUR, (-1, -1), 10).await.unwrap();
    assert_eq!(row.len(), 1);
    assert_eq!(row[0].line, Some(line(10, 1)));
    assert_eq!(house.store.last_numbers(HOUR).await.unwrap(), [(1, 1)]);
    assert_eq!(house.store.open_hour(-1).await.unwrap(), Some(HOUR));
}

#[tokio::test]
async fn n_7_a_person_who_is_erased_while_lines_are_moved_takes_none_along() {
    let house = House::new().await;
    house.settle(1).await;
    leased(&house, ONE).await;
    let read_before = waiting(&house).await;
    let facts = house.facts(PersonId(1)).await;
    let generation = house.store.generation().await.unwrap();
    let erased = facts
        .batch(now())
        .erase((&facts, &[]), generation, &house.note());
    house.store.write(erased).await.unwrap();
    let moved = house.store.move_lines(ONE, until(60), HOUR, &read_before);
    assert!(refused(&house, moved).await);
    let lines = waiting(&house).await;
    assert_eq!(lines.len(), 2, "the line, and that of the erasure");
    let moved = house.store.move_lines(ONE, until(60), HOUR, &lines);
    house.store.write(moved).await.unwrap();
}

#[tokio::test]
async fn n_7_an_hour_is_sealed_once() {
    let house = House::new().await;
    leased(&house, ONE).await;
    let row = HeadRow {
        hour: HOUR,
        sealed: now(),
        total: 1,
        digest: vec![7; 32],
        signed: vec![8; 90],
    };
    let seal = || house.store.seal_hour(ONE, until(60), &row);
    house.store.write(seal()).await.unwrap();
    assert!(refused(&house, seal()).await);
    assert_eq!(house.store.newest_head().await.unwrap(), Some(row.clone()));
    assert_eq!(house.store.log_heads(-1, 10).await.unwrap(), [row]);
}

#[tokio::test]
async fn n_7_the_last_number_of_each_server_in_an_hour_is_found() {
    let house = House::new().await;
    for (id, server) in [(20, 7), (21, 2), (22, 7)] {
        let line = LogLine {
            server,
            ..line(id, 1)
        };
        house.store.write(house.store.log(&line)).await.unwrap();
    }
    leased(&house, ONE).await;
    let moved = house
        .store
        .move_lines(ONE, until(60), HOUR, &waiting(&house).await);
    house.store.write(moved).await.unwrap();
    let last = house.store.last_numbers(HOUR).await.unwrap();
    assert_eq!(last, [(2, 2), (7, 3)]);
    assert!(house.store.last_numbers(HOUR + 1).await.unwrap().is_empty());
}
