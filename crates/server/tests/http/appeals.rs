//! Appeals over HTTP: from the person's page to the answer, and who is refused.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::house::{Answered, House, document};
use crate::person::Person;
use crate::proposals::{Official, agree, asked, official, officials, order, propose, state, tried};

/// A person whom two offices made red.
async fn red(house: &House) -> (Person, Vec<Official>) {
    let all = officials(house).await;
    let person = Person::register(house, 1).await;
    person.declare(house, &json!([])).await;
    let made = propose(house, &all[0], &order(1)).await.json();
    let (second, task) = asked(house, &all).await;
    let id = made["id"].as_str().unwrap();
    agree(house, second, id, &task["challenge"]).await;
    assert_eq!(state(house, &person).await["state"], "red");
    (person, all)
}

fn body(id: &str) -> Value {
    json!({ "id": id, "city": "330100", "reason": "当天不在现场", "evidence": "车票" })
}

async fn answer(house: &House, by: &Official, id: &str, body: &Value) -> Answered {
    let path = format!("/api/staff/appeals/{id}/answer");
    house.post(&path, Some(&by.cookie), body).await
}

#[tokio::test]
async fn n_2_an_appeal_goes_from_the_persons_page_to_its_answer() {
    let house = House::new().await;
    let (person, all) = red(&house).await;
    let cookie = Some(person.cookie.as_str());
    let made = house.post("/api/appeals", cookie, &body("4711")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let again = house.post("/api/appeals", cookie, &body("4711")).await;
    assert_eq!(again.json().as_array().unwrap().len(), 1, "twice is once");
    let second = house.post("/api/appeals", cookie, &body("4712")).await;
    assert_eq!(second.json()["fields"][0]["field"], "city");

    let refused = house.get("/api/staff/appeals", Some(&all[1].cookie)).await;
    assert_eq!(refused.problem(), "forbidden", "an epidemiologist");
    let reviewer = official(&house, "r.one", "九", "reviewer@330100").await;
    let listed = house
        .get("/api/staff/appeals", Some(&reviewer.cookie))
        .await;
    assert!(
        !listed.json().to_string().contains(&document(1)),
        "the list names nobody"
    );
    let wrong = house
        .get(
            "/api/staff/appeals/4711?purpose=curiosity",
            Some(&reviewer.cookie),
        )
        .await;
    assert_eq!(wrong.json()["fields"][0]["field"], "purpose");
    let opened = house
        .get(
            "/api/staff/appeals/4711?purpose=appeal",
            Some(&reviewer.cookie),
        )
        .await;
    assert_eq!(opened.json()["opened"]["document_number"], document(1));

    let colleague = official(&house, "r.two", "一", "reviewer@330100").await;
    let rejects = json!({ "answer": "reject", "words": "核实无误" });
    let refused = answer(&house, &colleague, "4711", &rejects).await;
    assert_eq!(refused.problem(), "forbidden", "the proposer's office");
    assert_eq!(tried(&house, "refused answer_appeal"), 1);
    let grants = json!({ "answer": "grant", "words": "有误", "proposals": ["1"] });
    let refused = answer(&house, &reviewer, "4711", &grants).await;
    assert_eq!(refused.problem(), "refused", "nothing was proposed");
    let answered = answer(&house, &reviewer, "4711", &rejects).await;
    assert_eq!(answered.json()["state"], "rejected");
    let told = state(&house, &person).await["appeals"][0].clone();
    assert_eq!(
        (&told["state"], &told["answer"]),
        (&json!("rejected"), &json!("核实无误"))
    );
    assert_eq!(told["office"], "九");
    let own = house.get("/api/me/log", cookie).await;
    assert!(
        own.json().to_string().contains("appeal"),
        "the person reads who looked"
    );
}

#[tokio::test]
async fn n_2_an_appeal_is_taken_back_by_its_person_alone() {
    let house = House::new().await;
    let (person, _) = red(&house).await;
    let cookie = Some(person.cookie.as_str());
    house.post("/api/appeals", cookie, &body("4711")).await;
    let other = Person::register(&house, 2).await;
    let path = "/api/appeals/4711/withdraw";
    let refused = house.post(path, Some(&other.cookie), &json!({})).await;
    assert_eq!(refused.problem(), "unknown");
    let taken = house.post(path, cookie, &json!({})).await;
    assert_eq!(taken.json()[0]["state"], "withdrawn");
}

#[tokio::test]
async fn n_5_an_objection_is_about_a_visit_or_about_a_naming_and_never_about_both() {
    let house = House::new().await;
    let (person, _) = red(&house).await;
    let cookie = Some(person.cookie.as_str());
    let mut both = body("4711");
    both["visit"] = json!("7");
    both["named_by"] = json!("8");
    let refused = house.post("/api/appeals", cookie, &both).await;
    let refused = refused.json();
    let fields = refused["fields"].as_array().unwrap();
    let fields: Vec<&Value> = fields.iter().map(|fault| &fault["field"]).collect();
    assert_eq!(fields, ["visit", "named_by"]);
    let told = &state(&house, &person).await["appeals"];
    assert_eq!(told, &json!([]), "neither was taken");
}
