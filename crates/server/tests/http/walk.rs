//! From sign-in to the gate, as a phone and a checkpoint go it.

use axum::http::StatusCode;
use serde_json::json;

use crate::house::{House, document, phone};
use crate::person::{Person, declaration, form};

#[tokio::test]
async fn s1_1_a_resident_signs_in_registers_declares_and_is_green() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let decision = person.declare(&house, &json!([])).await;
    assert_eq!(decision["state"], "green");
    assert_eq!(decision["city"]["en"], "Hangzhou");
    let issued = house
        .post("/api/codes", Some(&person.cookie), &person.asks(&house))
        .await;
    assert_eq!(issued.status, StatusCode::CREATED, "{}", issued.json());
    assert_eq!(issued.json()["state"], "green");
    let me = house.get("/api/me", Some(&person.cookie)).await.json();
    assert_eq!(me["person"]["name_masked"], "张**");
    assert!(!me.to_string().contains(&document(1)) && !me.to_string().contains(&phone(1)));
}

#[tokio::test]
async fn s1_5_a_declaration_that_is_sent_again_is_the_same_one() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let body = declaration(77, &json!([]));
    for _again in 0..3 {
        let declared = house
            .post("/api/declarations", Some(&person.cookie), &body)
            .await;
        assert_eq!(declared.status, StatusCode::CREATED);
    }
    let me = house.get("/api/me", Some(&person.cookie)).await.json();
    assert_eq!(me["person"]["declarations"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn s2_19_a_gate_says_no_code_by_hand_and_keeps_one_scan_a_number() {
    let house = House::new().await;
    let token = house.gate().await;
    let scan = json!({ "scans": [{ "number": 0, "direction": "in", "at_ms": house.now().ms() }] });
    for _again in 0..2 {
        let told = house
            .post_at_gate("/api/checkpoint/scans", &token, &scan)
            .await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.json());
        assert_eq!(told.json()["verdicts"][0]["outcome"], "by_hand");
    }
    let refused = json!({ "scans": [{ "number": 1, "text": "https://pay.example", "direction": "in", "at_ms": house.now().ms() }] });
    let told = house
        .post_at_gate("/api/checkpoint/scans", &token, &refused)
        .await
        .json();
    assert_eq!(told["verdicts"][0]["refusal"], "not_a_code");
    assert!(told["verdicts"][0].get("state").is_none());
}

#[tokio::test]
async fn s1_3_a_numbers_new_owner_sees_nobodys_data() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    house.pass_ms(120_000);
    let (stranger, standing) = Person::sign_in(&house, 1, Some("000000")).await;
    assert_eq!(standing, "phone");
    let me = house.get("/api/me", Some(&stranger.cookie)).await.json();
    assert!(me["person"].is_null());
    for path in ["/api/decisions", "/api/questions"] {
        let told = house.get(path, Some(&stranger.cookie)).await;
        assert_eq!(
            (told.status, told.problem().as_str()),
            (StatusCode::FORBIDDEN, "not_registered")
        );
    }
    // The person's own code goes on.
    let issued = house
        .post("/api/codes", Some(&person.cookie), &person.asks(&house))
        .await;
    assert_eq!(issued.status, StatusCode::CREATED);
    house.pass_ms(120_000);
    let number = document(1);
    let (_, standing) = Person::sign_in(&house, 1, Some(&number[12..])).await;
    assert_eq!(standing, "person");
}

#[tokio::test]
async fn s2_18_without_the_registry_registration_waits_and_nothing_is_lost() {
    let house = House::new().await;
    let (person, _) = Person::sign_in(&house, 1, None).await;
    house
        .registry
        .conduct()
        .behave(service::gateway::simulator::Behaviour::failing());
    let waits = house
        .post("/api/registration", Some(&person.cookie), &form(1))
        .await;
    assert_eq!(waits.status, StatusCode::ACCEPTED);
    assert_eq!(waits.json()["application"]["state"], "registry");
    house
        .registry
        .conduct()
        .behave(service::gateway::simulator::Behaviour::Well);
    let registered = house
        .post("/api/registration", Some(&person.cookie), &form(1))
        .await;
    assert_eq!(registered.status, StatusCode::CREATED);
}

#[tokio::test]
async fn n_1_a_cookie_without_the_devices_key_gets_no_code() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let mut asked = person.asks(&house);
    asked["city"] = json!("330200");
    let refused = house.post("/api/codes", Some(&person.cookie), &asked).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["fields"][0]["field"], "signature");
}

#[tokio::test]
async fn s1_10_what_a_gate_judged_without_a_network_is_read_strictly_and_kept_once() {
    let house = House::new().await;
    let token = house.gate().await;
    let at_ms = house.now().plus_ms(-3_600_000).ms();
    let scan = |judged| json!({ "scans": [{ "number": 3, "direction": "in", "at_ms": at_ms, "judged": judged }] });
    let green = json!({ "outcome": "pass", "reason": "pass", "state": "green", "kind": "person" });
    for _again in 0..2 {
        let told = house
            .post_at_gate("/api/checkpoint/scans", &token, &scan(green.clone()))
            .await;
        assert_eq!(told.json()["verdicts"][0]["outcome"], "pass");
    }
    let stranger = json!({ "outcome": "stop", "reason": "refused.a poem" });
    let told = house
        .post_at_gate("/api/checkpoint/scans", &token, &scan(stranger))
        .await;
    assert_eq!(told.json()["fields"][0]["field"], "scans[0].judged.reason");
    let gold = json!({ "outcome": "pass", "reason": "pass", "state": "gold", "kind": "person" });
    let told = house
        .post_at_gate("/api/checkpoint/scans", &token, &scan(gold))
        .await;
    assert_eq!(told.problem(), "malformed");
}

#[tokio::test]
async fn n_1_an_enrolled_checkpoint_fetches_the_list_of_a_day_and_then_differences() {
    let house = House::new().await;
    let token = house.gate().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    house
        .post("/api/codes", Some(&person.cookie), &person.asks(&house))
        .await;
    // A code of today is good to the end of tomorrow.
    let whole = house.get_at_gate("/s/2020-02-21", &token).await;
    assert_eq!(whole.status, StatusCode::OK);
    assert_eq!(whole.headers["content-type"], "application/statuslist+cwt");
    assert!(whole.bytes.len() < 60_000, "{}", whole.bytes.len());
    let changed = house.get_at_gate("/s/2020-02-21?since=0", &token).await;
    let kind = changed.headers["content-type"].to_str().unwrap();
    assert_eq!(kind, "application/vnd.healthcode.status-difference+cwt");
    assert!(changed.bytes.len() < 1_000);
    assert_eq!(
        house.get_at_gate("/s/2020-03-21", &token).await.problem(),
        "unknown"
    );
    assert_eq!(
        house
            .get("/s/2020-02-21", Some(&person.cookie))
            .await
            .problem(),
        "not_a_checkpoint"
    );
}

#[tokio::test]
async fn s1_9_a_sheet_is_printed_with_what_a_guard_compares_and_revoked() {
    let house = House::new().await;
    let token = house.gate().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let asked = json!({ "city": "330100" });
    let sheet = house
        .post("/api/sheets", Some(&person.cookie), &asked)
        .await;
    assert_eq!(sheet.status, StatusCode::CREATED, "{}", sheet.json());
    let sheet = sheet.json();
    assert_eq!(
        (&sheet["name"], &sheet["document_tail"]),
        (&json!("张小三"), &json!(&document(1)[14..]))
    );
    let scan = |number: i64, text: &serde_json::Value| json!({ "scans": [{ "number": number, "text": text, "direction": "in", "at_ms": house.now().ms() }] });
    let told = house
        .post_at_gate("/api/checkpoint/scans", &token, &scan(0, &sheet["text"]))
        .await
        .json();
    let verdict = &told["verdicts"][0];
    assert_eq!(
        (&verdict["outcome"], &verdict["name_fragment"]),
        (&json!("pass"), &json!("张小三"))
    );
    assert!(
        verdict["steps"][0]["en"]
            .as_str()
            .unwrap()
            .contains("last four"),
        "{verdict}"
    );
    let revoke = axum::http::Request::delete("/api/sheets").header("cookie", &person.cookie);
    let revoked = house
        .send(revoke.body(axum::body::Body::empty()).unwrap())
        .await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    let told = house
        .post_at_gate("/api/checkpoint/scans", &token, &scan(1, &sheet["text"]))
        .await
        .json();
    assert_eq!(told["verdicts"][0]["outcome"], "stop", "{told}");
}

#[tokio::test]
async fn s1_2_a_resident_who_returns_to_work_or_visits_declares_as_such() {
    let house = House::new().await;
    for (n, applicant) in [(1, "resident"), (2, "returning_to_work"), (3, "visitor")] {
        let person = Person::register(&house, n).await;
        let mut body = declaration(n * 1_000 + 1, &json!([]));
        body["applicant"] = json!(applicant);
        let declared = house
            .post("/api/declarations", Some(&person.cookie), &body)
            .await;
        assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
        assert_eq!(declared.json()["decisions"][0]["state"], "green");
    }
    let person = Person::register(&house, 4).await;
    let mut body = declaration(4_001, &json!([]));
    body["applicant"] = json!("official");
    let refused = house
        .post("/api/declarations", Some(&person.cookie), &body)
        .await;
    assert_eq!(refused.problem(), "malformed");
    assert!(
        refused.json()["detail"]
            .as_str()
            .unwrap()
            .contains("applicant")
    );
}

#[tokio::test]
async fn n_7_a_person_reads_who_looked_and_a_stranger_nothing() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let log = house.get("/api/me/log", Some(&person.cookie)).await.json();
    let line = &log["lines"][0];
    assert_eq!(line["action_words"]["en"], "Registered", "{log}");
    assert_eq!(line["by"], "person");
    assert_eq!(line["purpose_words"]["zh"], "本人办理");
    assert!(line.get("sealed").is_none() && log["more"] == false);
    let id = line["id"].as_str().unwrap();
    let older = format!("/api/me/log?before={id}");
    let older = house.get(&older, Some(&person.cookie)).await.json();
    assert_eq!(older["lines"], json!([]));
    let wrong = house
        .get("/api/me/log?before=x", Some(&person.cookie))
        .await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let stranger = house.get("/api/me/log", None).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}
