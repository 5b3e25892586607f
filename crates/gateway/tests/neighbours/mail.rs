//! Letters by e-mail: handed over once, as short messages are, and shown in an inbox of their own.

use domain::identity::MailAddress;
use gateway::mail::{Mail, MailClient, SimulatedMail};
use gateway::simulator::Behaviour;
use gateway::sms::{IdempotencyKey, Language, Purpose, Text};
use gateway::{Error, Neighbour, Why};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

use crate::{BOUNDS, NOW, access, chance};

const KEY: IdempotencyKey = IdempotencyKey::new(0xfeed);

async fn simulated() -> SimulatedMail {
    SimulatedMail::start(0, None, || NOW).await.unwrap()
}

fn client(simulated: &SimulatedMail) -> MailClient {
    MailClient::new(&access(simulated.address(), BOUNDS), chance()).unwrap()
}

fn address() -> MailAddress {
    MailAddress::parse("Anna@Example.org").unwrap()
}

fn text() -> Text {
    Text::one_time_code("123456", Purpose::SignIn, 5, Language::English).unwrap()
}

#[tokio::test]
async fn s2_16_a_letter_reaches_the_address_that_it_is_for_and_is_sent_once() {
    let simulated = simulated().await;
    simulated.conduct().behave_for(1, Behaviour::LosesAnswers);
    let mail = client(&simulated);
    let id = mail.send(&address(), &text(), KEY, NOW).await.unwrap();
    let inbox = simulated.inbox(Some(&address()));
    assert_eq!((inbox.len(), inbox[0].id.as_str()), (1, id.as_str()));
    assert_eq!(inbox[0].to, "anna@example.org");
    assert!(inbox[0].text.contains("123456"));
    let other = MailAddress::parse("bert@example.org").unwrap();
    assert!(simulated.inbox(Some(&other)).is_empty());
}

#[tokio::test]
async fn a_sender_of_letters_that_is_down_is_named() {
    let simulated = simulated().await;
    simulated.conduct().behave(Behaviour::failing());
    let sent = client(&simulated).send(&address(), &text(), KEY, NOW).await;
    let down = Error::Unavailable {
        neighbour: Neighbour::Mail,
        why: Why::Status(503),
    };
    assert_eq!(sent, Err(down));
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "a browser asks; the simulator runs in this very test"
)]
async fn s0_24_the_inbox_of_the_mailboxes_is_a_page_of_its_own() {
    let simulated = simulated().await;
    client(&simulated)
        .send(&address(), &text(), KEY, NOW)
        .await
        .unwrap();
    for (path, words) in [
        (
            "/?lang=en&address=anna%40example.org",
            "Inbox of the simulated mailboxes",
        ),
        ("/?lang=zh", "模拟邮箱的收件箱"),
        ("/?lang=en&address=nobody", "This is not an e-mail address"),
    ] {
        let uri = format!("{}{path}", simulated.address());
        let request = Request::get(uri).body(Full::<Bytes>::default()).unwrap();
        let client = Client::builder(TokioExecutor::new()).build_http();
        let body = client.request(request).await.unwrap().into_body();
        let page = body.collect().await.unwrap().to_bytes();
        let page = String::from_utf8(page.to_vec()).unwrap();
        assert!(
            page.contains(words) && page.contains("anna@example.org"),
            "{page}"
        );
        assert!(page.contains("address=anna%40example.org"), "{page}");
    }
}
