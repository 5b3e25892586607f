//! A family through HTTP: asked on the member's phone, held by the link, let go by either side; and what being held never does.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::house::{Answered, House, document, phone};
use crate::person::{Person, declaration};
use crate::proposals::red;

const LINK: &str = "4711";

pub(crate) fn wish(n: u64, number: &str) -> Value {
    json!({
        "id": LINK, "name": "张小三", "document_kind": "resident_id", "document_number": number, "phone": phone(n),
        "relation": "parent", "street": "330106109", "declaration": declaration(40_000, &json!([])),
        "commitments": [{ "commitment": "is_true", "version": 1 }, { "commitment": "agreed", "version": 1 }],
        "language": "zh",
    })
}

/// A request for a family member.
pub(crate) async fn for_member(
    house: &House,
    person: &Person,
    route: &str,
    body: &Value,
) -> Answered {
    let (method, path) = route.split_once(' ').unwrap();
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("cookie", &person.cookie)
        .header("hc-member", LINK)
        .header("content-type", "application/json");
    let body = if method == "GET" {
        Body::empty()
    } else {
        Body::from(body.to_string())
    };
    house.send(request.body(body).unwrap()).await
}

/// Person 1 holds person 2, by the code on the phone of 2.
pub(crate) async fn family(house: &House) -> (Person, Person) {
    let member = Person::register(house, 2).await;
    member.declare(house, &json!([])).await;
    house.pass_ms(61_000);
    let guardian = Person::register(house, 1).await;
    guardian.declare(house, &json!([])).await;
    let asked = wish(2, &document(2));
    let told = house
        .post("/api/family/members", Some(&guardian.cookie), &asked)
        .await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.json());
    assert_eq!(told.json()["state"], "asked");
    let path = format!("/api/family/members/{LINK}/consent");
    let code = json!({ "code": house.inbox(&phone(2)) });
    let told = house.post(&path, Some(&guardian.cookie), &code).await;
    assert_eq!(told.json()["state"], "linked", "{}", told.json());
    (guardian, member)
}

#[tokio::test]
async fn s1_21_over_http_a_guardian_asks_for_the_member_and_for_nobody_else() {
    let house = House::new().await;
    let (guardian, member) = family(&house).await;
    let code = for_member(&house, &guardian, "POST /api/codes", &guardian.asks(&house)).await;
    assert_eq!(code.status, StatusCode::CREATED, "{}", code.json());
    assert_eq!(code.json()["state"], "green");
    let declared = declaration(50_000, &json!([]));
    let told = for_member(&house, &guardian, "POST /api/declarations", &declared).await;
    assert_eq!(told.status, StatusCode::CREATED);
    let me = house.get("/api/me", Some(&member.cookie)).await.json();
    assert_eq!(me["person"]["declarations"].as_array().unwrap().len(), 3);
    for route in ["POST /api/me/erasure", "GET /api/me/log", "GET /api/family"] {
        let refused = for_member(&house, &guardian, route, &json!({})).await;
        assert_eq!(refused.problem(), "forbidden", "{route}");
    }
    // A sheet of paper is printed for them; their tests and their organisations are an adult's own.
    let city = json!({ "city": "330100" });
    let sheet = for_member(&house, &guardian, "POST /api/sheets", &city).await;
    assert_eq!(sheet.status, StatusCode::CREATED, "{}", sheet.json());
    for route in ["GET /api/me/tests", "GET /api/me/organisations"] {
        let refused = for_member(&house, &guardian, route, &json!({})).await;
        assert_eq!(refused.json()["fields"][0]["field"], "member", "{route}");
    }
    // The link opens nothing to the member, nor to a stranger.
    let stranger = Person::register(&house, 3).await;
    stranger.declare(&house, &json!([])).await;
    for other in [&member, &stranger] {
        let refused = for_member(&house, other, "GET /api/decisions", &json!({})).await;
        assert_eq!(refused.problem(), "unknown");
    }
}

#[tokio::test]
async fn s1_21_over_http_the_member_reads_who_holds_them_and_cuts_it_at_once() {
    let house = House::new().await;
    let (guardian, member) = family(&house).await;
    for_member(&house, &guardian, "POST /api/codes", &guardian.asks(&house)).await;
    let told = house.get("/api/family", Some(&member.cookie)).await.json();
    assert_eq!(told["held_by"][0]["name_masked"], "张**");
    assert_eq!(told["held_by"][0]["used_ms"], house.now().ms());
    let path = format!("/api/family/links/{LINK}/cut");
    let cut = house.post(&path, Some(&member.cookie), &json!({})).await;
    assert_eq!(cut.status, StatusCode::NO_CONTENT);
    let code = for_member(&house, &guardian, "POST /api/codes", &guardian.asks(&house)).await;
    assert_eq!(code.problem(), "unknown");
    let told = house
        .get("/api/family", Some(&guardian.cookie))
        .await
        .json();
    assert_eq!(told["members"][0]["state"], "ended");
    assert_eq!(told["members"][0]["end"], "by_member");
}

#[tokio::test]
async fn no_side_door_who_is_held_as_a_family_member_stays_red() {
    let house = House::new().await;
    let (guardian, member) = family(&house).await;
    red(&house, 2).await;
    let code = for_member(&house, &guardian, "POST /api/codes", &guardian.asks(&house)).await;
    assert_eq!(code.json()["state"], "red");
    let declared = declaration(60_000, &json!([]));
    let told = for_member(&house, &guardian, "POST /api/declarations", &declared).await;
    assert_eq!(told.json()["decisions"][0]["state"], "red");
    let own = house
        .get("/api/decisions", Some(&member.cookie))
        .await
        .json();
    assert_eq!(own["decisions"][0]["state"], "red");
    // A red guardian's member is as green as before, and the other way round the guardian is.
    let own = house
        .get("/api/decisions", Some(&guardian.cookie))
        .await
        .json();
    assert_eq!(own["decisions"][0]["state"], "green");
}

#[tokio::test]
async fn s2_29_over_http_a_check_in_of_a_guardian_is_theirs_by_name() {
    let house = House::new().await;
    let (guardian, member) = family(&house).await;
    red(&house, 2).await;
    let body = json!({ "id": "77", "made_ms": house.now().ms() });
    let told = for_member(&house, &guardian, "POST /api/check-ins", &body).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.json());
    let by = "SELECT entered_by FROM check_in WHERE check_in_id = 77";
    let by: String = house.sql().query_row(by, [], |row| row.get(0)).unwrap();
    assert_eq!(by, "guardian");
    let lines = house.get("/api/me/log", Some(&member.cookie)).await.json();
    let lines = lines["lines"].as_array().unwrap().clone();
    let own = lines
        .iter()
        .find(|line| line["action_words"]["en"] == "Checked in");
    assert_eq!(own.unwrap()["by_words"]["en"], "A relative", "{lines:?}");
}
