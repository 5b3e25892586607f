//! The log over HTTP: an auditor looks through it, and others do not.

use axum::http::StatusCode;

use crate::house::House;

const HOUR_MS: i64 = 3_600_000;

#[tokio::test]
async fn n_7_an_auditor_looks_through_the_log_and_others_are_refused() {
    let house = House::new().await;
    let auditor = house.signed_in_member("zhang.wei", "auditor@330100").await;
    let other = house.signed_in_member("wang.min", "reviewer@330100").await;
    let now = house.now().ms();
    let path = format!(
        "/api/staff/log?from_ms={}&to_ms={}",
        now - HOUR_MS,
        now + HOUR_MS
    );
    let refused = house.get(&path, Some(&other)).await;
    assert_eq!(
        (refused.status, refused.problem().as_str()),
        (StatusCode::FORBIDDEN, "forbidden")
    );
    assert_eq!(house.get(&path, None).await.problem(), "not_signed_in");
    house.service.seal_log_at_stop(house.now()).await.unwrap();

    let tried = format!("{path}&action=refused");
    let found = house.get(&tried, Some(&auditor)).await;
    assert_eq!(found.status, StatusCode::OK);
    let found = found.json();
    let lines = found["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "{found}");
    assert_eq!(
        lines[0]["action_words"]["en"],
        "A member of staff was refused: read_log"
    );
    assert!(lines[0]["number"].as_i64().unwrap() >= 1);
    assert!(found.get("older").is_none());
    let offices = found["choices"]["offices"].as_array().unwrap();
    assert_eq!(offices.len(), 1);
    let office = offices[0]["id"].as_str().unwrap();
    let theirs = format!("{path}&office={office}");
    let theirs = house.get(&theirs, Some(&auditor)).await.json();
    assert_eq!(theirs["lines"].as_array().unwrap().len(), 3, "{theirs}");

    for (part, field) in [("&action=nothing", "action"), ("&before=1-2", "before")] {
        let wrong = house.get(&format!("{path}{part}"), Some(&auditor)).await;
        assert_eq!(wrong.problem(), "invalid", "{part}");
        assert_eq!(wrong.json()["fields"][0]["field"], field);
    }
    let backwards = format!("/api/staff/log?from_ms={now}&to_ms={now}");
    let wrong = house.get(&backwards, Some(&auditor)).await;
    assert_eq!(wrong.json()["fields"][0]["field"], "to_ms");
}
