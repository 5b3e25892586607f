//! The way back to green over HTTP, with the clock moved: every day counted, a day missed, symptoms on the way, a new
//! exposure, two stages, and what the person is told of it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::house::House;
use crate::person::{Person, declaration};

const HOUR_MS: i64 = 3_600_000;

/// The clock goes on to the next local midnight, and the night's review is done.
async fn midnight(house: &House) {
    let next = house.now().date().end();
    house.pass_ms(next.ms() - house.now().ms());
    house.service.review(house.now(), |_| {}).await.unwrap();
}

async fn check_in(house: &House, person: &Person, said: Value) -> Value {
    let mut body = said;
    let made_ms = house.now().ms();
    body["id"] = json!((made_ms / 1_000).to_string());
    body["made_ms"] = json!(made_ms);
    let kept = house
        .post("/api/check-ins", Some(&person.cookie), &body)
        .await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.json());
    kept.json()["decisions"][0].clone()
}

/// So many days, each with a check-in at nine; then it is midnight.
async fn days(house: &House, person: &Person, count: u32) {
    for _day in 0..count {
        house.pass_ms(9 * HOUR_MS);
        check_in(
            house,
            person,
            json!({ "temperature": 36.6, "symptoms": [] }),
        )
        .await;
        midnight(house).await;
    }
}

async fn decision(house: &House, person: &Person) -> Value {
    let told = house.get("/api/decisions", Some(&person.cookie)).await;
    assert_eq!(told.status, StatusCode::OK);
    told.json()["decisions"][0].clone()
}

/// State, first free date and day of the order that is shown: `red 2020-03-05 5/14`.
async fn told(house: &House, person: &Person) -> String {
    let decision = decision(house, person).await;
    let order = &decision["orders"][0];
    let state = decision["state"].as_str().unwrap().to_owned();
    match order["free"].as_str() {
        Some(free) => format!("{state} {free} {}/{}", order["day"], order["days"]),
        None => state,
    }
}

async fn declares(house: &House, person: &Person, id: u64, said: &[(&str, Value)]) {
    let mut body = declaration(id, &json!([]));
    for (field, value) in said {
        body[*field] = value.clone();
    }
    let declared = house
        .post("/api/declarations", Some(&person.cookie), &body)
        .await;
    assert_eq!(declared.status, StatusCode::CREATED, "{}", declared.json());
}

/// Somebody who declares a contact of yesterday on 20 February: red for fourteen days.
async fn red(house: &House) -> Person {
    let person = Person::register(house, 1).await;
    declares(house, &person, 10, &[("contact", json!("2020-02-19"))]).await;
    assert_eq!(told(house, &person).await, "red 2020-03-05 1/14");
    person
}

async fn notices(house: &House, person: &Person) -> Vec<String> {
    let told = house.get("/api/notices", Some(&person.cookie)).await.json();
    let notices = told["notices"].as_array().unwrap();
    notices
        .iter()
        .map(|n| n["kind"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn s2_28_fourteen_red_days_end_green_at_midnight_with_a_notice_and_a_certificate() {
    let house = House::new().await;
    let person = red(&house).await;
    let early = house
        .post(
            "/api/release-certificates",
            Some(&person.cookie),
            &json!({}),
        )
        .await;
    assert_eq!(early.problem(), "invalid", "{}", early.json());
    midnight(&house).await;
    days(&house, &person, 12).await;
    assert_eq!(told(&house, &person).await, "red 2020-03-05 14/14");
    let said = decision(&house, &person).await;
    assert_eq!(said["free_from"]["en"], "Free from 5 March 00:00");
    days(&house, &person, 1).await;
    assert_eq!(told(&house, &person).await, "green");
    assert_eq!(notices(&house, &person).await, ["complete", "opened"]);
    let made = house
        .post(
            "/api/release-certificates",
            Some(&person.cookie),
            &json!({}),
        )
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let certificate = made.json();
    assert_eq!(
        (&certificate["first_day"], &certificate["free"]),
        (&json!("2020-02-20"), &json!("2020-03-05"))
    );
    assert!(certificate["text"].as_str().unwrap().starts_with("HCR1:"));
    at_a_gate(&house, &certificate["text"]).await;
    // It reads nobody's notices away but its own.
    let newest = house.get("/api/notices", Some(&person.cookie)).await.json();
    let read = json!({ "noted_ms": newest["notices"][0]["noted_ms"] });
    let read = house
        .post("/api/notices/read", Some(&person.cookie), &read)
        .await;
    assert_eq!(read.status, StatusCode::NO_CONTENT);
    let after = house.get("/api/notices", Some(&person.cookie)).await.json();
    assert!(
        after["notices"]
            .as_array()
            .unwrap()
            .iter()
            .all(|n| n["read"] == true)
    );
}

async fn at_a_gate(house: &House, text: &Value) {
    let token = house.gate().await;
    let scan = json!({ "scans": [{ "number": 0, "text": text, "direction": "in", "at_ms": house.now().ms() }] });
    let told = house
        .post_at_gate("/api/checkpoint/scans", &token, &scan)
        .await
        .json();
    let verdict = &told["verdicts"][0];
    assert_eq!(
        (&verdict["outcome"], &verdict["refusal"]),
        (&json!("by_hand"), &json!("release_certificate"))
    );
}

#[tokio::test]
async fn s2_27_seven_yellow_days_end_green_at_midnight() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    declares(&house, &person, 10, &[("temperature", json!(37.5))]).await;
    assert_eq!(told(&house, &person).await, "yellow 2020-02-27 1/7");
    midnight(&house).await;
    days(&house, &person, 5).await;
    assert_eq!(told(&house, &person).await, "yellow 2020-02-27 7/7");
    days(&house, &person, 1).await;
    assert_eq!(told(&house, &person).await, "green");
}

#[tokio::test]
async fn s2_29_a_missed_day_moves_the_end_and_every_screen_says_so() {
    let house = House::new().await;
    let person = red(&house).await;
    midnight(&house).await;
    days(&house, &person, 3).await;
    // The 24th passes without a check-in: waited for on the 25th, missed on the 26th.
    midnight(&house).await;
    let waited = decision(&house, &person).await;
    assert_eq!(waited["orders"][0]["calendar"][4]["state"], "in_grace");
    assert_eq!(told(&house, &person).await, "red 2020-03-05 6/14");
    days(&house, &person, 1).await;
    let missed = decision(&house, &person).await;
    assert_eq!(missed["orders"][0]["calendar"][4]["state"], "missed");
    assert_eq!(missed["until"], "2020-03-06");
    assert_eq!(missed["free_from"]["zh"], "3月6日0时起解除");
    assert_eq!(told(&house, &person).await, "red 2020-03-06 6/14");
    days(&house, &person, 9).await;
    assert_eq!(told(&house, &person).await, "green");
}

#[tokio::test]
async fn s2_29_symptoms_on_day_five_give_advice_and_their_own_days_beside() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    declares(&house, &person, 10, &[("symptoms", json!(["dry_cough"]))]).await;
    assert_eq!(told(&house, &person).await, "yellow 2020-02-27 1/7");
    midnight(&house).await;
    days(&house, &person, 3).await;
    house.pass_ms(9 * HOUR_MS);
    let ill = json!({ "temperature": 37.3, "symptoms": ["fever"], "known_symptoms": ["dry_cough"], "words": "夜里发热" });
    let told_at_once = check_in(&house, &person, ill).await;
    assert!(
        told_at_once["advice"]["zh"]
            .as_str()
            .unwrap()
            .contains("发热门诊")
    );
    assert!(
        told_at_once["advice"]["en"]
            .as_str()
            .unwrap()
            .contains("120")
    );
    // Other evidence of the same colour adds a reason and no day; of what was written nothing comes back.
    assert_eq!(told(&house, &person).await, "yellow 2020-02-27 5/7");
    let again = decision(&house, &person).await;
    assert!(again["reasons"].as_array().unwrap().len() > 1, "{again}");
    assert!(!again.to_string().contains("夜里发热"));
    midnight(&house).await;
    assert!(
        decision(&house, &person).await.get("advice").is_none(),
        "another day"
    );
}

#[tokio::test]
async fn s2_29_an_exposure_on_day_six_begins_the_days_anew() {
    let house = House::new().await;
    let person = red(&house).await;
    midnight(&house).await;
    days(&house, &person, 4).await;
    house.pass_ms(9 * HOUR_MS);
    check_in(&house, &person, json!({ "symptoms": [] })).await;
    declares(&house, &person, 20, &[("contact", json!("2020-02-24"))]).await;
    assert_eq!(told(&house, &person).await, "red 2020-03-10 1/14");
    // The same again, in another declaration, changes nothing.
    declares(&house, &person, 30, &[("contact", json!("2020-02-24"))]).await;
    assert_eq!(told(&house, &person).await, "red 2020-03-10 1/14");
    midnight(&house).await;
    days(&house, &person, 13).await;
    assert_eq!(told(&house, &person).await, "green");
}

#[tokio::test]
async fn s2_29_red_and_then_yellow_by_the_policy_of_the_city() {
    let house = House::new().await;
    let june: domain::time::Date = "2020-06-20".parse().unwrap();
    house.pass_ms(june.start().ms() - house.now().ms() + 9 * HOUR_MS);
    let person = Person::register(&house, 1).await;
    let abroad = json!([{
        "id": "71", "whereabouts": { "abroad": "IT" }, "from": "2020-06-01", "to": "2020-06-18", "areas": "elsewhere",
    }]);
    let said = [
        ("city", json!("410500")),
        (
            "residence",
            json!({ "id": "72", "county": "410502", "areas": "elsewhere" }),
        ),
        ("stays", abroad),
    ];
    declares(&house, &person, 70, &said).await;
    let first = decision(&house, &person).await;
    assert_eq!(
        (&first["state"], &first["until"]),
        (&json!("red"), &json!("2020-07-04"))
    );
    assert_eq!(
        first["free_from"]["en"],
        "Red until 4 July 00:00, free from 11 July 00:00"
    );
    midnight(&house).await;
    days(&house, &person, 13).await;
    assert_eq!(told(&house, &person).await, "yellow 2020-07-11 1/7");
    days(&house, &person, 7).await;
    assert_eq!(told(&house, &person).await, "green");
}

#[tokio::test]
async fn s2_29_long_words_and_a_check_in_of_tomorrow_are_refused_by_field() {
    let house = House::new().await;
    let person = red(&house).await;
    let refused = async |body: Value| {
        let refused = house
            .post("/api/check-ins", Some(&person.cookie), &body)
            .await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.json()
        );
        refused.json()["fields"][0]["field"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let now = house.now().ms();
    let long = json!({ "id": "1", "made_ms": now, "symptoms": [], "words": "长".repeat(501) });
    assert_eq!(refused(long).await, "words");
    let early = json!({ "id": "2", "made_ms": now + 24 * HOUR_MS, "symptoms": [] });
    assert_eq!(refused(early).await, "made");
    let old = json!({ "id": "3", "made_ms": now - 15 * 24 * HOUR_MS, "symptoms": [] });
    assert_eq!(refused(old).await, "made");
    for beyond in [i64::MIN, i64::MAX] {
        let never = json!({ "id": "4", "made_ms": beyond, "symptoms": [] });
        assert_eq!(refused(never).await, "made");
    }
}

#[tokio::test]
async fn s2_29_a_report_is_for_whose_duties_reach_the_division_and_tells_nothing_small() {
    let house = House::new().await;
    red(&house).await;
    let inspector = house.signed_in_member("li.na", "inspector@330100").await;
    let path = "/api/staff/quarantine?division=330100";
    let report = house.get(path, Some(&inspector)).await;
    assert_eq!(report.status, StatusCode::OK, "{}", report.json());
    let report = report.json();
    assert_eq!(report["on"], "2020-02-20");
    assert!(
        report["people"].is_null(),
        "one person is not told: {report}"
    );
    assert_eq!(report["cities"][0]["city"]["code"], "330100");
    let csv = house
        .get(
            "/api/staff/quarantine.csv?division=330100",
            Some(&inspector),
        )
        .await;
    let csv = String::from_utf8(csv.bytes).unwrap();
    assert!(csv.contains("330100,杭州市,red,1,1,masked"), "{csv}");
    let outside = house
        .get("/api/staff/quarantine?division=420100", Some(&inspector))
        .await;
    assert_eq!(outside.status, StatusCode::FORBIDDEN);
    let reviewer = house.signed_in_member("zhao.yi", "reviewer@330100").await;
    let refused = house.get(path, Some(&reviewer)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
