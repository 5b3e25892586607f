//! What is told to whoever made a mistake: the field, the remedy, in both languages; of ourselves nothing.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::house::{House, phone};
use crate::person::{Person, declaration, form};

fn fields(told: &Value) -> Vec<String> {
    let fields = told["fields"].as_array().unwrap();
    for field in fields {
        let (zh, en) = (
            field["text"]["zh"].as_str().unwrap(),
            field["text"]["en"].as_str().unwrap(),
        );
        assert!(!zh.is_ascii() && !en.is_empty(), "{field}");
    }
    fields
        .iter()
        .map(|field| field["field"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn s2_16_a_registration_names_each_field_that_is_wrong() {
    let house = House::new().await;
    let (person, _) = Person::sign_in(&house, 1, None).await;
    let mut body = form(1);
    body["name"] = json!(" ");
    body["document_number"] = json!("330106199001011231");
    let told = house
        .post("/api/registration", Some(&person.cookie), &body)
        .await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&told.json()), ["name", "document_number"]);
}

#[tokio::test]
async fn s2_17_a_declaration_names_each_field_that_is_wrong_and_nothing_is_kept() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let stays = json!([{ "id": "9", "whereabouts": { "county": "420106" }, "from": "2020-02-15", "to": "2020-02-14" }]);
    let told = house
        .post(
            "/api/declarations",
            Some(&person.cookie),
            &declaration(1, &stays),
        )
        .await;
    assert_eq!(fields(&told.json()), ["stays[0].to"]);
    let me = house.get("/api/me", Some(&person.cookie)).await.json();
    assert_eq!(me["person"]["declarations"], json!([]));
}

#[tokio::test]
async fn json_of_another_shape_is_refused_by_its_place() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let mut unknown = declaration(1, &json!([]));
    unknown["colour"] = json!("green");
    let told = house
        .post("/api/declarations", Some(&person.cookie), &unknown)
        .await;
    assert_eq!(
        (told.status, told.problem().as_str()),
        (StatusCode::BAD_REQUEST, "malformed")
    );
    assert!(told.json()["detail"].as_str().unwrap().contains("colour"));
    let mut temperature = declaration(1, &json!([]));
    temperature["temperature"] = json!(98.6);
    let told = house
        .post("/api/declarations", Some(&person.cookie), &temperature)
        .await
        .json();
    let detail = told["detail"].as_str().unwrap();
    assert!(
        detail.contains("temperature") && detail.contains("45.0"),
        "{detail}"
    );
    let cut = Request::post("/api/sign-in/code").header("content-type", "application/json");
    let told = house
        .send(cut.body(Body::from("{\"phone\":")).unwrap())
        .await;
    assert_eq!(told.problem(), "malformed");
}

#[tokio::test]
async fn another_type_too_much_and_another_method_are_refused_in_words() {
    let house = House::new().await;
    let plain = Request::post("/api/sign-in/code").header("content-type", "text/plain");
    let told = house.send(plain.body(Body::from("{}")).unwrap()).await;
    assert_eq!(
        (told.status, told.problem().as_str()),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, "malformed")
    );
    let large = Request::post("/api/sign-in/code").header("content-type", "application/json");
    let told = house
        .send(large.body(Body::from(vec![b' '; 600 * 1_024])).unwrap())
        .await;
    assert_eq!(
        (told.status, told.problem().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "malformed")
    );
    let method = Request::put("/api/time").body(Body::empty()).unwrap();
    let told = house.send(method).await;
    assert_eq!(
        (told.status, told.problem().as_str()),
        (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed")
    );
    let nowhere = house.get("/api/colour", None).await;
    assert_eq!(
        (nowhere.status, nowhere.problem().as_str()),
        (StatusCode::NOT_FOUND, "not_found")
    );
}

#[tokio::test]
async fn s0_16_a_second_code_within_a_minute_says_when() {
    let house = House::new().await;
    let asked = json!({ "phone": phone(1), "language": "zh" });
    assert_eq!(
        house.post("/api/sign-in/code", None, &asked).await.status,
        StatusCode::OK
    );
    let told = house.post("/api/sign-in/code", None, &asked).await;
    assert_eq!(
        (told.status, told.problem().as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "too_many")
    );
    assert_eq!(told.headers["retry-after"], "60");
    let foreign = json!({ "phone": "+12025550123", "language": "zh" });
    let told = house.post("/api/sign-in/code", None, &foreign).await;
    assert_eq!(fields(&told.json()), ["phone"]);
}
