//! Corrections over HTTP that a reviewer decides: from the person's page to the answer, and who is refused.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::house::{Answered, House, document};
use crate::person::{Person, declaration};
use crate::proposals::{Official, official, state, tried};

const LATE_MS: i64 = 16 * 60_000;

/// Somebody whose contact with a case colours them, and who says after the free quarter of an hour that there was none: it waits.
async fn waiting(house: &House) -> Person {
    let person = Person::register(house, 1).await;
    let cookie = Some(person.cookie.as_str());
    let mut said = declaration(1_001, &json!([]));
    said["contact"] = json!("2020-02-19");
    house.post("/api/declarations", cookie, &said).await;
    house.pass_ms(LATE_MS);
    let instead = declaration(2_001, &json!([]));
    let asked = json!({ "id": "77", "instead": instead, "reason": "看错了题目" });
    let path = "/api/declarations/1001/correction";
    let waits = house.post(path, cookie, &asked).await.json();
    assert_eq!(waits["outcome"], "waits", "{waits}");
    person
}

async fn open(house: &House, by: &Official, purpose: &str) -> Answered {
    let path = "/api/staff/corrections/77/opening";
    let body = json!({ "purpose": purpose });
    house.post(path, Some(&by.cookie), &body).await
}

async fn decide(house: &House, by: &Official, body: &Value) -> Answered {
    let path = "/api/staff/corrections/77/decision";
    house.post(path, Some(&by.cookie), body).await
}

async fn told(house: &House, person: &Person) -> Value {
    let told = house
        .get("/api/me/declarations", Some(&person.cookie))
        .await;
    let all = told.json();
    let mut all = all.as_array().unwrap().iter();
    all.find(|one| one["id"] == "1001").unwrap().clone()
}

#[tokio::test]
async fn s2_17_a_late_correction_goes_from_the_persons_page_to_the_reviewers_grant() {
    let house = House::new().await;
    let person = waiting(&house).await;
    let before = state(&house, &person).await["state"].clone();
    assert!(before == "red" || before == "yellow", "{before}");
    let waits = told(&house, &person).await["corrections"][0].clone();
    assert_eq!(
        (&waits["state"], &waits["reason"], &waits["overdue"]),
        (&json!("waiting"), &json!("看错了题目"), &json!(false))
    );

    let reviewer = official(&house, "r.one", "九", "reviewer@330100").await;
    let cookie = Some(reviewer.cookie.as_str());
    let listed = house.get("/api/staff/corrections", cookie).await.json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert!(!listed.to_string().contains(&document(1)));
    let wrong = open(&house, &reviewer, "curiosity").await.json();
    assert_eq!(wrong["fields"][0]["field"], "purpose");
    let opened = open(&house, &reviewer, "review").await.json();
    let opened = &opened["opened"];
    assert_eq!(opened["document_number"], document(1));
    assert_eq!(
        (&opened["said"]["contact"], &opened["instead"]["contact"]),
        (&json!("2020-02-19"), &Value::Null)
    );
    let change = &opened["changes"][0];
    assert_eq!(
        (&change["before"], &change["after"]),
        (&before, &json!("green"))
    );
    assert_eq!(opened["hidden"], false, "the change shows it");
    let silent = json!({ "grant": false, "words": " " });
    let silent = decide(&house, &reviewer, &silent).await.json();
    assert_eq!(silent["fields"][0]["field"], "words");
    let granted = json!({ "grant": true, "words": "与流调一致" });
    let granted = decide(&house, &reviewer, &granted).await;
    assert_eq!(granted.status, StatusCode::OK, "{}", granted.json());
    assert_eq!(granted.json()["state"], "granted");

    assert_eq!(state(&house, &person).await["state"], "green");
    let read = told(&house, &person).await;
    assert_eq!(read["counts"], false);
    let read = &read["corrections"][0];
    assert_eq!(
        (&read["state"], &read["answer"], &read["office"]),
        (&json!("granted"), &json!("与流调一致"), &json!("九"))
    );
    let cookie = Some(person.cookie.as_str());
    let notices = house.get("/api/notices", cookie).await.json();
    assert!(
        notices.to_string().contains("correction_answered"),
        "{notices}"
    );
    let own = house.get("/api/me/log", cookie).await.json().to_string();
    for line in [
        "A correction was asked for, and waits for a reviewer",
        "Your correction was read",
        "Your correction was granted",
    ] {
        assert!(own.contains(line), "{line}: {own}");
    }
    let at_once = "Corrected a declaration";
    assert!(!own.contains(at_once), "nothing was corrected by asking");
    let again = decide(&house, &reviewer, &json!({ "grant": true })).await;
    assert_eq!(again.problem(), "refused", "decided once");
}

#[tokio::test]
async fn s2_17_a_correction_is_closed_to_whoever_is_not_a_reviewer_of_its_city() {
    let house = House::new().await;
    let person = waiting(&house).await;
    let before = state(&house, &person).await["state"].clone();
    let elsewhere = official(&house, "r.two", "二", "reviewer@330200").await;
    let inspector = official(&house, "i.one", "三", "inspector@330100").await;
    let worker = official(&house, "w.one", "四", "epidemiologist@330100").await;
    let granted = json!({ "grant": true });
    assert_eq!(
        open(&house, &elsewhere, "review").await.problem(),
        "unknown"
    );
    let refused = decide(&house, &elsewhere, &granted).await;
    assert_eq!(refused.problem(), "outside_division");
    assert_eq!(open(&house, &worker, "review").await.problem(), "forbidden");
    let read = open(&house, &inspector, "audit").await;
    assert_eq!(read.status, StatusCode::OK);
    let refused = decide(&house, &inspector, &granted).await;
    assert_eq!(refused.problem(), "forbidden");
    assert_eq!(tried(&house, "refused decide_correction"), 2);
    assert_eq!(state(&house, &person).await["state"], before);
}

#[tokio::test]
async fn s2_17_a_person_takes_a_correction_back_over_http() {
    let house = House::new().await;
    let person = waiting(&house).await;
    let stranger = Person::register(&house, 2).await;
    let path = "/api/corrections/77/withdraw";
    let theirs = house.post(path, Some(&stranger.cookie), &json!({})).await;
    assert_eq!(theirs.problem(), "unknown");
    let taken = house.post(path, Some(&person.cookie), &json!({})).await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    let read = told(&house, &person).await["corrections"][0].clone();
    assert_eq!(read["state"], "withdrawn");
    let mut export = house.get("/api/me/data", Some(&person.cookie)).await.json();
    let parts = export["parts"].as_array_mut().unwrap();
    let part = parts
        .iter()
        .find(|part| part["kind"] == "correction_request");
    assert_eq!(part.unwrap()["count"], 1);
}
