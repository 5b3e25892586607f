//! Entering: when it is asked, what it does to the code, from when on it can be done, and that it is saved half way.

use domain::declaration::Tick;
use domain::state::State;
use service::{ItineraryState, ItineraryStep};

use crate::house::{House, at, phone};
use crate::traveller::{
    DONGCHENG, FIRST, Traveller, XIHU, causes, city, day, declaration, field, home_and_beijing,
    life, minute, morning, place, stay,
};

#[tokio::test]
async fn s0_2_s0_3_s0_16_who_enters_is_blue_until_code_and_places_have_passed() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    assert_eq!(traveller.state(&house, morning()).await, State::Unconfirmed);
    let check = traveller.check(&house, morning()).await;
    assert_eq!(check.state, ItineraryState::ToDo);
    assert_eq!(check.next.step, ItineraryStep::Begin);
    assert_eq!((check.window_days, check.from), (14, day("2020-06-06")));
    assert!(check.rules.len() > 5 && check.consent.given_ms.is_none());

    let begun = traveller
        .begin(&house, "2020-06-20", minute(1))
        .await
        .unwrap();
    assert_eq!(begun.next.step, ItineraryStep::Confirm);
    assert_eq!((begun.numbers[0].at, begun.numbers[0].of), (1, 1));
    let confirmed = traveller
        .confirm(&house, (FIRST, &phone(1)), minute(2))
        .await;
    assert_eq!(confirmed.next.step, ItineraryStep::Places);
    assert!(
        confirmed.numbers[0].places.is_empty(),
        "the city is no entry by default"
    );
    let said = traveller
        .say(&house, (FIRST, home_and_beijing()), minute(3))
        .await
        .unwrap();
    assert_eq!(said.next.step, ItineraryStep::Submit);
    assert_eq!(traveller.state(&house, minute(3)).await, State::Unconfirmed);
    let passed = traveller.submit(&house, &[], minute(4)).await.unwrap();
    assert!(passed.comparison.passed, "{:?}", passed.comparison.findings);
    assert_eq!(passed.check.state, ItineraryState::Passed);
    assert_eq!(passed.check.passed_ms, Some(minute(4).ms()));
    assert_eq!(traveller.state(&house, minute(4)).await, State::Green);
    let text = house.sms.inbox(Some(&phone(1)))[0].text.clone();
    assert!(text.contains("compare where this number was"), "{text}");
}

#[tokio::test]
async fn s0_2_it_can_be_done_from_24_hours_before_arrival_and_is_saved_half_way() {
    let house = House::new().await;
    let traveller = Traveller::at_home(&house, 1, life(XIHU, &[])).await;
    let early = traveller.begin(&house, "2020-06-22", minute(1)).await;
    assert_eq!(field(early), "arrival");
    let begun = traveller
        .begin(&house, "2020-06-21", minute(1))
        .await
        .unwrap();
    assert_eq!(begun.to, day("2020-06-21"));
    traveller
        .confirm(&house, (FIRST, &phone(1)), minute(2))
        .await;
    // Broken off, and continued in the evening.
    let evening = at("2020-06-20 22:00");
    let check = traveller.check(&house, evening).await;
    assert_eq!(check.next.step, ItineraryStep::Places);
    let places = vec![
        place(XIHU, "2020-06-07", "2020-06-21"),
        place(DONGCHENG, "2020-06-21", "2020-06-21"),
    ];
    traveller
        .say(&house, (FIRST, places), evening)
        .await
        .unwrap();
    let passed = traveller.submit(&house, &[], evening).await.unwrap();
    assert!(passed.comparison.passed);
    // They arrive and declare: nothing is asked.
    let arrival = at("2020-06-21 12:00");
    traveller
        .declare(&house, &declaration(500, Vec::new()), arrival)
        .await;
    assert_eq!(traveller.state(&house, arrival).await, State::Green);
    // The day after the next it would be.
    let other = Traveller::at_home(&house, 2, life(XIHU, &[])).await;
    other.says(&house, 2, home_and_beijing()).await;
    assert!(
        other
            .submit(&house, &[], minute(4))
            .await
            .unwrap()
            .comparison
            .passed
    );
    let late = at("2020-06-22 12:00");
    other
        .declare(&house, &declaration(700, Vec::new()), late)
        .await;
    assert_eq!(other.state(&house, late).await, State::Unconfirmed);
}

#[tokio::test]
async fn s0_2_a_check_dies_three_days_after_its_last_step_and_nothing_of_it_stays() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let last = minute(3).plus_ms(3 * 86_400_000 - 1);
    let before = last.plus_ms(-2 * 60_000);
    assert_eq!(
        traveller.check(&house, before).await.next.step,
        ItineraryStep::Submit
    );
    // A number stays confirmed for so long, and not for as long as one goes on.
    let check = traveller.check(&house, last).await;
    assert_eq!(check.next.step, ItineraryStep::Confirm);
    assert_eq!(
        check.numbers[0].places.len(),
        2,
        "nothing that was said is lost"
    );
    house.service.sweep(last).await.unwrap();
    assert_eq!(house.count("itinerary_check"), 1);
    let over = last.plus_ms(1);
    assert_eq!(
        traveller.check(&house, over).await.next.step,
        ItineraryStep::Begin
    );
    house.service.sweep(over.plus_ms(1)).await.unwrap();
    assert_eq!(house.count("itinerary_check"), 0);
    assert_eq!(traveller.state(&house, over).await, State::Unconfirmed);
}

#[tokio::test]
async fn s0_2_a_return_that_is_declared_is_an_entry_and_saying_the_same_again_is_none() {
    let house = House::new().await;
    let traveller = Traveller::arrived(
        &house,
        1,
        life(XIHU, &[("370102", "2020-06-23", "2020-06-24")]),
    )
    .await;
    traveller.says(&house, 1, home_and_beijing()).await;
    traveller.submit(&house, &[], minute(4)).await.unwrap();
    let later = at("2020-06-25 10:00");
    traveller
        .declare(&house, &declaration(600, Vec::new()), later)
        .await;
    assert_eq!(traveller.state(&house, later).await, State::Green);
    let jinan = vec![stay(702, "370102", "2020-06-23", "2020-06-24")];
    traveller
        .declare(&house, &declaration(700, jinan), later)
        .await;
    assert_eq!(traveller.state(&house, later).await, State::Unconfirmed);
    assert_eq!(
        traveller.check(&house, later).await.state,
        ItineraryState::ToDo
    );
}

#[tokio::test]
async fn s0_3_an_entry_hides_no_red_and_a_city_that_does_not_ask_stays_green() {
    let house = House::new().await;
    house
        .list("2020-06-19 08时", "某小区", at("2020-06-19 09:00"))
        .await;
    let traveller = Traveller::at_home(&house, 1, life(XIHU, &[])).await;
    let area = domain::risk::AreaText::parse("某小区").unwrap();
    let mut wuchang = stay(902, "420106", "2020-06-18", "2020-06-19");
    wuchang.areas = Tick::Areas(vec![domain::risk::area_id(
        crate::house::code("420106"),
        &area,
    )]);
    traveller
        .declare(&house, &declaration(900, vec![wuchang]), morning())
        .await;
    assert_eq!(traveller.state(&house, morning()).await, State::Red);
    let decisions = house
        .service
        .rate(traveller.person, morning())
        .await
        .unwrap();
    let told = house
        .service
        .explain(traveller.person, &decisions, morning())
        .await
        .unwrap();
    assert_eq!(told[0].itinerary.as_ref().unwrap().kind, "itinerary");

    let hangzhou = Traveller::at_home(&house, 2, life(XIHU, &[])).await;
    let mut at_home = declaration(950, Vec::new());
    at_home.jurisdiction = crate::house::code("330100");
    hangzhou.declare(&house, &at_home, morning()).await;
    let decisions = house
        .service
        .rate(hangzhou.person, morning())
        .await
        .unwrap();
    assert_eq!(decisions[0].state, State::Green);
    let session = hangzhou.session(&house, morning()).await;
    let check = house
        .service
        .itinerary(&session, at_home.jurisdiction, morning())
        .await
        .unwrap();
    assert_eq!(
        (check.state, check.next.step),
        (ItineraryState::NotRequired, ItineraryStep::Done)
    );
}

#[tokio::test]
async fn s0_6_s0_7_leaving_the_city_out_fails_and_the_answer_says_so() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    let home = vec![place(XIHU, "2020-06-06", "2020-06-20")];
    traveller.says(&house, 1, home).await;
    let before = traveller.compare(&house, &[], minute(4)).await.unwrap();
    assert_eq!(
        causes(&before),
        [domain::itinerary::Cause::DestinationMissing]
    );
    assert!(
        before.findings[0].text.zh.contains("北京"),
        "{:?}",
        before.findings[0].text
    );
    let failed = traveller.submit(&house, &[], minute(5)).await.unwrap();
    assert_eq!(failed.check.state, ItineraryState::Failed);
    assert_eq!(
        failed.check.causes[0].cause,
        domain::itinerary::Cause::DestinationMissing
    );
    assert_eq!(traveller.state(&house, minute(5)).await, State::Unconfirmed);
    // Added to the list, it passes.
    traveller
        .say(&house, (FIRST, home_and_beijing()), minute(6))
        .await
        .unwrap();
    let passed = traveller.submit(&house, &[], minute(7)).await.unwrap();
    assert!(passed.comparison.passed && passed.check.causes.is_empty());
}

#[tokio::test]
async fn s0_3_consent_is_asked_first_and_kept_with_its_time() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    let session = traveller.session(&house, minute(1)).await;
    let asked = (day("2020-06-20"), "another text");
    let refused = house
        .service
        .begin_itinerary(&session, city(), asked, minute(1))
        .await;
    assert_eq!(field(refused), "consent_version");
    let code = traveller.send_code(&house, FIRST, minute(1)).await;
    assert_eq!(field(code), "arrival", "no code before the consent");
    let begun = traveller
        .begin(&house, "2020-06-20", minute(1))
        .await
        .unwrap();
    assert_eq!(begun.consent.given_ms, Some(minute(1).ms()));
}
