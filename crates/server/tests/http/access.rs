//! Every route as everybody: who it is not open to is refused before anything is read.

use std::collections::HashMap;
use std::fmt::Write;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::access::Role;
use serde_json::json;

use crate::channels::Vendor;
use crate::house::House;
use crate::person::Person;

#[test]
fn n_3_every_route_stands_in_the_table_of_access() {
    let (_, rows) = server::description();
    let mut table = String::from("# Each route and the action of domain::access that it is for.\n");
    for row in &rows {
        writeln!(table, "{}\t{}", row.route, row.action).unwrap();
    }
    let golden = include_str!("../golden/routes.txt");
    assert_eq!(
        table, golden,
        "the routes have changed; read them, then write them to tests/golden/routes.txt"
    );
}

/// A route with something in the place of its variables.
fn request(route: &str) -> axum::http::request::Builder {
    let (method, path) = route.split_once(' ').unwrap();
    let path = path
        .replace("{code}", "330100")
        .replace("{stay}", "1")
        .replace("{id}", "1")
        .replace("{day}", "2020-02-21");
    Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json")
}

#[tokio::test]
async fn s2_4_each_route_is_refused_to_whoever_it_is_not_open_to() {
    let house = House::new().await;
    let token = house.gate().await;
    let vendor = Vendor::registered(&house, "wechat-hz").await;
    let channel = vendor.token(&house, "1").await;
    let person = Person::register(&house, 1).await;
    person.declare(&house, &json!([])).await;
    let (phone, _) = Person::sign_in(&house, 2, None).await;
    let mut staff = HashMap::new();
    for role in Role::STAFF {
        let login = role.word().replace('_', "-");
        let cookie = house
            .signed_in_member(&login, &format!("{role}@330100"))
            .await;
        staff.insert(*role, cookie);
    }
    let (_, rows) = server::description();
    let (mut refused, mut by_staff) = (0, 0);
    for row in rows {
        for role in Role::ALL {
            let request = match role {
                Role::Anyone => request(&row.route),
                Role::Phone => request(&row.route).header("cookie", &phone.cookie),
                Role::Person => request(&row.route).header("cookie", &person.cookie),
                Role::Guardian => request(&row.route)
                    .header("cookie", &person.cookie)
                    .header("hc-member", "1"),
                Role::Checkpoint => {
                    request(&row.route).header("authorization", format!("Bearer {token}"))
                }
                Role::Channel => {
                    request(&row.route).header("authorization", format!("Bearer {channel}"))
                }
                // What it has signed is not looked at where it may not come.
                Role::RecognisedService => {
                    request(&row.route).header("authorization", "HealthcodeService 0oRY")
                }
                member => request(&row.route).header("cookie", &staff[member]),
            };
            if row.action.is_open_to(*role) {
                continue;
            }
            let answered = house.send(request.body(Body::from("{}")).unwrap()).await;
            let asked = format!("{} as {role}", row.route);
            let no = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN];
            assert!(
                no.contains(&answered.status),
                "{asked}: {}",
                answered.status
            );
            let problem = answered.problem();
            refused += 1;
            if role.is_staff() {
                assert_eq!(problem, "forbidden", "{asked}");
                by_staff += 1;
            }
        }
    }
    assert!(refused > 30 && by_staff > 100, "{refused} {by_staff}");
    let kept =
        "SELECT count(*) FROM log_line_other WHERE done_by = 'staff' AND action LIKE 'refused %'";
    let kept: i64 = house.sql().query_row(kept, [], |row| row.get(0)).unwrap();
    assert_eq!(
        kept, by_staff,
        "each refusal of a member of staff is a line in the log"
    );
}

#[tokio::test]
async fn s2_4_what_staff_do_is_open_to_every_role_of_theirs_that_the_table_names() {
    let house = House::new().await;
    let (_, rows) = server::description();
    for role in Role::STAFF {
        let login = role.word().replace('_', "-");
        let cookie = house
            .signed_in_member(&login, &format!("{role}@330106"))
            .await;
        let theirs = |row: &&server::RouteRow| {
            row.action.is_for_staff()
                && row.action.is_open_to(*role)
                && !row.route.ends_with("/session")
        };
        for row in rows.iter().filter(theirs) {
            let request = request(&row.route).header("cookie", &cookie);
            let answered = house.send(request.body(Body::from("{}")).unwrap()).await;
            let no = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN];
            assert!(!no.contains(&answered.status), "{} as {role}", row.route);
        }
    }
}

#[tokio::test]
async fn s2_4_a_session_that_was_guessed_or_has_ended_opens_nothing() {
    let house = House::new().await;
    let person = Person::register(&house, 1).await;
    let guessed = format!("hc_session=hcs_{}", "0".repeat(64));
    for cookie in ["hc_session=", "hc_session=hcs_", &guessed] {
        let answered = house.get("/api/me", Some(cookie)).await;
        assert_eq!(answered.problem(), "not_signed_in");
    }
    let request = Request::delete("/api/session").header("cookie", &person.cookie);
    let ended = house.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    let answered = house.get("/api/me", Some(&person.cookie)).await;
    assert_eq!(answered.problem(), "not_signed_in");
}
