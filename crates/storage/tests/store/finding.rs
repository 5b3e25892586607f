//! Finding people: by place, by date, by generation, page by page.

use domain::ids::PersonId;
use domain::record::Use;
use domain::state::State;

use crate::house::{House, code, date, now, registration, residence, stay};

fn ids(people: &[PersonId]) -> Vec<i64> {
    people.iter().map(|person| person.0).collect()
}

/// Person n stayed in 420106 where n is even, in 420103 where it is divisible by 3, and lives in 330106.
async fn town() -> House {
    let house = House::new().await;
    for n in 1..=12 {
        let person = house.register(n).await;
        let facts = house.facts(person).await;
        let mut stays = vec![residence(n * 10, "330106")];
        if n % 2 == 0 {
            stays.push(stay(n * 10 + 1, "420106"));
            stays.push(stay(n * 10 + 2, "420106"));
        }
        if n % 3 == 0 {
            stays.push(stay(n * 10 + 3, "420103"));
        }
        let mut batch = facts.batch(now());
        batch.declare(&crate::house::declaration(n * 10), &stays, &[]);
        let review = format!("2020-03-{:02}", n.min(9));
        let rating = house.rating(State::Green, Some(&review)).await;
        house.store.write(batch.rate(&rating)).await.unwrap();
    }
    house
}

#[tokio::test]
async fn people_are_found_by_the_places_of_their_stays_each_once() {
    let house = town().await;
    let both = [code("420106"), code("420103")];
    let find = async |after: Option<i64>, limit| {
        let after = after.map(PersonId);
        let since = date("2020-02-09");
        let found = house.store.people_with_stay_in(&both, since, after, limit);
        ids(&found.await.unwrap())
    };
    assert_eq!(find(None, 100).await, [2, 3, 4, 6, 8, 9, 10, 12]);
    assert_eq!(find(None, 3).await, [2, 3, 4]);
    assert_eq!(find(Some(4), 3).await, [6, 8, 9]);
    assert_eq!(find(Some(9), 3).await, [10, 12]);
    assert!(find(Some(12), 3).await.is_empty());
}

#[tokio::test]
async fn a_stay_that_ended_before_the_window_is_not_found_and_a_residence_always_is() {
    let house = town().await;
    let find = async |place, since| {
        let places = [code(place)];
        let store = &house.store;
        let found = store.people_with_stay_in(&places, date(since), None, 100);
        found.await.unwrap().len()
    };
    assert_eq!(find("420106", "2020-02-10").await, 0);
    assert_eq!(find("330106", "2022-02-10").await, 12);
    assert_eq!(find("110101", "2020-01-01").await, 0);
}

#[tokio::test]
async fn who_is_due_comes_in_the_order_of_dates() {
    let house = town().await;
    let due = house
        .store
        .due(date("2020-03-03"), None, 100)
        .await
        .unwrap();
    let people: Vec<i64> = due.iter().map(|(_, person)| person.0).collect();
    assert_eq!(people, [1, 2, 3]);
    let first = house.store.due(date("2020-03-09"), None, 10).await.unwrap();
    let last = first.last().copied();
    assert_eq!(last, Some((date("2020-03-09"), PersonId(10))));
    let rest = house.store.due(date("2020-03-09"), last, 10).await.unwrap();
    let people: Vec<i64> = rest.iter().map(|(_, person)| person.0).collect();
    assert_eq!(people, [11, 12]);
}

#[tokio::test]
async fn who_was_rated_with_older_data_is_found() {
    let house = town().await;
    let publish = house
        .store
        .publish_policies(&[], house.tried().await, &house.note());
    house.store.write(publish).await.unwrap();
    let facts = house.facts(PersonId(1)).await;
    house.declare(&facts, 990).await.unwrap();
    let generation = house.store.generation().await.unwrap();
    let find = house.store.rated_before(generation, None, 5).await;
    assert_eq!(ids(&find.unwrap()), [2, 3, 4, 5, 6]);
    let rest = house.store.rated_before(generation, Some(PersonId(10)), 5);
    assert_eq!(ids(&rest.await.unwrap()), [11, 12]);
}

#[tokio::test]
async fn the_users_of_a_phone_are_found() {
    let house = House::new().await;
    let person = house.register(1).await;
    let mut sharing = registration(2);
    sharing.phone.clone_from(&registration(1).phone);
    let second = house
        .store
        .claim(&sharing.document, PersonId(2), now())
        .await;
    let mut batch = house.store.register(second.unwrap(), &sharing, now());
    batch.use_jurisdiction(Use {
        jurisdiction: code("330100"),
        since: date("2020-02-20"),
    });
    let rating = house.rating(State::None, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let users = house.store.users_of(&sharing.phone, 10).await.unwrap();
    assert_eq!(users, [person, PersonId(2)]);
}
