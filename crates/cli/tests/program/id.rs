//! `healthcode id check`.

use crate::Place;

#[test]
fn s2_16_any_text_has_an_answer_and_one_no_makes_the_answer_no() {
    let said = Place::new().run(&[
        "--json",
        "id",
        "check",
        "610104620927690",
        "440308199902301512",
        "",
        "什么",
    ]);
    let json = said.json();
    assert_eq!((said.code, json.len()), (1, 4));
    assert_eq!(
        json[0],
        serde_json::json!({"number": "610104196209276908", "valid": true, "reason": null})
    );
    for no in &json[1..] {
        assert_eq!(no["valid"], false);
        assert!(
            no["reason"]
                .as_str()
                .is_some_and(|reason| reason.len() > 10),
            "{no}"
        );
    }
    assert_eq!(
        Place::new()
            .run(&["id", "check", "11010519491231002X"])
            .code,
        0
    );
}

const RESIDENT_IDS: &str =
    include_str!("../../../domain/tests/identity/vectors/resident_id_vectors.csv");
const ZONES: &str = include_str!("../../../domain/tests/identity/vectors/mrz_vectors.json");

#[test]
fn s2_16_every_number_of_the_lists_is_answered_as_listed() {
    let rows = RESIDENT_IDS.lines().skip(1).map(|line| {
        let mut parts = line.split(',');
        let number = parts.next().unwrap().to_owned();
        let valid = parts.next() == Some("1");
        let upgraded = parts.next().and_then(|note| note.split_once("upgrade -> "));
        (number, valid, upgraded.map(|(_, number)| number.to_owned()))
    });
    let zones: Vec<serde_json::Value> = serde_json::from_str(ZONES).unwrap();
    let zones = zones.iter().map(|zone| {
        let lines = zone["lines"].as_array().unwrap().iter();
        let lines: Vec<&str> = lines.map(|line| line.as_str().unwrap()).collect();
        let valid = zone["expect_check_digits_ok"].as_bool().unwrap();
        (lines.join("\n"), valid, None)
    });
    let listed: Vec<(String, bool, Option<String>)> = rows.chain(zones).collect();
    let numbers = listed.iter().map(|(number, ..)| number.as_str());
    let line: Vec<&str> = ["--json", "id", "check"]
        .into_iter()
        .chain(numbers)
        .collect();
    let said = Place::new().run(&line);
    let answers = said.json();
    assert_eq!((said.code, answers.len()), (1, 9));
    for ((number, valid, upgraded), answer) in listed.iter().zip(answers) {
        assert_eq!(answer["valid"], *valid, "{number}: {answer}");
        assert_eq!(answer["reason"].is_null(), *valid, "{number}");
        if let Some(upgraded) = upgraded {
            assert_eq!(answer["number"], **upgraded);
        }
    }
}
