//! The comparison with what the carriers recorded: what is covered, what is asked, what is a hint, and what is shown.

use domain::itinerary::Cause;
use domain::state::State;
use gateway::carrier::Recording;
use service::{Error, ItineraryAnswer, ItineraryState};

use crate::house::{House, code, phone};
use crate::traveller::{
    DONGCHENG, FIRST, Traveller, XIHU, causes, field, home_and_beijing, life, minute, place,
};

#[tokio::test]
async fn s0_8_s0_9_a_recorded_county_that_was_not_declared_is_named_with_its_days_before_the_final_submit()
 {
    let house = House::new().await;
    let trip = [("370102", "2020-06-10", "2020-06-12")];
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &trip)).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let found = traveller.compare(&house, &[], minute(4)).await.unwrap();
    assert_eq!(causes(&found), [Cause::UndeclaredPlace]);
    let finding = &found.findings[0];
    let place_told = finding.place.as_ref().unwrap();
    assert_eq!(place_told.county.as_deref(), Some("370102"));
    assert!(finding.text.zh.contains("历下区") && finding.text.en.contains("June"));
    assert!(!finding.remedy.zh.is_empty());
    // Comparing has handed nothing in.
    let check = traveller.check(&house, minute(4)).await;
    assert_eq!(check.state, ItineraryState::InProgress);
    // Declared for other days than recorded it is covered, and pointed out.
    let mut places = home_and_beijing();
    places.push(place("370102", "2020-06-08", "2020-06-09"));
    traveller
        .say(&house, (FIRST, places), minute(5))
        .await
        .unwrap();
    let found = traveller.compare(&house, &[], minute(6)).await.unwrap();
    assert!(found.passed && found.findings.is_empty());
    assert_eq!(found.hints[0].place.county.as_deref(), Some("370102"));
    let passed = traveller.submit(&house, &[], minute(7)).await.unwrap();
    assert!(passed.comparison.passed);
}

#[tokio::test]
async fn s0_9_a_declared_place_that_the_record_lacks_is_no_contradiction() {
    let house = House::new().await;
    let mut gaps = life(XIHU, &[]);
    gaps.recording = Recording {
        gaps: true,
        ..Recording::default()
    };
    let traveller = Traveller::arrived(&house, 1, gaps).await;
    let mut places = home_and_beijing();
    places.push(place("440304", "2020-06-10", "2020-06-10"));
    places.push(place("JP", "2020-06-07", "2020-06-08"));
    traveller.says(&house, 1, places).await;
    let found = traveller.compare(&house, &[], minute(4)).await.unwrap();
    assert!(found.passed, "{:?}", found.findings);
}

#[tokio::test]
async fn s0_9_one_day_in_a_county_that_touches_a_declared_one_is_asked_about_and_fails_nothing() {
    let house = House::new().await;
    let drift = [("330105", "2020-06-10", "2020-06-10")];
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &drift)).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let found = traveller.submit(&house, &[], minute(4)).await.unwrap();
    let asked = &found.comparison.asked;
    assert_eq!(asked[0].place.county.as_deref(), Some("330105"));
    assert!(asked[0].text.en.contains("Were you there?"));
    assert!(!found.comparison.passed && found.comparison.findings.is_empty());
    assert_eq!(
        found.check.state,
        ItineraryState::InProgress,
        "not passed yet, and not failed"
    );
    let answer = |was_there| ItineraryAnswer {
        number: FIRST,
        county: code("330105"),
        was_there,
    };
    let drifted = traveller
        .compare(&house, &[answer(false)], minute(5))
        .await
        .unwrap();
    assert!(drifted.passed);
    let there = traveller
        .submit(&house, &[answer(true)], minute(6))
        .await
        .unwrap();
    assert!(there.comparison.passed, "it counts as declared");
    let places = &there.check.numbers[0].places;
    assert!(
        places
            .iter()
            .any(|place| place.county.as_deref() == Some("330105"))
    );
}

#[tokio::test]
async fn s0_10_s0_11_s0_12_click_to_query_needs_the_numbers_own_code_shows_and_fills_nothing_in() {
    let house = House::new().await;
    let trip = [("370102", "2020-06-10", "2020-06-12")];
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &trip)).await;
    traveller
        .begin(&house, "2020-06-20", minute(1))
        .await
        .unwrap();
    assert_eq!(
        field(traveller.query(&house, FIRST, minute(1)).await),
        "number"
    );
    traveller
        .confirm(&house, (FIRST, &phone(1)), minute(2))
        .await;
    let record = traveller.query(&house, FIRST, minute(3)).await.unwrap();
    let seen: Vec<_> = record
        .stays
        .iter()
        .filter_map(|stay| stay.county.as_deref())
        .collect();
    assert!(seen.contains(&XIHU) && seen.contains(&"370102"), "{seen:?}");
    assert_eq!(record.until.to_string(), "2020-06-19", "a day late");
    let check = traveller.check(&house, minute(3)).await;
    assert!(check.numbers[0].places.is_empty());
    for _ in 0..2 {
        traveller.query(&house, FIRST, minute(4)).await.unwrap();
    }
    let asked = house.carrier.conduct().asked();
    let more = traveller.query(&house, FIRST, minute(5)).await;
    assert!(matches!(more, Err(Error::TooMany { retry_after_s, .. }) if retry_after_s > 0));
    assert_eq!(house.carrier.conduct().asked(), asked, "nobody is asked");
    let session = traveller.session(&house, minute(5)).await;
    let lines = house
        .service
        .my_log(&session, None, minute(5))
        .await
        .unwrap();
    let looked = lines
        .iter()
        .filter(|line| line.action_words.en.contains("was shown to you"));
    assert_eq!(looked.count(), 3);
}

#[tokio::test]
async fn s0_8_comparing_is_no_oracle_five_a_day_with_handing_in() {
    let house = House::new().await;
    let traveller = Traveller::arrived(
        &house,
        1,
        life(XIHU, &[("370102", "2020-06-10", "2020-06-12")]),
    )
    .await;
    traveller.says(&house, 1, home_and_beijing()).await;
    for _ in 0..4 {
        traveller.compare(&house, &[], minute(4)).await.unwrap();
    }
    traveller.submit(&house, &[], minute(5)).await.unwrap();
    let more = traveller.compare(&house, &[], minute(6)).await;
    assert!(matches!(more, Err(Error::TooMany { .. })));
    // Begun anew, it goes on counting.
    traveller
        .begin(&house, "2020-06-20", minute(7))
        .await
        .unwrap();
    let more = traveller.submit(&house, &[], minute(8)).await;
    assert!(matches!(more, Err(Error::TooMany { .. })));
    // Tomorrow there are others.
    let tomorrow = crate::house::at("2020-06-21 08:00");
    traveller.compare(&house, &[], tomorrow).await.unwrap();
}

#[tokio::test]
async fn s0_9_what_is_declared_in_a_check_is_a_stay_of_the_person_and_asks_where_a_list_asks() {
    let house = House::new().await;
    house
        .list(
            "2020-06-19 08时",
            "某小区",
            crate::house::at("2020-06-19 09:00"),
        )
        .await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    let mut places = home_and_beijing();
    places.push(place("420106", "2020-06-18", "2020-06-19"));
    traveller.says(&house, 1, places).await;
    assert!(
        house
            .service
            .questions(traveller.person, minute(3))
            .await
            .unwrap()
            .is_empty()
    );
    let passed = traveller.submit(&house, &[], minute(4)).await.unwrap();
    assert!(passed.comparison.passed);
    let told = house
        .service
        .my_declarations(traveller.person, minute(4))
        .await
        .unwrap();
    let text = format!("{told:?}");
    assert!(text.contains("武昌"), "{text}");
    assert!(text.contains(DONGCHENG), "{text}");
    assert_ne!(traveller.state(&house, minute(4)).await, State::Unconfirmed);
}
