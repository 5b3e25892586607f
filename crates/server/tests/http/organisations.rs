//! A school over HTTP: registered by two, joined by its QR code, read by its manager; and a roster that finds nobody out.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::house::{House, document, phone};
use crate::person::Person;
use crate::proposals::{agree, asked, official, propose};

/// The manager's cookie, and the address of the only class of their school.
pub(crate) async fn class(house: &House) -> (String, String) {
    let officers = vec![
        official(house, "p.one", "一", "policy_officer@330100").await,
        official(house, "p.two", "二", "policy_officer@330100").await,
    ];
    let teacher = official(house, "li.na", "教育局", "organisation_manager@330106").await;
    let school = json!({
        "what": { "kind": "organisation", "name": "第一中学", "of_kind": "school", "division": "330106", "manager": "li.na" },
        "why": "复学准备", "basis": "infectious_diseases_42", "end": "2020-03-20", "place": "330106",
    });
    let made = propose(house, &officers[0], &school).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let (second, task) = asked(house, &officers).await;
    let agreed = agree(house, second, &id, &task["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
    let unit = json!({ "id": "4711", "name": "初一（2）班" });
    let units = format!("/api/staff/organisations/{id}/units");
    for _again in 0..2 {
        let added = house.post(&units, Some(&teacher.cookie), &unit).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.json());
    }
    (teacher.cookie, format!("{units}/4711"))
}

async fn token(house: &House, teacher: &str) -> Value {
    let own = house.get("/api/staff/organisations", Some(teacher)).await;
    let own = own.json();
    let units = own["organisations"][0]["units"].as_array().unwrap();
    assert_eq!(units.len(), 1, "sent twice it is one");
    units[0]["token"].clone()
}

/// Agrees to what was offered.
async fn join(house: &House, own: Option<&str>, token: &Value, terms: &Value, card: bool) {
    let agreement = json!({ "token": token, "terms": terms, "name": "full", "card": card });
    let joined = house.post("/api/me/organisations", own, &agreement).await;
    assert_eq!(joined.status, StatusCode::CREATED, "{}", joined.json());
}

/// The members of a unit, as its manager reads them today.
async fn members(house: &House, unit: &str, teacher: &str) -> Value {
    let today = house.get(&format!("{unit}/today"), Some(teacher)).await;
    today.json()["members"].take()
}

/// Leaves the only organisation.
async fn leave(house: &House, own: &str) {
    let mine = house.get("/api/me/organisations", Some(own)).await.json();
    assert_eq!(mine["memberships"][0]["by_guardian"], false);
    let organisation = mine["memberships"][0]["organisation"].as_str().unwrap();
    let leave = Request::delete(format!("/api/me/organisations/{organisation}"))
        .header("cookie", own)
        .body(Body::empty());
    let left = house.send(leave.unwrap()).await;
    assert_eq!(left.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn s1_8_a_pupil_joins_is_read_reminded_and_leaves() {
    let house = House::new().await;
    let (teacher, unit) = class(&house).await;
    let token = token(&house, &teacher).await;
    let pupil = Person::register(&house, 1).await;
    let own = Some(pupil.cookie.as_str());
    let asked = json!({ "token": token });
    let offer = house.post("/api/organisations/offer", own, &asked).await;
    let offer = offer.json();
    assert_eq!(
        (&offer["name"], &offer["masked"]),
        (&"第一中学".into(), &"张**".into())
    );
    join(&house, own, &token, &offer["terms"], true).await;
    let mut read = members(&house, &unit, &teacher).await;
    let handle = read[0].as_object_mut().unwrap().remove("member");
    let handle = handle.unwrap();
    let member = json!({ "name": "张小三", "reported": false, "entering": "ask", "card": true });
    assert_eq!(read, json!([member]));
    let reminded = house
        .post(&format!("{unit}/reminders"), Some(&teacher), &json!({}))
        .await;
    assert_eq!(reminded.json(), json!({ "members": 1 }));
    let notices = house.get("/api/notices", own).await.json();
    assert_eq!(notices["notices"][0]["kind"], "report_reminder");
    pupil.declare(&house, &json!([])).await;
    let table = house
        .get(&format!("{unit}/today.csv"), Some(&teacher))
        .await;
    let text = String::from_utf8(table.bytes).unwrap();
    let expected = "\u{feff}date,unit,name,reported,entering\r\n2020-02-20,初一（2）班,张小三,yes,may_enter\r\n";
    assert_eq!(text, expected);
    let cards = house
        .post(&format!("{unit}/cards"), Some(&teacher), &json!({}))
        .await;
    assert_eq!(cards.json()["cards"].as_array().unwrap().len(), 1);
    let none = json!({ "member": "AAAA" });
    let removals = format!("{unit}/removals");
    let unknown = house.post(&removals, Some(&teacher), &none).await;
    assert_eq!(unknown.status, StatusCode::NO_CONTENT, "they left before");
    leave(&house, &pupil.cookie).await;
    assert_eq!(members(&house, &unit, &teacher).await, json!([]));
    // The manager renews the code: the one that hung at the door opens nothing; whoever joins by the new one is taken off again.
    let renewed = house
        .post(&format!("{unit}/code"), Some(&teacher), &json!({}))
        .await;
    let old = house.post("/api/organisations/offer", own, &asked).await;
    assert_eq!(old.status, StatusCode::NOT_FOUND);
    join(
        &house,
        own,
        &renewed.json()["token"],
        &offer["terms"],
        false,
    )
    .await;
    let named = json!({ "member": handle });
    let removed = house.post(&removals, Some(&teacher), &named).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    assert_eq!(members(&house, &unit, &teacher).await, json!([]));
}

#[tokio::test]
async fn s1_8_every_row_of_a_roster_is_answered_alike_byte_for_byte() {
    let house = House::new().await;
    let (teacher, unit) = class(&house).await;
    let known = Person::register(&house, 1).await;
    let path = format!("{unit}/roster");
    let rows = [
        json!({ "name": "张小三", "document_number": document(1) }),
        json!({ "name": "张小三", "phone": phone(1) }),
        json!({ "name": "别的名", "document_number": document(1) }),
        json!({ "name": "张小三", "document_number": document(2) }),
        json!({ "name": "张小三", "phone": phone(77) }),
    ];
    let mut answers = Vec::new();
    for row in &rows {
        let answered = house
            .post(&path, Some(&teacher), &json!({ "rows": [row] }))
            .await;
        let mut headers = answered.headers.clone();
        headers.remove("date");
        answers.push((answered.status, format!("{headers:?}"), answered.bytes));
    }
    assert_eq!(answers[0].2, br#"{"rows":["invited"]}"#);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let mine = house
        .get("/api/me/organisations", Some(&known.cookie))
        .await;
    assert_eq!(mine.json()["invitations"].as_array().unwrap().len(), 1);
    // What cannot be a document is refused by its row, whoever is registered.
    let slip =
        json!({ "rows": [rows[0], { "name": "李红", "document_number": "330106199001010001" }] });
    let refused = house.post(&path, Some(&teacher), &slip).await;
    assert_eq!(
        refused.json()["fields"][0]["field"],
        "rows[1].document_number"
    );
}
