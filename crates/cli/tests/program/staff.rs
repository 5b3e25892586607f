//! `healthcode staff` and `office`, and the staff of a demonstration.

use serde_json::json;

use crate::Place;
use crate::served::{DATABASE, Served};

const WANG: [&str; 14] = [
    "staff",
    "add",
    "--login",
    "wang.min",
    "--name",
    "王敏",
    "--office",
    "杭州市卫生健康委员会",
    "--division",
    "330100",
    "--role",
    "epidemiologist@330100",
    "--role",
    "reviewer@330106",
];

#[test]
fn n_3_a_member_is_added_listed_renewed_and_ended_by_commands() {
    let place = Place::new();
    let added = place.run(&[&WANG[..], &["--json"]].concat());
    assert_eq!(added.code, 0, "{}", added.errors);
    let code = added.json()[0]["code"].as_str().unwrap().to_owned();
    assert!(code.len() == 11 && code.as_bytes()[5] == b'-', "{code}");
    let offices = place.run(&["office", "list", "--json"]).json();
    assert_eq!(
        (&offices[0]["name"], &offices[0]["division"]),
        (&"杭州市卫生健康委员会".into(), &"330100".into())
    );
    let listed = place.run(&["staff", "list", "--json"]).json();
    assert_eq!(
        listed[0]["duties"],
        json!(["epidemiologist@330100", "reviewer@330106"])
    );
    let renewed = place.run(&["staff", "renew", "wang.min", "--json"]).json();
    assert_ne!(renewed[0]["code"], code);
    let duties = place.run(&["staff", "duties", "wang.min", "--role", "auditor@330100"]);
    assert!(duties.code == 0 && duties.lines[0].contains("auditor@330100"));
    assert_eq!(place.run(&["staff", "end", "wang.min"]).code, 0);
    let listed = place.run(&["staff", "list", "--json"]).json();
    assert!(listed[0]["ended"].is_string());
    let gone = place.run(&["staff", "renew", "wang.min"]);
    assert!(
        gone.code == 2 && gone.errors.contains("login"),
        "{}",
        gone.errors
    );
}

#[test]
fn a_member_without_a_role_or_beyond_their_office_is_refused() {
    let place = Place::new();
    for (at, wrong, told) in [
        (3, "王敏", "login"),
        (11, "person@330100", "epidemiologist@330100"),
        (11, "epidemiologist@330000", "role"),
        (9, "330199", "division"),
    ] {
        let mut line = WANG;
        line[at] = wrong;
        let said = place.run(&line);
        assert_eq!(said.code, 2, "{line:?}");
        assert!(said.errors.contains(told), "{}", said.errors);
    }
    let mut other = WANG;
    assert_eq!(place.run(&other).code, 0);
    (other[3], other[9]) = ("li.na", "330106");
    let said = place.run(&other);
    assert!(
        said.code == 2 && said.errors.contains("330100"),
        "{}",
        said.errors
    );
}

#[test]
fn n_3_a_demonstration_has_colleagues_and_members_who_wait_for_a_visitor() {
    let place = Place::new();
    let served = Served::demo(&place, &[]);
    let port = served
        .said("resident")
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(
        served.said("staff_console"),
        format!("http://localhost:{port}/console")
    );
    let staff = served.connect().get("/api/demo").json()["staff"].clone();
    assert_eq!(staff[0]["code"], served.ready["staff"][0]["code"]);
    let codes: Vec<&str> = staff
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|member| member["code"].as_str())
        .collect();
    assert_eq!(codes.len(), 4);
    let listed = place
        .run(&["staff", "list", "--json", "--database", DATABASE])
        .json();
    assert_eq!(listed.len(), 11);
    let ready = listed
        .iter()
        .filter(|member| member["passkeys"] == 1)
        .count();
    assert_eq!(ready, 7, "the simulated ones have their keys");
    let offices = place
        .run(&["office", "list", "--json", "--database", DATABASE])
        .json();
    assert_eq!(offices.len(), 5);
    let begun = json!({ "code": codes[0] });
    let begun = served
        .connect()
        .post("/api/staff/enrolment/begin", &begun)
        .json();
    assert_eq!(begun["login"], staff[0]["login"]);
    served.end();
    let again = Served::demo(&place, &[]);
    let staff = again.connect().get("/api/demo").json()["staff"].clone();
    assert!(staff[0]["code"].is_string() && staff[0]["code"] != codes[0]);
}
