//! Applications over HTTP: under review and through by itself, a reviewer's queue, and guessing that learns nothing.

use axum::http::StatusCode;
use domain::identity::{Document, DocumentKind, PersonName, Phone};
use serde_json::{Value, json};
use service::gateway::registry::Identity;
use service::gateway::simulator::Behaviour;

use crate::house::{Answered, House, document, morning, phone};
use crate::person::{Person, form};
use crate::proposals::{Official, official, tried};

/// The registry knows person `n` with the phone of another.
fn know(house: &House, n: u64, with_phone: u64) {
    let today = morning().date();
    house.registry.know(Identity {
        name: PersonName::parse("张小三").unwrap(),
        document: Document::parse(DocumentKind::ResidentId, &document(n), today).unwrap(),
        phone: Phone::parse(&phone(with_phone)).unwrap(),
    });
}

async fn apply(house: &House, person: &Person, body: &Value) -> Answered {
    house
        .post("/api/registration", Some(&person.cookie), body)
        .await
}

async fn decide(house: &House, by: &Official, id: &str, body: &Value) -> Answered {
    let path = format!("/api/staff/applications/{id}/decision");
    house.post(&path, Some(&by.cookie), body).await
}

#[tokio::test]
async fn s1_3_under_review_says_what_is_checked_and_until_when_and_goes_through_by_itself() {
    let house = House::new().await;
    let (person, _) = Person::sign_in(&house, 1, None).await;
    house.registry.conduct().behave(Behaviour::failing());
    let waits = apply(&house, &person, &form(1)).await;
    assert_eq!(waits.status, StatusCode::ACCEPTED, "{}", waits.json());
    let told = &waits.json()["application"];
    assert_eq!(told["state"], "registry");
    assert_eq!(told["due_ms"], house.now().ms() + 24 * 3_600_000);
    let cookie = Some(person.cookie.as_str());
    let asked = house.get("/api/application", cookie).await.json();
    assert_eq!(asked["application"], *told);
    house.registry.conduct().behave(Behaviour::Well);
    house.pass_ms(60_000);
    house
        .service
        .settle_applications(house.now())
        .await
        .unwrap();
    let me = house.get("/api/me", cookie).await.json();
    assert!(me["person"].is_object(), "the same session is theirs now");
    let asked = house.get("/api/application", cookie).await.json();
    assert_eq!(asked["application"]["state"], "accepted");
    assert_eq!(asked["applicant"]["kind"], "resident");
}

#[tokio::test]
async fn s1_3_a_reviewer_reads_the_queue_for_a_purpose_and_hands_a_code_over() {
    let house = House::new().await;
    let old = Person::register(&house, 1).await;
    know(&house, 1, 2);
    let (new, _) = Person::sign_in(&house, 2, None).await;
    let waits = apply(&house, &new, &form(1)).await;
    assert_eq!(waits.json()["application"]["state"], "review");
    let worker = official(&house, "w.one", "八", "community_worker@330106").await;
    let queue = "/api/staff/applications";
    let refused = house.get(queue, Some(&worker.cookie)).await;
    assert_eq!(refused.problem(), "forbidden");
    assert_eq!(tried(&house, "refused read_applications"), 1);
    let reviewer = official(&house, "r.one", "九", "reviewer@330100").await;
    let by = Some(reviewer.cookie.as_str());
    let listed = house.get(queue, by).await.json();
    assert_eq!(listed[0]["doubts"], json!(["takeover"]));
    assert!(
        !listed.to_string().contains(&document(1)),
        "it names nobody"
    );
    let id = listed[0]["id"].as_str().unwrap();
    let wrong = house
        .get(&format!("{queue}/{id}?purpose=curiosity"), by)
        .await;
    assert_eq!(wrong.json()["fields"][0]["field"], "purpose");
    let opened = house.get(&format!("{queue}/{id}?purpose=review"), by).await;
    assert_eq!(opened.json()["opened"]["document_number"], document(1));
    let mine = house.get("/api/me/log", Some(&old.cookie)).await.json();
    assert!(
        mine.to_string()
            .contains("An application with your document was read"),
        "the person reads who looked"
    );
    let silent = decide(&house, &reviewer, id, &json!({ "accept": false })).await;
    assert_eq!(silent.json()["fields"][0]["field"], "reason");
    let done = decide(&house, &reviewer, id, &json!({ "accept": true })).await;
    assert_eq!(done.json()["state"], "accepted", "{}", done.json());
    let again = decide(&house, &reviewer, id, &json!({ "accept": true })).await;
    assert_eq!(again.problem(), "refused");
    let cut = house.get("/api/me", Some(&old.cookie)).await;
    assert_eq!(cut.problem(), "not_signed_in");
    let me = house.get("/api/me", Some(&new.cookie)).await.json();
    assert!(me["person"].is_object());
}

#[tokio::test]
async fn s1_1_the_kind_of_applicant_is_asked_kept_sealed_and_changeable() {
    let house = House::new().await;
    let (person, _) = Person::sign_in(&house, 1, None).await;
    let mut body = form(1);
    body["applicant"] =
        json!({ "kind": "returning_to_work", "city": "330100", "unit": "杭州制冷厂" });
    let slip = apply(&house, &person, &body).await;
    assert_eq!(slip.json()["fields"][0]["field"], "first_day");
    body["applicant"]["first_day"] = json!("2020-02-24");
    let through = apply(&house, &person, &body).await;
    assert_eq!(through.status, StatusCode::CREATED);
    let cookie = Some(person.cookie.as_str());
    let asked = house.get("/api/application", cookie).await.json();
    assert_eq!(asked["applicant"]["unit"], "杭州制冷厂");
    assert_eq!(asked["applicant"]["first_day"], "2020-02-24");
    let sealed = "SELECT sealed FROM applicant";
    let sealed: Vec<u8> = house.sql().query_row(sealed, [], |r| r.get(0)).unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("制冷厂"));
    let visitor = json!({ "kind": "visitor", "city": "330100" });
    let changed = house.put("/api/me/applicant", cookie, &visitor).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    let asked = house.get("/api/application", cookie).await.json();
    assert_eq!(asked["application"]["state"], "review", "they live there");
    let resident = json!({ "kind": "resident", "city": "330100" });
    house.put("/api/me/applicant", cookie, &resident).await;
    let asked = house.get("/api/application", cookie).await.json();
    assert_eq!(asked["application"]["state"], "accepted");
}

#[tokio::test]
async fn s1_6_worker_and_unit_see_what_is_missing_before_the_first_day() {
    let house = House::new().await;
    let (person, _) = Person::sign_in(&house, 1, None).await;
    let mut body = form(1);
    body["applicant"] = json!({
        "kind": "returning_to_work", "city": "330100", "unit": "杭州制冷厂", "first_day": "2020-02-24",
    });
    apply(&house, &person, &body).await;
    let cookie = Some(person.cookie.as_str());
    let told = house.get("/api/first-day", cookie).await.json();
    assert_eq!(missing(&told["first_day"]), ["declaration"]);
    let link = linked(&house, &person).await;
    let seen = house.post("/api/unit", None, &link).await.json();
    assert_eq!(seen["name"], "张**");
    assert_eq!(missing(&seen), ["declaration"]);
    person.declare(&house, &json!([])).await;
    let seen = house.post("/api/unit", None, &link).await;
    assert!(missing(&seen.json()).is_empty());

    // A quarantine is missing for the worker, with its end; for the unit it is something that the city asks for.
    let ill = json!({
        "id": "77", "city": "330100", "applicant": "returning_to_work",
        "residence": { "id": "78", "county": "330106", "areas": "elsewhere" }, "stays": [],
        "contact": "2020-02-19", "symptoms": [], "known_symptoms": [], "temperature": 36.5,
    });
    house.post("/api/declarations", cookie, &ill).await;
    let told = house.get("/api/first-day", cookie).await.json();
    assert_eq!(missing(&told["first_day"])[0], "quarantine");
    assert!(told.to_string().contains("5 March 00:00"), "{told}");
    let seen = house.post("/api/unit", None, &link).await;
    assert_eq!(missing(&seen.json()), ["others"]);
    let text = String::from_utf8(seen.bytes.clone()).unwrap();
    for hidden in [
        "red",
        "yellow",
        "quarantine",
        "March",
        "330106",
        "contact",
        "张小三",
    ] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    let mine = house.get("/api/me/log", cookie).await.json();
    assert!(
        mine.to_string()
            .contains("The link for the unit was opened")
    );
}

#[tokio::test]
async fn s1_6_a_units_link_ends_when_the_worker_says_so_and_on_the_day_after_the_first() {
    let house = House::new().await;
    let (person, _) = Person::sign_in(&house, 1, None).await;
    let mut body = form(1);
    body["applicant"] = json!({
        "kind": "returning_to_work", "city": "330100", "unit": "杭州制冷厂", "first_day": "2020-02-24",
    });
    apply(&house, &person, &body).await;
    let cookie = Some(person.cookie.as_str());
    let first = linked(&house, &person).await;
    let second = linked(&house, &person).await;
    let open = |link: Value| {
        let house = &house;
        async move { house.post("/api/unit", None, &link).await }
    };
    assert_eq!(
        open(first).await.problem(),
        "unknown",
        "the one before is dead"
    );
    assert_eq!(open(second.clone()).await.status, StatusCode::OK);
    house.delete("/api/first-day/link", cookie).await;
    let gone = open(second).await;
    assert_eq!(gone.problem(), "unknown", "the worker ended it");
    let last = linked(&house, &person).await;
    house.pass_ms(4 * 86_400_000);
    let seen = open(last.clone()).await;
    assert_eq!(seen.status, StatusCode::OK, "on the first day it lives");
    house.pass_ms(86_400_000);
    assert_eq!(
        open(last).await.bytes,
        gone.bytes,
        "on the day after it is dead"
    );
    let guessed = json!({ "secret": "hcu_0123456789abcdef" });
    assert_eq!(open(guessed).await.bytes, gone.bytes);
}

/// The link that a worker makes, as the page of the unit sends it.
async fn linked(house: &House, person: &Person) -> Value {
    let cookie = Some(person.cookie.as_str());
    let made = house.post("/api/first-day/link", cookie, &json!({})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    json!({ "secret": made.json()["secret"] })
}

/// What is missing.
fn missing(told: &Value) -> Vec<String> {
    let steps = told["steps"].as_array().unwrap().iter();
    let steps = steps.filter(|step| step["done"] == false);
    steps
        .map(|step| step["item"].as_str().unwrap().to_owned())
        .collect()
}

/// The bytes that a stranger gets, and nothing that follows the clock.
fn heard(answer: &Answered) -> (StatusCode, String) {
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    (answer.status, text)
}

/// A thousand identities that somebody knows (green, red, registered without a declaration, unknown), each typed on another phone:
/// every answer is the same to the byte. So is the answer to wrong last six, on the phones of these people and on phones of nobody.
#[tokio::test]
async fn s1_3_a_thousand_known_identities_answer_guessing_byte_for_byte_alike() {
    let house = House::new().await;
    for n in 1..=3 {
        let person = Person::register(&house, n).await;
        if n < 3 {
            person.declare(&house, &json!([])).await;
        }
        if n == 2 {
            let red = json!({
                "id": "77", "city": "330100", "applicant": "resident",
                "residence": { "id": "78", "county": "330106", "areas": "elsewhere" }, "stays": [],
                "contact": "2020-02-19", "symptoms": [], "known_symptoms": [], "temperature": 36.5,
            });
            let made = house
                .post("/api/declarations", Some(&person.cookie), &red)
                .await;
            assert_eq!(made.json()["decisions"][0]["state"], "red");
        }
    }
    let mut applied = std::collections::BTreeSet::new();
    let mut signed = std::collections::BTreeSet::new();
    let mut tries = 0;
    let mut guesser: Option<Person> = None;
    while tries < 1_000 {
        // Three tries a phone, then another one.
        if tries % 3 == 0 {
            let (other, _) = Person::sign_in(&house, 10_000 + tries, None).await;
            guesser = Some(other);
        }
        let guesser = guesser.as_ref().unwrap();
        let n = [1, 2, 3, 500 + tries][(tries % 4) as usize];
        let answer = apply(&house, guesser, &form(n)).await;
        applied.insert(heard(&answer));
        tries += 1;
    }
    house.pass_ms(60_000);
    for n in [1, 2, 3, 500, 501] {
        let (holder, standing) = Person::sign_in(&house, n, None).await;
        assert_eq!(standing, "phone", "{n}");
        // Those of another, and those of nobody.
        for last6 in [&document(n + 1)[12..], "00000X"] {
            let last6 = json!({ "document_last6": last6 });
            let answer = house
                .post("/api/sign-in/document", Some(&holder.cookie), &last6)
                .await;
            signed.insert(heard(&answer));
        }
    }
    assert_eq!(
        (applied.len(), signed.len()),
        (1, 1),
        "{applied:?} {signed:?}"
    );
}
