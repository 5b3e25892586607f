//! The resident's app over HTTP: feedback, help by cause, one's own data; and what anybody reads of the service.

use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use serde_json::{Value, json};

use crate::house::{House, document};
use crate::person::{Person, declaration};
use crate::proposals::{official, tried};

const DAY_MS: i64 = 86_400_000;

fn feedback(id: &str, words: &str) -> Value {
    json!({ "id": id, "city": "330100", "about": "fault", "words": words })
}

async fn number(house: &House, id: &str, words: &str) -> String {
    let sent = house
        .post("/api/feedback", None, &feedback(id, words))
        .await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.json());
    sent.json()["number"].as_str().unwrap().to_owned()
}

async fn read(house: &House, number: &str) -> crate::house::Answered {
    let body = json!({ "number": number });
    house.post("/api/feedback/reading", None, &body).await
}

#[tokio::test]
async fn s0_1_feedback_gets_a_number_and_an_answer_and_nobody_stands_behind_it() {
    let house = House::new().await;
    let words = "打卡页面在老人机上打不开";
    let first = number(&house, "4711", words).await;
    assert_eq!(
        first,
        number(&house, "4711", "另一句").await,
        "twice is once"
    );
    let told = read(&house, &first.to_lowercase().replace('-', " ")).await;
    assert_eq!(
        (&told.json()["words"], &told.json()["state"]),
        (&json!(words), &json!("waiting"))
    );
    assert_eq!(read(&house, "0000-0000-0000").await.problem(), "unknown");
    let empty = house
        .post("/api/feedback", None, &feedback("4712", "  "))
        .await;
    assert_eq!(empty.json()["fields"][0]["field"], "words");

    let reviewer = official(&house, "r.one", "九", "reviewer@330100").await;
    let other = official(&house, "r.two", "十", "reviewer@330200").await;
    let listed = house
        .get("/api/staff/feedback", Some(&reviewer.cookie))
        .await;
    assert_eq!(listed.json().as_array().unwrap().len(), 1);
    assert!(
        listed.json()[0]["words"].is_null(),
        "the list says nothing of it"
    );
    let elsewhere = house.get("/api/staff/feedback", Some(&other.cookie)).await;
    assert_eq!(elsewhere.json(), json!([]));
    let refused = house
        .get("/api/staff/feedback/4711", Some(&other.cookie))
        .await;
    assert_eq!(refused.problem(), "unknown");
    assert_eq!(tried(&house, "refused answer_feedback"), 1);

    let opened = house
        .get("/api/staff/feedback/4711", Some(&reviewer.cookie))
        .await;
    assert_eq!(opened.json()["words"], words);
    let answer = json!({ "words": "已修复，请更新页面后再试" });
    let path = "/api/staff/feedback/4711/answer";
    for _twice in 0..2 {
        let answered = house.post(path, Some(&reviewer.cookie), &answer).await;
        assert_eq!(answered.json()["state"], "answered");
    }
    let late = json!({ "words": "另一个答复" });
    let late = house.post(path, Some(&reviewer.cookie), &late).await;
    assert_eq!(late.json()["fields"][0]["field"], "words");
    assert_eq!(read(&house, &first).await.json()["answer"], answer["words"]);
    assert_eq!(tried(&house, "read feedback"), 1);
    assert_eq!(tried(&house, "answer feedback"), 1);
}

#[tokio::test]
async fn n_8_feedback_is_sealed_and_gone_after_ninety_days_answered_or_not() {
    let house = House::new().await;
    let words = "这句话不能以明文留在磁盘上";
    let number = number(&house, "4711", words).await;
    let row = "SELECT sealed FROM feedback WHERE feedback_id = 4711";
    let sealed: Vec<u8> = house.sql().query_row(row, [], |row| row.get(0)).unwrap();
    let plain = words.as_bytes();
    assert!(!sealed.windows(plain.len()).any(|part| part == plain));
    house.pass_ms(90 * DAY_MS);
    house.service.sweep(house.now()).await.unwrap();
    assert_eq!(read(&house, &number).await.status, StatusCode::OK, "day 90");
    house.pass_ms(DAY_MS);
    house.service.sweep(house.now()).await.unwrap();
    assert_eq!(read(&house, &number).await.problem(), "unknown");
}

#[tokio::test]
async fn s0_1_failures_are_counted_by_cause_without_persons_and_the_most_frequent_stands_first() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    for _wrong in 0..6 {
        let body = json!({ "phone": "13800000000", "code": "000000", "device_key": device_key() });
        let wrong = house.post("/api/sign-in", None, &body).await;
        assert_eq!(
            (wrong.status, wrong.problem().as_str()),
            (StatusCode::FORBIDDEN, "wrong_code")
        );
        assert_eq!(wrong.json()["fields"][0]["field"], "code");
    }
    let mut early = declaration(9_001, &json!([]));
    early["contact"] = json!("2099-01-01");
    let refused = house
        .post("/api/declarations", Some(&person.cookie), &early)
        .await;
    assert_eq!(refused.problem(), "invalid");
    // Who never signed in was not signed out; whose session is gone was.
    house.get("/api/me", None).await;
    house.get("/api/me", Some("hc_session=hcs_0000")).await;
    house.service.write_failures(house.now()).await.unwrap();
    let help = house.get("/api/help", None).await.json();
    let first: Vec<_> = help["causes"]
        .as_array()
        .unwrap()
        .iter()
        .take(3)
        .cloned()
        .collect();
    assert_eq!(first[0], json!({ "cause": "code_wrong", "failures": 6 }));
    let rare = [&first[1]["cause"], &first[2]["cause"]];
    assert_eq!(rare, ["signed_out", "declaration_incomplete"]);
    assert!(
        first[1]["failures"].is_null(),
        "fewer than five are not told"
    );
    let columns = "SELECT group_concat(name) FROM pragma_table_info('failure_count')";
    let columns: String = house
        .sql()
        .query_row(columns, [], |row| row.get(0))
        .unwrap();
    assert_eq!(columns, "on_day,cause,failures", "nobody stands in it");
}

fn device_key() -> String {
    use base64::Engine as _;
    let mut key = [7_u8; 65];
    key[0] = 4;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(key)
}

#[tokio::test]
async fn n_7_a_person_takes_everything_out_by_the_last_six_and_reads_that_they_did() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let cookie = Some(person.cookie.as_str());
    let kinds = house.get("/api/me/data", cookie).await.json();
    let part = |data: &Value, kind: &str| {
        let mut parts = data["parts"].as_array().unwrap().iter();
        parts.find(|part| part["kind"] == kind).unwrap().clone()
    };
    assert_eq!(part(&kinds, "declaration")["count"], 1);
    assert!(part(&kinds, "declaration")["entries"].is_null());
    assert!(
        !kinds.to_string().contains(&document(1)),
        "the kinds say nothing"
    );
    let kept = part(&kinds, "notice")["kept"]["zh"].to_string();
    assert!(kept.contains("90"), "{kept}");

    let wrong = json!({ "document_last6": "000000" });
    let refused = house.post("/api/me/export", cookie, &wrong).await;
    assert_eq!(refused.json()["fields"][0]["field"], "document_last6");
    let document = document(1);
    let right = json!({ "document_last6": &document[document.len() - 6..] });
    let all = house.post("/api/me/export", cookie, &right).await.json();
    let text = all.to_string();
    for word in ["张小三", document.as_str(), "杭州市西湖区", "36.5", "绿码"] {
        assert!(text.contains(word), "{word}");
    }
    let log = part(&all, "log_line").to_string();
    assert!(log.contains("导出本人全部数据"), "{log}");
    let other = Person::register(&house, 2).await;
    let refused = house
        .post("/api/me/export", Some(&other.cookie), &right)
        .await;
    assert_eq!(refused.problem(), "invalid", "by one's own document alone");
}

#[tokio::test]
async fn s2_10_a_person_reads_what_they_declared_and_until_when_it_is_free_to_correct() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let away = json!([{ "id": "31", "whereabouts": { "county": "420106" }, "from": "2020-02-10", "to": "2020-02-11", "areas": "elsewhere" }]);
    person.declare(&house, &away).await;
    let cookie = Some(person.cookie.as_str());
    let told = house.get("/api/me/declarations", cookie).await.json();
    assert_eq!(told[0]["stays"][0]["place"]["zh"], "杭州市西湖区");
    assert_eq!(
        told[0]["stays"][1]["place"]["en"],
        "Wuchang District, Wuhan"
    );
    assert_eq!(
        (&told[0]["counts"], &told[0]["temperature"]),
        (&json!(true), &json!(36.5))
    );
    assert!(told[0]["correctable_free_until_ms"].is_i64());
    let id = told[0]["id"].as_str().unwrap();
    let instead = json!({ "id": "77", "instead": declaration(5_001, &json!([])) });
    let path = format!("/api/declarations/{id}/correction");
    let corrected = house.post(&path, cookie, &instead).await;
    assert_eq!(corrected.json()["outcome"], "done", "{}", corrected.json());
    let told = house.get("/api/me/declarations", cookie).await.json();
    let counts: Vec<_> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["counts"].clone())
        .collect();
    assert_eq!(counts, [json!(true), json!(false)]);
}

#[tokio::test]
async fn n_8_what_erasing_would_leave_is_told_before_and_nothing_is_changed() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let cookie = Some(person.cookie.as_str());
    let preview = house.get("/api/me/erasure", cookie).await.json();
    assert!(preview["rest_until"].is_null());
    assert_eq!(preview["kept"].as_array().unwrap().len(), 1, "{preview}");
    let contact = json!("2020-02-19");
    let mut said = declaration(7_001, &json!([]));
    said["contact"] = contact;
    house.post("/api/declarations", cookie, &said).await;
    let preview = house.get("/api/me/erasure", cookie).await.json();
    assert!(preview["rest_until"].is_string(), "{preview}");
    assert_eq!(preview["kept"].as_array().unwrap().len(), 3);
    assert_eq!(house.get("/api/me", cookie).await.status, StatusCode::OK);
}

/// The last state of the first city.
fn last_state(told: &Value) -> Value {
    let states = told["cities"][0]["states"].as_array().unwrap();
    states.last().unwrap().clone()
}

#[tokio::test]
async fn s2_7_what_anybody_reads_is_counted_by_the_job_masked_and_kept_for_a_minute() {
    let house = House::new().await;
    for n in 1..=6 {
        Person::register(&house, n)
            .await
            .declare(&house, &json!([]))
            .await;
    }
    let before = house.get("/api/overview", None).await;
    assert_eq!(
        before.json()["cities"],
        json!([]),
        "no request counts anybody"
    );
    assert_eq!(before.headers[CACHE_CONTROL], "public, max-age=60");
    assert_eq!(house.service.count_cities(house.now()).await.unwrap(), 6);
    house.pass_ms(60_000);
    let told = house.get("/api/overview", None).await.json();
    assert_eq!(told["cities"][0]["city"]["code"], "330100");
    assert_eq!(told["cities"][0]["people"], 6);
    assert_eq!(last_state(&told), json!({ "state": "green", "people": 6 }));
    let queues = told["queues"].as_array().unwrap().iter();
    let queues: Vec<_> = queues.map(|q| q["id"].clone()).collect();
    assert_eq!(
        queues,
        [
            "appeals",
            "corrections",
            "applications",
            "itinerary_requests",
            "community_tasks",
            "pending_lists",
            "result_files",
            "feedback"
        ]
    );
    assert_eq!(told["queues"][7]["waiting"], 0);
    let answers = told["neighbours"].as_array().unwrap().iter();
    assert!(answers.clone().count() >= 2 && answers.clone().all(|one| one["answers"] == true));

    // One becomes something else: neither is told any more.
    let seventh = Person::register(&house, 7).await;
    let mut said = declaration(7_001, &json!([]));
    said["contact"] = json!("2020-02-19");
    house
        .post("/api/declarations", Some(&seventh.cookie), &said)
        .await;
    number(&house, "4711", "太小了").await;
    house.service.count_cities(house.now()).await.unwrap();
    assert_eq!(
        house.get("/api/overview", None).await.json(),
        told,
        "the same answer for a minute"
    );
    house.pass_ms(60_000);
    let told = house.get("/api/overview", None).await.json();
    assert_eq!(told["cities"][0]["people"], 7);
    assert!(last_state(&told)["people"].is_null());
    assert_eq!(told["queues"][7]["waiting"], 1);
}

#[tokio::test]
async fn s0_1_a_neighbour_that_does_not_answer_is_told_to_anybody() {
    let house = House::patient("https://hz.example", 5).await;
    house
        .registry
        .conduct()
        .behave(service::gateway::simulator::Behaviour::failing());
    let (phone, _) = Person::sign_in(&house, 1, None).await;
    for _try in 0..5 {
        let body = crate::person::form(1);
        let waits = house
            .post("/api/registration", Some(&phone.cookie), &body)
            .await;
        assert_eq!(waits.status, StatusCode::ACCEPTED);
    }
    let told = house.get("/api/overview", None).await.json();
    let registry = &told["neighbours"][0];
    assert_eq!(
        (&registry["id"], &registry["answers"]),
        (&json!("identity_registry"), &json!(false))
    );
    house.service.write_failures(house.now()).await.unwrap();
    let help = house.get("/api/help", None).await.json();
    assert_eq!(
        help["causes"][0],
        json!({ "cause": "registry_down", "failures": 5 })
    );
}
