//! Carriers that are slow, failing or talk nonsense, and what is left of what they say: nothing.

use domain::help;
use domain::state::State;
use gateway::simulator::Behaviour;
use rusqlite::types::ValueRef;
use service::Error;

use crate::house::{House, last_six};
use crate::traveller::{FIRST, Traveller, XIHU, home_and_beijing, life, minute};

#[tokio::test]
async fn s2_18_a_carrier_that_fails_or_talks_nonsense_loses_nothing_gives_no_colour_and_is_asked_again()
 {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    for behaviour in [
        Behaviour::failing(),
        Behaviour::nonsense(),
        Behaviour::LosesAnswers,
    ] {
        house.carrier.conduct().behave(behaviour);
        // More often than a day allows: what nobody answered is not counted.
        for _ in 0..6 {
            let submitted = traveller.submit(&house, &[], minute(4)).await;
            let Err(error) = submitted else {
                panic!("nobody answered")
            };
            assert!(matches!(error, Error::Waits { .. }), "{error}");
            assert_eq!(error.cause(), Some(help::Cause::CarrierDown));
            assert!(error.text().zh.contains("运营商") && error.text().zh.contains("不会丢失"));
        }
        let query = traveller.query(&house, FIRST, minute(4)).await;
        assert!(matches!(query, Err(Error::Waits { .. })));
        assert_eq!(traveller.state(&house, minute(4)).await, State::Unconfirmed);
        let check = traveller.check(&house, minute(4)).await;
        assert_eq!(
            check.numbers[0].places.len(),
            2,
            "what was entered is there"
        );
        assert!(check.causes.is_empty());
    }
    house.carrier.conduct().behave(Behaviour::Slow(50));
    let passed = traveller.submit(&house, &[], minute(5)).await.unwrap();
    assert!(passed.comparison.passed);
}

#[tokio::test]
async fn s2_18_a_service_without_carriers_says_that_it_waits() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let alone = house.another().await;
    let session = alone
        .session_of(&traveller.device.secret, minute(4))
        .await
        .unwrap();
    let submitted = alone
        .submit_itinerary(&session, crate::traveller::city(), &[], minute(4))
        .await;
    assert!(matches!(submitted, Err(Error::Waits { .. })));
    let told = house.service.overview(minute(4)).await.unwrap();
    let carrier = told
        .neighbours
        .iter()
        .find(|neighbour| neighbour.id == "carrier")
        .unwrap();
    assert!(carrier.answers);
}

/// A county that the record names and nobody declares.
const RECORDED: &str = "371402";

#[tokio::test]
async fn s2_18_no_recorded_stay_is_in_any_table_or_byte_of_the_database() {
    let house = House::new().await;
    let trip = [(RECORDED, "2020-06-10", "2020-06-12")];
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &trip)).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    traveller.query(&house, FIRST, minute(4)).await.unwrap();
    let found = traveller.compare(&house, &[], minute(5)).await.unwrap();
    let place = found.findings[0].place.clone().unwrap();
    assert_eq!(place.county.as_deref(), Some(RECORDED));
    traveller.submit(&house, &[], minute(6)).await.unwrap();
    let number: i64 = RECORDED.parse().unwrap();
    let mut looked = 0;
    let connection = house.sql();
    for table in tables(&connection) {
        let mut rows = connection
            .prepare(&format!("SELECT * FROM \"{table}\""))
            .unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                looked += 1;
                let hit = match row.get_ref(column).unwrap() {
                    ValueRef::Integer(found) => found == number,
                    ValueRef::Text(text) | ValueRef::Blob(text) => {
                        holds(text, RECORDED) || holds(text, "德城")
                    }
                    ValueRef::Null | ValueRef::Real(_) => false,
                };
                assert!(!hit, "table {table}, column {column}");
            }
        }
    }
    assert!(looked > 100);
    let path: String = connection
        .query_row(
            "SELECT file FROM pragma_database_list WHERE name = 'main'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    for file in [path.clone(), format!("{path}-wal")] {
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert!(!holds(&bytes, RECORDED) && !holds(&bytes, "德城"), "{file}");
    }
    assert!(place.name.zh.contains("德城"), "{:?}", place.name);
    // What is sealed is opened for its holder, and does not hold it either.
    let session = traveller.session(&house, minute(7)).await;
    let own = house
        .service
        .export_own(&session, &last_six(1), minute(8))
        .await
        .unwrap();
    let opened = serde_json::to_string(&own).unwrap();
    assert!(opened.contains("110101"), "what was declared is there");
    assert!(!opened.contains(RECORDED) && !opened.contains("德城"));
}

fn tables(connection: &rusqlite::Connection) -> Vec<String> {
    let mut names = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
        .unwrap();
    let names = names.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}
