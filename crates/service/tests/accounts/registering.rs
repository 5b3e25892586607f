//! Registering: the registry agrees first, and whoever it does not know hears the same in all cases.

use domain::policy::Text;
use service::{Error, MaskedContact, RegistrationForm, Session};

use crate::house::{House, document, form, last_six, later, name, now, phone};
use crate::phone::Device;

async fn phone_alone(house: &House, n: u64, seconds: i64) -> Session {
    let device = Device::sign_in(house, &phone(n), None, later(seconds)).await;
    device.session(house, later(seconds)).await
}

fn refusal(outcome: Result<service::Registered, Error>) -> (String, Text) {
    let Err(Error::Invalid(problems)) = outcome else {
        panic!("{outcome:?}");
    };
    (problems[0].field.clone(), problems[0].text.clone())
}

#[tokio::test]
async fn s2_18_name_number_and_the_phones_holder_must_agree() {
    let house = House::new().await;
    let device = house.resident(1, now()).await;
    let session = device.session(&house, now()).await;
    let me = house.service.me(&session, now()).await.unwrap();
    assert_eq!(me.contact, MaskedContact::Phone("138*****001".into()));
    let person = me.person.unwrap();
    assert_eq!(person.name_masked, name(1).masked());
    assert_eq!((person.since, person.cities.len()), (now(), 0));
    let records_read = house.carrier.conduct().asked();
    assert_eq!(records_read, 0, "applying opens nobody's whereabouts");
}

#[tokio::test]
async fn s1_3_the_unproven_hear_the_same_in_all_cases() {
    let house = House::new().await;
    house.resident(1, now()).await;
    let session = phone_alone(&house, 2, 60).await;
    let taken = RegistrationForm {
        name: name(1),
        document: document(1),
        ..form(2)
    };
    let wrong_name = RegistrationForm {
        name: name(3),
        ..form(2)
    };
    let unknown = RegistrationForm {
        document: document(99),
        ..form(2)
    };
    let mut refusals = Vec::new();
    for form in [taken, wrong_name, unknown] {
        let outcome = house.register(&session, &form, later(60)).await;
        refusals.push(refusal(outcome));
    }
    // The number is registered already, and the registry agrees: on this phone too.
    let again = phone_alone(&house, 1, 120).await;
    refusals.push(refusal(house.register(&again, &form(1), later(120)).await));
    assert_eq!(refusals[0].0, "document");
    assert!(refusals.iter().all(|refusal| *refusal == refusals[0]));
    assert_eq!(house.count("person"), 1);
}

#[tokio::test]
async fn a_registration_sent_again_is_done_already() {
    let house = House::new().await;
    let device = house.resident(1, now()).await;
    let session = device.session(&house, now()).await;
    let again = house.register(&session, &form(1), later(5)).await;
    assert_eq!(again.unwrap().person, session.person().unwrap());
    let other = house.register(&session, &form(2), later(5)).await;
    assert_eq!(refusal(other).0, "document");
    assert_eq!(house.count("person"), 1);
}

#[tokio::test]
async fn s1_3_two_devices_that_register_one_document_at_once_are_one_person() {
    let house = House::new().await;
    let first = phone_alone(&house, 1, 0).await;
    let second = phone_alone(&house, 1, 60).await;
    let outcomes = tokio::join!(
        async { house.register(&first, &form(1), later(60)).await },
        async { house.register(&second, &form(1), later(60)).await }
    );
    assert!(outcomes.0.is_ok() != outcomes.1.is_ok());
    assert_eq!(house.count("person"), 1);
    let late = Device::sign_in(&house, &phone(1), Some(&last_six(1)), later(120)).await;
    late.session(&house, later(120)).await.person().unwrap();
}

#[tokio::test]
async fn s1_2_the_residence_is_a_street_or_words() {
    let house = House::new().await;
    let session = phone_alone(&house, 1, 0).await;
    let long = "里".repeat(101);
    for street in ["", "  ", "999999999", "翠苑\u{0}街道", long.as_str()] {
        let form = RegistrationForm {
            street: street.into(),
            ..form(1)
        };
        let outcome = house.register(&session, &form, now()).await;
        assert_eq!(refusal(outcome).0, "street");
    }
    let asked = house.registry.conduct().asked();
    assert_eq!(
        asked, 0,
        "the registry is asked about nothing that is refused anyway"
    );
    let form = RegistrationForm {
        street: "翠苑街道翠苑一区".into(),
        ..form(1)
    };
    let registered = house.register(&session, &form, now()).await;
    let person = registered.unwrap().person;
    let (words, _) = house.service.store().words_of(person).await.unwrap();
    assert!(
        words
            .iter()
            .any(|(_, word)| word.as_str() == "翠苑街道翠苑一区")
    );
}
