//! The real numbers of the shared data: each is answered as the list says.

use std::path::{Path, PathBuf};

use domain::identity::check;
use domain::time::Date;

/// The folder of shared data beside the repository, where there is one.
fn shared(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = ["../../../shared/data", "../../../../shared/data"];
    let found = beside
        .iter()
        .map(|folder| root.join(folder).join(file))
        .find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: {file} is not there (../shared/data beside the repository)");
    }
    found
}

fn today() -> Date {
    Date::from_ymd(2026, 11, 22).unwrap()
}

#[test]
fn s2_16_the_resident_ids_of_the_shared_list_are_answered_as_listed() {
    let Some(path) = shared("ids/resident_id_vectors.csv") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let mut seen = 0;
    for line in text.lines().skip(1) {
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
    let Some(path) = shared("ids/mrz_vectors.json") else {
        return;
    };
    let list: Vec<serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
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
