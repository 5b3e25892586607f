//! A renewed passport has another number, and the person and their record stay the same.

use domain::identity::{Document, DocumentKind, Phone};
use domain::state::State;
use domain::time::{Date, Instant};
use gateway::registry::Identity;
use service::{Applied, Erased, Error, RegistrationForm, ResultsTaken, Session, Standing};

use crate::house::{House, declaration, form, later, name, now, phone};
use crate::phone::Device;
use crate::results::{said, state, take, taken};

fn passport(number: &str) -> Document {
    Document::parse(DocumentKind::Passport, number, now().date()).unwrap()
}

fn old() -> Document {
    passport("DEU C01X00T47")
}

fn new() -> Document {
    passport("DEU C4J8R2K61")
}

fn traveller(document: Document) -> RegistrationForm {
    RegistrationForm {
        document,
        born: Date::from_ymd(1964, 8, 12),
        ..form(1)
    }
}

fn know(house: &House, document: Document, phone: Phone) {
    house.registry.know(Identity {
        name: name(1),
        document,
        phone,
    });
}

/// A traveller with the old passport, declared for Hangzhou.
async fn registered(house: &House) -> (Device, Session) {
    know(house, old(), phone(1));
    let device = Device::sign_in(house, &phone(1), None, now()).await;
    let session = device.session(house, now()).await;
    let registered = house.register(&session, &traveller(old()), now()).await;
    let person = registered.unwrap().person;
    let declared = house
        .service
        .declare(person, &declaration(1, &[]), now())
        .await;
    declared.unwrap();
    let session = device.session(house, now()).await;
    (device, session)
}

async fn renew(house: &House, session: &Session, now: Instant) -> Result<(), Error> {
    house.service.renew_document(session, &new(), now).await
}

fn about(document: &Document, sample: &str, outcome: &str) -> domain::laboratory::Said {
    domain::laboratory::Said {
        document_kind: "passport".into(),
        document: document.number().replace(':', " "),
        ..said(1, sample, outcome)
    }
}

#[tokio::test]
async fn s2_16_a_renewed_passport_continues_the_record_and_the_old_number_still_leads_to_it() {
    let house = House::new().await;
    let (_, session) = registered(&house).await;
    let person = session.person().unwrap();
    // Red by a test under the old number.
    house.laboratory.report(about(&old(), "a", "positive"));
    assert_eq!(take(&house, now()).await, taken(1));
    assert_eq!(state(&house, person, now()).await, State::Red);
    house.registry.know_renewed(&new(), &old());
    for _again in 0..2 {
        renew(&house, &session, later(60)).await.unwrap();
    }
    assert_eq!(
        state(&house, person, later(61)).await,
        State::Red,
        "orders go on"
    );
    for document in [old(), new()] {
        let holder = house.service.holder_of(&document).await.unwrap();
        assert_eq!(holder, Some(person));
    }
    assert_eq!(
        (house.count("person"), house.count("former_document")),
        (1, 1)
    );
    // A new device proves itself by the end of the new number.
    let late = Device::sign_in(&house, &phone(1), Some("R2K61"), later(120)).await;
    assert_eq!(late.standing, Standing::Phone);
    let late = Device::sign_in(&house, &phone(1), Some("J8R2K6"), later(180)).await;
    assert_eq!(late.standing, Standing::Phone);
    let late = Device::sign_in(&house, &phone(1), Some("8R2K61"), later(240)).await;
    assert_eq!(late.standing, Standing::Person);
    let me = house
        .service
        .me(&late.session(&house, later(241)).await, later(241))
        .await;
    assert_eq!(me.unwrap().person.unwrap().document_masked, new().masked());
}

#[tokio::test]
async fn s2_18_a_result_under_the_old_number_reaches_who_has_renewed() {
    let house = House::new().await;
    let (_, session) = registered(&house).await;
    house.registry.know_renewed(&new(), &old());
    // One that came under the new number before anybody knew whose it is.
    house.laboratory.report(about(&new(), "b", "negative"));
    let held = ResultsTaken {
        held: 1,
        ..ResultsTaken::default()
    };
    assert_eq!(take(&house, now()).await, held);
    renew(&house, &session, later(60)).await.unwrap();
    assert_eq!(house.count("laboratory_held"), 0);
    house.laboratory.report(about(&old(), "c", "positive"));
    assert_eq!(take(&house, later(120)).await, taken(1));
    let person = session.person().unwrap();
    assert_eq!(state(&house, person, later(121)).await, State::Red);
}

#[tokio::test]
async fn s2_16_nobody_registers_a_second_time_with_the_old_passport_or_the_new_one() {
    let house = House::new().await;
    let (_, session) = registered(&house).await;
    house.registry.know_renewed(&new(), &old());
    renew(&house, &session, later(1)).await.unwrap();
    know(&house, old(), phone(5));
    know(&house, new(), phone(5));
    let other = Device::sign_in(&house, &phone(5), None, later(60)).await;
    let other = other.session(&house, later(60)).await;
    for document in [old(), new()] {
        let applied = house
            .service
            .apply(&other, &traveller(document), later(60))
            .await;
        assert_eq!(applied.unwrap(), Applied::UnderReview, "a reviewer looks");
    }
    assert_eq!(house.count("person"), 1);
}

#[tokio::test]
async fn s2_16_a_passport_that_the_registry_does_not_join_or_another_holds_is_refused_alike() {
    let house = House::new().await;
    let (_, session) = registered(&house).await;
    let person = session.person().unwrap();
    let unjoined = renew(&house, &session, later(1)).await;
    // Somebody else holds the number that the registry joins.
    know(&house, new(), phone(2));
    let other = Device::sign_in(&house, &phone(2), None, later(60)).await;
    let theirs = other.session(&house, later(60)).await;
    let form = traveller(new());
    house.register(&theirs, &form, later(60)).await.unwrap();
    house.registry.know_renewed(&new(), &old());
    let taken = renew(&house, &session, later(61)).await;
    let words = |outcome| match outcome {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    };
    let (unjoined, taken) = (words(unjoined), words(taken));
    assert_eq!(unjoined, taken);
    assert_eq!(unjoined[0].field, "document_number");
    assert_eq!(house.service.holder_of(&old()).await.unwrap(), Some(person));
    assert_eq!(house.count("former_document"), 0);
    // A third, and then the counter.
    assert!(renew(&house, &session, later(62)).await.is_err());
    let fourth = renew(&house, &session, later(63)).await;
    assert!(matches!(fourth, Err(Error::TooMany { .. })));
}

#[tokio::test]
async fn s2_16_who_is_erased_leaves_no_way_by_either_number_and_an_order_keeps_both() {
    let house = House::new().await;
    let (_, session) = registered(&house).await;
    let person = session.person().unwrap();
    house.registry.know_renewed(&new(), &old());
    renew(&house, &session, later(1)).await.unwrap();
    house.laboratory.report(about(&new(), "a", "positive"));
    take(&house, later(2)).await;
    let kept = house.service.erase(person, later(3)).await.unwrap();
    assert!(matches!(kept, Erased::But(_)));
    for document in [old(), new()] {
        let holder = house.service.holder_of(&document).await.unwrap();
        assert_eq!(holder, Some(person), "registering again betters nothing");
    }
    // They come back with the old passport and are red.
    let again = Device::sign_in(&house, &phone(1), None, later(60)).await;
    let again = again.session(&house, later(60)).await;
    let returned = house.register(&again, &traveller(old()), later(60)).await;
    assert!(returned.unwrap().returned);
    assert_eq!(state(&house, person, later(61)).await, State::Red);
}

#[tokio::test]
async fn s2_16_a_row_of_a_former_document_that_was_put_in_by_hand_leads_to_nobody() {
    let house = House::new().await;
    let (_, session) = registered(&house).await;
    let person = session.person().unwrap();
    house
        .sql()
        .execute(
            "INSERT INTO former_document (person_id, document_hash, until_ms, mac) VALUES (?1, zeroblob(16), 0, zeroblob(16))",
            [person.0],
        )
        .unwrap();
    let (former, alarms) = house
        .service
        .store()
        .former_documents(person)
        .await
        .unwrap();
    assert!(former.is_empty());
    assert_eq!(alarms.len(), 1);
}

#[tokio::test]
async fn n_8_erased_nothing_leads_to_who_has_renewed_by_either_number() {
    let house = House::new().await;
    let (_, session) = registered(&house).await;
    let person = session.person().unwrap();
    house.registry.know_renewed(&new(), &old());
    renew(&house, &session, later(1)).await.unwrap();
    assert_eq!(house.count("document_claim"), 2);
    let erased = house.service.erase(person, later(2)).await.unwrap();
    assert_eq!(erased, Erased::Whole);
    for table in ["document_claim", "former_document", "person_sealed"] {
        assert_eq!(house.count(table), 0, "{table}");
    }
}
