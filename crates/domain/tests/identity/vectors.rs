//! Real numbers, from the sources that the lists name: each is answered as its list says.

use domain::identity::check;
use domain::time::Date;

const RESIDENT_IDS: &str = include_str!("vectors/resident_id_vectors.csv");
const ZONES: &str = include_str!("vectors/mrz_vectors.json");

fn today() -> Date {
    Date::from_ymd(2026, 11, 22).unwrap()
}

#[test]
fn s2_16_the_resident_ids_of_the_shared_list_are_answered_as_listed() {
    let mut seen = 0;
    for line in RESIDENT_IDS.lines().skip(1) {
        let mut fields = line.split(',');
        let (number, valid) = (fields.next().unwrap(), fields.next().unwrap() == "1");
        let note = fields.next().unwrap();
        let answer = check(number, today());
        assert_eq!(
            answer.valid, valid,
            "{number} ({note}): {:?}",
            answer.reason
        );
        assert_eq!(answer.reason.is_none(), valid);
        if let Some((_, upgrade)) = note.split_once("upgrade -> ") {
            assert_eq!(answer.number, upgrade);
        }
        seen += 1;
    }
    assert_eq!(seen, 7);
}

#[test]
fn s2_16_the_machine_readable_zones_of_the_shared_list_are_answered_as_listed() {
    let list: Vec<serde_json::Value> = serde_json::from_str(ZONES).unwrap();
    assert_eq!(list.len(), 2);
    for entry in list {
        let lines: Vec<&str> = entry["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line.as_str().unwrap())
            .collect();
        let answer = check(&lines.join("\n"), today());
        assert_eq!(
            Some(answer.valid),
            entry["expect_check_digits_ok"].as_bool(),
            "{}",
            entry["note"]
        );
    }
}

#[test]
fn s2_16_a_slip_of_one_character_in_a_resident_id_is_always_noticed_and_names_the_field() {
    for line in RESIDENT_IDS.lines().skip(1) {
        let (number, rest) = line.split_once(',').unwrap();
        if number.len() != 18 || !rest.starts_with('1') {
            continue;
        }
        for (i, right) in number.char_indices() {
            for slip in "0123456789XO".chars().filter(|c| *c != right) {
                let slipped = format!("{}{slip}{}", &number[..i], &number[i + 1..]);
                let reason = check(&slipped, today()).reason.unwrap();
                let field = reason.split([':', ' ']).next().unwrap();
                assert!(
                    ["character", "region", "birth", "check", "kind", "country"].contains(&field),
                    "{slipped}: {reason}"
                );
            }
        }
    }
}
