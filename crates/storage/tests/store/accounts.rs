//! Demos and real databases, one-time codes, sessions, devices, places in status lists.

use domain::ids::PersonId;
use domain::state::State;
use domain::time::Instant;
use storage::{Device, Nature, OneTimeCode, Store, Tried, WriteError};

use crate::house::{House, address, date, device, issued, key, now, phone};

fn at(seconds: i64) -> Instant {
    now().plus_ms(seconds * 1_000)
}

#[tokio::test]
async fn a_database_knows_from_birth_whether_it_is_a_demo() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("database")).unwrap();
    let (address, key) = (address(folder.path()), key(folder.path()));
    let demo = Store::open_as(&address, &key, Nature::Demo).await.unwrap();
    assert_eq!(demo.nature(), Nature::Demo);
    drop(demo);
    let real = Store::open_as(&address, &key, Nature::Real).await;
    let text = real.err().unwrap().to_string();
    assert!(
        text.contains("was made as a demo") && text.contains("--demo"),
        "{text}"
    );
    let whatever = Store::open(&address, &key).await.unwrap();
    assert_eq!(whatever.nature(), Nature::Demo, "commands open either");
    drop(whatever);
    let connection =
        rusqlite::Connection::open(folder.path().join("database/healthcode.db")).unwrap();
    connection.execute("UPDATE birth SET demo = 0", []).unwrap();
    let edited = Store::open_as(&address, &key, Nature::Real).await;
    let text = edited.err().unwrap().to_string();
    assert!(text.contains("altered"), "{text}");
}

#[tokio::test]
async fn a_real_database_is_no_demo_whatever_it_is_opened_as() {
    let house = House::new().await;
    let (address, key) = (address(house.folder()), key(house.folder()));
    assert_eq!(house.store.nature(), Nature::Real);
    let demo = Store::open_as(&address, &key, Nature::Demo).await;
    let text = demo.err().unwrap().to_string();
    assert!(text.contains("real people"), "{text}");
    // One of before the question is real, and stays so.
    let delete = "DELETE FROM birth";
    house.intruder().execute(delete, []).unwrap();
    assert!(Store::open_as(&address, &key, Nature::Demo).await.is_err());
    let real = Store::open_as(&address, &key, Nature::Real).await;
    assert_eq!(real.unwrap().nature(), Nature::Real);
}

async fn code_of(house: &House, n: i64) -> OneTimeCode {
    let rows = house.store.one_time_codes(&phone(n)).await.unwrap();
    rows.into_iter().next().unwrap()
}

async fn send(house: &House, n: i64, made: Instant) -> Result<String, WriteError> {
    let rows = house.store.one_time_codes(&phone(n)).await.unwrap();
    let to = phone(n);
    let batch = house
        .store
        .send_code(rows.first(), (&to, "sign_in"), made, &[made]);
    house.store.write(batch).await?;
    Ok(house.store.code(&code_of(house, n).await).to_string())
}

#[tokio::test]
async fn s0_16_only_the_newest_code_counts_and_only_once() {
    let house = House::new().await;
    let first = send(&house, 1, at(0)).await.unwrap();
    let old = code_of(&house, 1).await;
    let second = send(&house, 1, at(60)).await.unwrap();
    let row = code_of(&house, 1).await;
    assert!(!house.store.is_code(&row, &first) && house.store.is_code(&row, &second));
    let stale = house.store.write(house.store.try_code(&old, true)).await;
    assert!(matches!(stale, Err(WriteError::Conflict)));
    let used = house.store.try_code(&row, true);
    house.store.write(used).await.unwrap();
    let row = code_of(&house, 1).await;
    assert!(!house.store.is_code(&row, &second));
    assert_eq!(row.tries, 1);
}

#[tokio::test]
async fn s0_16_of_two_tries_at_one_moment_one_looks_again() {
    let house = House::new().await;
    send(&house, 1, at(0)).await.unwrap();
    let row = code_of(&house, 1).await;
    let (first, second) = (
        house.store.try_code(&row, false),
        house.store.try_code(&row, true),
    );
    house.store.write(first).await.unwrap();
    let second = house.store.write(second).await;
    assert!(matches!(second, Err(WriteError::Conflict)));
    let both = tokio::join!(send(&house, 2, at(0)), send(&house, 2, at(1)));
    assert!(
        both.0.is_ok() != both.1.is_ok(),
        "one of two sendings counts"
    );
}

#[tokio::test]
async fn s0_16_codes_have_six_digits_and_stand_nowhere() {
    let house = House::new().await;
    let mut codes = Vec::new();
    for n in 0..50 {
        let code = send(&house, n, at(0)).await.unwrap();
        assert!(code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()));
        codes.push(code);
    }
    let columns = "SELECT group_concat(name, ' ') FROM pragma_table_info('one_time_code')";
    let columns: String = house
        .intruder()
        .query_row(columns, [], |row| row.get(0))
        .unwrap();
    assert_eq!(columns, "phone_hash purpose made_ms open tries sent");
    codes.sort();
    codes.dedup();
    assert!(codes.len() > 45, "each phone has its own");
}

#[tokio::test]
async fn a_sending_that_failed_is_the_same_message_again() {
    let house = House::new().await;
    let code = send(&house, 1, at(0)).await.unwrap();
    let row = code_of(&house, 1).await;
    let key = house.store.message_key(&row);
    let unsent = house.store.unsend_code(&row);
    house.store.write(unsent).await.unwrap();
    assert!(code_of(&house, 1).await.sent.is_empty());
    assert_eq!(send(&house, 1, at(0)).await.unwrap(), code);
    let row = code_of(&house, 1).await;
    assert_eq!((row.sent.len(), house.store.message_key(&row)), (1, key));
    let old = house.store.codes_made_before(at(1), 10).await.unwrap();
    assert_eq!(old.len(), 1);
    let dropped = house.store.drop_codes(&old);
    house.store.write(dropped).await.unwrap();
    let left = house.store.one_time_codes(&phone(1)).await.unwrap();
    assert!(left.is_empty());
}

#[tokio::test]
async fn wrong_last_six_are_counted_by_phone_and_day() {
    let house = House::new().await;
    let (today, to) = (date("2020-02-20"), phone(1));
    let write = async |batch| house.store.write(batch).await.unwrap();
    write(house.store.count_document_try(Tried::LastSix, &to, today)).await;
    write(house.store.count_document_try(Tried::LastSix, &to, today)).await;
    write(
        house
            .store
            .take_back_document_try(Tried::LastSix, &to, today),
    )
    .await;
    let tries = async |n, on| {
        let phone = phone(n);
        let tries = house.store.document_tries(Tried::LastSix, &phone, on);
        tries.await.unwrap()
    };
    assert_eq!(tries(1, today).await, 1);
    assert_eq!(tries(2, today).await, 0);
    assert_eq!(tries(1, today.next()).await, 0);
    write(house.store.drop_document_tries(today.next())).await;
    assert_eq!(tries(1, today).await, 0);
}

#[tokio::test]
async fn a_session_is_read_as_written_and_slides() {
    let house = House::new().await;
    let session = house.session(1);
    let opened = house.store.open_session(&session);
    house.store.write(opened).await.unwrap();
    let (row, alarms) = house.store.session(session.hash).await.unwrap();
    let row = row.unwrap();
    assert!(alarms.is_empty() && row.person.is_none());
    assert_eq!(
        (row.phone.as_str(), row.ends),
        (phone(1).as_str(), session.ends)
    );
    let later = house.store.slide_session(&row, date("2020-06-01"));
    house.store.write(later).await.unwrap();
    let (row, _) = house.store.session(session.hash).await.unwrap();
    assert_eq!(row.unwrap().ends, date("2020-06-01"));
    let other = house.store.session_hash("another secret");
    assert!(house.store.session(other).await.unwrap().0.is_none());
    let ended = house.store.ended_sessions(date("2020-06-01"), 10).await;
    assert!(ended.unwrap() == [(session.hash, None)]);
}

#[tokio::test]
async fn a_session_that_became_a_persons_does_not_slide_back() {
    let house = House::new().await;
    let person = house.register(1).await;
    let session = house.session(1);
    let opened = house.store.open_session(&session);
    house.store.write(opened).await.unwrap();
    let facts = house.facts(person).await;
    let mut batch = facts.batch(now());
    batch.link_device(&device(1, &session), &session);
    let rating = house.rating(State::Green, None).await;
    house.store.write(batch.rate(&rating)).await.unwrap();
    let late = house.store.slide_session(&session, date("2020-06-01"));
    house.store.write(late).await.unwrap();
    let (row, _) = house.store.session(session.hash).await.unwrap();
    assert_eq!(row.unwrap().person, Some(person));
}

#[tokio::test]
async fn an_edited_session_signs_nobody_in() {
    let house = House::new().await;
    house.settle(1).await;
    let other = house.settle(2).await;
    let moved = format!(
        "UPDATE session SET person_id = {} WHERE person_id = 1",
        other.0
    );
    house.intruder().execute(&moved, []).unwrap();
    let (row, alarms) = house.store.session(house.session(1).hash).await.unwrap();
    assert!(row.is_none() && alarms[0].table == "session");
}

#[tokio::test]
async fn a_device_put_into_the_database_is_none_and_one_taken_away_is_missed() {
    let house = House::new().await;
    let person = house.settle(1).await;
    house.settle(2).await;
    let moved = "INSERT INTO device (person_id, device_id, session_hash, device_key, linked_ms, mac)
        SELECT 1, device_id, session_hash, device_key, linked_ms, mac FROM device WHERE person_id = 2";
    house.intruder().execute(moved, []).unwrap();
    let (devices, alarms) = house.store.devices_of(person).await.unwrap();
    let ids: Vec<Device> = vec![device(1, &house.session(1))];
    assert!(devices == ids && alarms.len() == 1);
    let taken = "DELETE FROM device WHERE person_id = 1";
    house.intruder().execute(taken, []).unwrap();
    assert!(house.facts(person).await.missing);
}

#[tokio::test]
async fn a_place_leads_to_whom_it_was_given_until_its_day_is_over() {
    let house = House::new().await;
    let person = house.settle(1).await;
    let given = issued(1);
    let found = house.store.issued_at(given.list, given.index).await;
    assert_eq!(found.unwrap(), Some((person, given)));
    let elsewhere = house.store.issued_at(given.list.next(), given.index).await;
    assert_eq!(elsewhere.unwrap(), None);
    let taken = house
        .store
        .write(house.store.issue(&house.facts(person).await, &given))
        .await;
    assert!(matches!(taken, Err(WriteError::Conflict)));
    let over = house.store.statuses_before(given.list, 10).await.unwrap();
    assert!(over.is_empty());
    let over = house.store.statuses_before(given.list.next(), 10).await;
    let over = over.unwrap();
    assert_eq!(over, [(given.list, given.index, PersonId(1))]);
    house
        .store
        .write(house.store.forget_issued(over))
        .await
        .unwrap();
    assert!(house.store.issued_to(person).await.unwrap().is_empty());
    assert_eq!(
        house
            .store
            .issued_at(given.list, given.index)
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn blocks_of_places_are_leased_once() {
    let house = House::new().await;
    let list = date("2020-02-21");
    let lease = async |first, end| {
        house
            .store
            .write(house.store.lease_status(list, first, end))
            .await
    };
    let both = tokio::join!(lease(0, 1_000), lease(0, 1_000));
    assert!(both.0.is_ok() != both.1.is_ok());
    assert_eq!(house.store.next_status(list).await.unwrap(), 1_000);
    assert!(lease(1_000, 2_000).await.is_ok());
    assert!(lease(1_000, 2_000).await.is_err());
    let house = house.again().await;
    assert_eq!(house.store.next_status(list).await.unwrap(), 2_000);
    assert_eq!(house.store.next_status(list.next()).await.unwrap(), 0);
}
