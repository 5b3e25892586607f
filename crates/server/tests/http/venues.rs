//! A restaurant over HTTP: registered by its manager, scanned by a guest, left; and what no request of anybody tells.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::house::{Answered, House, phone};
use crate::organisations::class;
use crate::person::Person;
use crate::proposals::official;

/// The manager's cookie, and the address of the venues of their organisation.
async fn venues(house: &House) -> (String, String) {
    let (manager, unit) = class(house).await;
    let (organisation, _) = unit.split_once("/units").unwrap();
    (manager, format!("{organisation}/venues"))
}

fn restaurant(id: &str, kind: &str, name: &str) -> Value {
    json!({ "id": id, "kind": kind, "name": name, "latitude": 3_026_000, "longitude": 12_015_000, "closes": 1_320 })
}

pub(crate) async fn registered(house: &House) -> (String, String, Value) {
    let (manager, venues) = venues(house).await;
    let made = house
        .post(
            &venues,
            Some(&manager),
            &restaurant("4712", "restaurant", "西湖饭店"),
        )
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
    let mut seen = house.get(&venues, Some(&manager)).await.json();
    let seen = seen["venues"][0].take();
    (manager, venues, seen)
}

pub(crate) async fn visit(house: &House, person: &Person, venue: &Value) -> Answered {
    let body = json!({ "id": "7123456789012345", "code": venue["code"], "figures": venue["figures"], "near": true });
    house.post("/api/visits", Some(&person.cookie), &body).await
}

#[tokio::test]
async fn n_5_a_place_is_registered_printed_scanned_and_left() {
    let house = House::new().await;
    let (manager, venues, venue) = registered(&house).await;
    assert_eq!(venue["name"], "西湖饭店");
    assert!(venue["code"].as_str().unwrap().starts_with("HCV1:"));
    let court = house
        .post(
            &venues,
            Some(&manager),
            &restaurant("4713", "court", "某法院"),
        )
        .await;
    assert_eq!(court.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = court.json()["fields"].to_string();
    assert!(said.contains("法院不设场所码"), "{said}");
    let guest = Person::register(&house, 1).await;
    let told = visit(&house, &guest, &venue).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.json());
    let told = told.json();
    assert_eq!(
        (&told["proven"], &told["venue"]),
        (&true.into(), &"4712".into())
    );
    let left = json!({ "venue": "4712", "day": told["day"], "id": "7123456789012345" });
    let done = house
        .post("/api/visits/leave", Some(&guest.cookie), &left)
        .await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
    // The device at the door has the screen's token, and no session of anybody's.
    let asked = json!({ "venue": "4712", "token": venue["screen"] });
    let screen = house.post("/api/venues/screen", None, &asked).await;
    let code = screen.json()["code"].take();
    let body = json!({ "id": "8", "code": code, "near": false });
    let told = house.post("/api/visits", Some(&guest.cookie), &body).await;
    assert_eq!(told.json()["proven"], true);
    let renewed = house
        .post(&format!("{venues}/4712/code"), Some(&manager), &json!({}))
        .await;
    assert_eq!(renewed.status, StatusCode::NO_CONTENT);
    let refused = visit(&house, &guest, &venue).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ended = house.post("/api/venues/screen", None, &asked).await;
    assert_eq!(ended.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn n_5_a_manager_closes_a_place_for_good_and_nobody_else_does() {
    let house = House::new().await;
    let (manager, venues, venue) = registered(&house).await;
    let guest = Person::register(&house, 1).await;
    let closing = format!("{venues}/4712/closing");
    let other = official(&house, "other.one", "别处", "organisation_manager@330106").await;
    let refused = house.post(&closing, Some(&other.cookie), &json!({})).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(visit(&house, &guest, &venue).await.json()["proven"], true);
    let closed = house.post(&closing, Some(&manager), &json!({})).await;
    assert_eq!(closed.status, StatusCode::NO_CONTENT);
    let refused = visit(&house, &guest, &venue).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = refused.json()["fields"].to_string();
    assert!(said.contains("this place has closed its code"), "{said}");
    let seen = house.get(&venues, Some(&manager)).await.json();
    assert_eq!(seen["venues"], json!([]));
}

#[tokio::test]
async fn n_5_the_figures_go_by_message_to_a_number_that_the_manager_named() {
    let house = House::new().await;
    let (manager, venues, venue) = registered(&house).await;
    assert_eq!(venue["short_number"], "4712");
    assert!(venue["number"].is_null());
    let number = format!("{venues}/4712/number");
    let asked = json!({ "phone": phone(9), "language": "zh" });
    let sent = house
        .post(&format!("{number}/code"), Some(&manager), &asked)
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.json());
    assert!(house.texts(&phone(9))[0].contains("由本号码每天接收其场所的数字"));
    let put = async |code: &str| {
        let body = json!({ "phone": phone(9), "code": code });
        house
            .send(request("PUT", &number, &manager, &body))
            .await
            .status
    };
    assert_eq!(put("000000").await, StatusCode::FORBIDDEN);
    assert_eq!(put(&house.inbox(&phone(9))).await, StatusCode::NO_CONTENT);
    let seen = house.get(&venues, Some(&manager)).await.json();
    let masked = seen["venues"][0]["number"].as_str().unwrap();
    assert!(masked.contains('*') && !masked.contains(&phone(9)));
    let messages = house.service.send_venue_figures(house.now()).await;
    assert_eq!(messages.unwrap().sent, 1);
    let text = house.texts(&phone(9)).remove(0);
    let figures = venue["figures"].as_str().unwrap();
    assert!(
        text.contains(figures) && !text.contains("西湖饭店"),
        "{text}"
    );
    let other = official(&house, "other.one", "别处", "organisation_manager@330106").await;
    for (who, status) in [
        (&other.cookie, StatusCode::NOT_FOUND),
        (&manager, StatusCode::NO_CONTENT),
    ] {
        let ended = house
            .send(request("DELETE", &number, who, &Value::Null))
            .await;
        assert_eq!(ended.status, status);
    }
    let seen = house.get(&venues, Some(&manager)).await.json();
    assert!(seen["venues"][0]["number"].is_null());
}

fn request(method: &str, path: &str, cookie: &str, body: &Value) -> Request<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("cookie", cookie)
        .header("content-type", "application/json");
    let body = match body {
        Value::Null => Body::empty(),
        body => Body::from(body.to_string()),
    };
    request.body(body).unwrap()
}

#[tokio::test]
async fn n_5_the_staff_of_a_place_scan_on_its_device_alone() {
    let house = House::new().await;
    let (manager, venues, _) = registered(&house).await;
    let device = house
        .post(&format!("{venues}/4712/device"), Some(&manager), &json!({}))
        .await;
    assert_eq!(device.status, StatusCode::CREATED);
    let picture = json!({ "device": device.json()["secret"], "text": "HCP1:BB8" });
    let refused = house
        .post(&format!("{venues}/4712/visitors"), Some(&manager), &picture)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = official(&house, "other.one", "别处", "organisation_manager@330106").await;
    let refused = house.get(&venues, Some(&other.cookie)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn s2_4_no_request_lists_a_venues_visitors_or_a_persons_visits() {
    let house = House::new().await;
    let (manager, venues, venue) = registered(&house).await;
    let guest = Person::register(&house, 1).await;
    visit(&house, &guest, &venue).await;
    let routes = include_str!("../golden/routes.txt").lines();
    let routes: Vec<&str> = routes.filter_map(|line| line.split('\t').next()).collect();
    // Of visits to venues there is nothing to read: two requests write, and the others are about the place.
    let about = |route: &&&str| {
        let community = route.contains("/community/");
        !community && (route.contains("visit") || route.contains("venue"))
    };
    let about: Vec<&&str> = routes.iter().filter(about).collect();
    let of_place = "/api/staff/organisations/{organisation}/venues";
    let mut expected = vec![
        "POST /api/visits".to_owned(),
        "POST /api/visits/leave".to_owned(),
        "POST /api/venues/screen".to_owned(),
        format!("GET {of_place}"),
        format!("POST {of_place}"),
    ];
    let rest = ["closing", "code", "device", "visitors"];
    expected.push(format!("POST {of_place}/{{venue}}/number/code"));
    expected.extend(["PUT", "DELETE"].map(|verb| format!("{verb} {of_place}/{{venue}}/number")));
    expected.extend(rest.map(|what| format!("POST {of_place}/{{venue}}/{what}")));
    let mut about: Vec<String> = about.into_iter().map(|route| (*route).to_owned()).collect();
    about.sort();
    expected.sort();
    assert_eq!(about, expected);
    // Whoever reads whatever can be read finds neither the visit nor the place in what is somebody's.
    let officer = official(&house, "e.one", "疾控", "epidemiologist@330100").await;
    let auditor = official(&house, "f.one", "审计", "auditor@330100").await;
    for cookie in [&manager, &guest.cookie, &officer.cookie, &auditor.cookie] {
        for route in routes.iter().filter_map(|route| route.strip_prefix("GET ")) {
            if route.contains('{') || route.starts_with("/api/staff/organisations") {
                continue;
            }
            let told = house.get(route, Some(cookie)).await;
            let text = String::from_utf8_lossy(&told.bytes);
            assert!(!text.contains("7123456789012345"), "{route}");
            let of_person = *cookie == guest.cookie;
            assert!(!of_person || !text.contains("西湖饭店"), "{route}");
        }
    }
    let seen = house.get(&venues, Some(&manager)).await.json().to_string();
    assert!(!seen.contains("7123456789012345") && !seen.contains("张"));
}
