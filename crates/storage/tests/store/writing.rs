//! Groups of batches: each counts alone, and what was acknowledged is there.

use domain::ids::PersonId;
use domain::state::State;
use storage::WriteError;

use crate::house::{House, declaration, declare, line, now, open, stay};

#[tokio::test]
async fn of_two_batches_decided_with_the_same_facts_one_counts() {
    let house = House::new().await;
    let person = house.register(1).await;
    let facts = house.facts(person).await;
    let rating = house.rating(State::Green, None).await;
    let both = vec![declare(&facts, 10, &rating), declare(&facts, 20, &rating)];
    let outcomes = house.store.write_many(both).await;
    assert!(outcomes[0].is_ok());
    assert!(matches!(outcomes[1], Err(WriteError::Conflict)));
    let record = house.facts(person).await.record;
    assert_eq!(record.declarations, [declaration(10)]);
    assert_eq!(record.stays.len(), 1, "nothing of the other is left");
}

#[tokio::test]
async fn a_decision_made_with_an_old_list_does_not_survive() {
    let house = House::new().await;
    let person = house.register(1).await;
    let facts = house.facts(person).await;
    let old = house.rating(State::Green, None).await;
    let publish = house
        .store
        .publish_policies(&[], house.tried().await, &house.note());
    house.store.write(publish).await.unwrap();
    let outcome = house.store.write(declare(&facts, 10, &old)).await;
    assert!(matches!(outcome, Err(WriteError::Conflict)));
    assert!(house.facts(person).await.record.declarations.is_empty());
    let new = house.rating(State::Green, None).await;
    let again = house.store.write(declare(&facts, 10, &new)).await;
    again.unwrap();
    assert_eq!(house.store.rating_of(person).await.unwrap(), Some(new));
}

#[tokio::test]
async fn a_declaration_sent_twice_is_one() {
    let house = House::new().await;
    let person = house.register(1).await;
    let facts = house.facts(person).await;
    house.declare(&facts, 10).await.unwrap();
    let facts = house.facts(person).await;
    let twice = house.declare(&facts, 10).await;
    assert!(matches!(twice, Err(WriteError::Conflict)));
    let after = house.facts(person).await;
    assert_eq!(after.record.declarations.len(), 1);
    assert!(
        after.alarms.is_empty() && !after.missing,
        "the guard is undone with the rest"
    );
    house.declare(&facts, 20).await.unwrap();
}

/// The one in the middle fails behind its guard: the log line is there already.
#[tokio::test]
async fn a_batch_that_fails_half_way_is_undone_alone() {
    let house = House::new().await;
    let mut batches = Vec::new();
    for n in 1..=3 {
        let person = house.register(n).await;
        let facts = house.facts(person).await;
        if n == 2 {
            let there = house.store.log_about(person, &line(n, n));
            house.store.write(there).await.unwrap();
        }
        let mut batch = facts.batch(now());
        batch.declare(&declaration(n * 10), &[stay(n * 10, "420106")], &[]);
        batch.log(&line(n, n));
        let rating = house.rating(State::Green, None).await;
        batches.push(batch.rate(&rating));
    }
    let outcomes = house.store.write_many(batches).await;
    assert!(outcomes[0].is_ok() && outcomes[2].is_ok());
    assert!(matches!(outcomes[1], Err(WriteError::Conflict)));
    for (n, declared) in [(1, 1), (2, 0), (3, 1)] {
        let facts = house.facts(PersonId(n)).await;
        assert_eq!(facts.record.declarations.len(), declared, "person {n}");
        assert_eq!(facts.record.stays.len(), declared, "person {n}");
        assert!(facts.alarms.is_empty() && !facts.missing);
    }
    let facts = house.facts(PersonId(2)).await;
    house.declare(&facts, 20).await.unwrap();
}

#[tokio::test]
async fn a_batch_about_nobody_is_refused() {
    let house = House::new().await;
    let person = house.register(1).await;
    let facts = house.facts(person).await;
    let gone = house.intruder();
    gone.execute("DELETE FROM rating", []).unwrap();
    let outcome = house.declare(&facts, 10).await;
    assert!(matches!(outcome, Err(WriteError::Conflict)));
}

/// Sixty-four writers wait at once, so that batches share commits; every third is decided with facts that a batch
/// before it has changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_is_undone_alone_and_nothing_acknowledged_is_lost() {
    let house = House::new().await;
    let mut writers = tokio::task::JoinSet::new();
    for n in 1..=64 {
        let person = house.register(n).await;
        let facts = house.facts(person).await;
        let rating = house.rating(State::Green, None).await;
        let mut batches = vec![declare(&facts, n * 10, &rating)];
        if n % 3 == 0 {
            batches.push(declare(&facts, n * 10 + 1, &rating));
        }
        for batch in batches {
            let store = house.store.clone();
            writers.spawn(async move { (n, store.write(batch).await) });
        }
    }
    let mut acknowledged = 0;
    let mut conflicts = 0;
    while let Some(outcome) = writers.join_next().await {
        match outcome.unwrap().1 {
            Ok(()) => acknowledged += 1,
            Err(WriteError::Conflict) => conflicts += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!((acknowledged, conflicts), (64, 21));

    // The files as they lie now, as after a crash: the store was not closed.
    let crashed = tempfile::tempdir().unwrap();
    copy(house.folder(), crashed.path());
    let store = open(crashed.path()).await;
    for n in 1..=64 {
        let facts = store.facts_of(PersonId(n)).await.unwrap().unwrap();
        assert_eq!(facts.record.declarations.len(), 1, "person {n}");
        assert!(facts.alarms.is_empty() && !facts.missing);
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

#[tokio::test]
async fn what_is_written_is_there_after_the_program_ended() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let house = house.again().await;
    let record = house.facts(person).await.record;
    assert_eq!(record.declarations.len(), 1);
}

#[tokio::test]
async fn a_caller_that_stops_waiting_does_not_stop_its_batch() {
    let house = House::new().await;
    let person = house.register(1).await;
    let facts = house.facts(person).await;
    let rating = house.rating(State::Green, None).await;
    let mut write = Box::pin(house.store.write(declare(&facts, 10, &rating)));
    let polled = futures_poll(&mut write);
    assert!(polled.is_none() || polled == Some(true));
    drop(write);
    // The next batch stands behind it in the queue.
    let alarms = house.store.raise(&[], now());
    house.store.write(alarms).await.unwrap();
    assert_eq!(house.facts(person).await.record.declarations.len(), 1);
}

/// Polls once; whether it is done and well.
fn futures_poll(
    write: &mut std::pin::Pin<Box<impl Future<Output = Result<(), WriteError>>>>,
) -> Option<bool> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match write.as_mut().poll(&mut context) {
        std::task::Poll::Ready(outcome) => Some(outcome.is_ok()),
        std::task::Poll::Pending => None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_share_one_file() {
    let house = House::new().await;
    let other = open(house.folder()).await;
    let mut writers = tokio::task::JoinSet::new();
    for n in 1..=40 {
        let person = house.register(n).await;
        let facts = house.facts(person).await;
        let rating = house.rating(State::Green, None).await;
        let store = if n % 2 == 0 { &other } else { &house.store }.clone();
        writers.spawn(async move { store.write(declare(&facts, n * 10, &rating)).await });
    }
    while let Some(outcome) = writers.join_next().await {
        outcome.unwrap().unwrap();
    }
    for n in 1..=40 {
        let facts = other.facts_of(PersonId(n)).await.unwrap().unwrap();
        assert_eq!(facts.record.declarations.len(), 1);
    }
}
