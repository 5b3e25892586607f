//! None of these gets rid of an entry: declaring again, deleting and registering again, another city, a code asked for without a
//! declaration, a correction.

use domain::declaration::Tick;
use domain::ids::{CorrectionId, DeclarationId};
use domain::itinerary::Cause;
use domain::state::State;
use service::{CorrectionAsked, Erased, ItineraryState};

use crate::house::{House, at, code, phone};
use crate::phone::Device;
use crate::traveller::{
    FIRST, Traveller, XIHU, causes, city, declaration, home_and_beijing, life, minute, morning,
    place, stay,
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
        id: CorrectionId(1),
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
    let later = at("2020-06-23 10:00");
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
        id: CorrectionId(1),
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

#[tokio::test]
async fn s0_9_beginning_anew_takes_nothing_back_that_was_handed_in() {
    for passes in [true, false] {
        let house = House::new().await;
        let trips = [("420106", "2020-06-18", "2020-06-19")];
        let recorded = if passes {
            &trips[..0]
        } else {
            &[("370102", "2020-06-10", "2020-06-12")]
        };
        let traveller = Traveller::arrived(&house, 1, life(XIHU, recorded)).await;
        let mut places = home_and_beijing();
        places.push(place("420106", "2020-06-18", "2020-06-19"));
        traveller.says(&house, 1, places).await;
        let said = traveller.submit(&house, &[], minute(4)).await.unwrap();
        assert_eq!(said.comparison.passed, passes);
        traveller
            .begin(&house, "2020-06-20", minute(5))
            .await
            .unwrap();
        if !passes {
            traveller
                .say(&house, (FIRST, home_and_beijing()), minute(5))
                .await
                .unwrap();
        }
        let asked = CorrectionAsked {
            id: CorrectionId(1),
            declaration: DeclarationId(1_100),
            instead: declaration(4_000, Vec::new()),
            reason: None,
        };
        let corrected = house.service.correct(traveller.person, &asked, minute(6));
        corrected.await.unwrap();
        let told = house.service.my_declarations(traveller.person, minute(6));
        let standing = format!("{:?}", told.await.unwrap());
        assert!(standing.contains("武昌"), "{passes}: {standing}");
    }
}

#[tokio::test]
async fn s0_2_a_journey_after_the_check_is_not_answered_by_it() {
    let house = House::new().await;
    let traveller = Traveller::at_home(&house, 1, life(XIHU, &[])).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let passed = traveller.submit(&house, &[], minute(4)).await.unwrap();
    assert!(passed.comparison.passed);
    let evening = at("2020-06-20 22:00");
    let home = vec![stay(8_002, XIHU, "2020-06-10", "2020-06-20")];
    traveller
        .declare(&house, &declaration(8_000, home), evening)
        .await;
    assert_eq!(traveller.state(&house, evening).await, State::Green);
    let next = at("2020-06-21 07:00");
    let wuchang = vec![stay(9_002, "420106", "2020-06-20", "2020-06-21")];
    traveller
        .declare(&house, &declaration(9_000, wuchang), next)
        .await;
    assert_eq!(traveller.state(&house, next).await, State::Unconfirmed);
}

#[tokio::test]
async fn s0_4_saying_a_later_arrival_cuts_no_day_off() {
    let house = House::new().await;
    let trips = [("420106", "2020-06-06", "2020-06-06")];
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &trips)).await;
    traveller
        .begin(&house, "2020-06-21", minute(1))
        .await
        .unwrap();
    traveller
        .confirm(&house, (FIRST, &phone(1)), minute(2))
        .await;
    traveller
        .say(&house, (FIRST, home_and_beijing()), minute(3))
        .await
        .unwrap();
    let found = traveller.submit(&house, &[], minute(4)).await.unwrap();
    assert_eq!(causes(&found.comparison), [Cause::UndeclaredPlace]);
}

#[tokio::test]
async fn s0_3_who_comes_back_to_an_order_that_was_kept_enters_anew() {
    let house = House::new().await;
    let list = house.list("2020-06-19 08时", "某小区", at("2020-06-19 09:00"));
    let area = list.await;
    let traveller = Traveller::at_home(&house, 1, life(XIHU, &[])).await;
    let mut wuchang = stay(902, "420106", "2020-06-18", "2020-06-19");
    wuchang.areas = Tick::Areas(vec![area]);
    traveller
        .declare(&house, &declaration(900, vec![wuchang]), morning())
        .await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let passed = traveller.submit(&house, &[], minute(4)).await.unwrap();
    assert!(passed.comparison.passed);
    let erased = house.service.erase(traveller.person, minute(5)).await;
    assert!(matches!(erased, Ok(Erased::But(_))), "{erased:?}");
    let device = Device::sign_in(&house, &phone(1), None, minute(10)).await;
    let session = device.session(&house, minute(10)).await;
    house
        .register(&session, &crate::house::form(1), minute(10))
        .await
        .unwrap();
    let again = Traveller {
        device,
        ..traveller
    };
    assert_eq!(again.state(&house, minute(11)).await, State::Red);
    assert_eq!(
        again.check(&house, minute(11)).await.state,
        ItineraryState::ToDo
    );
}
