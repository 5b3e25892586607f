//! What a session by a channel opens: codes that the server presents, and nothing while the channel is off.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use crate::channels::{Vendor, ask_token, present, prove, scan};
use crate::house::{House, phone};
use crate::person::Person;

#[tokio::test]
async fn s2_9_a_page_that_has_its_person_by_this_channel_and_phone_keeps_them_when_it_is_opened_again()
 {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    Person::register(&house, 1).await;
    let cookie = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cookie, 1).await, "person");
    let open = async |n: u64, id: &str| {
        let token = vendor.token(&house, id).await;
        let secret = vendor.vouch(&house, &token, &phone(n), id).await;
        house
            .post(
                "/api/channels/open",
                Some(&cookie),
                &json!({ "secret": secret }),
            )
            .await
    };
    let again = open(1, "again").await;
    assert_eq!(again.json()["standing"], "person");
    assert_eq!(again.cookie(), None);
    let other = open(2, "other").await;
    assert_eq!(
        other.json()["standing"],
        "phone",
        "another number is another user"
    );
    assert!(other.cookie().is_some_and(|other| other != cookie));
}

#[tokio::test]
async fn s2_9_a_channel_that_is_switched_off_opens_nothing_from_that_moment_on() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "alipay-hz").await;
    let own = Person::register(&house, 1).await;
    own.declare(&house, &json!([])).await;
    let cookie = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cookie, 1).await, "person");
    assert_eq!(present(&house, &cookie).await.status, StatusCode::OK);
    let token = vendor.token(&house, "token").await;
    let waiting = vendor.vouch(&house, &token, &phone(1), "waiting").await;
    let off = house
        .service
        .switch_channel("alipay-hz", false, house.now());
    off.await.unwrap();
    let body = json!({ "assertion": vendor.sign(&vendor.user(&house, &phone(1), "later")) });
    let vouched = house
        .post_at_gate("/api/channels/session", &token, &body)
        .await;
    assert_eq!(vouched.problem(), "not_a_channel");
    let answered = ask_token(&house, &vendor.sign(&vendor.client(&house, "off"))).await;
    assert_eq!(answered.json()["error"], "invalid_client");
    let opened = house
        .post("/api/channels/open", None, &json!({ "secret": waiting }))
        .await;
    assert_eq!(opened.problem(), "refused", "a link that waited");
    assert_eq!(present(&house, &cookie).await.problem(), "forbidden");
    let listed = house.get("/api/channels", None).await.json();
    assert_eq!(listed[0]["is_on"], false);
    let own_page = house.get("/api/decisions", Some(&own.cookie)).await;
    assert_eq!(own_page.status, StatusCode::OK, "our own page goes on");
    house
        .service
        .switch_channel("alipay-hz", true, house.now())
        .await
        .unwrap();
    assert_eq!(present(&house, &cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s2_9_the_server_presents_anew_and_a_picture_dies_within_a_minute() {
    let house = House::new().await;
    let gate = house.gate().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let own = Person::register(&house, 1).await;
    own.declare(&house, &json!([])).await;
    let cookie = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cookie, 1).await, "person");
    let first = present(&house, &cookie).await.json();
    assert_eq!(first["next_in_s"], 30);
    house.pass_ms(30_000);
    let second = present(&house, &cookie).await.json();
    assert_ne!(first["text"], second["text"]);
    let issued = || -> i64 {
        let sql = "SELECT count(*) FROM issued_credential WHERE kind = 'channel'";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(issued(), 1, "one credential, presented twice");
    house.pass_ms(30_000);
    let picture = scan(&house, &gate, 0, &first["text"]).await;
    assert_eq!(picture["refusal"], "too_old", "{picture}");
    let shown = scan(&house, &gate, 1, &second["text"]).await;
    assert_eq!(shown["outcome"], "pass", "{shown}");
    let kind: String = {
        let sql = "SELECT kind FROM scan WHERE number = 1";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(kind, "channel");
    // The key goes with the session, and the code with it.
    let keys = || -> i64 {
        let sql = "SELECT count(*) FROM channel_code";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(keys(), 1);
    let third = present(&house, &cookie).await.json();
    let request = Request::delete("/api/session").header("cookie", &cookie);
    house.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(keys(), 0);
    let dead = scan(&house, &gate, 2, &third["text"]).await;
    assert_eq!(dead["outcome"], "stop", "{dead}");
}

#[tokio::test]
async fn s2_9_a_device_that_signs_by_itself_gets_nothing_presented_and_one_that_cannot_gets_no_credential()
 {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let own = Person::register(&house, 1).await;
    own.declare(&house, &json!([])).await;
    assert_eq!(present(&house, &own.cookie).await.problem(), "forbidden");
    let signs = vendor.session(&house, 1, true).await;
    assert_eq!(prove(&house, &signs, 1).await, "person");
    assert_eq!(present(&house, &signs).await.problem(), "forbidden");
    let cannot = vendor.session(&house, 1, false).await;
    assert_eq!(prove(&house, &cannot, 1).await, "person");
    let asked = house
        .post("/api/codes", Some(&cannot), &own.asks(&house))
        .await;
    assert_eq!(asked.problem(), "not_signed_in");
    // A person has one living device a channel: our own page goes on, the first one of this channel does not.
    let old = house.get("/api/me", Some(&signs)).await;
    assert_eq!(old.problem(), "not_signed_in");
    let page = house.get("/api/me", Some(&own.cookie)).await;
    assert_eq!(page.status, StatusCode::OK);
}
