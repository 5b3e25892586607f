//! `healthcode policy check` and `publish`.

use crate::Place;

const CITY: &str = r#"
jurisdiction = "330300"
inherits     = "330000"
version      = "1"
effective    = 2999-01-01

[[rule]]
id     = "stay-low"
when   = { stay_in = "low" }
colour = "yellow"
days   = 3
review = 2999-06-01
reason = { zh = "到过低风险地区", en = "Stayed in a low-risk area" }

[[rule.test]]
today  = 2999-01-05
facts  = { stays = [{ place = "420106", area = "listed", from = 2999-01-01, to = 2999-01-02, recorded = 2999-01-05, level = "low" }] }
expect = { colour = "yellow", until = 2999-01-08 }
"#;

#[test]
fn s2_22_a_new_city_is_one_file_and_one_command() {
    let place = Place::new();
    let of_now = CITY.replace("= 2999-01-01\n\n", "= 2022-01-01\n\n");
    place.write("330300.toml", &of_now);
    assert_eq!(place.run(&["policy", "check", "330300.toml"]).code, 0);
    let said = place.run(&["policy", "publish", "330300.toml", "--json"]);
    assert_eq!(said.code, 0, "{}", said.errors);
    assert_eq!(said.json()[0]["jurisdiction"], "330300");
    let again = place.run(&["policy", "publish", "330300.toml"]);
    assert!(
        again.code == 1 && again.errors.contains("version"),
        "{}",
        again.errors
    );
}

#[test]
fn n_6_a_policy_that_nobody_can_count_today_waits_and_the_command_says_no() {
    let place = Place::new();
    place.write("330300.toml", CITY);
    let said = place.run(&["policy", "publish", "330300.toml", "--json"]);
    assert_eq!(said.code, 1, "{}", said.errors);
    assert_eq!(
        said.json()[0]["counted"]["uncertain"],
        true,
        "{}",
        said.errors
    );
}

#[test]
fn a_policy_whose_test_fails_is_not_published() {
    let place = Place::new();
    place.write(
        "330300.toml",
        &CITY.replace("until = 2999-01-08", "until = 2999-01-09"),
    );
    let checked = place.run(&["policy", "check", "330300.toml", "--json"]);
    assert_eq!(checked.code, 1);
    assert!(
        checked.json()[0]["faults"][0]["text"]["en"]
            .as_str()
            .unwrap()
            .contains("2999-01-08")
    );
    let fault = &checked.json()[0]["faults"][0];
    assert_eq!(fault["line"], 15, "{fault}");
    let said = place.run(&["policy", "publish", "330300.toml"]);
    assert!(
        said.code == 1 && said.errors.contains("not published"),
        "{}",
        said.errors
    );
}

#[test]
fn a_policy_that_is_none_is_answered_with_line_and_key() {
    let place = Place::new();
    place.write(
        "330300.toml",
        "jurisdiction = \"330300\"\nversion = \"1\"\neffective = 2999-01-01\ncolour = 3\n",
    );
    let said = place.run(&["policy", "check", "330300.toml"]);
    assert_eq!(said.code, 2);
    assert!(
        said.errors.contains("line 4") && said.errors.contains("colour"),
        "{}",
        said.errors
    );
}
