//! Who changes colour? The counts before a publication, and the publication that does just that.

use serde_json::Value;

use crate::Place;

const DATABASE: &str = "sqlite:province/healthcode.db";

/// A province of a few people, on a day of 2022, with a list that names an area of Yuhang.
fn province() -> Place {
    let place = Place::new();
    let load = [
        "simulate",
        "load",
        "--people",
        "400",
        "--date",
        "2022-07-14",
    ];
    let said = place.run(&[&["--database", DATABASE][..], &load].concat());
    assert_eq!(said.code, 0, "{}", said.errors);
    place.write("list.json", &list("2022-07-14 10时", "仓前街道某小区"));
    place.write("city.toml", CITY);
    place
}

fn list(hour: &str, area: &str) -> String {
    serde_json::json!({"data": {
        "end_update_time": hour, "hcount": 1, "mcount": 0,
        "highlist": [{"type": "2", "province": "浙江省", "city": "杭州市", "county": "余杭区",
            "area_name": "浙江省 杭州市 余杭区", "communitys": [area]}],
        "middlelist": [],
    }, "code": 0, "msg": "查询成功"})
    .to_string()
}

/// A rule that colours whoever merely stayed in the county, which it has to say.
const CITY: &str = r#"
jurisdiction = "330100"
inherits     = "330000"
version      = "2022-07-14"
effective    = 2022-07-14

[[rule]]
id     = "county"
when   = { stay_near = "high", within_days = 7 }
coarse = true
colour = "yellow"
days   = 7
review = 2027-02-20
reason.zh = "7天内到过有高风险地区的区县"
reason.en = "Stayed in a county with a high-risk area within 7 days"

[[rule.test]]
today  = 2022-07-14
facts  = { stays = [{ place = "330110", area = "elsewhere", from = 2022-07-10, to = 2022-07-11, recorded = 2022-07-14, level = "high" }] }
expect = { colour = "yellow" }
"#;

fn asked(place: &Place, line: &[&str]) -> Value {
    let said = place.run(&[&["--database", DATABASE, "--json"][..], line].concat());
    assert_eq!(said.code, 0, "{}", said.errors);
    said.json().remove(0)
}

#[test]
fn n_6_who_merely_stayed_in_the_county_of_an_area_is_counted_apart_and_nothing_is_changed() {
    let place = province();
    let dry = ["import", "risk-areas", "--dry-run", "list.json"];
    let counted = asked(&place, &dry);
    assert_eq!(counted["effect"]["worse"], 0, "nobody ticked the area");
    let noticed = counted["effect"]["noticed"].as_u64().unwrap();
    assert!(noticed > 0, "{counted}");
    assert_eq!(
        asked(&place, &dry)["effect"]["noticed"],
        noticed,
        "nothing was written"
    );
    let imported = asked(&place, &["import", "risk-areas", "list.json"]);
    assert_eq!(imported["changed"], noticed, "the same people");
}

#[test]
fn n_6_a_policy_is_counted_by_city_and_colour_with_examples_and_then_does_just_that() {
    let place = province();
    asked(&place, &["import", "risk-areas", "list.json"]);
    let counted = asked(&place, &["policy", "what-if", "city.toml"]);
    let worse = counted["effect"]["worse"].as_u64().unwrap();
    assert!(worse > 0, "{counted}");
    let change = &counted["effect"]["changes"][0];
    assert_eq!(
        (&change["city"], &change["from"], &change["to"]),
        (&"330100".into(), &"green".into(), &"yellow".into())
    );
    assert_eq!(change["people"], worse);
    let example = &counted["examples"][0];
    assert_eq!(example["rules"][0], "county");
    assert_eq!(example["until"], "2022-07-21");
    let published = asked(&place, &["policy", "publish", "city.toml"]);
    assert_eq!(published["changed"], worse, "as many as were counted");
    let said = place.run(&["--database", DATABASE, "policy", "what-if", "city.toml"]);
    assert_eq!(said.code, 2);
    assert!(said.errors.contains("published already"), "{}", said.errors);
}

#[test]
fn s0_23_whom_a_coarse_rule_alone_colours_stands_on_a_line_of_its_own() {
    let place = province();
    let list = asked(&place, &["import", "risk-areas", "--dry-run", "list.json"]);
    assert_eq!(list["effect"]["coarse"], 0, "no coarse rule is in force");
    asked(&place, &["import", "risk-areas", "list.json"]);
    let counted = asked(&place, &["policy", "what-if", "city.toml"]);
    let coarse = counted["effect"]["coarse"].as_u64().unwrap();
    assert!(coarse > 0, "{counted}");
    assert!(counted["effect"]["worse"].as_u64().unwrap() >= coarse);
    let said = place.run(&["--database", DATABASE, "policy", "what-if", "city.toml"]);
    let line = format!(
        "  of those who are worse {coarse} merely stayed in a county or another division: a coarse rule alone colours them"
    );
    assert!(said.lines.contains(&line), "{:?}", said.lines);
}

#[test]
fn s0_23_a_whole_county_is_counted_by_a_command_that_changes_nothing() {
    let place = province();
    asked(&place, &["import", "risk-areas", "list.json"]);
    let area = ["risk", "whole-what-if", "330110", "仓前街道某小区"];
    let counted = asked(&place, &area);
    let worse = counted["effect"]["worse"].as_u64().unwrap();
    assert!(worse > 0, "{counted}");
    assert_eq!(counted["effect"]["changes"][0]["to"], "red");
    assert_eq!(asked(&place, &area)["effect"]["worse"], worse, "as before");
    let said = place.run(&["--database", DATABASE, "risk", "whole"]);
    assert_eq!((said.code, said.lines.len()), (0, 0));
    assert!(said.errors.contains("no area is named"), "{}", said.errors);
    let unlisted = ["risk", "whole-what-if", "330110", "仓前街道"];
    let said = place.run(&[&["--database", DATABASE][..], &unlisted].concat());
    assert_eq!(said.code, 2);
    assert!(said.errors.contains("no list has named"), "{}", said.errors);
}
