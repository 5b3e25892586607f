//! Staff over HTTP: from the code that was handed over to the end of a session, and what guessing meets.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::house::House;
use crate::member::{Browser, PASSWORD, app, text};

/// A member who has both: passkey, secret of the app, cookie.
async fn both(house: &House) -> (Browser, String, String) {
    let code = house.member("wang.min", "epidemiologist@330100").await;
    let begun = house.begin(&code).await;
    assert_eq!(
        (&begun["name"], &begun["login"]),
        (&"王敏".into(), &"wang.min".into())
    );
    assert_eq!(begun["rp_id"], "hz.example");
    let secret = begun["totp_secret"].as_str().unwrap().to_owned();
    let browser = Browser::new();
    let body = json!({
        "code": code, "passkey": browser.creates(&begun["challenge"]), "device": "Firefox",
        "password": { "password": PASSWORD, "totp_code": app(&secret, house) },
    });
    let enrolled = house.post("/api/staff/enrolment", None, &body).await;
    (browser, secret, enrolled.staff_cookie())
}

async fn challenge(house: &House) -> Value {
    let begun = house
        .post("/api/staff/passkey/begin", None, &json!({}))
        .await;
    assert_eq!(begun.status, StatusCode::OK);
    begun.json()["challenge"].clone()
}

#[tokio::test]
async fn n_3_a_member_enrols_signs_in_both_ways_and_reads_their_account() {
    let house = House::new().await;
    let (browser, secret, first) = both(&house).await;
    house.pass_ms(60_000);
    let answer = browser.answers(&challenge(&house).await);
    let by_passkey = house
        .post("/api/staff/passkey", None, &answer)
        .await
        .staff_cookie();
    let body = json!({
        "login": "Wang.Min", "password": PASSWORD, "totp_code": app(&secret, &house), "device": "Safari",
    });
    let by_password = house
        .post("/api/staff/sign-in", None, &body)
        .await
        .staff_cookie();
    for (cookie, strength) in [
        (&first, "passkey"),
        (&by_passkey, "passkey"),
        (&by_password, "password"),
    ] {
        let me = house.get("/api/staff/me", Some(cookie)).await.json();
        assert_eq!(
            (&me["name"], &me["strength"]),
            (&"王敏".into(), &strength.into())
        );
        assert_eq!(me["office"]["name"], "杭州市卫生健康委员会");
        assert_eq!(me["office"]["division"]["en"], "Hangzhou");
        assert_eq!(me["duties"][0]["role"], "epidemiologist");
        assert_eq!(me["sessions"].as_array().unwrap().len(), 3);
        assert_eq!(me["passkeys"].as_array().unwrap().len(), 1);
        assert!(!me.to_string().contains("hct_"));
    }
}

#[tokio::test]
async fn n_3_sessions_are_listed_and_end_and_a_password_adds_no_passkey() {
    let house = House::new().await;
    let (_, secret, strong) = both(&house).await;
    house.pass_ms(60_000);
    let body =
        json!({ "login": "wang.min", "password": PASSWORD, "totp_code": app(&secret, &house) });
    let weak = house
        .post("/api/staff/sign-in", None, &body)
        .await
        .staff_cookie();
    for path in ["/api/staff/passkeys/begin", "/api/staff/passkeys"] {
        let new = Browser::new().creates(&text(&[0; 40]).into());
        let refused = house.post(path, Some(&weak), &new).await;
        assert_eq!(
            (refused.status, refused.problem().as_str()),
            (StatusCode::FORBIDDEN, "passkey_needed")
        );
    }
    let begun = house
        .post("/api/staff/passkeys/begin", Some(&strong), &json!({}))
        .await;
    let second = Browser::new();
    let new = second.creates(&begun.json()["challenge"]);
    let added = house.post("/api/staff/passkeys", Some(&strong), &new).await;
    assert_eq!(added.status, StatusCode::CREATED);
    let again = house.post("/api/staff/passkeys", Some(&strong), &new).await;
    assert_eq!(again.problem(), "refused");
    let answer = second.answers(&challenge(&house).await);
    assert_eq!(
        house.post("/api/staff/passkey", None, &answer).await.status,
        StatusCode::NO_CONTENT
    );
    let me = house.get("/api/staff/me", Some(&strong)).await.json();
    let lost = me["sessions"].as_array().unwrap().iter();
    let lost = lost
        .clone()
        .find(|session| session["strength"] == "password")
        .unwrap();
    let path = format!("/api/staff/sessions/{}", lost["id"].as_str().unwrap());
    let delete = |path: &str| Request::delete(path).header("cookie", &strong);
    let ended = house.send(delete(&path).body(Body::empty()).unwrap()).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(
        house.get("/api/staff/me", Some(&weak)).await.problem(),
        "not_signed_in"
    );
    let twice = house.send(delete(&path).body(Body::empty()).unwrap()).await;
    assert_eq!(twice.problem(), "unknown");
    let out = house
        .send(delete("/api/staff/session").body(Body::empty()).unwrap())
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert_eq!(
        house.get("/api/staff/me", Some(&strong)).await.problem(),
        "not_signed_in"
    );
}

#[tokio::test]
async fn n_3_what_is_wrong_at_a_sign_in_is_not_said() {
    let house = House::new().await;
    let (_, secret, _) = both(&house).await;
    house.pass_ms(60_000);
    let right = app(&secret, &house);
    let wrong = if right == "000000" {
        "111111"
    } else {
        "000000"
    };
    let mut told = Vec::new();
    for (login, password, code) in [
        ("nobody", PASSWORD, right.as_str()),
        ("wang.min", "another password", &right),
        ("wang.min", PASSWORD, wrong),
    ] {
        let body = json!({ "login": login, "password": password, "totp_code": code });
        let refused = house.post("/api/staff/sign-in", None, &body).await;
        assert_eq!(
            (refused.status, refused.problem().as_str()),
            (StatusCode::UNAUTHORIZED, "wrong_sign_in")
        );
        told.push(refused.bytes);
    }
    let stranger = Browser::new().answers(&challenge(&house).await);
    let refused = house.post("/api/staff/passkey", None, &stranger).await;
    told.push(refused.bytes);
    told.dedup();
    assert_eq!(told.len(), 1, "every refusal is the same bytes");
}

#[tokio::test]
async fn n_3_guessing_is_bounded_and_says_when_to_come_again() {
    let house = House::new().await;
    let body = json!({ "login": "nobody", "password": "wrong password", "totp_code": "000000" });
    for _try in 0..5 {
        let refused = house.post("/api/staff/sign-in", None, &body).await;
        assert_eq!(refused.problem(), "wrong_sign_in");
    }
    let sixth = house.post("/api/staff/sign-in", None, &body).await;
    assert_eq!(
        (sixth.status, sixth.problem().as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "too_many")
    );
    assert_eq!(sixth.headers["retry-after"], "901");
    for code in ["00000-00000", "", &"0".repeat(500)] {
        let body = json!({ "code": code });
        let refused = house.post("/api/staff/enrolment/begin", None, &body).await;
        assert_eq!(
            (refused.status, refused.problem().as_str()),
            (StatusCode::UNAUTHORIZED, "no_enrolment")
        );
    }
    let guessed = format!("hc_staff=hct_{}", "0".repeat(64));
    for cookie in ["hc_staff=", "hc_staff=hct_", "hc_staff=hcs_0", &guessed] {
        assert_eq!(
            house.get("/api/staff/me", Some(cookie)).await.problem(),
            "not_signed_in"
        );
    }
}

#[tokio::test]
async fn n_3_a_storm_is_told_to_come_again_while_others_are_answered() {
    let house = House::new().await;
    let tries = (0..80).map(|n| {
        let body = json!({ "login": format!("guess{n}"), "password": "wrong password", "totp_code": "000000" });
        let house = &house;
        async move { house.post("/api/staff/sign-in", None, &body).await }
    });
    let storm = futures_util::future::join_all(tries);
    let (answered, time) = tokio::join!(storm, house.get("/api/time", None));
    assert_eq!(time.status, StatusCode::OK);
    let busy: Vec<_> = answered
        .iter()
        .filter(|told| told.status == StatusCode::SERVICE_UNAVAILABLE)
        .collect();
    assert_eq!(busy.len(), 80 - 32);
    assert!(
        busy.iter()
            .all(|told| told.headers["retry-after"] == "5" && told.problem() == "busy")
    );
}
