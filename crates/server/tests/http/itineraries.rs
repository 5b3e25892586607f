//! The check of an itinerary through HTTP, as the page makes it (S0-2..20): step by step, what is refused and in which words, and
//! under which causes it is counted.

use axum::http::StatusCode;
use domain::identity::Phone;
use domain::itinerary::{Place, RecordedStay};
use domain::time::Date;
use serde_json::{Value, json};
use service::gateway::carrier::Life;
use service::gateway::simulator::Behaviour;

use crate::house::{Answered, House, identity, phone};
use crate::person::{Person, declaration};

const CHECK: &str = "/api/me/itinerary/110000";
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A house on a day on which Beijing asks, and somebody whose phone lived at the west lake and was in Jinan.
async fn traveller() -> (House, Person) {
    let house = House::new().await;
    house.pass_ms(121 * DAY_MS);
    let person = Person::register(&house, 1).await;
    let known = identity(1);
    let mut life = Life::at_home("330106".parse().unwrap());
    life.trips.push(RecordedStay {
        place: Place::County("370102".parse().unwrap()),
        from: day("2020-06-12"),
        to: day("2020-06-13"),
    });
    let number = Phone::parse(&phone(1)).unwrap();
    house.carrier.know(&known.document, &number, life);
    let mut said = declaration(1_001, &json!([]));
    said["city"] = json!("110000");
    said["applicant"] = json!("visitor");
    let declared = house
        .post("/api/declarations", Some(&person.cookie), &said)
        .await;
    assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
    let decision = declared.json()["decisions"][0].clone();
    assert_eq!(decision["state"], "unconfirmed");
    assert_eq!(decision["itinerary"]["kind"], "itinerary");
    assert_eq!(decision["itinerary"]["city"]["code"], "110000");
    house.pass_ms(MINUTE_MS);
    (house, person)
}

async fn post(house: &House, person: &Person, way: &str, body: Value) -> Answered {
    house
        .post(&format!("{CHECK}{way}"), Some(&person.cookie), &body)
        .await
}

/// Begins, confirms the number and declares these places.
async fn say(house: &House, person: &Person, places: &[(&str, &str, &str)]) -> Value {
    let check = house.get(CHECK, Some(&person.cookie)).await.json();
    let version = &check["consent"]["version"];
    let wish = json!({ "arrival": "2020-06-20", "consent_version": version });
    let begun = post(house, person, "", wish).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.json());
    let sent = post(house, person, "/code", json!({ "number": "0" })).await;
    assert_eq!(sent.json()["expires_s"], 300);
    let code = house.inbox(&phone(1));
    let body = json!({ "number": "0", "code": code });
    let confirmed = post(house, person, "/confirmation", body).await;
    assert_eq!(confirmed.json()["next"]["step"], "places");
    declare(house, person, places).await
}

async fn declare(house: &House, person: &Person, places: &[(&str, &str, &str)]) -> Value {
    let place = |(county, from, to): &(&str, &str, &str)| json!({ "county": county, "from": from, "to": to });
    let places: Vec<Value> = places.iter().map(place).collect();
    let body = json!({ "number": "0", "places": places });
    let kept = house
        .put(&format!("{CHECK}/places"), Some(&person.cookie), &body)
        .await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.json());
    kept.json()
}

const HOME: (&str, &str, &str) = ("330106", "2020-06-06", "2020-06-20");
const BEIJING: (&str, &str, &str) = ("110101", "2020-06-20", "2020-06-20");

#[tokio::test]
async fn s0_8_s0_16_a_forgotten_county_is_named_before_the_submit_and_with_it_the_check_passes() {
    let (house, person) = traveller().await;
    let check = house.get(CHECK, Some(&person.cookie)).await.json();
    assert_eq!(
        (&check["state"], &check["next"]["step"]),
        (&json!("to_do"), &json!("begin"))
    );
    let check = say(&house, &person, &[HOME, BEIJING]).await;
    assert_eq!(check["next"]["step"], "submit");
    assert_eq!(check["numbers"][0]["places"][0]["county"], "330106");
    let record = post(&house, &person, "/record", json!({ "number": "0" }))
        .await
        .json();
    assert_eq!(record["until"], "2020-06-19");
    assert!(record["stays"].to_string().contains("370102"));
    let found = post(&house, &person, "/comparison", json!({ "answers": [] }))
        .await
        .json();
    assert_eq!(found["passed"], false);
    let finding = &found["findings"][0];
    assert_eq!(finding["cause"], "undeclared_place");
    assert_eq!(
        (&finding["place"]["county"], &finding["from"]),
        (&json!("370102"), &json!("2020-06-12"))
    );
    let failed = post(&house, &person, "/submission", json!({ "answers": [] }))
        .await
        .json();
    assert_eq!(failed["check"]["state"], "failed");
    assert_eq!(failed["check"]["causes"][0]["cause"], "undeclared_place");
    declare(
        &house,
        &person,
        &[HOME, BEIJING, ("370102", "2020-06-11", "2020-06-12")],
    )
    .await;
    let passed = post(&house, &person, "/submission", json!({ "answers": [] }))
        .await
        .json();
    assert_eq!(
        (&passed["check"]["state"], &passed["comparison"]["passed"]),
        (&json!("passed"), &json!(true))
    );
    let shown = house
        .get("/api/decisions", Some(&person.cookie))
        .await
        .json();
    assert_eq!(shown["decisions"][0]["state"], "green");
    assert_eq!(shown["decisions"][0]["itinerary"], Value::Null);
}

#[tokio::test]
async fn s0_1_s0_2_what_is_refused_names_its_field_and_failures_are_counted_by_cause() {
    let (house, person) = traveller().await;
    let check = house.get(CHECK, Some(&person.cookie)).await.json();
    let begin = json!({ "arrival": "2020-06-25", "consent_version": check["consent"]["version"] });
    let early = post(&house, &person, "", begin).await;
    assert_eq!(
        (early.status, early.json()["fields"][0]["field"].clone()),
        (StatusCode::UNPROCESSABLE_ENTITY, json!("arrival"))
    );
    assert!(
        early.json()["fields"][0]["text"]["zh"]
            .to_string()
            .contains("2020-06-24")
    );
    let unknown = house
        .get("/api/me/itinerary/999999", Some(&person.cookie))
        .await;
    assert_eq!(unknown.problem(), "unknown");
    let nobody = house.get(CHECK, None).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let wrong = json!({ "number": "x" });
    assert_eq!(
        post(&house, &person, "/code", wrong).await.status,
        StatusCode::BAD_REQUEST
    );

    say(&house, &person, &[HOME]).await;
    let bad = json!({ "number": "0", "places": [
        { "county": "110101", "country": "MM", "from": "2020-06-20", "to": "2020-06-20" },
        { "county": "370102", "from": "2020-06-13", "to": "2020-06-12" },
    ] });
    let bad = house
        .put(&format!("{CHECK}/places"), Some(&person.cookie), &bad)
        .await
        .json();
    let fields: Vec<_> = bad["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].clone())
        .collect();
    assert_eq!(fields, [json!("places[0].county"), json!("places[1].to")]);
    house.carrier.conduct().behave(Behaviour::failing());
    let down = post(&house, &person, "/submission", json!({})).await;
    assert_eq!(
        (down.status, down.problem().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "waits")
    );
    house.carrier.conduct().behave(Behaviour::Well);
    for _ in 0..5 {
        let failed = post(&house, &person, "/submission", json!({})).await;
        assert_eq!(failed.status, StatusCode::OK);
    }
    let more = post(&house, &person, "/submission", json!({})).await;
    assert_eq!(more.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(more.json()["retry_after_s"].as_u64().unwrap() > 3_600);
    house.service.write_failures(house.now()).await.unwrap();
    let help = house.get("/api/help", None).await.json();
    let met = |cause: &str| {
        let all = help["causes"].as_array().unwrap().iter();
        all.clone().find(|one| one["cause"] == cause).unwrap()["failures"].clone()
    };
    assert_eq!(met("destination_missing"), 5);
    assert_eq!(
        met("carrier_down"),
        Value::Null,
        "fewer than five are not told"
    );
    assert_ne!(met("place_undeclared"), 0);
}
