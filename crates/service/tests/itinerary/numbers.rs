//! Several numbers: each confirmed and declared in its order, none shown that is not one's own, and those given back compared.

use domain::identity::Phone;
use domain::ids::NumberId;
use domain::itinerary::Cause;
use domain::state::State;
use gateway::carrier::Life;
use service::{
    Error, ItineraryNumberState, ItineraryState, ItineraryStep, NumberAsked, PlacesSaid, Purpose,
};

use crate::house::{House, at, code, document, phone};
use crate::traveller::{
    FIRST, Traveller, XIHU, causes, field, home_and_beijing, life, minute, morning, place,
};

/// A second number of person `n`, registered to their document, and what its carrier recorded.
async fn second(
    house: &House,
    traveller: &Traveller,
    (n, other): (u64, u64),
    life: Life,
) -> NumberId {
    house.registry.know_phone(&document(n), &phone(other));
    house.carrier.know(&document(n), &phone(other), life);
    add(house, traveller, &phone(other), None).await.unwrap()
}

async fn add(
    house: &House,
    traveller: &Traveller,
    phone: &Phone,
    code: Option<&str>,
) -> Result<NumberId, Error> {
    let id = NumberId(77);
    let session = traveller.session(house, morning()).await;
    let asked = NumberAsked { id, phone, code };
    house
        .service
        .add_number(&session, &asked, morning())
        .await?;
    Ok(id)
}

/// Somebody with two numbers, of which the first has its code and its places.
async fn first_of_two(house: &House) -> (Traveller, NumberId) {
    let traveller = Traveller::arrived(house, 1, life(XIHU, &[])).await;
    let other = second(house, &traveller, (1, 31), life("330105", &[])).await;
    traveller
        .begin(house, "2020-06-20", minute(1))
        .await
        .unwrap();
    traveller
        .confirm(house, (FIRST, &phone(1)), minute(2))
        .await;
    traveller
        .say(house, (FIRST, home_and_beijing()), minute(3))
        .await
        .unwrap();
    (traveller, other)
}

#[tokio::test]
async fn s0_17_of_two_numbers_the_second_is_not_asked_for_before_the_first_has_its_places() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    let other = second(&house, &traveller, (1, 31), life("330105", &[])).await;
    traveller
        .begin(&house, "2020-06-20", minute(1))
        .await
        .unwrap();
    let sent = traveller.send_code(&house, other, minute(1)).await;
    assert_eq!(field(sent), "number");
    let check = traveller
        .confirm(&house, (FIRST, &phone(1)), minute(2))
        .await;
    assert_eq!(check.next.step, ItineraryStep::Places);
    let numbers = check.numbers.iter();
    let places: Vec<_> = numbers.map(|number| (number.at, number.of)).collect();
    assert_eq!(places, [(1, 2), (2, 2)]);
    assert!(
        !format!("{check:?}").contains(phone(1).canonical()),
        "masked"
    );
    let sent = traveller.send_code(&house, other, minute(2)).await;
    assert_eq!(field(sent), "number");
}

#[tokio::test]
async fn s0_15_a_wrong_or_late_code_of_the_second_number_loses_nothing_and_the_first_alone_fails() {
    let house = House::new().await;
    let (traveller, other) = first_of_two(&house).await;
    let failed = traveller.submit(&house, &[], minute(4)).await.unwrap();
    assert_eq!(causes(&failed.comparison), [Cause::NumberUnverified]);
    assert_eq!(failed.check.state, ItineraryState::Failed);
    traveller.send_code(&house, other, minute(5)).await.unwrap();
    let right = house.inbox(&phone(31));
    let wrong = if right == "000000" {
        "000001"
    } else {
        "000000"
    };
    for (code, at, why) in [(wrong, 5, "wrong"), (&*right, 10, "after five minutes")] {
        let refused = traveller.confirm_with(&house, (other, code), minute(at));
        assert!(matches!(refused.await, Err(Error::WrongCode)), "{why}");
    }
    let check = traveller.check(&house, minute(10)).await;
    let states: Vec<_> = check.numbers.iter().map(|number| number.state).collect();
    let kept = ItineraryNumberState::Declared;
    assert_eq!(states, [kept, ItineraryNumberState::ToConfirm]);
}

#[tokio::test]
async fn s0_13_s0_15_s0_17_two_numbers_code_places_code_places_and_none_passes_before_both() {
    let house = House::new().await;
    let (traveller, other) = first_of_two(&house).await;
    traveller
        .confirm(&house, (other, &phone(31)), minute(11))
        .await;
    // What its record says and its list does not is found, place and day.
    let same = PlacesSaid {
        number: other,
        places: Vec::new(),
        same_as_first: true,
    };
    let check = traveller.say_so(&house, &same, minute(12)).await.unwrap();
    assert!(check.numbers[1].same_as_first && check.next.step == ItineraryStep::Submit);
    let found = traveller.compare(&house, &[], minute(13)).await.unwrap();
    assert_eq!(found.findings[0].number.as_deref(), Some("77"));
    let mut places = home_and_beijing();
    places.push(place("330105", "2020-06-06", "2020-06-20"));
    traveller
        .say(&house, (other, places), minute(14))
        .await
        .unwrap();
    let passed = traveller.submit(&house, &[], minute(15)).await.unwrap();
    assert!(passed.comparison.passed, "{:?}", passed.comparison.findings);
    assert_eq!(traveller.state(&house, minute(15)).await, State::Green);
}

#[tokio::test]
async fn s0_16_a_code_serves_its_own_purpose_alone() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller
        .begin(&house, "2020-06-20", minute(1))
        .await
        .unwrap();
    let to_sign_in = house.code(&phone(1), minute(2)).await;
    let refused = traveller
        .confirm_with(&house, (FIRST, &to_sign_in), minute(2))
        .await;
    assert!(matches!(refused, Err(Error::WrongCode)));
    traveller.send_code(&house, FIRST, minute(4)).await.unwrap();
    let again = traveller.send_code(&house, FIRST, minute(4)).await;
    assert!(matches!(again, Err(Error::TooMany { .. })), "one a minute");
    let first = house.inbox(&phone(1));
    traveller.send_code(&house, FIRST, minute(5)).await.unwrap();
    let newest = house.inbox(&phone(1));
    if first != newest {
        let old = traveller
            .confirm_with(&house, (FIRST, &first), minute(5))
            .await;
        assert!(
            matches!(old, Err(Error::WrongCode)),
            "only the newest counts"
        );
    }
    let confirmed = traveller
        .confirm_with(&house, (FIRST, &newest), minute(6))
        .await
        .unwrap();
    assert_eq!(confirmed.next.step, ItineraryStep::Places);
    let contact = phone(1).into();
    let signs_in = house.service.send_code(
        &contact,
        Purpose::SignIn,
        service::Language::English,
        minute(8),
    );
    signs_in.await.unwrap();
}

#[tokio::test]
async fn s0_13_s0_15_a_number_that_comes_joins_at_the_end_and_one_given_back_is_compared_and_not_shown()
 {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    traveller.says(&house, 1, home_and_beijing()).await;
    let trip = [("370102", "2020-06-10", "2020-06-12")];
    let other = second(&house, &traveller, (1, 31), life(XIHU, &trip)).await;
    let check = traveller.check(&house, minute(4)).await;
    assert_eq!(
        (check.numbers.len(), check.next.step),
        (2, ItineraryStep::Confirm)
    );
    let session = traveller.session(&house, minute(4)).await;
    house
        .service
        .give_number_back(&session, other, minute(4))
        .await
        .unwrap();
    let check = traveller.check(&house, minute(5)).await;
    assert_eq!(
        (check.numbers.len(), check.next.step),
        (1, ItineraryStep::Submit)
    );
    let found = traveller
        .submit(&house, &[], minute(5))
        .await
        .unwrap()
        .comparison;
    assert_eq!(causes(&found), [Cause::UndeclaredPlace]);
    let finding = &found.findings[0];
    assert!(finding.number.is_none() && finding.place.is_none() && finding.from.is_none());
    assert!(!finding.text.zh.contains("历下"));
    // Once its carrier has another holder, it is no more about them.
    house
        .carrier
        .know(&document(2), &phone(31), life(XIHU, &trip));
    let passed = traveller.submit(&house, &[], minute(6)).await.unwrap();
    assert!(passed.comparison.passed);
    // Nor is it after 14 days.
    house.carrier.know(
        &document(1),
        &phone(31),
        life(XIHU, &[("370102", "2020-06-29", "2020-07-02")]),
    );
    let later = at("2020-07-04 11:00");
    let back = crate::traveller::declaration(
        5_000,
        vec![crate::traveller::stay(
            5_002,
            "330105",
            "2020-07-01",
            "2020-07-01",
        )],
    );
    traveller.declare(&house, &back, later).await;
    assert_eq!(
        traveller.check(&house, later).await.state,
        ItineraryState::ToDo
    );
    traveller.begin(&house, "2020-07-04", later).await.unwrap();
    traveller.confirm(&house, (FIRST, &phone(1)), later).await;
    let places = vec![
        place(XIHU, "2020-06-20", "2020-07-04"),
        place("110101", "2020-07-04", "2020-07-04"),
    ];
    traveller.say(&house, (FIRST, places), later).await.unwrap();
    let passed = traveller.compare(&house, &[], later).await.unwrap();
    assert!(passed.passed, "{:?}", passed.findings);
}

#[tokio::test]
async fn s0_14_a_stranger_with_the_phone_for_a_minute_reads_nothing_of_it_in_their_own_account() {
    let house = House::new().await;
    let trip = [("370102", "2020-06-10", "2020-06-12")];
    // The victim's phone, number 9, lies before them for a minute.
    house
        .carrier
        .know(&document(9), &phone(9), life("370102", &trip));
    let stranger = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    let victim = phone(9);
    let contact = victim.clone().into();
    let language = service::Language::English;
    house
        .service
        .send_code(&contact, Purpose::AddNumber, language, morning())
        .await
        .unwrap();
    let code_read = house.inbox(&victim);
    let number = add(&house, &stranger, &victim, Some(&code_read))
        .await
        .unwrap();
    stranger.says(&house, 1, home_and_beijing()).await;
    stranger.confirm(&house, (number, &victim), minute(4)).await;
    let check = stranger.check(&house, minute(4)).await;
    assert!(!check.numbers[1].shows_places);
    assert_eq!(
        field(stranger.query(&house, number, minute(5)).await),
        "number"
    );
    stranger
        .say(&house, (number, home_and_beijing()), minute(5))
        .await
        .unwrap();
    let found = stranger.submit(&house, &[], minute(6)).await.unwrap();
    let text = format!("{:?}", found.comparison);
    assert!(
        !text.contains("370102") && !text.contains("历下") && !text.contains("济南"),
        "{text}"
    );
    // The line stands in the log of whoever asked; the carrier was asked by the stranger's own document.
    assert!(found.comparison.passed, "it says nothing at all: {text}");
}

#[tokio::test]
async fn s0_14_where_the_carrier_has_another_holder_nothing_is_shown_and_nothing_passes_by_it() {
    let house = House::new().await;
    let traveller = Traveller::arrived(&house, 1, life(XIHU, &[])).await;
    // The number went to somebody else since.
    house.carrier.know(&document(2), &phone(1), life(XIHU, &[]));
    traveller.says(&house, 1, home_and_beijing()).await;
    assert_eq!(
        field(traveller.query(&house, FIRST, minute(4)).await),
        "number"
    );
    let failed = traveller.submit(&house, &[], minute(5)).await.unwrap();
    assert_eq!(causes(&failed.comparison), [Cause::NumberUnverified]);
    assert!(failed.comparison.findings[0].number.is_none());
    assert_eq!(traveller.state(&house, minute(5)).await, State::Unconfirmed);
    assert_ne!(code(XIHU), code("110101"));
}
