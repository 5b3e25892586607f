//! Files of test results over HTTP: read by whoever may, agreed to by whoever answers for them, and counted only then.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::house::{House, document};
use crate::person::Person;
use crate::proposals::{Official, official};

/// An operator brings a file by which person 1 is positive.
async fn bring(house: &House) -> String {
    let text = format!(
        "sample,document_kind,document,name,sampled_at,outcome,laboratory\n\
         a,resident_id,{},张小三,2020-02-19 08:00,positive,乡镇卫生院\n",
        document(1)
    );
    let brought = house
        .service
        .bring_results("results.csv", &text, house.now())
        .await;
    brought.unwrap().id.0.to_string()
}

async fn files(house: &House, by: &Official) -> Value {
    house
        .get("/api/staff/result-files", Some(&by.cookie))
        .await
        .json()
}

#[tokio::test]
async fn n_3_a_file_of_results_is_agreed_to_over_http_and_colours_only_then() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let id = bring(&house).await;
    let state = || async {
        house.service.take_results(house.now()).await.unwrap();
        let shown = house.get("/api/decisions", Some(&person.cookie)).await;
        shown.json()["decisions"][0]["state"].clone()
    };
    assert_eq!(state().await, "green");
    let reviewer = official(&house, "a.one", "一", "reviewer@330100").await;
    let elsewhere = official(&house, "d.one", "四", "reviewer@330200").await;
    let officer = official(&house, "b.one", "二", "policy_officer@330100").await;
    let waits = files(&house, &reviewer).await[0].clone();
    assert_eq!(
        (&waits["id"], &waits["state"], &waits["may_decide"]),
        (&json!(id), &json!("waiting"), &json!(true))
    );
    assert_eq!(
        (&waits["positive"], &waits["effect"]["worse"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(files(&house, &elsewhere).await[0]["may_decide"], false);
    let closed = house
        .get("/api/staff/result-files", Some(&officer.cookie))
        .await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);

    let path = format!("/api/staff/result-files/{id}/decision");
    let agree = async |by: &Official, reason: &str| {
        let body = json!({ "agree": true, "reason": reason, "version": waits["version"] });
        house.post(&path, Some(&by.cookie), &body).await
    };
    let told = "与检测机构电话核对";
    assert_eq!(
        agree(&officer, told).await.status,
        StatusCode::FORBIDDEN,
        "another role"
    );
    assert_eq!(agree(&elsewhere, told).await.problem(), "outside_division");
    assert_eq!(agree(&reviewer, "").await.problem(), "invalid");
    assert_eq!(state().await, "green");
    let agreed = agree(&reviewer, told).await.json();
    assert_eq!(
        (&agreed["state"], &agreed["reason"]),
        (&json!("agreed"), &json!(told))
    );
    assert_eq!(
        agree(&reviewer, told).await.status,
        StatusCode::NOT_FOUND,
        "once"
    );
    assert_eq!(state().await, "red");
    let done = files(&house, &reviewer).await[0].clone();
    assert_eq!(
        (&done["state"], &done["taken"]["taken"]),
        (&json!("taken"), &json!(1))
    );
}
