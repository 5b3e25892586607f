//! `healthcode checkpoint add`.

use serde_json::json;

use crate::Place;
use crate::served::{DATABASE, Served};
use crate::visitor::enrol;

const MALL: [&str; 8] = [
    "checkpoint",
    "add",
    "--scene",
    "shop",
    "--division",
    "330106",
    "--name",
    "West Lake mall, north gate",
];

#[test]
fn s1_7_a_checkpoint_is_added_and_its_device_gets_a_code() {
    let place = Place::new();
    let said = place.run(&[&MALL[..], &["--json"]].concat());
    assert_eq!(said.code, 0, "{}", said.errors);
    let added = &said.json()[0];
    assert_eq!(
        (&added["scene"], &added["division"]),
        (&"shop".into(), &"330106".into())
    );
    assert_eq!(added["name"], "West Lake mall, north gate");
    let code = added["code"].as_str().unwrap();
    assert!(code.len() == 11 && code.as_bytes()[5] == b'-', "{code}");
    let words = place.run(&MALL);
    assert!(words.lines[0].contains("West Lake mall") && !words.lines[0].contains(code));
}

#[test]
fn s2_19_a_lost_device_is_cut_off_by_a_new_code() {
    let place = Place::new();
    let served = Served::demo(&place, &[]);
    let token = enrol(&served, 0);
    let standing = |served: &Served| {
        let headers = [token.clone()];
        let mut connection = served.connect();
        let reply = connection.ask("GET", "/api/checkpoint", &headers, None);
        reply.unwrap().status
    };
    assert_eq!(standing(&served), 200);
    let listed = place.run(&["checkpoint", "list", "--json", "--database", DATABASE]);
    let lost = listed
        .json()
        .into_iter()
        .find(|c| c["enrolled"] == true)
        .unwrap();
    let id = lost["id"].as_str().unwrap();
    let renewed = place.run(&["checkpoint", "renew", id, "--json", "--database", DATABASE]);
    assert_eq!(renewed.code, 0, "{}", renewed.errors);
    assert_eq!(
        standing(&served),
        401,
        "the lost device is cut off while the service runs"
    );
    let code = json!({"code": renewed.json()[0]["code"]});
    let enrolled = served.connect().post("/api/checkpoint/enrolment", &code);
    assert_eq!(enrolled.json()["checkpoint"]["name"], lost["name"]);
    let none = place.run(&["checkpoint", "renew", "1", "--database", DATABASE]);
    assert!(
        none.code == 2 && none.errors.contains("id"),
        "{}",
        none.errors
    );
}

#[test]
fn a_checkpoint_without_a_scene_a_place_or_a_name_is_refused_by_its_field() {
    let place = Place::new();
    for (at, wrong, told) in [
        (3, "market", "pharmacy"),
        (5, "330199", "division"),
        (7, " ", "name"),
    ] {
        let mut line = MALL;
        line[at] = wrong;
        let said = place.run(&line);
        assert_eq!(said.code, 2, "{line:?}");
        assert!(said.errors.contains(told), "{}", said.errors);
    }
}
