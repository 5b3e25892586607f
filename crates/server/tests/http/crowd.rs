//! A carrier's address at eight in the morning: thousands of phones behind one address, all served.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use server::Peer;
use tower::ServiceExt;

use crate::house::{House, phone};
use crate::person::Person;

const CARRIER: &str = "203.0.113.7:4711";

/// A request from the carrier's address.
async fn from_carrier(house: &House, path: &str, cookie: Option<&str>, body: &Value) -> StatusCode {
    let mut request = Request::post(path).header(CONTENT_TYPE, "application/json");
    if let Some(cookie) = cookie {
        request = request.header(COOKIE, cookie);
    }
    let mut request = request.body(Body::from(body.to_string())).unwrap();
    let peer: SocketAddr = CARRIER.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(Peer(peer)));
    let answer = house.router.clone().oneshot(request).await;
    answer.unwrap().status()
}

/// Strangers use the address up; then eight thousand requests of phones that are signed in, renewals of codes among them.
#[tokio::test]
async fn s0_16_eight_thousand_requests_of_signed_in_phones_behind_one_address_are_all_served() {
    let house = House::new().await;
    let mut people = Vec::new();
    for n in 1..=10 {
        let person = Person::register(&house, n).await;
        person.declare(&house, &json!([])).await;
        people.push(person);
    }
    let mut served = 0;
    while from_carrier(&house, "/api/sign-in", None, &json!({})).await
        != StatusCode::TOO_MANY_REQUESTS
    {
        served += 1;
        assert!(served < 200_000, "strangers have a limit");
    }
    assert!(
        served >= 16_000,
        "8,000 phones sign in anew, two requests each"
    );
    for number in 0..8_000 {
        let person = &people[number % people.len()];
        let cookie = Some(person.cookie.as_str());
        let status = if number < 100 {
            from_carrier(&house, "/api/codes", cookie, &person.asks(&house)).await
        } else {
            let read = json!({ "noted_ms": 0 });
            from_carrier(&house, "/api/notices/read", cookie, &read).await
        };
        assert!(status.is_success(), "{number}: {status}");
    }
    // Who is signed in and asks for a code of the number anew is not turned away either.
    let code = json!({ "phone": phone(5_000), "language": "en" });
    let known = Some(people[0].cookie.as_str());
    let status = from_carrier(&house, "/api/sign-in/code", known, &code).await;
    assert_eq!(status, StatusCode::OK);
    let nobody = Some("hc_session=hcs_of_nobody");
    let status = from_carrier(&house, "/api/sign-in/code", nobody, &code).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
}
