//! `healthcode checkpoint add`.

use crate::Place;

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
