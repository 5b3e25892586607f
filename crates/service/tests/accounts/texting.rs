//! Short messages within their limits: to which numbers, how many an hour, and that none is lost while the sender is away.

use domain::identity::Phone;
use domain::time::Instant;
use gateway::simulator::Behaviour;
use service::{Applied, Awaited, Error, Language, Purpose, RegistrationForm, TextLimits};

use crate::house::{House, at, form, later, name, now, phone};
use crate::phone::Device;

async fn send(house: &House, phone: &Phone, now: Instant) -> Result<(), Error> {
    let contact = phone.clone().into();
    let (purpose, language) = (Purpose::SignIn, Language::English);
    let sent = house.service.send_code(&contact, purpose, language, now);
    sent.await.map(drop)
}

fn limits(an_hour: i64, prefixes: &[&str]) -> TextLimits {
    TextLimits {
        an_hour,
        prefixes: prefixes.iter().map(|&p| p.into()).collect(),
    }
}

async fn alarms(house: &House) -> Vec<&'static str> {
    let vigilance = house.service.vigilance(now()).await.unwrap();
    vigilance.alarms.iter().map(|alarm| alarm.kind).collect()
}

/// An application whose end is told by a text: the registry was away, and then said no.
async fn refused(house: &House, n: u64, at: Instant) {
    let device = Device::sign_in(house, &phone(n), None, at).await;
    let session = device.session(house, at).await;
    house.registry.conduct().behave(Behaviour::failing());
    let wrong = RegistrationForm {
        name: name(n + 1),
        ..form(n)
    };
    let waits = house.service.apply(&session, &wrong, at).await;
    assert_eq!(waits.unwrap(), Applied::UnderReview);
    house.registry.conduct().behave(Behaviour::Well);
    house.service.settle_applications(at).await.unwrap();
}

#[tokio::test]
async fn s0_16_no_text_goes_to_ten_thousand_numbers_abroad_and_some_to_where_it_may() {
    let house = House::new().await.with_texts(limits(100_000, &["+852"]));
    for n in 0..10_000 {
        let abroad = Phone::parse(&format!("+1202555{n:04}")).unwrap();
        let Err(Error::Invalid(problems)) = send(&house, &abroad, now()).await else {
            panic!("it is refused");
        };
        assert_eq!(problems[0].field, "phone");
    }
    assert_eq!(house.sms.conduct().asked(), 0);
    assert_eq!(
        house.count("one_time_code"),
        0,
        "and nothing is kept of them"
    );
    let hong_kong = Phone::parse("+85291234567").unwrap();
    send(&house, &hong_kong, now()).await.unwrap();
    assert_eq!(house.sms.inbox(Some(&hong_kong)).len(), 1);
}

#[tokio::test]
async fn s0_16_over_the_budget_of_an_hour_there_is_an_alarm_codes_come_first_and_nothing_is_lost() {
    let house = House::new().await.with_texts(limits(5, &[]));
    // Three codes and the message of one refusal are four, and the fifth is kept for codes.
    for n in 3..6 {
        send(&house, &phone(n), now()).await.unwrap();
    }
    refused(&house, 2, now()).await;
    let waits = house.service.send_notices(later(1)).await.unwrap();
    assert_eq!((waits.sent, waits.waiting), (0, 1), "the rest is for codes");
    assert_eq!(alarms(&house).await, ["texts"]);
    send(&house, &phone(6), later(2)).await.unwrap();
    let over = send(&house, &phone(7), later(3)).await;
    let sms = Awaited::Sms;
    assert!(matches!(over, Err(Error::Waits { neighbour, .. }) if neighbour == sms));
    let next = at("2020-02-20 11:00");
    let sent = house.service.send_notices(next).await.unwrap();
    assert_eq!((sent.sent, sent.waiting), (1, 0), "nothing is lost");
    send(&house, &phone(7), next).await.unwrap();
}

#[tokio::test]
async fn s2_29_a_sender_that_is_away_for_an_hour_loses_no_message_and_doubles_none() {
    let house = House::new().await;
    for n in 2..8 {
        refused(&house, n, later(n as i64)).await;
    }
    house.sms.conduct().behave(Behaviour::failing());
    for minute in 0..60 {
        let waits = house.service.send_notices(later(60 * minute + 60)).await;
        assert_eq!(waits.unwrap().sent, 0);
    }
    house.sms.conduct().behave(Behaviour::Well);
    let sent = house.service.send_notices(later(3_700)).await.unwrap();
    assert_eq!((sent.sent, sent.waiting), (6, 0));
    assert_eq!(
        house.service.send_notices(later(3_760)).await.unwrap().sent,
        0
    );
    for n in 2..8 {
        let texts = house.sms.inbox(Some(&phone(n))).into_iter();
        let notices = texts.filter(|one| one.text.contains("there is a notice"));
        assert_eq!(notices.count(), 1, "{n}");
    }
}
