//! `healthcode keys list`, `rotate` and `export`.

use std::collections::BTreeSet;

use credential::KeySet;

use crate::Place;

fn of_hangzhou(place: &Place) -> Vec<(String, String)> {
    let said = place.run(&["keys", "list", "--json"]);
    assert_eq!(said.code, 0, "{}", said.errors);
    let keys = said
        .json()
        .into_iter()
        .filter(|key| key["city"] == "330100");
    let word = |key: &serde_json::Value, field: &str| key[field].as_str().unwrap().to_owned();
    keys.map(|key| (word(&key, "kid"), word(&key, "state")))
        .collect()
}

#[test]
fn n_1_every_city_has_a_key_and_the_next_one_waits_until_every_gate_knows_it() {
    let place = Place::new();
    let first = of_hangzhou(&place);
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].1, "active");
    let rotated = place.run(&["keys", "rotate", "--city", "330100", "--json"]);
    let next = rotated.json();
    assert_eq!((rotated.code, next.len()), (0, 1), "{}", rotated.errors);
    assert_eq!(
        (&next[0]["state"], &next[0]["until"]),
        (&"pending".into(), &serde_json::Value::Null)
    );
    let again = place.run(&["keys", "rotate", "--city", "330100", "--json"]);
    assert_eq!(again.json(), next, "the key that waits is the next one");
    let states: BTreeSet<String> = of_hangzhou(&place)
        .into_iter()
        .map(|(_, state)| state)
        .collect();
    assert_eq!(states, ["active", "pending"].map(str::to_owned).into());
}

#[test]
fn n_1_the_set_that_is_exported_has_every_key_that_is_listed() {
    let place = Place::new();
    let listed = place.run(&["keys", "list", "--json"]).json();
    let said = place.run(&["keys", "export", "--out", "keys.cbor", "--json"]);
    assert_eq!(said.code, 0, "{}", said.errors);
    let set = KeySet::decode(&std::fs::read(place.path("keys.cbor")).unwrap()).unwrap();
    let kids: BTreeSet<String> = set.keys().map(|key| key.key.kid().to_string()).collect();
    let expected = listed
        .iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned());
    assert_eq!(kids, expected.collect());
    assert_eq!(said.json()[0]["keys"], listed.len());
    assert!(listed.len() > 300, "every city has one");
}

#[test]
fn n_1_without_a_file_the_set_goes_to_the_standard_output_as_it_is() {
    let place = Place::new();
    assert_eq!(place.run(&["keys", "export", "--out", "keys.cbor"]).code, 0);
    let written = std::fs::read(place.path("keys.cbor")).unwrap();
    let output = place.command(&["keys", "export"]).output().unwrap();
    assert!(output.status.success());
    assert_eq!(output.stdout, written);
}

#[test]
fn a_city_that_is_none_is_named() {
    let said = Place::new().run(&["keys", "rotate", "--city", "330106"]);
    assert_eq!(said.code, 2);
    assert!(
        said.errors.contains("330106") && said.errors.contains("city"),
        "{}",
        said.errors
    );
}
