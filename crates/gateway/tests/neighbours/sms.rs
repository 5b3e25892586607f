//! Short messages: handed over once, whatever happens on the way.

use domain::identity::Phone;
use gateway::simulator::Behaviour;
use gateway::sms::{IdempotencyKey, Language, Purpose, SimulatedSms, Sms, SmsClient, Text};
use gateway::{Error, Limits, Neighbour, Why};

use crate::{BOUNDS, NOW, SOON_MS, access, chance};

const KEY: IdempotencyKey = IdempotencyKey::new(0xfeed);

async fn simulated() -> SimulatedSms {
    SimulatedSms::start(0, None, || NOW).await.unwrap()
}

fn client(simulated: &SimulatedSms, limits: Limits) -> SmsClient {
    SmsClient::new(&access(simulated.address(), limits), chance()).unwrap()
}

fn phone() -> Phone {
    Phone::parse("13800138000").unwrap()
}

fn text(code: &str) -> Text {
    Text::one_time_code(code, Purpose::SignIn, 5, Language::Chinese).unwrap()
}

#[tokio::test]
async fn a_one_time_code_reaches_the_phone_that_it_is_for() {
    let simulated = simulated().await;
    let sms = client(&simulated, BOUNDS);
    let id = sms.send(&phone(), &text("123456"), KEY, NOW).await.unwrap();
    let inbox = simulated.inbox(Some(&phone()));
    assert_eq!(inbox.len(), 1);
    assert_eq!(inbox[0].id, id.as_str());
    assert_eq!(inbox[0].at_ms, NOW);
    assert!(inbox[0].text.contains("123456") && inbox[0].text.contains("登录"));
    let other = Phone::parse("13900139000").unwrap();
    assert!(simulated.inbox(Some(&other)).is_empty());
}

#[tokio::test]
async fn a_message_whose_answer_is_lost_is_sent_once() {
    let simulated = simulated().await;
    let conduct = simulated.conduct();
    conduct.behave_for(2, Behaviour::LosesAnswers);
    let sms = client(&simulated, BOUNDS);
    let id = sms.send(&phone(), &text("123456"), KEY, NOW).await.unwrap();
    assert_eq!(conduct.asked(), 3);
    let inbox = simulated.inbox(None);
    assert_eq!((inbox.len(), inbox[0].id.as_str()), (1, id.as_str()));
}

#[tokio::test]
async fn who_was_told_that_it_failed_may_send_again_with_the_same_key() {
    let simulated = simulated().await;
    let conduct = simulated.conduct();
    conduct.behave(Behaviour::LosesAnswers);
    let sms = client(&simulated, BOUNDS);
    assert!(sms.send(&phone(), &text("123456"), KEY, NOW).await.is_err());
    conduct.behave(Behaviour::Well);
    let after_a_restart = client(&simulated, BOUNDS);
    let (phone, text) = (phone(), text("123456"));
    let sent = after_a_restart.send(&phone, &text, KEY, NOW).await;
    assert!(sent.is_ok());
    assert_eq!(simulated.inbox(None).len(), 1);
}

#[tokio::test]
async fn another_key_is_another_message_and_a_key_serves_one_message() {
    let simulated = simulated().await;
    let sms = client(&simulated, BOUNDS);
    let first = sms.send(&phone(), &text("123456"), KEY, NOW).await.unwrap();
    let other_key = IdempotencyKey::new(1);
    let second = sms.send(&phone(), &text("123456"), other_key, NOW).await;
    assert_ne!(second.unwrap(), first);
    let other_text = sms.send(&phone(), &text("654321"), KEY, NOW).await;
    let refused = Error::Refused {
        neighbour: Neighbour::Sms,
        status: 422,
    };
    assert_eq!(other_text, Err(refused));
    assert_eq!(simulated.inbox(None).len(), 2);
}

#[tokio::test]
async fn a_sender_that_is_silent_or_talks_nonsense_has_not_answered() {
    let simulated = simulated().await;
    let limits = Limits {
        answer_ms: SOON_MS,
        tries: 2,
        ..BOUNDS
    };
    simulated.conduct().behave(Behaviour::Silent);
    let slow = Error::Unavailable {
        neighbour: Neighbour::Sms,
        why: Why::Slow,
    };
    let silent = client(&simulated, limits);
    let answer = silent.send(&phone(), &text("123456"), KEY, NOW).await;
    assert_eq!(answer, Err(slow));
    let sms = client(&simulated, BOUNDS);
    for body in ["{\"id\":\"\"}", "{\"id\":\"a b\"}", "{\"id\":7}", "sent"] {
        simulated.conduct().behave(Behaviour::Answers {
            status: 200,
            body: body.to_owned(),
        });
        let answer = sms.send(&phone(), &text("123456"), KEY, NOW).await;
        assert!(matches!(answer, Err(Error::Nonsense { .. })), "{body}");
    }
}
