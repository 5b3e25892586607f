//! Signing in: the phone by a code, the person by the last six of their document.

use domain::time::Instant;
use domain::verdict::Outcome;
use service::{Error, SESSION_DAYS, Standing};

use crate::house::{House, last_six, later, now, phone};
use crate::phone::Device;
use crate::scanning::{gate, scan};

#[tokio::test]
async fn s1_1_a_new_device_is_linked_by_the_last_six_of_the_document() {
    let house = House::new().await;
    let first = house.resident(1, now()).await;
    let before = first.session(&house, later(59)).await.person().unwrap();
    let second = Device::sign_in(&house, &phone(1), Some(&last_six(1)), later(60)).await;
    assert_eq!(second.standing, Standing::Person);
    let after = second.session(&house, later(61)).await.person().unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn s2_3_without_the_last_six_the_answer_is_the_same_for_every_number() {
    let house = House::new().await;
    house.resident(1, now()).await;
    let mut answers = Vec::new();
    for (n, given) in [
        (1, None),
        (2, None),
        (1, Some("123456")),
        (2, Some("123456")),
    ] {
        let minute = 60 * (answers.len() as i64 + 1);
        let device = Device::sign_in(&house, &phone(n), given, later(minute)).await;
        let session = device.session(&house, later(minute)).await;
        let me = house.service.me(&session, later(minute)).await.unwrap();
        answers.push((
            device.standing,
            me.person.is_none(),
            session.person().is_err(),
        ));
    }
    assert_eq!(answers, vec![(Standing::Phone, true, true); 4]);
}

#[tokio::test]
async fn s2_3_a_numbers_new_owner_sees_nobodys_data_and_stops_nobodys_code() {
    let house = House::new().await;
    let old = house.declared(1, &[], now()).await;
    let code = old.fetch(&house, now()).await;
    // The number is given to person 5, who proves it by a good code and registers as themself.
    let new = Device::sign_in(&house, &phone(1), None, later(60)).await;
    let session = new.session(&house, later(60)).await;
    assert!(
        house
            .service
            .me(&session, later(60))
            .await
            .unwrap()
            .person
            .is_none()
    );
    house.registry.know(gateway::registry::Identity {
        phone: phone(1),
        ..crate::house::identity(5)
    });
    let registered = house
        .register(&session, &crate::house::form(5), later(70))
        .await
        .unwrap();
    let before = old.session(&house, later(80)).await.person().unwrap();
    assert_ne!(registered.person, before);
    let mine = new.session(&house, later(80)).await;
    let me = house
        .service
        .me(&mine, later(80))
        .await
        .unwrap()
        .person
        .unwrap();
    assert!(me.declarations.is_empty() && me.cities.is_empty());
    // The old owner's device, code and gate go on.
    let again = old.fetch(&house, later(90)).await;
    assert_eq!(again.issued.state, code.issued.state);
    let gate = gate(&house).await;
    let passed = scan(&house, &gate, 1, &code.text(later(95)), later(95)).await;
    assert_eq!(passed.outcome, Outcome::Pass);
}

#[tokio::test]
async fn s2_3_three_wrong_last_six_a_day_and_then_only_the_counter() {
    let house = House::new().await;
    house.resident(1, now()).await;
    let device = Device::sign_in(&house, &phone(1), None, later(60)).await;
    let session = device.session(&house, later(60)).await;
    let prove = async |given: &str, now| house.service.sign_in_document(&session, given, now).await;
    for _try in 0..3 {
        assert_eq!(prove("123456", later(70)).await.unwrap(), Standing::Phone);
    }
    let right = last_six(1);
    let refused = prove(&right, later(80)).await;
    assert!(matches!(refused, Err(Error::TooMany { .. })));
    let tomorrow = later(86_400);
    assert_eq!(prove(&right, tomorrow).await.unwrap(), Standing::Person);
}

#[tokio::test]
async fn s2_3_tried_many_times_at_once_the_last_six_are_tried_three_times() {
    let house = House::new().await;
    house.resident(1, now()).await;
    let device = Device::sign_in(&house, &phone(1), None, later(60)).await;
    let session = device.session(&house, later(60)).await;
    let tries = (0..20).map(|n| {
        let given = format!("{n:06}");
        let (house, session) = (&house, &session);
        async move {
            house
                .service
                .sign_in_document(session, &given, later(61))
                .await
        }
    });
    let outcomes = futures_util::future::join_all(tries).await;
    let looked = outcomes.iter().filter(|o| o.is_ok()).count();
    assert!(looked <= 3, "{looked} of twenty were compared");
}

#[tokio::test]
async fn s2_3_right_last_six_cost_no_try() {
    let house = House::new().await;
    house.resident(1, now()).await;
    for minute in 1..5 {
        let moment = later(minute * 60);
        let device = Device::sign_in(&house, &phone(1), Some(&last_six(1)), moment).await;
        assert_eq!(device.standing, Standing::Person);
    }
}

#[tokio::test]
async fn a_family_shares_a_number_and_each_signs_in_as_themself() {
    let house = House::new().await;
    house.resident(1, now()).await;
    house.registry.know(gateway::registry::Identity {
        phone: phone(1),
        ..crate::house::identity(2)
    });
    let second = Device::sign_in(&house, &phone(1), None, later(60)).await;
    let session = second.session(&house, later(60)).await;
    house
        .register(&session, &crate::house::form(2), later(60))
        .await
        .unwrap();
    for (n, minute) in [(1, 2), (2, 3)] {
        let moment = later(minute * 60);
        let device = Device::sign_in(&house, &phone(1), Some(&last_six(n)), moment).await;
        let session = device.session(&house, moment).await;
        let me = house.service.me(&session, moment).await.unwrap();
        let masked = crate::house::document(n).masked();
        assert_eq!(me.person.unwrap().document_masked, masked);
    }
}

#[tokio::test]
async fn a_session_slides_over_ninety_days_and_then_ends() {
    let house = House::new().await;
    let device = house.resident(1, now()).await;
    let day = |days: i32| -> Instant { (now().date() + days).start() };
    for days in [60, 120, 200] {
        assert!(
            house
                .service
                .session_of(&device.secret, day(days))
                .await
                .is_ok()
        );
    }
    let last = 200 + SESSION_DAYS;
    let ended = house.service.session_of(&device.secret, day(last)).await;
    assert!(matches!(ended, Err(Error::NotSignedIn)));
}

#[tokio::test]
async fn a_secret_that_nobody_has_opens_nothing() {
    let house = House::new().await;
    house.resident(1, now()).await;
    let long = "h".repeat(100_000);
    let wrong = format!("hcs_{}", "0".repeat(64));
    for secret in ["", "hcs_", wrong.as_str(), long.as_str()] {
        let refused = house.service.session_of(secret, now()).await;
        assert!(matches!(refused, Err(Error::NotSignedIn)));
    }
}

#[tokio::test]
async fn who_signs_out_is_out_and_the_others_stay() {
    let house = House::new().await;
    let first = house.resident(1, now()).await;
    let other = house.resident(3, now()).await;
    let session = first.session(&house, later(61)).await;
    house.service.sign_out(&session, later(61)).await.unwrap();
    let gone = house.service.session_of(&first.secret, later(62)).await;
    assert!(matches!(gone, Err(Error::NotSignedIn)));
    other.session(&house, later(62)).await;
    let alone = Device::sign_in(&house, &phone(2), None, later(60)).await;
    let session = alone.session(&house, later(61)).await;
    house.service.sign_out(&session, later(61)).await.unwrap();
    assert!(
        house
            .service
            .session_of(&alone.secret, later(62))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn n_1_a_new_device_has_the_code_at_once_and_takes_the_place_of_the_old() {
    let house = House::new().await;
    let old = house.declared(1, &[], now()).await;
    let before = old.fetch(&house, now()).await;
    let new = Device::sign_in(&house, &phone(1), Some(&last_six(1)), later(120)).await;
    let code = new.fetch(&house, later(121)).await;
    let gate = gate(&house).await;
    let told = scan(&house, &gate, 1, &code.text(later(122)), later(122)).await;
    assert_eq!(told.outcome, Outcome::Pass);
    let told = scan(&house, &gate, 2, &before.text(later(123)), later(123)).await;
    assert_eq!(
        (told.outcome, told.words.en.as_str()),
        (Outcome::Stop, "This code was replaced")
    );
    let ended = house.service.session_of(&old.secret, later(124)).await;
    assert!(matches!(ended, Err(Error::NotSignedIn)));
}

#[tokio::test]
async fn two_programs_know_one_session() {
    let house = House::new().await;
    let device = house.resident(1, now()).await;
    let other = house.another().await;
    let session = other.session_of(&device.secret, now()).await.unwrap();
    let person = device.session(&house, now()).await.person().unwrap();
    assert_eq!(session.person().unwrap(), person);
}

#[tokio::test]
async fn a_key_that_is_none_signs_no_device_in_and_uses_no_code_up() {
    let house = House::new().await;
    let code = house.code(&phone(1), now()).await;
    for key in [&[][..], &[4; 64], &[2; 65]] {
        let asked = service::SignIn {
            contact: &phone(1).into(),
            code: &code,
            document_last6: None,
            device_key: key,
        };
        let refused = house.service.sign_in(&asked, now()).await;
        assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].field == "device_key"));
    }
    assert!(
        Device::sign_in_with(&house, &phone(1), &code, None, now())
            .await
            .is_ok()
    );
}
