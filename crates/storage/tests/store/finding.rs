//! Finding people: by place, by date, by what their rating rows say of them.

use domain::ids::PersonId;
use domain::rating::Kinds;
use domain::record::Use;
use domain::state::State;
use storage::{IdRange, Seen};

use crate::house::{House, check_in, code, date, declaration, now, registration, residence, stay};

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
        batch.declare(&declaration(n * 10), &stays, &[]);
        let review = format!("2020-03-{:02}", n.min(9));
        let rating = house.rating(State::Green, Some(&review)).await;
        house.store.write(batch.rate(&rating)).await.unwrap();
    }
    house
}

fn range(after: i64, to: i64) -> IdRange {
    IdRange { after, to }
}

const ALL: IdRange = IdRange {
    after: i64::MIN,
    to: i64::MAX,
};

#[tokio::test]
async fn people_are_found_by_the_places_of_their_stays_each_once() {
    let house = town().await;
    let both = [code("420106"), code("420103")];
    let find = async |range| {
        let since = date("2020-02-09");
        let found = house.store.people_of_range(&both, since, range);
        ids(&found.await.unwrap())
    };
    assert_eq!(find(ALL).await, [2, 3, 4, 6, 8, 9, 10, 12]);
    assert_eq!(find(range(0, 4)).await, [2, 3, 4]);
    assert_eq!(find(range(4, 9)).await, [6, 8, 9]);
    assert!(find(range(12, 99)).await.is_empty());
    let places = house.store.places_of_stays().await.unwrap();
    assert_eq!(
        places.rows,
        [code("330106"), code("420103"), code("420106")]
    );
}

#[tokio::test]
async fn a_stay_that_ended_before_the_window_is_not_found_and_a_residence_always_is() {
    let house = town().await;
    let find = async |place, since| {
        let places = [code(place)];
        let found = house.store.people_of_range(&places, date(since), ALL);
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
        .unwrap()
        .rows;
    let people: Vec<i64> = due.iter().map(|(_, person)| person.0).collect();
    assert_eq!(people, [1, 2, 3]);
    let first = house
        .store
        .due(date("2020-03-09"), None, 10)
        .await
        .unwrap()
        .rows;
    let last = first.last().copied();
    assert_eq!(last, Some((date("2020-03-09"), PersonId(10))));
    let rest = house
        .store
        .due(date("2020-03-09"), last, 10)
        .await
        .unwrap()
        .rows;
    let people: Vec<i64> = rest.iter().map(|(_, person)| person.0).collect();
    assert_eq!(people, [11, 12]);
}

#[tokio::test]
async fn s2_21_whose_row_cannot_answer_is_always_picked() {
    let house = town().await;
    let facts = house.facts(PersonId(5)).await;
    let mut batch = facts.batch(now());
    batch.check_in(&check_in(77));
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let mut declared = Kinds::default();
    declared.add_declaration(&declaration(1));
    // Who said more than with the declaration.
    let warm = async |range| {
        let pick = |seen: &Seen<'_>| {
            assert_eq!(seen.jurisdictions(), Some(vec![code("330100")]));
            seen.kinds() != declared
        };
        let picked = house.store.pick_by_row(range, pick).await.unwrap();
        (picked.seen, ids(&picked.people))
    };
    assert_eq!(warm(ALL).await, (12, vec![5]));
    assert_eq!(warm(range(5, 12)).await, (7, vec![]));
    for edit in [
        // From before kinds were kept; of whom facts are missing; put there by other hands.
        "UPDATE rating SET kinds = NULL WHERE person_id = 7",
        "UPDATE rating SET gap_ms = 5 WHERE person_id = 8",
        "UPDATE rating SET kinds = 0 WHERE person_id = 5",
        "UPDATE rating SET decisions = '[]' WHERE person_id = 9",
    ] {
        assert_eq!(house.intruder().execute(edit, []).unwrap(), 1, "{edit}");
    }
    assert_eq!(warm(ALL).await, (12, vec![5, 7, 8, 9]));
    let span = house.store.span_of_people().await.unwrap().unwrap();
    let (first, last) = (span.first.0, span.last.0);
    assert_eq!((first, last, span.people), (1, 12, 12));
}

#[tokio::test]
async fn the_users_of_a_phone_are_found() {
    let house = House::new().await;
    let person = house.register(1).await;
    let mut sharing = registration(2);
    sharing.contact = registration(1).contact;
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
    let users = house
        .store
        .users_of(&sharing.contact.unwrap().1, 10)
        .await
        .unwrap();
    assert_eq!(users, [person, PersonId(2)]);
}
