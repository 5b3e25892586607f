//! Results of laboratories and entries from abroad, as a phone meets them.

use axum::http::StatusCode;
use domain::laboratory::Said;
use serde_json::{Value, json};

use crate::house::{House, document};
use crate::person::{Person, declaration};

const DAY_MS: i64 = 86_400_000;

fn said(house: &House, n: u64, sample: &str, outcome: &str) -> Said {
    Said {
        sample: sample.into(),
        revision: 1,
        document_kind: "resident_id".into(),
        document: document(n),
        name: "张小三".into(),
        sampled_ms: house.now().ms() - 3_600_000,
        outcome: outcome.into(),
        laboratory: "杭州市第一检验所".into(),
    }
}

async fn take(house: &House) {
    house.service.take_results(house.now()).await.unwrap();
}

async fn tests(house: &House, person: &Person) -> Value {
    let answered = house.get("/api/me/tests", Some(&person.cookie)).await;
    assert_eq!(answered.status, StatusCode::OK, "{}", answered.json());
    answered.json()["tests"].clone()
}

#[tokio::test]
async fn s2_18_a_person_reads_their_results_and_what_each_means_for_the_code() {
    let house = House::new().await;
    let (ill, well) = (
        Person::register(&house, 1).await,
        Person::register(&house, 2).await,
    );
    ill.declare(&house, &json!([])).await;
    well.declare(&house, &json!([])).await;
    assert_eq!(tests(&house, &ill).await, json!([]));
    house.laboratory.report(said(&house, 1, "a", "positive"));
    house.laboratory.report(said(&house, 2, "b", "negative"));
    take(&house).await;

    let own = tests(&house, &ill).await;
    assert_eq!(own[0]["outcome"], "positive");
    assert_eq!(own[0]["laboratory"], "杭州市第一检验所");
    assert_eq!(own[0]["sampled_ms"], house.now().ms() - 3_600_000);
    assert_eq!(own[0]["rules"][0]["text"]["en"], "Positive test result");
    assert_eq!(own[0]["rules"][0]["colour"], "red");
    let decided = house.get("/api/decisions", Some(&ill.cookie)).await.json();
    assert_eq!(decided["decisions"][0]["state"], "red");
    assert_eq!(
        decided["decisions"][0]["reasons"][0]["evidence"][0]["kind"],
        "test"
    );
    let own = tests(&house, &well).await;
    assert_eq!(
        (&own[0]["outcome"], &own[0]["rules"]),
        (&json!("negative"), &json!([]))
    );
    let decided = house.get("/api/decisions", Some(&well.cookie)).await.json();
    assert_eq!(decided["decisions"][0]["state"], "green");
}

#[tokio::test]
async fn no_side_door_who_registers_after_a_positive_result_is_red_with_the_first_declaration() {
    let house = House::new().await;
    house.laboratory.report(said(&house, 1, "a", "positive"));
    take(&house).await;
    house.pass_ms(2 * DAY_MS);
    let person = Person::register(&house, 1).await;
    assert_eq!(person.declare(&house, &json!([])).await["state"], "red");
    assert_eq!(tests(&house, &person).await[0]["outcome"], "positive");
}

fn was_abroad(id: u64) -> Value {
    json!([{
        "id": id.to_string(), "whereabouts": { "abroad": "IT" },
        "from": "2020-06-01", "to": "2020-06-18", "areas": "elsewhere",
    }])
}

#[tokio::test]
async fn s2_18_an_entry_from_abroad_is_declared_explained_and_corrected() {
    let house = House::new().await;
    // 20 June, when Zhejiang has a rule for entries.
    house.pass_ms(121 * DAY_MS);
    let person = Person::register(&house, 1).await;
    let decision = person.declare(&house, &was_abroad(5_000)).await;
    assert_eq!(decision["state"], "red");
    let reason = &decision["reasons"][0];
    assert_eq!(reason["rule"], "entry");
    assert_eq!(reason["text"]["en"], "Entered from abroad within 14 days");
    let evidence = &reason["evidence"][0];
    assert_eq!(
        (&evidence["kind"], &evidence["place"]["en"]),
        (&json!("entry"), &json!("Italy"))
    );
    assert_eq!(
        (&evidence["from"], &evidence["to"]),
        (&json!("2020-06-01"), &json!("2020-06-18"))
    );

    let me = house.get("/api/me", Some(&person.cookie)).await.json();
    let declared = me["person"]["declarations"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let asked = json!({ "id": "6000", "instead": declaration(7_000, &json!([])), "reason": null });
    let path = format!("/api/declarations/{declared}/correction");
    house.pass_ms(60_000);
    let corrected = house.post(&path, Some(&person.cookie), &asked).await;
    assert_eq!(corrected.status, StatusCode::OK, "{}", corrected.json());
    assert_eq!(corrected.json()["outcome"], "done");
    assert_eq!(corrected.json()["decisions"][0]["state"], "green");
}

#[tokio::test]
async fn no_side_door_an_entry_that_is_taken_back_later_waits_for_a_reviewer() {
    let house = House::new().await;
    house.pass_ms(121 * DAY_MS);
    let person = Person::register(&house, 1).await;
    person.declare(&house, &was_abroad(5_000)).await;
    house.pass_ms(3_600_000);
    let asked =
        json!({ "id": "6000", "instead": declaration(7_000, &json!([])), "reason": "写错了" });
    let path = format!("/api/declarations/{}/correction", 1_001);
    let corrected = house.post(&path, Some(&person.cookie), &asked).await;
    assert_eq!(corrected.json()["outcome"], "waits", "{}", corrected.json());
    assert_eq!(corrected.json()["decisions"][0]["state"], "red");
}
