//! Pending lists over HTTP: seen, proposed by naming them, refused, and a draft that is tried aside.

use axum::http::StatusCode;
use domain::pending::Origin;
use serde_json::{Value, json};
use service::{Arrived, ListStanding};

use crate::house::House;
use crate::person::Person;
use crate::proposals::{Official, agree, asked, official, propose, state};

/// A list that names one area of the west lake district.
fn list(hour: u32, level: &str) -> String {
    let row = json!({
        "type": "2", "province": "浙江省", "city": "杭州市", "county": "西湖区",
        "area_name": "浙江省 杭州市 西湖区", "communitys": ["西溪街道"],
    });
    let of = |which: &str| {
        if which == level {
            json!([row])
        } else {
            json!([])
        }
    };
    let count = |which: &str| u32::from(which == level);
    json!({ "data": {
        "end_update_time": format!("2020-02-20 {hour}时"),
        "hcount": count("high"), "mcount": count("middle"), "lcount": count("low"),
        "highlist": of("high"), "middlelist": of("middle"), "lowlist": of("low"),
    }, "code": 0, "msg": "" })
    .to_string()
}

async fn bring(house: &House, text: &str) -> ListStanding {
    let arrived = Arrived {
        name: "list.json",
        text,
        saved: None,
        origin: Origin::Command,
    };
    let brought = house
        .service
        .bring_list(&arrived, house.now(), |_| {})
        .await;
    brought.unwrap().standing
}

/// Somebody who was in the area of a list, and policy officers of several offices.
async fn city(house: &House) -> (Person, Vec<Official>) {
    assert_eq!(bring(house, &list(6, "low")).await, ListStanding::InForce);
    let person = Person::register(house, 1).await;
    let areas = house
        .get("/api/counties/330106/areas?from=2020-02-18", None)
        .await;
    let area = areas.json()["areas"][0]["id"].clone();
    let stay = json!([{
        "id": "77", "whereabouts": { "county": "330106" }, "from": "2020-02-18", "to": "2020-02-19",
        "areas": { "areas": [area] },
    }]);
    person.declare(house, &stay).await;
    (person, officers(house).await)
}

async fn officers(house: &House) -> Vec<Official> {
    let mut all = Vec::new();
    for (login, office, division) in [
        ("a.one", "一", "330100"),
        ("b.one", "二", "330100"),
        ("c.one", "三", "330100"),
        ("d.one", "四", "330200"),
    ] {
        all.push(official(house, login, office, &format!("policy_officer@{division}")).await);
    }
    all
}

async fn pending(house: &House, by: &Official) -> Value {
    house
        .get("/api/staff/pending", Some(&by.cookie))
        .await
        .json()
}

fn about(id: &Value) -> Value {
    json!({
        "what": { "kind": "pending", "id": id }, "why": "新一期名单", "basis": "infectious_diseases_42",
        "end": "2020-03-05", "place": "330100",
    })
}

#[tokio::test]
async fn n_6_a_pending_list_is_proposed_by_its_number_and_comes_into_force_by_two() {
    let house = House::new().await;
    let (person, all) = city(&house).await;
    assert_eq!(bring(&house, &list(7, "high")).await, ListStanding::Pending);
    let state = || async {
        let shown = house.get("/api/decisions", Some(&person.cookie)).await;
        shown.json()["decisions"][0]["state"].clone()
    };
    assert_eq!(state().await, "green");
    let waits = pending(&house, &all[0]).await[0].clone();
    assert_eq!(
        (&waits["state"], &waits["place"]["code"]),
        (&json!("pending"), &json!("330106"))
    );
    assert_eq!(
        (&waits["cities"][0]["worse"], &waits["cities"][0]["people"]),
        (&json!(1), &json!(1))
    );
    let public = house.get("/api/alarms", None).await.json();
    assert_eq!(
        (&public["pending"], &public["alone_people"]),
        (&json!(1), &json!(1_000))
    );
    assert_eq!(public["alarms"][0]["kind"], "pending");
    let made = propose(&house, &all[0], &about(&waits["id"])).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    assert_eq!(
        (&made.json()["kind"], &made.json()["effect"]["worse"]),
        (&json!("risk_list"), &json!(1))
    );
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let (second, task) = asked(&house, &all).await;
    let agreed = agree(&house, second, &id, &task["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
    assert_eq!(state().await, "red");
    let rows = pending(&house, &all[0]).await;
    let mut rows = rows.as_array().unwrap().iter();
    let came = rows.find(|row| row["id"] == waits["id"]).unwrap();
    assert_eq!(
        (&came["state"], &came["alone"], &came["proposal"]),
        (&json!("in_force"), &json!(false), &json!(id))
    );
    assert_eq!(house.get("/api/alarms", None).await.json()["pending"], 0);
}

#[tokio::test]
async fn n_6_a_pending_list_is_refused_for_a_reason_by_who_answers_for_its_division() {
    let house = House::new().await;
    let (_, all) = city(&house).await;
    bring(&house, &list(7, "high")).await;
    let id = pending(&house, &all[0]).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/api/staff/pending/{id}/refuse");
    let refuse = async |by: &Official, reason: &str| {
        let body = json!({ "reason": reason });
        house.post(&path, Some(&by.cookie), &body).await
    };
    assert_eq!(
        refuse(&all[3], "不同意").await.problem(),
        "outside_division"
    );
    assert_eq!(refuse(&all[0], "").await.problem(), "invalid");
    let refused = refuse(&all[0], "名单有误").await.json();
    assert_eq!(
        (&refused["state"], &refused["reason"]),
        (&json!("refused"), &json!("名单有误"))
    );
    assert_eq!(refuse(&all[0], "再次").await.status, StatusCode::NOT_FOUND);
    let epidemiologist = official(&house, "e.one", "五", "epidemiologist@330100").await;
    let closed = house
        .get("/api/staff/pending", Some(&epidemiologist.cookie))
        .await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn n_6_a_draft_is_asked_about_by_whoever_drafted_it_alone() {
    let house = House::new().await;
    let (_, all) = city(&house).await;
    for by in &all[..2] {
        let path = "/api/staff/proposals/drafts/1";
        let unknown = house.get(path, Some(&by.cookie)).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn s0_23_a_listed_area_is_proposed_as_its_whole_county_by_the_words_of_the_list() {
    let house = House::new().await;
    assert_eq!(bring(&house, &list(6, "high")).await, ListStanding::InForce);
    let person = Person::register(&house, 1).await;
    let stay = json!([{
        "id": "77", "whereabouts": { "county": "330106" }, "from": "2020-02-18", "to": "2020-02-19",
        "areas": "elsewhere",
    }]);
    person.declare(&house, &stay).await;
    let all = officers(&house).await;
    let about = |area: &str| {
        json!({
            "what": { "kind": "whole_county", "county": "330106", "area": area }, "why": "街道即全域",
            "basis": "infectious_diseases_42", "end": "2020-03-05", "place": "330100",
        })
    };
    let refused = propose(&house, &all[0], &about("北山街道")).await;
    assert!(refused.status.is_client_error(), "{}", refused.json());
    assert!(refused.json().to_string().contains("what.area"));
    let made = propose(&house, &all[0], &about("西溪街道")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    assert_eq!(
        (&made.json()["kind"], &made.json()["effect"]["worse"]),
        (&json!("whole_county"), &json!(1))
    );
    assert_eq!(made.json()["of"], "330106 西溪街道");
    assert_eq!(state(&house, &person).await["state"], "green");
    let listed = "/api/counties/330106/areas?from=2020-02-18";
    let areas = house.get(listed, None).await.json();
    assert_eq!(areas["areas"][0]["whole"], json!(false), "{areas}");
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let (second, task) = asked(&house, &all).await;
    let agreed = agree(&house, second, &id, &task["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
    assert_eq!(state(&house, &person).await["state"], "red");
    let areas = house.get(listed, None).await.json();
    assert_eq!(
        areas["areas"][0]["whole"],
        json!(true),
        "who ends it finds it"
    );
}
