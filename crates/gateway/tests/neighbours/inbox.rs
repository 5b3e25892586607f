//! The inbox of the simulated phones, as a page for people and as JSON for tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::time::Instant;
use gateway::simulator::Behaviour;
use gateway::sms::SimulatedSms;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_SECURITY_POLICY, HeaderMap};
use hyper::{Request, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

use crate::NOW;

/// What a browser or a script gets.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "a browser asks; the simulator runs in this very test"
)]
async fn fetch(request: Request<Full<Bytes>>) -> Got {
    let response = Client::builder(TokioExecutor::new())
        .build_http()
        .request(request)
        .await
        .unwrap();
    let (head, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Got {
        status: head.status,
        headers: head.headers,
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

async fn get(simulated: &SimulatedSms, path: &str) -> Got {
    let uri = format!("{}{path}", simulated.address());
    fetch(Request::get(uri).body(Full::default()).unwrap()).await
}

/// Hands a message over as no client of ours would.
async fn hand_over(simulated: &SimulatedSms, key: Option<&str>, message: &Value) -> StatusCode {
    let uri = format!("{}/messages", simulated.address());
    let mut request = Request::post(uri).header("content-type", "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let body = Full::new(Bytes::from(message.to_string()));
    fetch(request.body(body).unwrap()).await.status
}

/// Two messages, a second apart.
async fn simulated() -> SimulatedSms {
    let ms = Arc::new(AtomicI64::new(NOW.ms()));
    let clock = move || Instant::from_ms(ms.fetch_add(1_000, Ordering::SeqCst));
    let simulated = SimulatedSms::start(0, None, clock).await.unwrap();
    let older = json!({"to": "+8613800138000", "text": "first"});
    let newer = json!({"to": "+8613900139000", "text": "<script>alert(1)</script> & \"second\""});
    for (key, message) in [("1", older), ("2", newer)] {
        let status = hand_over(&simulated, Some(key), &message).await;
        assert_eq!(status, StatusCode::ACCEPTED);
    }
    simulated
}

#[tokio::test]
async fn the_page_lists_the_newest_first_and_escapes_every_word() {
    let simulated = simulated().await;
    let page = get(&simulated, "/").await;
    let place = |words: &str| {
        page.text
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {}", page.text))
    };
    assert!(place("second") < place("first"));
    assert!(place("&lt;script&gt;alert(1)&lt;/script&gt; &amp;") > 0);
    assert!(!page.text.contains("<script>"));
    assert!(place("+8613900139000") < place("+8613800138000"));
    assert!(place(">2022-07-14 12:00:01<") < place(">2022-07-14 12:00:00<"));
    let policy = page.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
}

#[tokio::test]
async fn s0_24_the_page_speaks_chinese_and_english() {
    let simulated = simulated().await;
    let chinese = get(&simulated, "/").await.text;
    assert!(chinese.contains("<html lang=\"zh\">") && chinese.contains("模拟手机的收件箱"));
    let english = get(&simulated, "/?lang=en").await.text;
    assert!(english.contains("<html lang=\"en\">"));
    assert!(english.contains("Inbox of the simulated phones"));
}

#[tokio::test]
async fn the_page_is_filtered_by_phone_however_it_is_typed() {
    let simulated = simulated().await;
    for typed in [
        "13800138000",
        "138+0013+8000",
        "%2B8613800138000",
        "138-0013-8000",
    ] {
        let page = get(&simulated, &format!("/?lang=en&phone={typed}"))
            .await
            .text;
        assert!(
            page.contains("first") && !page.contains("second"),
            "{typed}"
        );
    }
    let page = get(&simulated, "/?lang=en&phone=%22%3E%3Cb%3E").await.text;
    assert!(page.contains("This is not a phone number"));
    assert!(page.contains("first") && page.contains("second") && !page.contains("<b>"));
}

#[tokio::test]
async fn the_list_is_there_as_json() {
    let simulated = simulated().await;
    let list = get(&simulated, "/inbox.json?phone=13800138000").await;
    let value: Value = serde_json::from_str(&list.text).unwrap();
    let first = json!({"id": "m1", "to": "+8613800138000", "text": "first", "at_ms": NOW.ms()});
    assert_eq!(value, json!({"messages": [first]}));
    let all = get(&simulated, "/inbox.json").await;
    let value: Value = serde_json::from_str(&all.text).unwrap();
    assert_eq!(value["messages"][0]["id"], "m2");
    let wrong = get(&simulated, "/inbox.json?phone=12").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_page_is_there_while_the_sender_is_down_and_needs_nothing_from_elsewhere() {
    let simulated = simulated().await;
    simulated.conduct().behave(Behaviour::failing());
    let page = get(&simulated, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("http"), "no address of another host");
    for (path, kind) in [("/inbox.css", "text/css"), ("/inbox.js", "text/javascript")] {
        assert!(page.text.contains(path));
        let part = get(&simulated, path).await;
        assert!(
            part.headers["content-type"]
                .to_str()
                .unwrap()
                .starts_with(kind)
        );
    }
}

#[tokio::test]
async fn a_message_without_key_phone_or_text_is_not_taken() {
    let simulated = SimulatedSms::start(0, None, || NOW).await.unwrap();
    let to = "+8613800138000";
    let of = |to: &str, text: &str| json!({"to": to, "text": text});
    for (key, message, refusal) in [
        (None, of(to, "x"), 400),
        (Some(""), of(to, "x"), 400),
        (Some("1"), of("12", "x"), 422),
        (Some("1"), of(to, ""), 422),
        (Some("1"), json!({"to": to}), 422),
        (Some("1"), of(to, &"字".repeat(671)), 422),
        (Some("1"), of(to, &"字".repeat(17_000)), 413),
    ] {
        let status = hand_over(&simulated, key, &message).await;
        assert_eq!(status.as_u16(), refusal);
    }
    assert!(simulated.inbox(None).is_empty());
}
