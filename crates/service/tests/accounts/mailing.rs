//! People without a phone of the mainland: signed in by a letter, and proven by name, number and birth date.

use domain::application::ApplicantSaid;
use domain::identity::{Contact, Document, DocumentKind, MailAddress, PersonName};
use domain::time::{Date, Instant};
use gateway::simulator::Behaviour;
use service::{
    Awaited, Error, Language, MaskedContact, Purpose, RegistrationForm, Session, SignIn, Standing,
};

use crate::house::{House, declaration, document, form, later, name, now};

fn address(text: &str) -> MailAddress {
    MailAddress::parse(text).unwrap()
}

fn passport(number: &str) -> Document {
    Document::parse(DocumentKind::Passport, number, now().date()).unwrap()
}

fn born() -> Date {
    Date::from_ymd(1964, 8, 12).unwrap()
}

fn anna() -> RegistrationForm {
    RegistrationForm {
        name: PersonName::parse("Anna Maria Schmidt").unwrap(),
        document: passport("DEU C01X00T47"),
        born: Some(born()),
        street: "330106109".into(),
        door: None,
        said: ApplicantSaid::default(),
    }
}

/// A house whose registry knows Anna by her birth date.
async fn house() -> House {
    let house = House::new().await;
    let Anna { name, document } = Anna::new();
    house.registry.know_born(name, &document, born());
    house
}

struct Anna {
    name: PersonName,
    document: Document,
}

impl Anna {
    fn new() -> Self {
        let RegistrationForm { name, document, .. } = anna();
        Self { name, document }
    }
}

async fn send(house: &House, to: &str, now: Instant) -> Result<(), Error> {
    let contact = Contact::from(address(to));
    let sent = house
        .service
        .send_code(&contact, Purpose::SignIn, Language::English, now)
        .await;
    sent.map(drop)
}

fn newest(house: &House, to: &str) -> String {
    let letter = &house.mail.inbox(Some(&address(to)))[0].text;
    let mut digits = letter.split(|c: char| !c.is_ascii_digit());
    digits.find(|part| part.len() == 6).unwrap().to_owned()
}

async fn signed_in(
    house: &House,
    to: &str,
    last_six: Option<&str>,
    now: Instant,
) -> (Session, Standing) {
    send(house, to, now).await.unwrap();
    let key = credential::KeyPair::generate().unwrap();
    let contact = Contact::from(address(to));
    let asked = SignIn {
        contact: &contact,
        code: &newest(house, to),
        document_last6: last_six,
        device_key: key.public().raw(),
    };
    let signed_in = house.service.sign_in(&asked, now).await.unwrap();
    let session = house.service.session_of(signed_in.secret.text(), now).await;
    (session.unwrap(), signed_in.standing)
}

fn field(outcome: Result<service::Registered, Error>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn s2_16_a_foreigner_signs_in_by_a_letter_and_registers_by_name_number_and_birth_date() {
    let house = house().await;
    let (session, standing) = signed_in(&house, "Anna@Example.org", None, now()).await;
    assert_eq!(standing, Standing::Phone);
    let registered = house.register(&session, &anna(), now()).await;
    let person = registered.unwrap().person;
    let decided = house
        .service
        .declare(person, &declaration(1, &[]), now())
        .await;
    assert_eq!(decided.unwrap()[0].state, domain::state::State::Green);
    // Another device is hers by the end of the passport.
    let again = signed_in(&house, "anna@example.org", Some("X00T47"), later(60)).await;
    assert_eq!(
        (again.1, again.0.person().unwrap()),
        (Standing::Person, person)
    );
    let me = house.service.me(&again.0, later(61)).await.unwrap();
    assert_eq!(me.contact, MaskedContact::Mail("a***@example.org".into()));
    assert!(house.sms.inbox(None).is_empty());
}

#[tokio::test]
async fn s0_16_a_letter_has_the_limits_of_a_short_message() {
    let house = house().await;
    let to = "anna@example.org";
    send(&house, to, now()).await.unwrap();
    assert!(matches!(
        send(&house, to, later(30)).await,
        Err(Error::TooMany { .. })
    ));
    for minute in 1..5 {
        send(&house, to, later(60 * minute)).await.unwrap();
    }
    let sixth = send(&house, to, later(400)).await;
    assert!(matches!(sixth, Err(Error::TooMany { .. })), "{sixth:?}");
    assert_eq!(house.mail.inbox(None).len(), 5);
}

#[tokio::test]
async fn s0_16_a_letter_that_could_not_be_handed_over_is_the_same_one_again() {
    let house = house().await;
    house.mail.conduct().behave(Behaviour::failing());
    let Err(Error::Waits { neighbour, .. }) = send(&house, "a@example.org", now()).await else {
        panic!("it went out");
    };
    assert_eq!(neighbour, Awaited::Mail);
    house.mail.conduct().behave(Behaviour::Well);
    send(&house, "a@example.org", later(31)).await.unwrap();
    assert_eq!(house.mail.inbox(None).len(), 1);
}

#[tokio::test]
async fn s1_3_by_letter_a_wrong_name_date_and_number_are_refused_in_the_same_words() {
    let house = house().await;
    let (session, _) = signed_in(&house, "b@example.org", None, now()).await;
    let wrong_name = RegistrationForm {
        name: name(1),
        ..anna()
    };
    let wrong_date = RegistrationForm {
        born: Some(born().next()),
        ..anna()
    };
    let unknown = RegistrationForm {
        document: passport("DEU C01X00T48"),
        ..anna()
    };
    let mut words = Vec::new();
    for form in [wrong_name, wrong_date, unknown] {
        let outcome = house.register(&session, &form, now()).await;
        let Err(Error::Invalid(problems)) = outcome else {
            panic!("{outcome:?}");
        };
        words.push(problems);
    }
    // And where she is registered already.
    let (own, _) = signed_in(&house, "anna@example.org", None, now()).await;
    house.register(&own, &anna(), now()).await.unwrap();
    let (other, _) = signed_in(&house, "other@example.org", None, now()).await;
    let taken = house.register(&other, &anna(), now()).await;
    let Err(Error::Invalid(problems)) = taken else {
        panic!("{taken:?}");
    };
    words.push(problems);
    assert!(words.iter().all(|one| *one == words[0]), "{words:?}");
    assert_eq!(words[0][0].field, "document");
}

#[tokio::test]
async fn s1_3_who_knows_a_number_does_not_find_its_birth_date_from_many_addresses() {
    let house = house().await;
    let mut asked = 0;
    for n in 0..8 {
        let to = format!("thief{n}@example.org");
        let (session, _) = signed_in(&house, &to, None, now()).await;
        let form = RegistrationForm {
            born: Some(born() - (n + 1)),
            ..anna()
        };
        let outcome = house.register(&session, &form, now()).await;
        asked += i32::from(matches!(outcome, Err(Error::Invalid(_))));
    }
    assert_eq!(asked, 5, "five a day, then nobody is answered");
    let (own, _) = signed_in(&house, "anna@example.org", None, later(86_400)).await;
    let tomorrow = house.register(&own, &anna(), later(86_400)).await;
    assert!(tomorrow.is_ok());
}

#[tokio::test]
async fn s1_3_a_number_that_holds_the_birth_date_needs_a_phone_or_a_counter() {
    let house = house().await;
    house
        .registry
        .know_born(name(1), &document(1), document(1).birth_date().unwrap());
    let (session, _) = signed_in(&house, "c@example.org", None, now()).await;
    let outcome = house.register(&session, &form(1), now()).await;
    assert_eq!(field(outcome), "document_kind");
    let missing = RegistrationForm {
        born: None,
        ..anna()
    };
    let outcome = house.register(&session, &missing, now()).await;
    assert_eq!(field(outcome), "birth_date");
    assert_eq!(
        (house.registry.conduct().asked(), house.count("person")),
        (0, 0)
    );
}

#[tokio::test]
async fn s2_16_a_stolen_database_shows_no_address_and_no_birth_date() {
    let house = house().await;
    let (session, _) = signed_in(&house, "anna@example.org", None, now()).await;
    house.register(&session, &anna(), now()).await.unwrap();
    house
        .sql()
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    let bytes = std::fs::read(house.sql().path().unwrap()).unwrap();
    for word in ["anna@example", "1964-08-12", "C01X00T47", "Schmidt"] {
        let found = bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes());
        assert!(!found, "{word}");
    }
}
