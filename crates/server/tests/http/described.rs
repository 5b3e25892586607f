//! The description is what is served, and the file that clients are generated from.

use domain::access::Role;
use serde_json::{Value, json};

use crate::house::House;

#[tokio::test]
async fn s2_9_the_served_description_is_openapi_3_1_and_the_file_in_the_tree() {
    let house = House::new().await;
    let served: Value = house.get("/openapi.json", None).await.json();
    assert!(served["openapi"].as_str().unwrap().starts_with("3.1"));
    let (text, _) = server::description();
    let described: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(served, described);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/openapi.json");
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    let new = concat!(env!("CARGO_TARGET_TMPDIR"), "/openapi.json");
    std::fs::write(new, format!("{text}\n")).unwrap();
    assert!(
        kept == format!("{text}\n"),
        "the interface has changed: look at {new}, copy it to web/openapi.json and run npm run generate in web/"
    );
}

#[tokio::test]
async fn every_answer_has_a_shape_and_every_route_names_its_problems() {
    let (text, _) = server::description();
    let described: Value = serde_json::from_str(&text).unwrap();
    for (path, item) in described["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(
                responses.contains_key("default"),
                "{method} {path} names no problem"
            );
            assert!(
                operation["summary"].is_string(),
                "{method} {path} says nothing"
            );
        }
    }
}

#[test]
fn every_route_says_what_is_shown_for_it_as_the_table_of_access_does() {
    let (text, rows) = server::description();
    let described: Value = serde_json::from_str(&text).unwrap();
    let schemes = &described["components"]["securitySchemes"];
    for row in rows {
        let (method, path) = row.route.split_once(' ').unwrap();
        let shown = &described["paths"][path][method.to_lowercase()]["security"];
        let anybody = row.action.is_open_to(Role::Anyone);
        assert_eq!(shown.is_null(), anybody, "{}", row.route);
        for scheme in shown.as_array().into_iter().flatten() {
            let name = scheme.as_object().unwrap().keys().next().unwrap();
            assert!(!schemes[name].is_null(), "{}: {name}", row.route);
        }
    }
    let list = &described["paths"]["/s/{day}"]["get"]["security"];
    assert_eq!(*list, json!([{ "checkpoint": [] }, { "service": [] }]));
    let own = &described["paths"]["/api/me/log"]["get"]["security"];
    assert_eq!(*own, json!([{ "session": [] }]));
}

/// A client made of the description knows each by its name: a second one of the name would hide the first.
#[test]
fn s2_9_no_two_operations_have_one_name() {
    let (text, _) = server::description();
    let described: Value = serde_json::from_str(&text).unwrap();
    let mut names = std::collections::HashSet::new();
    for (path, item) in described["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name), "{method} {path}: {name} is taken");
        }
    }
}

#[tokio::test]
async fn the_page_to_read_names_every_path_without_a_script() {
    let house = House::new().await;
    let page = house.get("/docs", None).await;
    let text = String::from_utf8(page.bytes.clone()).unwrap();
    for row in server::description().1 {
        let path = row.route.split_once(' ').unwrap().1;
        assert!(text.contains(path), "{path}");
    }
    assert!(!text.contains("<script") && !text.contains("style="));
}

#[tokio::test]
async fn every_shape_that_is_named_is_there() {
    let (text, _) = server::description();
    let described: Value = serde_json::from_str(&text).unwrap();
    let mut missing: Vec<&str> = text
        .split("\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|way| described.pointer(way).is_none())
        .collect();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:?}");
}
