//! The entries of status lists: compared in the batch of the person, carried once, read since a version, swept in pages.

use domain::ids::{DeviceId, PersonId};
use domain::state::State;
use domain::time::Date;
use domain::verdict::{Kind, Status};
use storage::{CodeSays, IssuedCredential, WriteError};

use crate::house::{House, code, date, device, issued, now};

const ALL: u32 = 1_000;

async fn open_list(house: &House, list: Date) {
    let lease = house.store.lease_status(list, 0, 1_000);
    house.store.write(lease).await.unwrap();
}

/// A batch of the person that says what a credential of Hangzhou says now.
async fn decide(house: &House, person: PersonId, state: State, pop_up: bool) {
    let mut batch = house.facts(person).await.batch(now());
    batch.compare_issued(&CodeSays {
        jurisdiction: code("330100"),
        from: Date::from_day(0),
        to: date("2020-02-20"),
        state,
        pop_up,
    });
    let rating = house.rating(state, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
}

async fn give(
    house: &House,
    person: PersonId,
    index: u32,
    change: impl FnOnce(&mut IssuedCredential),
) {
    let mut more = IssuedCredential { index, ..issued(1) };
    change(&mut more);
    let batch = house.store.issue(&house.facts(person).await, &more);
    house.store.write(batch).await.unwrap();
}

async fn carry(house: &House, list: Date) -> usize {
    let waiting = house.store.waiting_entries(ALL).await.unwrap().rows;
    if waiting.is_empty() {
        return 0;
    }
    let version = house.store.list_version(list).await.unwrap().unwrap();
    let batch = house.store.carry_entries(list, version, &waiting);
    house.store.write(batch).await.unwrap();
    waiting.len()
}

async fn entries(house: &House, list: Date, since: u64) -> (u64, Vec<(u32, Status)>) {
    let found = house.store.list_entries(list, since, ALL).await.unwrap();
    (found.version, found.entries)
}

#[tokio::test]
async fn n_1_an_entry_follows_what_the_person_is_decided_to_be() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let list = issued(1).list;
    open_list(&house, list).await;
    give(&house, person, 7, |more| more.state = State::Red).await;
    give(&house, person, 8, |more| more.pop_up = true).await;
    give(&house, person, 9, |more| more.jurisdiction = code("330200")).await;
    give(&house, person, 10, |more| more.on = date("2020-02-21")).await;
    let own = issued(1).index;
    decide(&house, person, State::Green, false).await;
    assert_eq!(carry(&house, list).await, 1);
    assert_eq!(
        entries(&house, list, 0).await,
        (1, vec![(7, Status::Changed)])
    );
    decide(&house, person, State::Green, true).await;
    carry(&house, list).await;
    assert_eq!(
        entries(&house, list, 1).await,
        (2, vec![(own, Status::Changed)])
    );
    decide(&house, person, State::Red, false).await;
    carry(&house, list).await;
    let since = vec![(7, Status::AsIssued), (8, Status::Changed)];
    assert_eq!(entries(&house, list, 2).await, (3, since));
    assert_eq!(entries(&house, list, 3).await, (3, vec![]));
    assert_eq!(entries(&house, list.next(), 0).await, (0, vec![]));
}

#[tokio::test]
async fn n_1_what_is_never_again_stays_so_and_sheets_go_one_for_the_other() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let list = issued(1).list;
    open_list(&house, list).await;
    for (index, number) in [(21, 5), (22, 6)] {
        let sheet = |more: &mut IssuedCredential| {
            more.kind = Kind::Paper;
            more.device = DeviceId(number);
        };
        give(&house, person, index, sheet).await;
    }
    carry(&house, list).await;
    assert_eq!(entries(&house, list, 0).await.1, [(21, Status::Replaced)]);
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    batch.unlink_device(&device(1, &house.session(1)));
    let rating = house.rating(State::Red, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    decide(&house, person, State::Green, false).await;
    carry(&house, list).await;
    let own = (issued(1).index, Status::Replaced);
    assert_eq!(
        entries(&house, list, 1).await.1,
        [own],
        "the sheet is of no device"
    );
}

#[tokio::test]
async fn n_1_two_who_carry_at_one_moment_carry_once_and_a_newer_entry_waits_on() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let list = issued(1).list;
    open_list(&house, list).await;
    decide(&house, person, State::Red, false).await;
    let waiting = house.store.waiting_entries(ALL).await.unwrap().rows;
    decide(&house, person, State::Green, false).await;
    let both = tokio::join!(
        house
            .store
            .write(house.store.carry_entries(list, 0, &waiting)),
        house
            .store
            .write(house.store.carry_entries(list, 0, &waiting)),
    );
    let refused = [both.0, both.1];
    let refused = refused
        .iter()
        .filter(|one| matches!(one, Err(WriteError::Conflict)));
    assert_eq!(refused.count(), 1);
    let own = issued(1).index;
    assert_eq!(entries(&house, list, 0).await.1, [(own, Status::Changed)]);
    assert_eq!(
        carry(&house, list).await,
        1,
        "the newer one was not dropped"
    );
    assert_eq!(entries(&house, list, 1).await.1, [(own, Status::AsIssued)]);
}

#[tokio::test]
async fn n_1_what_was_decided_from_older_facts_is_not_handed_out() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let before = house.facts(person).await;
    decide(&house, person, State::Red, false).await;
    let late = IssuedCredential {
        index: 5,
        ..issued(1)
    };
    let refused = house.store.write(house.store.issue(&before, &late)).await;
    assert!(matches!(refused, Err(WriteError::Conflict)));
}

#[tokio::test]
async fn entries_of_lists_that_are_over_go_in_pages() {
    let house = House::new().await;
    let person = house.settle(1).await;
    for day in ["2020-02-21", "2020-02-22"] {
        open_list(&house, date(day)).await;
        for index in 0..5 {
            give(&house, person, index, |more| more.list = date(day)).await;
        }
    }
    decide(&house, person, State::Red, false).await;
    let waiting = house.store.waiting_entries(ALL).await.unwrap().rows;
    for day in ["2020-02-21", "2020-02-22"] {
        let own: Vec<_> = waiting
            .iter()
            .filter(|e| e.list == date(day))
            .copied()
            .collect();
        let batch = house.store.carry_entries(date(day), 0, &own);
        house.store.write(batch).await.unwrap();
    }
    let mut pages = Vec::new();
    while let Some(mark) = house
        .store
        .entries_before(date("2020-02-22"), 4)
        .await
        .unwrap()
    {
        house
            .store
            .write(house.store.drop_entries(&mark))
            .await
            .unwrap();
        pages.push(mark.entries);
    }
    assert_eq!(pages, [4, 2]);
    assert_eq!(entries(&house, date("2020-02-22"), 0).await.1.len(), 5);
}
