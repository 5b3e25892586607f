//! "Am I a contact?" over HTTP: for oneself and for whom one holds, the events that anybody reads, and what no request gives.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::identity::{Document, DocumentKind, PersonName};
use serde_json::{Value, json};
use service::gateway::registry::Dependant;

use crate::family::{family, for_member, wish};
use crate::house::{House, document};
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

/// What two officials agree to about a case, person 9: the number of the proposal.
async fn case(house: &House, all: &[Official]) -> String {
    let sick = Person::register(house, 9).await;
    sick.declare(house, &json!([])).await;
    let asked_for = json!({
        "what": {
            "kind": "case", "name": "张小三", "document_kind": "resident_id", "document_number": document(9),
            "onset": "2020-02-19", "text": "",
        },
        "why": "核酸检测阳性", "basis": "infectious_diseases_39", "end": "2020-06-30", "place": "330106",
    });
    let made = propose(house, &all[0], &asked_for).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let (second, _) = asked(house, all).await;
    let path = format!("/api/staff/proposals/{id}?purpose=approval");
    let opened = house.get(&path, Some(&second.cookie)).await.json();
    let agreed = agree(house, second, &id, &opened["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
    id
}

/// An official of another office says that whoever has a document is a close contact of a case: the number of the proposal.
async fn named(house: &House, all: &[Official], number: &str, case: &str) -> String {
    let asked_for = json!({
        "what": {
            "kind": "contact", "name": "张小三", "document_kind": "resident_id", "document_number": number,
            "class": "close", "on": "2020-02-19", "case": case,
        },
        "why": "与病例同住", "basis": "infectious_diseases_39", "end": "2020-06-30", "place": "330106",
    });
    let made = propose(house, &all[2], &asked_for).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    made.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn n_5_whom_an_investigation_names_reads_it_and_their_own_word_brings_it_into_force() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let all = officials(&house).await;
    let case = case(&house, &all).await;
    let id = named(&house, &all, &document(1), &case).await;
    let path = "/api/me/contacts";
    let told = house.get(path, Some(&person.cookie)).await.json();
    let lead = &told["leads"][0];
    assert_eq!(
        (&lead["proposal"], &lead["office"]),
        (&json!(id), &json!("二"))
    );
    assert_eq!(lead["effects"][0]["colour"], "red");
    let said = told.to_string();
    assert!(!said.contains(&case) && !said.contains(&document(9)) && !said.contains("同住"));
    house.service.settle_proposals(house.now()).await.unwrap();
    let notices = house.get("/api/notices", Some(&person.cookie)).await.json();
    assert_eq!(notices["notices"][0]["kind"], "named_contact");
    let body = json!({ "proposal": id, "answer": "agrees" });
    for cookie in [None, Some(&all[1].cookie)] {
        let refused = house
            .post("/api/me/contact-answers", cookie.map(|c| &**c), &body)
            .await;
        assert!(refused.status.is_client_error());
    }
    let stranger = Person::register(&house, 3).await;
    let refused = house
        .post("/api/me/contact-answers", Some(&stranger.cookie), &body)
        .await;
    assert_eq!(refused.problem(), "unknown");
    let told = house
        .post("/api/me/contact-answers", Some(&person.cookie), &body)
        .await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.json());
    assert_eq!(told.json()["standing"], "close");
    let shown = house
        .get("/api/decisions", Some(&person.cookie))
        .await
        .json();
    assert_eq!(shown["decisions"][0]["state"], "red");
    let other = json!({ "proposal": id, "answer": "denies" });
    let refused = house
        .post("/api/me/contact-answers", Some(&person.cookie), &other)
        .await;
    assert_eq!(refused.json()["fields"][0]["field"], "answer");
    let lines = house.get("/api/me/log", Some(&person.cookie)).await.json();
    assert!(
        lines
            .to_string()
            .contains("Said of you that it is so: a contact")
    );
    let path = format!("/api/staff/proposals/{id}");
    let seen = house.get(&path, Some(&all[2].cookie)).await.json();
    assert_eq!(seen["state"], "agreed");
}

#[tokio::test]
async fn n_5_an_adult_with_a_phone_answers_themself_and_no_guardian_for_them() {
    let house = House::new().await;
    let (guardian, member) = family(&house).await;
    let all = officials(&house).await;
    let case = case(&house, &all).await;
    let id = named(&house, &all, &document(2), &case).await;
    let told = for_member(&house, &guardian, "GET /api/me/contacts", &Value::Null).await;
    assert_eq!(told.json()["leads"][0]["proposal"], json!(id));
    let body = json!({ "proposal": id, "answer": "agrees" });
    let route = "POST /api/me/contact-answers";
    let refused = for_member(&house, &guardian, route, &body).await;
    assert_eq!(refused.json()["fields"][0]["field"], "member");
    let told = house
        .post("/api/me/contact-answers", Some(&member.cookie), &body)
        .await;
    assert_eq!(told.json()["standing"], "close", "{}", told.json());
}

#[tokio::test]
async fn n_5_a_guardian_answers_for_a_child_and_the_log_says_whose_hand_it_was() {
    let house = House::new().await;
    let guardian = Person::register(&house, 1).await;
    guardian.declare(&house, &json!([])).await;
    let number = "330106201201051234";
    let digits = &number[..17];
    let number = format!("{digits}{}", domain::identity::mod_11_2(digits).unwrap());
    let today = house.now().date();
    house.registry.know_dependant(Dependant {
        name: PersonName::parse("张小三").unwrap(),
        document: Document::parse(DocumentKind::ResidentId, &number, today).unwrap(),
        guardians: vec![Document::parse(DocumentKind::ResidentId, &document(1), today).unwrap()],
    });
    let mut child = wish(2, &number);
    child.as_object_mut().unwrap().remove("phone");
    child["relation"] = "child".into();
    let told = house
        .post("/api/family/members", Some(&guardian.cookie), &child)
        .await;
    assert_eq!(told.json()["state"], "linked", "{}", told.json());
    let all = officials(&house).await;
    let case = case(&house, &all).await;
    let id = named(&house, &all, &number, &case).await;
    let body = json!({ "proposal": id, "answer": "denies" });
    let route = "POST /api/me/contact-answers";
    let told = for_member(&house, &guardian, route, &body).await;
    assert_eq!(
        told.json()["leads"][0]["answer"],
        "denies",
        "{}",
        told.json()
    );
    let by = "SELECT answered_by FROM proposal_answer";
    let by: String = house.sql().query_row(by, [], |row| row.get(0)).unwrap();
    assert_eq!(by, "guardian");
    let path = format!("/api/staff/proposals/{id}?purpose=approval");
    let mut read = Vec::new();
    for official in &all {
        let told = house.get(&path, Some(&official.cookie)).await.json();
        read.extend(told["subject"]["answer"].as_str().map(str::to_owned));
    }
    assert_eq!(read, ["denies"; 2], "the proposer, and who was drawn");
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
    let own = [
        "post /api/me/contact-answers",
        "get /api/me/contacts",
        "get /api/me/declarations",
    ];
    // What a person sends to have it decided is read by a reviewer of the city, opened for a purpose that the person reads: the
    // declaration that they correct, the one visit that they dispute.
    let sent = [
        "get /api/staff/appeals",
        "get /api/staff/appeals/{id}",
        "post /api/staff/appeals/{id}/answer",
        "get /api/staff/corrections",
        "post /api/staff/corrections/{id}/decision",
        "post /api/staff/corrections/{id}/opening",
    ];
    assert_eq!(routes, [&own[..], &sent[..]].concat());
}
