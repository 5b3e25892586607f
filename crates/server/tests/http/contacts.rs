//! "Am I a contact?" over HTTP: for oneself and for whom one holds, the events that anybody reads, and what no request gives.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::family::{family, for_member};
use crate::house::House;
use crate::person::{Person, declaration};
use crate::proposals::{Official, agree, asked, officials, propose};

fn events(seat: &str) -> Value {
    json!({
        "what": {
            "kind": "events", "file": "events.csv",
            "text": format!("id,kind,number,date,seat\nT1,train,G2035,2020-02-18,{seat}\n"),
        },
        "why": "流行病学调查", "basis": "infectious_diseases_39", "end": "2020-06-30", "place": "330100",
    })
}

/// Two officials bring the carriage of a case into force.
async fn publish(house: &House, all: &[Official], asked_for: &Value) {
    let made = propose(house, &all[0], asked_for).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let (second, task) = asked(house, all).await;
    assert_eq!(task["effect"]["worse"], 1);
    let path = format!("/api/staff/proposals/{id}");
    let opened = house.get(&path, Some(&second.cookie)).await.json();
    assert_eq!(opened["events"][0]["event"]["number"], "G2035");
    let agreed = agree(house, second, &id, &opened["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
}

fn rode(id: u64, seat: &str) -> Value {
    let mut body = declaration(id, &json!([]));
    body["legs"] = json!([
        { "id": format!("{}", id + 500), "kind": "train", "number": "G2035", "date": "2020-02-18", "seat": seat },
    ]);
    body
}

#[tokio::test]
async fn s2_14_a_person_asks_whether_they_are_a_contact_and_reads_the_event_the_rule_and_the_end() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let declared = house
        .post(
            "/api/declarations",
            Some(&person.cookie),
            &rode(60_000, "10车5F"),
        )
        .await;
    assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
    let told = house
        .get("/api/me/contacts", Some(&person.cookie))
        .await
        .json();
    assert_eq!(
        (&told["standing"], &told["events"]),
        (&json!("none"), &json!(0))
    );
    publish(&house, &officials(&house).await, &events("10号车厢")).await;
    let told = house
        .get("/api/me/contacts", Some(&person.cookie))
        .await
        .json();
    assert_eq!(told["standing"], "close");
    assert!(told["text"]["zh"].as_str().unwrap().contains("密切接触者"));
    let exposure = &told["exposures"][0];
    assert_eq!(exposure["event"]["number"], "G2035");
    assert_eq!(exposure["rule"]["id"], "train-sealed-carriage");
    assert_eq!(exposure["effects"][0]["until"], "2020-03-05");
    let shown = house
        .get("/api/decisions", Some(&person.cookie))
        .await
        .json();
    assert_eq!(shown["decisions"][0]["state"], "red");
    let read = house
        .get("/api/me/declarations", Some(&person.cookie))
        .await
        .json();
    assert_eq!(read[0]["legs"][0]["seat"], "10车5F");
}

#[tokio::test]
async fn s2_14_a_guardian_asks_for_their_member_and_nobody_asks_for_anybody_else() {
    let house = House::new().await;
    let (guardian, member) = family(&house).await;
    let declared = house
        .post(
            "/api/declarations",
            Some(&member.cookie),
            &rode(60_000, "10车5F"),
        )
        .await;
    assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
    publish(&house, &officials(&house).await, &events("10号车厢")).await;
    let own = house
        .get("/api/me/contacts", Some(&guardian.cookie))
        .await
        .json();
    assert_eq!(own["standing"], "nothing_declared");
    let theirs = for_member(&house, &guardian, "GET /api/me/contacts", &Value::Null).await;
    assert_eq!(theirs.json()["standing"], "close");
    let nobody = house.get("/api/me/contacts", None).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let named = house
        .get("/api/me/contacts?name=Zhang", Some(&guardian.cookie))
        .await;
    assert_eq!(
        named.json()["standing"],
        "nothing_declared",
        "a name opens nothing"
    );
}

#[tokio::test]
async fn s2_15_anybody_reads_the_events_and_the_rules_without_signing_in() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    house
        .post(
            "/api/declarations",
            Some(&person.cookie),
            &rode(60_000, "10车5F"),
        )
        .await;
    publish(&house, &officials(&house).await, &events("10车5F")).await;
    let told = house
        .get("/api/events?q=g2035&on=2020-02-18", None)
        .await
        .json();
    assert_eq!(
        (&told["in_force"], &told["events"][0]["seat"]),
        (&json!(1), &json!("10车"))
    );
    assert!(told["rules"].as_array().unwrap().len() > 10);
    let none = house.get("/api/events?q=G2036", None).await.json();
    assert_eq!(none["events"], json!([]));
    let field = house.get("/api/events?who=Zhang", None).await;
    assert!(field.status.is_client_error());
}

/// The schemas that an answer of a route is made of.
fn schemas(described: &Value, shape: &Value, found: &mut BTreeSet<String>) {
    match shape {
        Value::Object(fields) => {
            for (key, value) in fields {
                if key == "$ref" {
                    let name = value.as_str().unwrap().rsplit('/').next().unwrap();
                    if found.insert(name.to_owned()) {
                        schemas(described, &described["components"]["schemas"][name], found);
                    }
                } else {
                    schemas(described, value, found);
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|one| schemas(described, one, found)),
        _ => {}
    }
}

/// What says where somebody was, or what they are to a case.
const OF_A_PERSON: [&str; 5] = [
    "DeclaredLegTold",
    "ExposureTold",
    "VisitMetTold",
    "ContactsTold",
    "DeclaredStayTold",
];

#[test]
fn s2_4_no_request_but_ones_own_answers_where_a_person_was() {
    let (text, _) = server::description();
    let described: Value = serde_json::from_str(&text).unwrap();
    let mut routes = Vec::new();
    for (path, item) in described["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let mut found = BTreeSet::new();
            schemas(&described, &operation["responses"], &mut found);
            if OF_A_PERSON.iter().any(|name| found.contains(*name)) {
                routes.push(format!("{method} {path}"));
            }
        }
    }
    assert_eq!(routes, ["get /api/me/contacts", "get /api/me/declarations"]);
}
