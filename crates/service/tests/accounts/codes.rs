//! One-time codes: six digits, one purpose, five minutes, five tries, and limits.

use domain::identity::Phone;
use domain::time::Instant;
use gateway::simulator::Behaviour;
use service::{Awaited, Error, Language, Purpose, Standing};

use crate::house::{House, later, now, phone};
use crate::phone::Device;

async fn send(house: &House, phone: &Phone, now: Instant) -> Result<(), Error> {
    house
        .service
        .send_code(
            &phone.clone().into(),
            Purpose::SignIn,
            Language::Chinese,
            now,
        )
        .await
        .map(drop)
}

async fn try_code(house: &House, code: &str, now: Instant) -> Result<Standing, Error> {
    let device = Device::sign_in_with(house, &phone(1), code, None, now).await;
    device.map(|device| device.standing)
}

fn is_wrong(outcome: &Result<Standing, Error>) -> bool {
    matches!(outcome, Err(Error::WrongCode))
}

#[tokio::test]
async fn s0_16_a_code_has_six_digits_and_its_text_names_the_purpose_and_no_colour() {
    let house = House::new().await;
    let sent = house
        .service
        .send_code(&phone(1).into(), Purpose::SignIn, Language::Chinese, now())
        .await
        .unwrap();
    assert_eq!((sent.resend_after_s, sent.expires_s), (60, 300));
    let text = house.sms.inbox(Some(&phone(1)))[0].text.clone();
    assert!(text.contains("登录") && text.contains(&house.inbox(&phone(1))));
    for colour in ["绿", "黄", "红"] {
        assert!(!text.contains(colour), "{text}");
    }
}

#[tokio::test]
async fn s0_16_a_code_lives_five_minutes_and_opens_once() {
    let house = House::new().await;
    let code = house.code(&phone(1), now()).await;
    assert!(is_wrong(&try_code(&house, &code, later(300)).await));
    let code = house.code(&phone(1), later(400)).await;
    let first = try_code(&house, &code, later(699)).await;
    assert!(first.is_ok());
    assert!(is_wrong(&try_code(&house, &code, later(699)).await));
}

#[tokio::test]
async fn s0_16_five_wrong_tries_use_a_code_up() {
    let house = House::new().await;
    let code = house.code(&phone(1), now()).await;
    let wrong = if code == "000000" { "111111" } else { "000000" };
    for _try in 0..5 {
        assert!(is_wrong(&try_code(&house, wrong, later(1)).await));
    }
    assert!(is_wrong(&try_code(&house, &code, later(1)).await));
    let code = house.code(&phone(1), later(60)).await;
    for _try in 0..4 {
        assert!(is_wrong(&try_code(&house, wrong, later(61)).await) || code == wrong);
    }
    assert!(try_code(&house, &code, later(61)).await.is_ok());
}

#[tokio::test]
async fn s0_16_tried_many_times_at_once_a_code_is_tried_five_times() {
    let house = House::new().await;
    let code = house.code(&phone(1), now()).await;
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let tries: Vec<_> = (0..24).map(|_| try_code(&house, wrong, later(1))).collect();
    for outcome in futures_util::future::join_all(tries).await {
        assert!(is_wrong(&outcome));
    }
    let tries = "SELECT tries FROM one_time_code";
    let tries: i64 = house.sql().query_row(tries, [], |r| r.get(0)).unwrap();
    assert_eq!(tries, 5);
    assert!(is_wrong(&try_code(&house, &code, later(1)).await));
}

#[tokio::test]
async fn s0_16_only_the_newest_code_counts() {
    let house = House::new().await;
    let old = house.code(&phone(1), now()).await;
    let new = house.code(&phone(1), later(60)).await;
    if old != new {
        assert!(is_wrong(&try_code(&house, &old, later(61)).await));
    }
    assert!(try_code(&house, &new, later(61)).await.is_ok());
}

#[tokio::test]
async fn s0_16_one_a_minute_five_an_hour_ten_a_day() {
    let house = House::new().await;
    let mut sent = Vec::new();
    for minute in 0..24 * 60 {
        if send(&house, &phone(1), later(minute * 60)).await.is_ok() {
            sent.push(minute);
        }
    }
    assert_eq!(sent, [0, 1, 2, 3, 4, 60, 61, 62, 63, 64]);
    let early = send(&house, &phone(1), later(24 * 3_600 - 1)).await;
    let Err(Error::TooMany { retry_after_s, .. }) = early else {
        panic!("the eleventh within a day");
    };
    assert_eq!(retry_after_s, 1);
    assert!(send(&house, &phone(1), later(24 * 3_600)).await.is_ok());
    assert!(
        send(&house, &phone(2), later(1)).await.is_ok(),
        "another number"
    );
}

#[tokio::test]
async fn s0_16_asked_for_at_once_one_code_is_sent() {
    let house = House::new().await;
    let asked: Vec<_> = (0..8)
        .map(|_| async { send(&house, &phone(1), now()).await })
        .collect();
    let outcomes = futures_util::future::join_all(asked).await;
    assert_eq!(outcomes.iter().filter(|sent| sent.is_ok()).count(), 1);
    assert_eq!(house.sms.inbox(Some(&phone(1))).len(), 1);
}

#[tokio::test]
async fn s2_16_codes_go_to_numbers_of_the_mainland() {
    let house = House::new().await;
    let abroad = Phone::parse("+49 151 23456789").unwrap();
    let refused = send(&house, &abroad, now()).await;
    assert!(matches!(refused, Err(Error::Invalid(problems)) if problems[0].field == "phone"));
}

#[tokio::test]
async fn s0_16_while_messages_cannot_be_sent_it_waits_and_costs_no_try() {
    let house = House::new().await;
    house.sms.conduct().behave(Behaviour::failing());
    for second in 0..20 {
        let waits = send(&house, &phone(1), later(second)).await;
        let Err(Error::Waits { neighbour, .. }) = waits else {
            panic!("{waits:?}");
        };
        assert_eq!(neighbour, Awaited::Sms);
    }
    house.sms.conduct().behave(Behaviour::Well);
    let code = house.code(&phone(1), later(21)).await;
    assert!(try_code(&house, &code, later(22)).await.is_ok());
}

#[tokio::test]
async fn s0_16_a_message_whose_answer_was_lost_is_sent_once_and_its_code_counts() {
    let house = House::new().await;
    house.sms.conduct().behave_for(1, Behaviour::LosesAnswers);
    assert!(send(&house, &phone(1), now()).await.is_err());
    let code = house.inbox(&phone(1));
    send(&house, &phone(1), later(30)).await.unwrap();
    assert_eq!(house.sms.inbox(Some(&phone(1))).len(), 1);
    assert!(try_code(&house, &code, later(31)).await.is_ok());
}

#[tokio::test]
async fn s2_4_no_row_of_a_code_holds_it_or_the_number() {
    let house = House::new().await;
    let code = house.code(&phone(1), now()).await;
    let row = "SELECT quote(phone_hash) || purpose || made_ms || open || tries || sent FROM one_time_code";
    let row: String = house.sql().query_row(row, [], |r| r.get(0)).unwrap();
    assert!(!row.contains(&code) && !row.contains(phone(1).number()));
}
