//! None of these gets rid of an entry: declaring again, deleting and registering again, another city, a code asked for without a
//! declaration, a correction.

use domain::ids::DeclarationId;
use domain::state::State;
use service::{CorrectionAsked, ItineraryState};

use crate::house::{House, code, phone};
use crate::phone::Device;
use crate::traveller::{
    Traveller, XIHU, city, declaration, home_and_beijing, life, minute, morning, place, stay,
};

#[tokio::test]
async fn s0_3_declaring_again_and_correcting_leave_the_entry_open() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller
        .declare(&house, &declaration(3_000, Vec::new()), minute(1))
        .await;
    assert_eq!(traveller.state(&house, minute(1)).await, State::Unconfirmed);
    let mut elsewhere = declaration(4_000, Vec::new());
    elsewhere.jurisdiction = code("330100");
    let asked = CorrectionAsked {
        id: 1,
        declaration: DeclarationId(3_000),
        instead: elsewhere,
        reason: None,
    };
    house
        .service
        .correct(traveller.person, &asked, minute(2))
        .await
        .unwrap();
    assert_eq!(traveller.state(&house, minute(2)).await, State::Unconfirmed);
    assert_eq!(house.count("city_entry"), 1);
}

#[tokio::test]
async fn s0_3_deleting_everything_and_registering_again_is_an_entry_again() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let passed = traveller.submit(&house, &[], minute(4)).await.unwrap();
    assert!(passed.comparison.passed);
    house
        .service
        .erase(traveller.person, minute(5))
        .await
        .unwrap();
    for table in [
        "city_entry",
        "itinerary_check",
        "itinerary_request",
        "itinerary_try",
    ] {
        assert_eq!(house.count(table), 0, "{table}");
    }
    let again = Device::sign_in(&house, &phone(1), None, minute(10)).await;
    let session = again.session(&house, minute(10)).await;
    house
        .register(&session, &crate::house::form(1), minute(10))
        .await
        .unwrap();
    let person = again.session(&house, minute(10)).await.person().unwrap();
    let again = Traveller {
        device: again,
        person,
    };
    again
        .declare(&house, &declaration(6_000, Vec::new()), minute(11))
        .await;
    assert_eq!(again.state(&house, minute(11)).await, State::Unconfirmed);
    assert_eq!(
        again.check(&house, minute(11)).await.state,
        ItineraryState::ToDo
    );
}

#[tokio::test]
async fn s0_2_a_code_of_the_city_by_what_was_declared_for_another_is_an_entry_too() {
    let house = House::new().await;
    house
        .service
        .ensure_signing_keys(minute(-120))
        .await
        .unwrap();
    let traveller = Traveller::at_home(&house, 1, life(XIHU, &[])).await;
    let mut hangzhou = declaration(3_000, Vec::new());
    hangzhou.jurisdiction = code("330100");
    traveller.declare(&house, &hangzhou, morning()).await;
    let issued = traveller
        .device
        .fetch_of(&house, city(), minute(1))
        .await
        .unwrap();
    assert_eq!(issued.issued.state, State::Unconfirmed);
    assert_eq!(
        issued.issued.explained.itinerary.unwrap().city.code,
        "110000"
    );
    traveller.says(&house, 1, home_and_beijing()).await;
    assert!(
        traveller
            .submit(&house, &[], minute(4))
            .await
            .unwrap()
            .comparison
            .passed
    );
    let issued = traveller
        .device
        .fetch_of(&house, city(), minute(5))
        .await
        .unwrap();
    assert_eq!(issued.issued.state, State::Green);
}

#[tokio::test]
async fn s0_2_what_was_named_for_another_city_is_a_return_here_all_the_same() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    traveller.submit(&house, &[], minute(4)).await.unwrap();
    let later = crate::house::at("2020-06-23 10:00");
    let jinan = |id| vec![stay(id, "370102", "2020-06-21", "2020-06-22")];
    let mut hangzhou = declaration(7_000, jinan(7_002));
    hangzhou.jurisdiction = code("330100");
    traveller.declare(&house, &hangzhou, later).await;
    traveller
        .declare(&house, &declaration(8_000, jinan(8_002)), later)
        .await;
    assert_eq!(traveller.state(&house, later).await, State::Unconfirmed);
}

#[tokio::test]
async fn s0_9_what_was_said_in_a_check_is_not_taken_back_with_the_declaration() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    let mut places = home_and_beijing();
    places.push(place("420106", "2020-06-18", "2020-06-19"));
    traveller.says(&house, 1, places).await;
    traveller.submit(&house, &[], minute(4)).await.unwrap();
    let asked = CorrectionAsked {
        id: 1,
        declaration: DeclarationId(1_100),
        instead: declaration(4_000, Vec::new()),
        reason: None,
    };
    house
        .service
        .correct(traveller.person, &asked, minute(5))
        .await
        .unwrap();
    let told = house
        .service
        .my_declarations(traveller.person, minute(5))
        .await
        .unwrap();
    let standing = format!("{told:?}");
    assert!(standing.contains("武昌"), "{standing}");
}

#[tokio::test]
async fn s0_3_an_entry_that_was_deleted_in_the_database_betters_nobody() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    house.sql().execute("DELETE FROM city_entry", []).unwrap();
    assert_eq!(traveller.state(&house, minute(1)).await, State::Unconfirmed);
    let other = Traveller::arrived(&house, 2, life(XIHU, &[])).await;
    let edit = "UPDATE city_entry SET verified_ms = 1592618400000";
    house.sql().execute(edit, []).unwrap();
    assert_eq!(other.state(&house, minute(1)).await, State::Unconfirmed);
}
