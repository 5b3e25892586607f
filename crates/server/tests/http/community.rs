//! A community over HTTP: the worker's list and visit, the person's answer, help, and a door that changes.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::house::House;
use crate::person::{Person, declaration};

/// A person who is yellow since now by their own symptoms.
async fn yellow(house: &House) -> Person {
    let person = Person::register(house, 1).await;
    let mut body = declaration(1_001, &json!([]));
    body["symptoms"] = json!(["dry_cough"]);
    let declared = house
        .post("/api/declarations", Some(&person.cookie), &body)
        .await;
    assert_eq!(declared.json()["decisions"][0]["state"], "yellow");
    person
}

async fn today(house: &House, cookie: &str) -> Value {
    let list = house.get("/api/staff/community/today", Some(cookie)).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.json());
    list.json()
}

async fn put_home(house: &House, cookie: &str, body: &Value) -> crate::house::Answered {
    let request = Request::put("/api/me/home")
        .header("content-type", "application/json")
        .header("cookie", cookie)
        .body(Body::from(body.to_string()));
    house.send(request.unwrap()).await
}

#[tokio::test]
async fn s2_29_a_workers_visit_is_seen_and_answered_by_the_person_and_help_comes() {
    let house = House::new().await;
    let person = yellow(&house).await;
    let worker = house
        .signed_in_member("he.mei", "community_worker@330106109")
        .await;
    let list = today(&house, &worker).await;
    let seen = &list["people"][0];
    assert_eq!(
        (&seen["name"], &seen["colour"]),
        (&"张小三".into(), &"yellow".into())
    );
    assert_eq!(
        (&seen["day"], &seen["days"], &list["followed"]),
        (&1.into(), &7.into(), &1.into())
    );
    let visit = json!({
        "id": "77", "person": seen["person"], "made_ms": house.now().ms(), "how": "door",
        "temperature": 38.5, "symptoms": ["fever"],
    });
    for _again in 0..2 {
        let kept = house
            .post("/api/staff/community/visits", Some(&worker), &visit)
            .await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
    }
    let care = house.get("/api/me/care", Some(&person.cookie)).await.json();
    assert_eq!(
        (&care["followed"], &care["visits"][0]["waits"]),
        (&true.into(), &true.into())
    );
    assert_eq!(
        care["visits"].as_array().unwrap().len(),
        1,
        "sent twice it is one"
    );
    let own = json!({ "check_in": "77", "answer": "confirmed" });
    let answered = house
        .post("/api/me/check-in-answers", Some(&person.cookie), &own)
        .await;
    assert_eq!(answered.status, StatusCode::NO_CONTENT);
    let care = house.get("/api/me/care", Some(&person.cookie)).await.json();
    assert_eq!(care["visits"][0]["confirmed"], true);

    let asked = json!({ "id": "5", "kind": "medicine", "words": "降压药" });
    for _again in 0..2 {
        let sent = house
            .post("/api/me/help", Some(&person.cookie), &asked)
            .await;
        assert_eq!(sent.status, StatusCode::CREATED);
    }
    let other = json!({ "id": "6", "kind": "other", "words": " " });
    let refused = house
        .post("/api/me/help", Some(&person.cookie), &other)
        .await;
    assert_eq!(refused.json()["fields"][0]["field"], "words");
    let seen = today(&house, &worker).await["people"][0].clone();
    assert_eq!(seen["help"][0]["words"], "降压药");
    for state in ["on_the_way", "done"] {
        let brought = json!({ "person": seen["person"], "help": "5", "state": state });
        let brought = house
            .post("/api/staff/community/help", Some(&worker), &brought)
            .await;
        assert_eq!(brought.status, StatusCode::NO_CONTENT);
        let care = house.get("/api/me/care", Some(&person.cookie)).await.json();
        assert_eq!(care["help"][0]["state"], state);
    }
}

#[tokio::test]
async fn s2_29_a_new_door_in_another_street_hands_the_person_over_and_changes_no_colour() {
    let house = House::new().await;
    let person = yellow(&house).await;
    let old = house
        .signed_in_member("old.one", "community_worker@330106109")
        .await;
    let new = house
        .signed_in_member("new.one", "community_worker@330106")
        .await;
    let long = json!({ "street": "330106109", "building": "3", "door": "长".repeat(21) });
    let refused = put_home(&house, &person.cookie, &long).await;
    assert_eq!(refused.json()["fields"][0]["field"], "door");
    let door = json!({ "street": "330106109", "building": "3幢", "door": "501" });
    let kept = put_home(&house, &person.cookie, &door).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert_eq!(today(&house, &old).await["people"][0]["door"], "501");
    let words = json!({ "street": "西湖区龙井路8号", "door": "8" });
    let kept = put_home(&house, &person.cookie, &words).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    let left = today(&house, &old).await;
    assert_eq!(
        (&left["followed"], &left["moved"][0]["door"]),
        (&0.into(), &"501".into())
    );
    assert!(left["people"].as_array().unwrap().is_empty());
    assert_eq!(today(&house, &new).await["people"][0]["door"], "8");
    let decisions = house
        .get("/api/decisions", Some(&person.cookie))
        .await
        .json();
    assert_eq!(decisions["decisions"][0]["state"], "yellow");
}
