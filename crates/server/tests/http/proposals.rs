//! Proposals over HTTP: an order from its draft to the person's page, and what nobody may do alone.

use axum::http::StatusCode;
use domain::access::Role;
use serde_json::{Value, json};
use service::{OfficeDraft, StaffDraft};

use crate::house::{Answered, House, document};
use crate::member::{Browser, PASSWORD, app};
use crate::person::Person;

/// A member of staff with a passkey and a session.
pub(crate) struct Official {
    browser: Browser,
    pub(crate) cookie: String,
}

pub(crate) async fn official(house: &House, login: &str, office: &str, duty: &str) -> Official {
    let (role, division) = duty.split_once('@').unwrap();
    let offices = house.service.offices(house.now()).await.unwrap();
    let found = offices.into_iter().find(|found| found.name == office);
    let office = if let Some(office) = found {
        office
    } else {
        let draft = OfficeDraft {
            name: office.into(),
            division: division.parse().unwrap(),
        };
        house.service.add_office(&draft, house.now()).await.unwrap()
    };
    let draft = StaffDraft {
        login: login.into(),
        name: "王敏".into(),
        office: office.id,
        duties: vec![format!("{role}@{division}").parse().unwrap()],
    };
    let code = house.service.add_staff(&draft, house.now()).await.unwrap();
    let browser = Browser::new();
    let begun = house.begin(code.text()).await;
    let body = json!({ "code": code.text(), "passkey": browser.creates(&begun["challenge"]) });
    let enrolled = house.post("/api/staff/enrolment", None, &body).await;
    Official {
        browser,
        cookie: enrolled.staff_cookie(),
    }
}

/// Five epidemiologists of three offices in two divisions.
pub(crate) async fn officials(house: &House) -> Vec<Official> {
    let places = [
        ("a.one", "一", "330100"),
        ("a.two", "一", "330100"),
        ("b.one", "二", "330100"),
        ("c.one", "三", "330100"),
        ("d.one", "四", "330200"),
    ];
    let mut all = Vec::new();
    for (login, office, division) in places {
        all.push(official(house, login, office, &format!("epidemiologist@{division}")).await);
    }
    all
}

pub(crate) fn order(n: u64) -> Value {
    json!({
        "what": {
            "kind": "order", "name": "张小三", "document_kind": "resident_id", "document_number": document(n),
            "colour": "red", "from": "2020-02-20",
        },
        "why": "确诊病例的密切接触者", "basis": "infectious_diseases_39", "end": "2020-03-05", "place": "330106",
    })
}

/// What a browser sends of an assertion, without the challenge.
fn signed(official: &Official, challenge: &Value) -> Value {
    let mut answer = official.browser.answers(challenge);
    answer.as_object_mut().unwrap().remove("challenge");
    answer
}

pub(crate) async fn propose(house: &House, by: &Official, asked: &Value) -> Answered {
    let path = "/api/staff/proposals/draft";
    let draft = house.post(path, Some(&by.cookie), asked).await;
    if draft.status != StatusCode::OK {
        return draft;
    }
    let draft = draft.json();
    let body = json!({
        "proposal": asked, "id": draft["id"], "made_ms": draft["made_ms"],
        "signed": signed(by, &draft["challenge"]),
    });
    let path = "/api/staff/proposals";
    house.post(path, Some(&by.cookie), &body).await
}

/// Agrees to a proposal, with the challenge of their own task or with one that is not theirs.
pub(crate) async fn agree(house: &House, by: &Official, id: &str, challenge: &Value) -> Answered {
    let body = json!({ "answer": "agree", "signed": signed(by, challenge) });
    let path = format!("/api/staff/proposals/{id}/answer");
    house.post(&path, Some(&by.cookie), &body).await
}

/// Who of the officials has the task, and the task.
pub(crate) async fn asked<'a>(house: &House, all: &'a [Official]) -> (&'a Official, Value) {
    for official in all {
        let tasks = house.get("/api/staff/tasks", Some(&official.cookie)).await;
        if let Some(task) = tasks.json()["proposals"].as_array().unwrap().first() {
            return (official, task.clone());
        }
    }
    panic!("nobody is asked");
}

/// Two officials agree that a person is red.
pub(crate) async fn red(house: &House, n: u64) {
    let all = officials(house).await;
    let made = propose(house, &all[0], &order(n)).await.json();
    let id = made["id"].as_str().unwrap();
    let (second, _) = asked(house, &all).await;
    let path = format!("/api/staff/proposals/{id}?purpose=approval");
    let opened = house.get(&path, Some(&second.cookie)).await.json();
    let agreed = agree(house, second, id, &opened["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
}

pub(crate) async fn state(house: &House, person: &Person) -> Value {
    let answered = house.get("/api/decisions", Some(&person.cookie)).await;
    answered.json()["decisions"][0].clone()
}

#[tokio::test]
async fn n_3_an_order_goes_from_its_draft_to_the_persons_page() {
    let house = House::new().await;
    let mut all = officials(&house).await;
    // Whoever of the other division is drawn to approve, a third division is left to confirm.
    all.push(official(&house, "f.one", "六", "epidemiologist@330300").await);
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let made = propose(&house, &all[0], &order(1)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(made.json()["state"], "awaiting_approval");
    assert_eq!(state(&house, &person).await["state"], "green");
    let (second, task) = asked(&house, &all).await;
    assert!(task["subject"].is_null(), "a list names nobody");
    let path = format!("/api/staff/proposals/{id}?purpose=approval");
    let opened = house.get(&path, Some(&second.cookie)).await.json();
    assert_eq!(opened["subject"]["document"], document(1));
    let agreed = agree(&house, second, &id, &opened["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
    let shown = state(&house, &person).await;
    assert_eq!(shown["state"], "red");
    let official = &shown["official_orders"][0];
    assert_eq!(official["why"], "确诊病例的密切接触者");
    assert_eq!(official["confirmed"], false);
    assert!(
        official["basis"]["zh"]
            .as_str()
            .unwrap()
            .contains("第三十九条")
    );
    let (third, task) = asked(&house, &all).await;
    assert_eq!(task["waits_for"], "third");
    let agreed = agree(&house, third, &id, &task["challenge"]).await;
    assert_eq!(agreed.json()["state"], "confirmed");
    let shown = state(&house, &person).await;
    assert_eq!(shown["official_orders"][0]["confirmed"], true);
}

#[tokio::test]
async fn n_3_no_role_sets_a_colour_or_orders_alone() {
    let house = House::new().await;
    officials(&house).await;
    let mut may = Vec::new();
    for role in Role::STAFF {
        let login = role.word().replace('_', "-");
        let member = official(&house, &login, "五", &format!("{role}@330100")).await;
        for path in ["/api/staff/colour", "/api/decisions", "/api/staff/orders"] {
            let body = json!({ "person": document(1), "colour": "red" });
            let answered = house.post(path, Some(&member.cookie), &body).await;
            let none = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
            assert!(none.contains(&answered.status), "{path} as {role}");
        }
        let made = propose(&house, &member, &order(1)).await;
        if made.status == StatusCode::CREATED {
            may.push(*role);
            let id = made.json()["id"].as_str().unwrap().to_owned();
            let own = agree(&house, &member, &id, &json!("AAAA")).await;
            assert_eq!(own.problem(), "forbidden", "{role}: one's own");
        } else {
            let problem = made.problem();
            let refused = ["forbidden", "outside_division"];
            assert!(refused.contains(&problem.as_str()), "{role}: {problem}");
        }
    }
    assert_eq!(may, [Role::Reviewer, Role::Epidemiologist]);
    for (action, times) in [
        ("refused answer_proposal", 2),
        ("refused propose", 6),
        ("refused propose_order", 1),
    ] {
        assert_eq!(
            tried(&house, action),
            times,
            "{action}: what was tried stands in the log"
        );
    }
}

/// How often staff did something, by the log.
pub(crate) fn tried(house: &House, action: &str) -> i64 {
    let kept = "SELECT count(*) FROM log_line_other WHERE done_by = 'staff' AND action = ?1";
    house
        .sql()
        .query_row(kept, [action], |row| row.get(0))
        .unwrap()
}

#[tokio::test]
async fn s2_4_whom_a_proposal_is_about_is_read_for_a_purpose_by_its_hands_alone_and_the_person_reads_it()
 {
    let house = House::new().await;
    let all = officials(&house).await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let made = propose(&house, &all[0], &order(1)).await.json();
    let path = format!("/api/staff/proposals/{}", made["id"].as_str().unwrap());
    let (second, _) = asked(&house, &all).await;
    let closed = house.get(&path, Some(&second.cookie)).await.json();
    assert_eq!(
        (&closed["opens"], &closed["subject"]),
        (&json!(true), &Value::Null)
    );
    for wrong in ["", "curiosity", "operation"] {
        let looked = format!("{path}?purpose={wrong}");
        let refused = house.get(&looked, Some(&second.cookie)).await;
        assert_eq!(refused.problem(), "invalid", "{wrong}");
        assert_eq!(refused.json()["fields"][0]["field"], "purpose", "{wrong}");
    }
    assert_eq!(tried(&house, "refused read_proposals"), 3);
    let looked = format!("{path}?purpose=approval");
    let opened = house.get(&looked, Some(&second.cookie)).await.json();
    assert_eq!(opened["subject"]["name"], "张小三");
    let auditor = official(&house, "x.one", "七", "auditor@330100").await;
    let watched = house.get(&looked, Some(&auditor.cookie)).await;
    assert!(
        watched.json()["subject"].is_null(),
        "who watches names nobody"
    );
    let own = house.get("/api/me/log", Some(&person.cookie)).await.json();
    let looks = own["lines"].as_array().unwrap().iter();
    let looks = looks.filter(|line| line["purpose"] == "approval" && line["by"] == "staff");
    assert!(looks.count() >= 1, "{own}");
}

#[tokio::test]
async fn n_3_a_friend_who_was_not_drawn_approves_nothing() {
    let house = House::new().await;
    let all = officials(&house).await;
    let made = propose(&house, &all[0], &order(1)).await.json();
    let id = made["id"].as_str().unwrap();
    let (drawn, task) = asked(&house, &all).await;
    for friend in all.iter().filter(|one| one.cookie != drawn.cookie) {
        let refused = agree(&house, friend, id, &task["challenge"]).await;
        let elsewhere = friend.cookie == all[4].cookie;
        let told = if elsewhere { "unknown" } else { "forbidden" };
        assert_eq!(refused.problem(), told);
    }
    assert_eq!(tried(&house, "refused answer_proposal"), 4);
    let other = official(&house, "e.one", "六", "epidemiologist@420100").await;
    let refused = propose(&house, &other, &order(1)).await;
    assert_eq!(refused.problem(), "outside_division");
}

#[tokio::test]
async fn n_3_who_signed_in_by_a_password_proposes_and_answers_nothing() {
    let house = House::new().await;
    officials(&house).await;
    let code = house.member("weak", "epidemiologist@330100").await;
    let begun = house.begin(&code).await;
    let totp = app(begun["totp_secret"].as_str().unwrap(), &house);
    let body = json!({ "code": code, "password": { "password": PASSWORD, "totp_code": totp } });
    let enrolled = house.post("/api/staff/enrolment", None, &body).await;
    let cookie = enrolled.staff_cookie();
    let tries = [
        ("/api/staff/proposals/draft", order(1)),
        (
            "/api/staff/proposals/7/answer",
            json!({ "answer": "refuse" }),
        ),
        (
            "/api/staff/proposals/7/answer",
            json!({ "answer": "withdraw" }),
        ),
    ];
    for (path, body) in tries {
        let refused = house.post(path, Some(&cookie), &body).await;
        assert_eq!(refused.problem(), "passkey_needed", "{path}");
    }
    assert_eq!(tried(&house, "refused propose"), 1);
    assert_eq!(tried(&house, "refused answer_proposal"), 2);
    let tasks = house.get("/api/staff/tasks", Some(&cookie)).await;
    assert_eq!(tasks.status, StatusCode::OK, "looking is open");
}

#[tokio::test]
async fn n_3_over_a_limit_an_alarm_is_there_for_anybody() {
    let house = House::new().await;
    let all = officials(&house).await;
    let before = house.get("/api/alarms", None).await.json();
    assert_eq!(before["alarms"], json!([]));
    assert_eq!(before["third_hours"], 72);
    for n in 1..=4 {
        let made = propose(&house, &all[0], &order(n)).await;
        assert_eq!(made.json()["held"], n == 4, "{n}");
    }
    let after = house.get("/api/alarms", None).await.json();
    assert_eq!(after["alarms"][0]["kind"], "limit");
    assert_eq!(after["alarms"][0]["count"], 4, "all by the same hands");
}
