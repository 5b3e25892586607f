//! The keys that sign codes: one for each city, known to gates before they sign and as long as their codes count.

use credential::{KeySet, KeyState, verify_credential};
use domain::place::cities;
use domain::time::Instant;

use crate::house::{House, at, code, now};

async fn set(house: &House, now: Instant) -> KeySet {
    KeySet::decode(&house.service.key_set(now).await.unwrap()).unwrap()
}

async fn states(house: &House, now: Instant) -> Vec<KeyState> {
    let keys = house.service.keys(now).await.unwrap();
    let hangzhou = keys.iter().filter(|key| key.city == code("330100"));
    hangzhou.map(|key| key.state).collect()
}

#[tokio::test]
async fn s2_2_every_city_has_a_key_from_the_first_start_on_and_no_second_start_makes_more() {
    let house = House::new().await;
    house.service.ensure_signing_keys(now()).await.unwrap();
    let other = house.another().await;
    other.ensure_signing_keys(now()).await.unwrap();
    // And one of the service itself, for its lists.
    let all = cities().len() + 1;
    assert_eq!(set(&house, now()).await.keys().count(), all);
    assert_eq!(house.count("signing_key"), all as i64);
    let same = other.key_set(now()).await.unwrap();
    assert_eq!(same, house.service.key_set(now()).await.unwrap());
}

#[tokio::test]
async fn n_1_a_new_key_is_known_a_week_before_it_signs() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let next = house
        .service
        .rotate_keys(Some(code("330100")), now())
        .await
        .unwrap();
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].from, at("2020-02-27 10:00"));
    assert_eq!(
        states(&house, now()).await,
        [KeyState::Active, KeyState::Pending]
    );
    let before = set(&house, now()).await;
    let eve = at("2020-02-27 09:59");
    let old = device.fetch(&house, eve).await;
    let morning = at("2020-02-27 10:00");
    let new = device.fetch(&house, morning).await;
    assert_ne!(old.credential().kid(), new.credential().kid());
    // A gate that saw no network since trusts both.
    for fetched in [&old, &new] {
        verify_credential(&fetched.issued.credential, &before, morning).unwrap();
    }
    assert_eq!(
        states(&house, morning).await,
        [KeyState::Retired, KeyState::Active]
    );
}

#[tokio::test]
async fn n_1_a_retired_key_is_published_as_long_as_its_codes_count() {
    let house = House::new().await;
    let all = cities().len() + 1;
    house.service.rotate_keys(None, now()).await.unwrap();
    let count = async |text| set(&house, at(text)).await.keys().count();
    assert_eq!(count("2020-02-20 10:00").await, 2 * all);
    assert_eq!(count("2020-03-01 09:59").await, 2 * all);
    assert_eq!(count("2020-03-01 10:00").await, all);
}

#[tokio::test]
async fn a_city_whose_next_key_waits_gets_no_other() {
    let house = House::new().await;
    let city = Some(code("330100"));
    let first = house.service.rotate_keys(city, now()).await.unwrap();
    let again = house.service.rotate_keys(city, now()).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(states(&house, now()).await.len(), 2);
}

#[tokio::test]
async fn a_clock_that_was_ahead_at_the_first_start_leaves_no_city_without_a_key() {
    let house = House::new().await;
    let early = at("2020-01-10 08:00");
    house.service.ensure_signing_keys(early).await.unwrap();
    house.service.ensure_signing_keys(early).await.unwrap();
    assert_eq!(
        states(&house, early).await,
        [KeyState::Active, KeyState::Pending]
    );
    assert_eq!(
        states(&house, now()).await,
        [KeyState::Retired, KeyState::Active]
    );
    assert_eq!(house.count("signing_key"), 2 * (cities().len() + 1) as i64);
}

#[tokio::test]
async fn n_3_a_key_put_into_the_database_is_trusted_by_nobody() {
    let house = House::new().await;
    let other = House::new().await;
    let row = "SELECT kid, issuer, public_key, sealed, key_id, made_ms, from_ms, until_ms, mac FROM signing_key
        WHERE issuer = 330100";
    let (theirs, ours) = (other.sql(), house.sql());
    let values: Vec<rusqlite::types::Value> = theirs
        .query_row(row, [], |row| (0..9).map(|n| row.get(n)).collect())
        .unwrap();
    let put = "INSERT INTO signing_key VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    ours.execute(put, rusqlite::params_from_iter(values))
        .unwrap();
    ours.execute("UPDATE shared SET generation = generation + 1", [])
        .unwrap();
    let own = cities().len() + 1;
    assert_eq!(set(&house, now()).await.keys().count(), own);
    let alarms = "SELECT count(*) FROM alarm WHERE table_name = 'signing_key'";
    let alarms: i64 = ours.query_row(alarms, [], |row| row.get(0)).unwrap();
    assert_eq!(alarms, 1);
}

#[tokio::test]
async fn no_private_key_stands_in_the_file() {
    let house = House::new().await;
    // The PKCS#8 of a P-256 key begins with its version and the name of its curve.
    let head = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
    let sealed = "SELECT sealed FROM signing_key";
    let connection = house.sql();
    let mut select = connection.prepare(sealed).unwrap();
    let rows = select
        .query_map([], |row| row.get::<_, Vec<u8>>(0))
        .unwrap();
    for row in rows.map(Result::unwrap) {
        assert!(!row.windows(head.len()).any(|window| window == head));
    }
}
