//! `healthcode rate`: the example of the design, by file.

use crate::Place;

const POLICY: &str = r#"
jurisdiction = "330000"
inherits     = "000000"
version      = "2020-02-20"
effective    = 2020-02-20
look_back_days = 14

[[rule]]
id     = "stay-high"
when   = { stay_in = "high", within_days = 14 }
colour = "red"
days   = 14
review = 2020-08-20
reason.zh = "14天内到过高风险地区"
reason.en = "Stayed in a high-risk area within 14 days"

[[rule.test]]
today  = 2020-02-20
facts  = { stays = [{ place = "420106", area = "listed", from = 2020-02-08, to = 2020-02-09, recorded = 2020-02-20, level = "high" }] }
expect = { colour = "red", until = 2020-03-05 }
"#;

const STAY: &str = r#"{"place":"420106","area":"listed","from":"2020-02-08","to":"2020-02-09","recorded":"2020-02-20","level":"high"}"#;

fn rated(place: &Place, facts: &str, today: &str) -> serde_json::Value {
    let name = if facts.starts_with('{') {
        "facts.json"
    } else {
        "facts.toml"
    };
    place.write(name, facts);
    let said = place.run(&[
        "rate",
        "--policy",
        "330000.toml",
        "--facts",
        name,
        "--today",
        today,
        "--json",
    ]);
    assert_eq!(said.code, 0, "{}", said.errors);
    said.json().remove(0)
}

#[test]
fn s2_28_the_example_of_the_requirements_by_file() {
    let place = Place::new();
    place.write("330000.toml", POLICY);
    let new = format!(r#"{{"stays":[{STAY}]}}"#);
    let expected = serde_json::json!({
        "state": "red",
        "rules": [{"id": "stay-high", "since": "2020-02-20", "until": "2020-03-05"}],
        "until": "2020-03-05",
        "review_on": "2020-02-21",
    });
    assert_eq!(rated(&place, &new, "2020-02-20"), expected);
    let order =
        r#"{"rule":"stay-high","colour":"red","days":14,"first_day":"2020-02-20","checked_in":[]}"#;
    let running = format!(r#"{{"stays":[{STAY}],"orders":[{order}]}}"#);
    for (today, until) in [
        ("2020-02-21", "2020-03-05"),
        ("2020-02-22", "2020-03-05"),
        ("2020-02-23", "2020-03-06"),
    ] {
        assert_eq!(rated(&place, &running, today)["until"], until, "on {today}");
    }
}

#[test]
fn s2_25_nothing_known_is_green_and_toml_says_the_same_as_json() {
    let place = Place::new();
    place.write("330000.toml", POLICY);
    for facts in ["{}", "declared = true\n"] {
        let green = rated(&place, facts, "2020-02-20");
        assert_eq!(
            green,
            serde_json::json!({"state": "green", "rules": [], "until": null, "review_on": null})
        );
    }
    assert_eq!(
        rated(&place, "declared = false\n", "2020-02-20")["state"],
        "none"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_field() {
    let place = Place::new();
    place.write("330000.toml", POLICY);
    place.write(
        "facts.json",
        r#"{"stays":[{"place":"420106","name":"Li Lei"}]}"#,
    );
    let said = place.run(&[
        "rate",
        "--policy",
        "330000.toml",
        "--facts",
        "facts.json",
        "--today",
        "2020-02-20",
    ]);
    assert_eq!(said.code, 2);
    assert!(
        said.errors.contains("facts.json") && said.errors.contains("name"),
        "{}",
        said.errors
    );
    let said = place.run(&[
        "rate",
        "--policy",
        "330000.toml",
        "--facts",
        "gone.json",
        "--today",
        "2020-02-20",
    ]);
    assert!(
        said.code == 2 && said.errors.contains("gone.json"),
        "{}",
        said.errors
    );
}
