//! The numbers of a person, each with its channel (S0-13..15), and one person behind two of them.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::channels::{Vendor, join, numbers, present, prove, scan};
use crate::house::{House, document, phone};
use crate::person::Person;
use crate::proposals::red;

#[tokio::test]
async fn s2_9_s2_30_two_channels_in_one_city_with_two_numbers_are_one_person_and_one_code() {
    let house = House::new().await;
    let gate = house.gate().await;
    let alipay = Vendor::registered(&house, "alipay-hz").await;
    let wechat = Vendor::registered(&house, "wechat-hz").await;
    house.registry_knows(1, 31);
    // They register in the one.
    let first = alipay.session(&house, 1, false).await;
    let form = crate::person::form(1);
    let registered = house.post("/api/registration", Some(&first), &form).await;
    assert_eq!(registered.status, StatusCode::CREATED);
    let declared = crate::person::declaration(1_001, &json!([]));
    let declared = house
        .post("/api/declarations", Some(&first), &declared)
        .await;
    assert_eq!(declared.status, StatusCode::CREATED);
    // With another number, they come to the same code in the other.
    let second = wechat.session(&house, 31, false).await;
    assert_eq!(
        prove(&house, &second, 1).await,
        "phone",
        "a new number leads to nobody"
    );
    let joined = join(&house, &second, 1).await;
    assert_eq!(joined.status, StatusCode::OK, "{}", joined.json());
    assert_eq!(joined.json()["standing"], "person");
    // One decision, word for word.
    let decision = async |cookie: &str| house.get("/api/decisions", Some(cookie)).await.bytes;
    assert_eq!(decision(&first).await, decision(&second).await);
    // Both front ends show a code that passes, of one person.
    let (a, b) = (
        present(&house, &first).await,
        present(&house, &second).await,
    );
    assert_eq!((a.status, b.status), (StatusCode::OK, StatusCode::OK));
    for (number, shown) in [(0, &a), (1, &b)] {
        let verdict = scan(&house, &gate, number, &shown.json()["text"]).await;
        assert_eq!(verdict["outcome"], "pass", "{verdict}");
    }
    // Their numbers stand with their channels, masked.
    let shown = numbers(&house, &first).await;
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[0]["channel"]["zh"], "支付宝");
    assert_eq!(shown[1]["channel"]["en"], "WeChat");
    let text = shown.iter().map(Value::to_string).collect::<String>();
    assert!(
        !text.contains(&phone(1)) && !text.contains(&phone(31)),
        "{text}"
    );
    // What officials decide is in both at once.
    red(&house, 1).await;
    house.pass_ms(60_000);
    for (number, cookie) in [(2, &first), (3, &second)] {
        let shown = present(&house, cookie).await.json();
        assert_eq!(shown["state"], "red");
        let verdict = scan(&house, &gate, number, &shown["text"]).await;
        assert_eq!(verdict["outcome"], "stop", "{verdict}");
    }
    let old = scan(&house, &gate, 4, &b.json()["text"]).await;
    assert_ne!(old["outcome"], "pass");
    // Either of them reads who was added, and when.
    let log = house.get("/api/me/log", Some(&first)).await.json();
    assert!(log.to_string().contains("signed in") || log.to_string().contains("Signed in"));
}

#[tokio::test]
async fn s2_9_who_joins_is_told_the_same_whatever_is_wrong_three_times_a_day() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    Person::register(&house, 1).await;
    let stranger = vendor.session(&house, 2, false).await;
    let known = join(&house, &stranger, 1).await;
    let unknown = join(&house, &stranger, 3).await;
    assert_eq!(known.problem(), "invalid");
    assert_eq!(known.bytes, unknown.bytes, "a code or none: the same words");
    let own = join(&house, &stranger, 2).await;
    assert_eq!(
        own.bytes, known.bytes,
        "their own document, with which nobody has a code"
    );
    let more = join(&house, &stranger, 1).await;
    assert_eq!(more.problem(), "too_many");
}

#[tokio::test]
async fn s0_14_a_number_is_added_by_the_registry_or_by_its_holders_code_which_says_what_it_opens() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    house.registry_knows(1, 31);
    let add = async |id: u64, number: String, code: Option<String>| {
        let body = json!({ "id": id.to_string(), "phone": number, "code": code });
        house
            .post("/api/me/numbers", Some(&person.cookie), &body)
            .await
    };
    let own = add(7, phone(31), None).await;
    assert_eq!(own.status, StatusCode::CREATED, "{}", own.json());
    assert_eq!(own.json()[1]["ground"], "registered");
    let again = add(7, phone(31), None).await;
    assert_eq!(again.bytes, own.bytes, "twice is one");
    let others = add(8, phone(2), None).await;
    assert_eq!(others.json()["fields"][0]["field"], "code");
    // A code for signing in adds nothing.
    let asked = json!({ "phone": phone(2), "language": "en" });
    house.post("/api/sign-in/code", None, &asked).await;
    let for_signing_in = add(8, phone(2), Some(house.inbox(&phone(2)))).await;
    assert_eq!(for_signing_in.json()["fields"][0]["field"], "code");
    house.pass_ms(60_000);
    let sent = house
        .post("/api/me/numbers/code", Some(&person.cookie), &asked)
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.json());
    let code = house.inbox(&phone(2));
    let agreed = add(8, phone(2), Some(code.clone())).await;
    assert_eq!(agreed.status, StatusCode::CREATED, "{}", agreed.json());
    assert_eq!(agreed.json()[2]["ground"], "agreed");
    // And a code for a number signs nobody in.
    let key = URL_SAFE_NO_PAD.encode([4; 65]);
    let body = json!({ "phone": phone(2), "code": code, "device_key": key });
    let signed_in = house.post("/api/sign-in", None, &body).await;
    assert_eq!(signed_in.problem(), "wrong_code");
}

/// What the message to the other numbers begins with.
const JOINED: &str = "【健康码】增加了一个号码";

fn told(house: &House, n: u64) -> usize {
    let texts = house.texts(&phone(n));
    texts.iter().filter(|text| text.starts_with(JOINED)).count()
}

#[tokio::test]
async fn s0_14_when_a_number_is_added_or_joins_all_the_others_are_told_once_and_the_new_one_is_not()
{
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let person = Person::register(&house, 1).await;
    house.registry_knows(1, 31);
    house.registry_knows(1, 32);
    let body = json!({ "id": "7", "phone": phone(31), "code": null });
    for _again in 0..2 {
        house
            .post("/api/me/numbers", Some(&person.cookie), &body)
            .await;
        house.service.send_notices(house.now()).await.unwrap();
    }
    assert_eq!([told(&house, 1), told(&house, 31)], [1, 0]);
    let third = vendor.session(&house, 32, false).await;
    let joined = join(&house, &third, 1).await;
    assert_eq!(joined.json()["standing"], "person", "{}", joined.json());
    for _again in 0..2 {
        house.service.send_notices(house.now()).await.unwrap();
    }
    assert_eq!(
        [told(&house, 1), told(&house, 31), told(&house, 32)],
        [2, 1, 0]
    );
    let notices = house.get("/api/notices", Some(&person.cookie)).await;
    let notices = notices.json()["notices"].take();
    let added = notices.as_array().unwrap().iter();
    let added: Vec<&Value> = added.filter(|n| n["kind"] == "number_added").collect();
    assert_eq!(added.len(), 2);
    let text = added[0]["text"].to_string();
    assert!(text.contains("If it was not you"), "{text}");
    assert!(!text.contains("张") && !text.contains(&phone(32)), "{text}");
}

#[tokio::test]
async fn s0_14_whoever_adds_a_number_and_gives_the_others_back_does_not_silence_them() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    for (id, n) in [("7", 31), ("8", 32)] {
        house.registry_knows(1, n);
        let body = json!({ "id": id, "phone": phone(n), "code": null });
        let added = house.post("/api/me/numbers", Some(&person.cookie), &body);
        assert_eq!(added.await.status, StatusCode::CREATED);
        house.service.send_notices(house.now()).await.unwrap();
        house.pass_ms(60_000);
        if id == "7" {
            let gone = "/api/me/numbers/7/give-back";
            house.post(gone, Some(&person.cookie), &json!({})).await;
            house.pass_ms(60_000);
        }
    }
    assert_eq!(
        [told(&house, 1), told(&house, 31)],
        [2, 0],
        "given back before"
    );
    // A thief, with the phone in hand for a minute.
    house.registry_knows(1, 33);
    let body = json!({ "id": "9", "phone": phone(33), "code": null });
    house
        .post("/api/me/numbers", Some(&person.cookie), &body)
        .await;
    for id in ["0", "8", "9"] {
        let path = format!("/api/me/numbers/{id}/give-back");
        house.post(&path, Some(&person.cookie), &json!({})).await;
    }
    for _again in 0..2 {
        house.service.send_notices(house.now()).await.unwrap();
    }
    let all = [1, 31, 32, 33].map(|n| told(&house, n));
    assert_eq!(all, [3, 0, 1, 0]);
}

#[tokio::test]
async fn s0_15_a_number_that_was_given_back_is_shown_no_more_leads_to_nobody_and_is_kept_14_days() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    house.registry_knows(1, 31);
    let give_back = async |id: &str| {
        let path = format!("/api/me/numbers/{id}/give-back");
        house.post(&path, Some(&person.cookie), &json!({})).await
    };
    let only = give_back("0").await;
    assert_eq!(
        only.json()["fields"][0]["field"],
        "id",
        "the only number stays"
    );
    let body = json!({ "id": "7", "phone": phone(31) });
    house
        .post("/api/me/numbers", Some(&person.cookie), &body)
        .await;
    let given = give_back("0").await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.json());
    let left = given.json();
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["is_main"], true, "messages go on to the other");
    assert_eq!(give_back("0").await.bytes, given.bytes, "twice is one");
    let kept = || -> i64 {
        let sql = "SELECT count(*) FROM person_number WHERE given_back_ms IS NOT NULL";
        house.sql().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(kept(), 1, "compared still");
    // Whoever has the number now comes to nobody by it.
    house.pass_ms(120_000);
    let (_, standing) = Person::sign_in(&house, 1, Some(&document(1)[12..])).await;
    assert_eq!(standing, "phone");
    house.pass_ms(13 * 86_400_000);
    house.service.sweep(house.now()).await.unwrap();
    assert_eq!(kept(), 1);
    house.pass_ms(86_400_000);
    house.service.sweep(house.now()).await.unwrap();
    assert_eq!(kept(), 0);
}

#[tokio::test]
async fn n_3_erasing_a_person_leaves_none_of_their_numbers_and_no_way_from_them() {
    let house = House::new().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let person = Person::register(&house, 1).await;
    house.registry_knows(1, 31);
    let second = vendor.session(&house, 31, false).await;
    assert_eq!(join(&house, &second, 1).await.status, StatusCode::OK);
    let erased = house
        .post(
            "/api/me/erasure",
            Some(&person.cookie),
            &json!({ "document_last6": document(1)[12..] }),
        )
        .await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.json());
    for table in ["person_number", "phone_claim", "channel_code", "device"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let rows: i64 = house.sql().query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}
