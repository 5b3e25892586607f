//! NO SIDE DOOR, tried through HTTP by somebody who is red: declaring again, deleting and registering again, another
//! document, city, channel or phone, an older sheet of paper. None of them betters the colour.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::house::{House, document};
use crate::person::{Person, declaration, form};
use crate::proposals::red;

/// Somebody who is red by an order of officials.
async fn red_person(house: &House) -> Person {
    let person = Person::register(house, 1).await;
    person.declare(house, &json!([])).await;
    red(house, 1).await;
    assert_eq!(state(house, &person).await, "red");
    person
}

async fn state(house: &House, person: &Person) -> Value {
    let shown = house.get("/api/decisions", Some(&person.cookie)).await;
    shown.json()["decisions"][0]["state"].clone()
}

#[tokio::test]
async fn s2_17_declaring_again_over_http_betters_nothing() {
    let house = House::new().await;
    let person = red_person(&house).await;
    for id in [5_001, 5_003] {
        house.pass_ms(60_000);
        let body = declaration(id, &json!([]));
        let declared = house
            .post("/api/declarations", Some(&person.cookie), &body)
            .await;
        assert_eq!(declared.status, StatusCode::CREATED);
        assert_eq!(declared.json()["decisions"][0]["state"], "red");
    }
}

#[tokio::test]
async fn s2_17_another_city_over_http_is_as_bad() {
    let house = House::new().await;
    let person = red_person(&house).await;
    for (id, city) in [(6_001, "110000"), (6_003, "420100"), (6_005, "330200")] {
        let mut body = declaration(id, &json!([]));
        body["city"] = json!(city);
        body["applicant"] = json!("visitor");
        let declared = house
            .post("/api/declarations", Some(&person.cookie), &body)
            .await;
        assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
        let all = declared.json()["decisions"].as_array().unwrap().clone();
        assert!(
            all.iter().all(|decision| decision["state"] == "red"),
            "{city}: {all:?}"
        );
    }
}

#[tokio::test]
async fn s2_17_deleting_and_registering_again_over_http_brings_the_order_back() {
    let house = House::new().await;
    let person = red_person(&house).await;
    let last6 = document(1)[12..].to_owned();
    let body = json!({ "document_last6": last6 });
    let erased = house
        .post("/api/me/erasure", Some(&person.cookie), &body)
        .await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.json());
    assert!(
        erased.json()["rest_until"].is_string(),
        "the order is kept until its end"
    );
    house.pass_ms(120_000);
    let again = Person::register(&house, 1).await;
    let declared = house
        .post(
            "/api/declarations",
            Some(&again.cookie),
            &declaration(7_001, &json!([])),
        )
        .await;
    assert_eq!(
        declared.json()["decisions"][0]["state"],
        "red",
        "{}",
        declared.json()
    );
}

#[tokio::test]
async fn s2_17_another_phone_or_device_over_http_leads_to_the_same_colour() {
    let house = House::new().await;
    let person = red_person(&house).await;
    house.pass_ms(120_000);
    let last6 = document(1)[12..].to_owned();
    let (other, standing) = Person::sign_in(&house, 1, Some(&last6)).await;
    assert_eq!(standing, "person", "another device of the same number");
    assert_eq!(state(&house, &other).await, "red");
    let old = house.get("/api/decisions", Some(&person.cookie)).await;
    assert_ne!(old.status, StatusCode::OK, "the old device is cut");
    // The holder of another number does not get this document.
    let (stranger, _) = Person::sign_in(&house, 2, None).await;
    let taken = house
        .post("/api/registration", Some(&stranger.cookie), &form(1))
        .await;
    assert_ne!(taken.status, StatusCode::CREATED, "{}", taken.json());
}

#[tokio::test]
async fn s2_17_another_document_over_http_is_not_had_beside_the_first() {
    let house = House::new().await;
    let person = red_person(&house).await;
    let mut passport = form(1);
    passport["document_kind"] = json!("passport");
    passport["document_number"] = json!("E12345678");
    for other in [form(3), passport] {
        let registered = house
            .post("/api/registration", Some(&person.cookie), &other)
            .await;
        assert_ne!(
            registered.status,
            StatusCode::CREATED,
            "{}",
            registered.json()
        );
    }
    assert_eq!(state(&house, &person).await, "red");
}

#[tokio::test]
async fn s2_17_an_older_sheet_of_paper_passes_no_gate_that_has_a_network() {
    let house = House::new().await;
    let token = house.gate().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let asked = json!({ "city": "330100" });
    let sheet = house
        .post("/api/sheets", Some(&person.cookie), &asked)
        .await
        .json();
    let scan = async |number: i64| {
        let scan = json!({ "number": number, "text": sheet["text"], "direction": "in", "at_ms": house.now().ms() });
        let body = json!({ "scans": [scan] });
        house
            .post_at_gate("/api/checkpoint/scans", &token, &body)
            .await
            .json()["verdicts"][0]["outcome"]
            .clone()
    };
    assert_eq!(scan(0).await, "pass");
    red(&house, 1).await;
    assert_ne!(scan(1).await, "pass", "the sheet still says green");
}
