//! A rule cannot see who a person is (N-4): what facts are made of, and what they refuse.

use domain::facts::Facts;
use domain::policy::PolicyFile;
use serde_json::Value;

/// Every word in facts is a date, a code, or one of a closed list: lower-case letters, digits and two signs.
fn words_are_closed(value: &Value) -> bool {
    let closed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    match value {
        Value::String(word) => word.len() <= 40 && word.chars().all(closed),
        Value::Array(values) => values.iter().all(words_are_closed),
        Value::Object(fields) => fields.values().all(words_are_closed),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

#[test]
fn n_4_facts_hold_dates_codes_and_words_of_closed_lists() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    let mut seen = 0;
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for path in entries.filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(path).unwrap();
        for (name, test) in PolicyFile::parse(&text).unwrap().all_tests() {
            let json = serde_json::to_value(&test.facts).unwrap();
            assert!(words_are_closed(&json), "{name}: {json}");
            seen += 1;
        }
    }
    assert!(seen > 30);
    assert!(!words_are_closed(
        &serde_json::json!({"stays": [{"street": "西溪街道"}]})
    ));
}

#[test]
fn n_4_facts_that_would_say_who_it_is_are_refused_by_their_field() {
    let personal = [
        "name",
        "document",
        "birthplace",
        "sex",
        "age",
        "nationality",
        "unit",
        "phone",
        "address",
        "street",
    ];
    for field in personal {
        for text in [
            format!(r#"{{"{field}": "x"}}"#),
            format!(
                r#"{{"stays": [{{"place": "330106", "area": "listed", "from": "2020-02-08", "to": "2020-02-09",
                "recorded": "2020-02-20", "{field}": "x"}}]}}"#
            ),
        ] {
            let error = serde_json::from_str::<Facts>(&text)
                .unwrap_err()
                .to_string();
            assert!(
                error.contains(&format!("unknown field `{field}`")),
                "{error}"
            );
        }
    }
}
