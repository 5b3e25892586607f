//! Issuing: the decision of this moment, for one key of one device.

use credential::{KeyPair, KeySet, verify_credential};
use domain::declaration::Tick;
use domain::state::State;
use domain::time::Instant;
use service::{Error, IssueAsked, Nature};

use crate::house::{House, at, code, declaration, later, now, wuchang};
use crate::phone::{Code, Device};

async fn keys(house: &House, now: Instant) -> KeySet {
    KeySet::decode(&house.service.key_set(now).await.unwrap()).unwrap()
}

async fn field(house: &House, device: &Device, asked: &IssueAsked<'_>) -> String {
    let session = device.session(house, now()).await;
    match house.service.issue(&session, asked, now()).await {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn s1_4_a_code_carries_the_decision_the_day_and_a_fragment_of_the_name() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    let credential = code.credential();
    let verified = verify_credential(credential.bytes(), &keys(&house, now()).await, now());
    let claims = verified.unwrap().claims;
    assert_eq!(claims.state, State::Green);
    assert_eq!(claims.issuer.to_string(), "330100");
    assert_eq!(claims.day, now().date());
    assert_eq!(claims.bearer.name().to_string(), "张三");
    assert!(
        claims
            .status
            .list()
            .starts_with("https://hz.example/s/2020-02-2")
    );
    assert!(!claims.demo && !claims.pop_up);
}

#[tokio::test]
async fn n_9_a_code_says_no_number_phone_or_person() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let (first, second) = (
        device.fetch(&house, now()).await,
        device.fetch(&house, now()).await,
    );
    let bytes = first.issued.credential.clone();
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(!holds(b"13800000000") && !holds(b"330106199001"));
    assert!(!holds("小".as_bytes()) && !holds(&person.0.to_be_bytes()));
    let (first, second) = (first.credential(), second.credential());
    let places = [&first, &second].map(|c| c.unverified().status.index());
    assert!(places[0].abs_diff(places[1]) > 1, "{places:?}");
    assert_ne!(
        first.unverified().bearer.key(),
        second.unverified().bearer.key()
    );
}

#[tokio::test]
async fn s1_5_a_code_is_good_into_the_next_day_and_no_longer() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    assert_eq!(code.issued.expires, at("2020-02-22 00:00"));
    let keys = keys(&house, now()).await;
    let good = |at: Instant| verify_credential(&code.issued.credential, &keys, at).is_ok();
    assert!(good(at("2020-02-21 23:59")) && !good(at("2020-02-22 00:00")));
}

/// Red for 14 days since the 20th, with every check-in.
async fn quarantined(house: &House) -> Device {
    let area = house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let stays = [wuchang(50, Tick::Areas(vec![area]))];
    let device = house.declared(0, &stays, now()).await;
    let person = device.session(house, now()).await.person().unwrap();
    for day in 1..14 {
        let made = (now().date() + day).start().plus_ms(36_000_000);
        let id = domain::ids::CheckInId(900 + i64::from(day));
        let check_in = domain::record::CheckIn::new(id, made);
        house
            .service
            .check_in(person, &check_in, made)
            .await
            .unwrap();
    }
    device
}

#[tokio::test]
async fn s1_5_a_code_ends_with_the_last_day_of_its_state() {
    let house = House::new().await;
    let device = quarantined(&house).await;
    let red = device.fetch(&house, at("2020-03-03 10:00")).await;
    assert_eq!(red.issued.state, State::Red);
    assert_eq!(red.issued.expires, at("2020-03-05 00:00"));
    let red = device.fetch(&house, at("2020-03-04 20:00")).await;
    assert_eq!(red.issued.state, State::Red);
    assert_eq!(
        red.issued.expires,
        at("2020-03-05 00:00"),
        "released at midnight"
    );
    let green = device.fetch(&house, at("2020-03-05 00:01")).await;
    assert_eq!(green.issued.state, State::Green);
}

#[tokio::test]
async fn n_2_a_new_code_comes_with_its_reason_and_way_out() {
    let house = House::new().await;
    let area = house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let stays = [wuchang(50, Tick::Areas(vec![area]))];
    let device = house.declared(0, &stays, now()).await;
    let red = device.fetch(&house, now()).await;
    assert_eq!(red.issued.explained.state, State::Red);
    let free = red.issued.explained.free_from.unwrap();
    assert_eq!(free.en, "Free from 5 March 00:00");
}

#[tokio::test]
async fn s0_21_a_pop_up_rides_beside_the_green() {
    let house = House::new().await;
    house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let device = house
        .declared(0, &[wuchang(50, Tick::Elsewhere)], now())
        .await;
    let code = device.fetch(&house, now()).await;
    assert_eq!(code.issued.state, State::Green);
    assert!(code.credential().unverified().pop_up);
    assert!(!code.issued.explained.pop_ups.is_empty());
}

#[tokio::test]
async fn s2_3_a_stolen_cookie_alone_gets_no_code() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let (thief, key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let raw = key.public().raw().to_vec();
    let city = code("330100");
    let mut asked = IssueAsked {
        city,
        code_key: &raw,
        next_key: None,
        instant: now(),
        signature: &[],
    };
    assert_eq!(field(&house, &device, &asked).await, "signature");
    let signature = thief.sign(asked.text().as_bytes()).unwrap();
    asked.signature = &signature;
    assert_eq!(field(&house, &device, &asked).await, "signature");
    // What the device signed is for this key, city and moment alone.
    let own = device.enrolment.sign(asked.text().as_bytes()).unwrap();
    asked.signature = &own;
    let session = device.session(&house, now()).await;
    assert!(house.service.issue(&session, &asked, now()).await.is_ok());
    asked.city = code("330200");
    assert_eq!(field(&house, &device, &asked).await, "signature");
    asked.city = city;
    let other = KeyPair::generate().unwrap();
    asked.code_key = other.public().raw();
    assert_eq!(field(&house, &device, &asked).await, "signature");
}

#[tokio::test]
async fn a_request_that_is_malformed_or_late_is_refused_by_its_field() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let key = KeyPair::generate().unwrap();
    let raw = key.public().raw().to_vec();
    let city = code("330100");
    let asked = |code_key, instant| IssueAsked {
        city,
        code_key,
        next_key: None,
        instant,
        signature: &[],
    };
    assert_eq!(
        field(&house, &device, &asked(&raw[1..], now())).await,
        "code_key"
    );
    assert_eq!(
        field(&house, &device, &asked(&[4; 65], now())).await,
        "code_key"
    );
    for instant in [later(-301), later(301), Instant::from_ms(i64::MIN)] {
        assert_eq!(
            field(&house, &device, &asked(&raw, instant)).await,
            "instant_ms"
        );
    }
    let county = device.fetch_of(&house, code("330106"), now()).await;
    let Err(Error::Invalid(problems)) = county.map(|_| ()) else {
        panic!("a county is no city");
    };
    assert_eq!(problems[0].field, "city");
}

#[tokio::test]
async fn a_phone_alone_gets_no_code() {
    let house = House::new().await;
    let device = Device::sign_in(&house, &crate::house::phone(1), None, now()).await;
    let refused = device.fetch_of(&house, code("330100"), now()).await;
    assert!(matches!(refused, Err(Error::NotRegistered)));
}

#[tokio::test]
async fn s1_5_who_has_not_declared_shows_a_grey_code() {
    let house = House::new().await;
    let device = house.resident(1, now()).await;
    let code = device.fetch(&house, now()).await;
    assert_eq!(code.issued.state, State::None);
}

#[tokio::test]
async fn s2_5_one_declaration_gives_a_code_of_every_city_by_its_own_rules() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    for city in ["330200", "110000", "410100"] {
        let other = device.fetch_of(&house, code(city), now()).await.unwrap();
        assert_eq!(other.issued.state, State::Green);
        assert_eq!(other.issued.explained.city.code, city);
    }
    let session = device.session(&house, now()).await;
    let me = house.service.me(&session, now()).await.unwrap();
    assert_eq!(me.person.unwrap().cities.len(), 4);
}

async fn stale(house: &House, device: &Device, code: &Code, now: Instant) -> bool {
    device.fetch(house, now).await.issued.state != code.issued.state
}

#[tokio::test]
async fn s0_23_a_second_list_changes_the_next_code_without_a_new_sign_in() {
    let house = House::new().await;
    let area = house
        .list("2020-02-19 08时", "粮道街", at("2020-02-19 08:30"))
        .await;
    let device = house
        .declared(0, &[wuchang(50, Tick::Elsewhere)], now())
        .await;
    let green = device.fetch(&house, now()).await;
    assert!(!stale(&house, &device, &green, later(1)).await);
    let person = device.session(&house, now()).await.person().unwrap();
    let new = house
        .list("2020-02-20 11时", "中华路", at("2020-02-20 11:30"))
        .await;
    assert_ne!(new, area);
    let stay = domain::ids::StayId(50);
    let noon = at("2020-02-20 12:00");
    house
        .service
        .answer(person, stay, &[new], noon)
        .await
        .unwrap();
    assert!(stale(&house, &device, &green, noon).await);
}

#[tokio::test]
async fn a_person_gets_a_bounded_number_of_codes_a_day() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let mut issued = 0;
    let refused = loop {
        match device.fetch_of(&house, code("330100"), now()).await {
            Ok(_) => issued += 1,
            Err(error) => break error,
        }
        assert!(issued < 1_000);
    };
    assert!(matches!(refused, Error::TooMany { .. }));
    assert_eq!(issued, 200);
    assert_eq!(house.count("credential_status"), 200);
    let tomorrow = device.fetch(&house, at("2020-02-21 08:00")).await;
    assert_eq!(tomorrow.issued.state, State::Green);
}

#[tokio::test]
async fn codes_issued_at_once_have_places_of_their_own() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let other = house.another().await;
    let mut codes = Vec::new();
    for _round in 0..4 {
        let fetched = (0..8).map(|_| device.fetch(&house, now()));
        codes.extend(futures_util::future::join_all(fetched).await);
    }
    let session = other.session_of(&device.secret, now()).await.unwrap();
    let key = KeyPair::generate().unwrap();
    let raw = key.public().raw().to_vec();
    let mut asked = IssueAsked {
        city: code("330100"),
        code_key: &raw,
        next_key: None,
        instant: now(),
        signature: &[],
    };
    let signature = device.enrolment.sign(asked.text().as_bytes()).unwrap();
    asked.signature = &signature;
    other.issue(&session, &asked, now()).await.unwrap();
    assert_eq!(house.count("credential_status"), 33);
}

#[tokio::test]
async fn a_demo_signs_codes_that_say_so() {
    let house = House::of(Nature::Demo).await;
    let device = house.declared(0, &[], now()).await;
    let code = device.fetch(&house, now()).await;
    assert!(code.credential().unverified().demo);
    assert!(keys(&house, now()).await.is_demo());
    let real = House::new().await;
    let real_keys = keys(&real, now()).await;
    let refused = verify_credential(&code.issued.credential, &real_keys, now());
    assert_eq!(refused, Err(domain::verdict::Refusal::Demo));
}

#[tokio::test]
async fn a_declaration_that_is_corrected_away_leaves_no_green() {
    let house = House::new().await;
    let device = house.declared(0, &[], now()).await;
    let person = device.session(&house, now()).await.person().unwrap();
    let mut instead = declaration(800, &[]);
    instead.contact = Some("2020-02-18".parse().unwrap());
    let asked = service::CorrectionAsked {
        id: domain::ids::CorrectionId(1),
        declaration: domain::ids::DeclarationId(0),
        instead,
        reason: None,
    };
    house
        .service
        .correct(person, &asked, later(60))
        .await
        .unwrap();
    let red = device.fetch(&house, later(61)).await;
    assert_eq!(red.issued.state, State::Red);
}
