//! Guests of a venue with a code, and a case that was there: who reads of it, who is none, and what nobody else reads.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::house::{Answered, House, document};
use crate::person::Person;
use crate::proposals::{Official, agree, asked, official, officials, propose};
use crate::venues::{registered, visit};

const MINUTE_MS: i64 = 60_000;
/// The id of the appeal that a guest makes.
const APPEAL: &str = "77";

/// A case was at the restaurant this morning, between these times.
fn ate(register: &str, from: &str, to: &str) -> Value {
    let head = "id,kind,number,venue,place,from,to,register";
    let line =
        format!("R1,venue,,西湖饭店,restaurant,2020-02-20 {from},2020-02-20 {to},{register}");
    json!({
        "what": { "kind": "events", "file": "events.csv", "text": format!("{head}\n{line}\n") },
        "why": "流行病学调查", "basis": "infectious_diseases_39", "end": "2020-06-30", "place": "330100",
    })
}

/// Time passes while staff are at work, so that their sessions stand.
async fn pass(house: &House, cookies: &[&str], minutes: i64) {
    for _ in 0..minutes / 10 {
        house.pass_ms(10 * MINUTE_MS);
        for cookie in cookies {
            let me = house.get("/api/staff/me", Some(cookie)).await;
            assert_eq!(me.status, StatusCode::OK);
        }
    }
}

fn cookies(all: &[Official]) -> Vec<&str> {
    all.iter().map(|one| &*one.cookie).collect()
}

/// Two agree to a case that was at the restaurant between these times.
async fn bring(house: &House, all: &[Official], from: &str, to: &str) {
    let made = propose(house, &all[0], &ate("4712", from, to)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let (second, task) = asked(house, all).await;
    let agreed = agree(house, second, &id, &task["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
}

/// Somebody who reads of an exposure says that the visit was not so.
async fn dispute(house: &House, guest: &Person, told: &Value) {
    let body = json!({
        "id": APPEAL, "city": "330100", "reason": "当时已经离开",
        "visit": told["exposures"][0]["visit"]["id"],
    });
    let cookie = Some(guest.cookie.as_str());
    let sent = house.post("/api/appeals", cookie, &body).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.json());
    let told = house.get("/api/me/contacts", cookie).await.json();
    assert_eq!(told["exposures"][0]["appeal"]["state"], "waiting");
}

#[tokio::test]
async fn n_5_a_guest_who_was_there_with_a_case_reads_of_it_and_one_who_comes_later_is_none() {
    let house = House::new().await;
    let (_, _, venue) = registered(&house).await;
    let guest = Person::register(&house, 1).await;
    guest.declare(&house, &json!([])).await;
    let elsewhere = Person::register(&house, 2).await;
    elsewhere.declare(&house, &json!([])).await;
    visit(&house, &guest, &venue).await;
    let all = officials(&house).await;
    let refuse = async |register: &str, from: &str, to: &str| {
        let refused = propose(&house, &all[0], &ate(register, from, to)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let field = refused.json()["fields"][0]["field"].take();
        field.as_str().unwrap().to_owned()
    };
    assert_eq!(refuse("4712", "08:00", "10:00").await, "what.text[2].to");
    pass(&house, &cookies(&all), 120).await;
    assert_eq!(refuse("4712", "08:10", "10:00").await, "what.text[2].from");
    assert_eq!(
        refuse("4713", "08:00", "10:00").await,
        "what.text[2].register"
    );
    let made = propose(&house, &all[0], &ate("4712", "08:00", "10:00")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let (second, task) = asked(&house, &all).await;
    assert_eq!(task["effect"]["worse"], 1);
    let path = format!("/api/staff/proposals/{id}");
    let opened = house.get(&path, Some(&second.cookie)).await.json();
    assert_eq!(opened["events"][0]["register"], "4712");
    let agreed = agree(&house, second, &id, &opened["challenge"]).await;
    assert_eq!(agreed.status, StatusCode::OK, "{}", agreed.json());
    let told = house
        .get("/api/me/contacts", Some(&guest.cookie))
        .await
        .json();
    assert_eq!(told["standing"], "close");
    assert!(told["exposures"][0]["visit"]["from_ms"].is_i64());
    let log = house.get("/api/me/log", Some(&guest.cookie)).await.json();
    assert!(
        log.to_string().contains("您的一次到访与病例事件重合"),
        "{log}"
    );
    dispute(&house, &guest, &told).await;
    let told = house
        .get("/api/me/contacts", Some(&elsewhere.cookie))
        .await
        .json();
    assert_eq!(told["standing"], "nothing_declared");
    // Scanning makes nobody a contact of what is over.
    let body =
        json!({ "id": "9", "code": venue["code"], "figures": venue["figures"], "near": true });
    let came = house
        .post("/api/visits", Some(&elsewhere.cookie), &body)
        .await;
    assert_eq!(came.status, StatusCode::CREATED, "{}", came.json());
    let told = house
        .get("/api/me/contacts", Some(&elsewhere.cookie))
        .await
        .json();
    assert_eq!(told["standing"], "nothing_declared");
}

#[tokio::test]
async fn n_5_who_said_when_they_left_is_no_contact_of_what_was_later() {
    let house = House::new().await;
    let (_, _, venue) = registered(&house).await;
    let guest = Person::register(&house, 1).await;
    guest.declare(&house, &json!([])).await;
    let came = visit(&house, &guest, &venue).await.json();
    let all = officials(&house).await;
    let standing = async || {
        let told = house.get("/api/me/contacts", Some(&guest.cookie)).await;
        told.json()["standing"].as_str().unwrap().to_owned()
    };
    pass(&house, &cookies(&all), 120).await;
    bring(&house, &all, "08:00", "10:00").await;
    assert_eq!(standing().await, "close");
    let left = json!({ "venue": "4712", "day": came["day"], "id": "7123456789012345" });
    for _again in 0..2 {
        let done = house
            .post("/api/visits/leave", Some(&guest.cookie), &left)
            .await;
        assert_eq!(done.status, StatusCode::NO_CONTENT);
    }
    // It was at noon: within six hours of their coming, and after they had left.
    pass(&house, &cookies(&all), 180).await;
    bring(&house, &all, "12:00", "13:00").await;
    assert_eq!(standing().await, "nothing_declared");
}

/// Every address that is read, with something in the place of each part that it names.
fn addresses(venues: &str) -> Vec<String> {
    let organisation = venues.split('/').nth(4).unwrap();
    let named = [
        ("{code}", "330100"),
        ("{city}", "330100"),
        ("{day}", "2020-02-20"),
        ("{organisation}", organisation),
        ("{unit}", "4711"),
        ("{id}", APPEAL),
    ];
    let routes = include_str!("../golden/routes.txt").lines();
    let routes = routes.filter_map(|line| line.split('\t').next()?.strip_prefix("GET "));
    let fill = |route: &str| {
        let named = named.iter();
        named.fold(route.to_owned(), |route, (name, value)| {
            route.replace(name, value)
        })
    };
    let filled: Vec<String> = routes.map(fill).collect();
    let is_left = |route: &&String| route.contains('{');
    assert_eq!(filled.iter().find(is_left), None, "a part without a value");
    filled
}

#[tokio::test]
async fn s2_4_what_an_event_met_is_read_by_its_person_and_by_whoever_answers_their_appeal_alone() {
    let house = House::new().await;
    let (manager, venues, venue) = registered(&house).await;
    let guest = Person::register(&house, 1).await;
    guest.declare(&house, &json!([])).await;
    house.pass_ms(7 * MINUTE_MS);
    let from = house.now().ms().to_string();
    visit(&house, &guest, &venue).await;
    house.pass_ms(MINUTE_MS);
    let mut all = officials(&house).await;
    all.push(official(&house, "f.one", "审计", "auditor@330100").await);
    let reviewer = official(&house, "r.one", "九", "reviewer@330100").await;
    let others = [&cookies(&all)[..], &[&manager]].concat();
    let at_work = [&others[..], &[&reviewer.cookie]].concat();
    pass(&house, &at_work, 120).await;
    bring(&house, &all, "08:00", "10:00").await;
    let own = house.get("/api/me/contacts", Some(&guest.cookie)).await;
    let visit = &own.json()["exposures"][0]["visit"];
    assert_eq!(visit["from_ms"].to_string(), from);
    dispute(&house, &guest, &own.json()).await;
    let knows = |told: &Answered| {
        let text = String::from_utf8_lossy(&told.bytes);
        text.contains(&from) || text.contains(&document(guest.n))
    };

    let opening = format!("/api/staff/appeals/{APPEAL}?purpose=appeal");
    let opened = house.get(&opening, Some(&reviewer.cookie)).await;
    assert_eq!(opened.status, StatusCode::OK);
    let opened = &opened.json()["opened"];
    assert_eq!(opened["document_number"], document(guest.n));
    let visit = &opened["exposures"][0]["visit"];
    assert_eq!(visit["from_ms"].to_string(), from);
    for cookie in others {
        let refused = house.get(&opening, Some(cookie)).await;
        assert_ne!(refused.status, StatusCode::OK);
        assert!(!knows(&refused));
    }

    let mut routes = addresses(&venues);
    let now = house.now().ms();
    let log = format!("/api/staff/log?from_ms={}&to_ms={now}", now - 3_600_000);
    routes.push(log);
    let listed = house
        .get("/api/staff/proposals", Some(&all[0].cookie))
        .await;
    for proposal in listed.json().as_array().unwrap() {
        let id = proposal["id"].as_str().unwrap();
        routes.push(format!("/api/staff/proposals/{id}"));
    }
    for cookie in at_work {
        let mut of_duty = 0;
        for route in &routes {
            let told = house.get(route, Some(cookie)).await;
            assert!(!knows(&told), "{route}");
            let is_duty = route.starts_with("/api/staff/") && route != "/api/staff/me";
            of_duty += usize::from(is_duty && told.status == StatusCode::OK);
        }
        assert!(
            of_duty > 0,
            "somebody read nothing of what is theirs to read"
        );
    }
}
