//! `healthcode import risk-areas` and `risk level`, on small lists and on the real ones.

use std::path::PathBuf;

use crate::{Place, shared};

fn list(hour: &str, area: &str) -> String {
    serde_json::json!({"data": {
        "end_update_time": hour, "hcount": 1, "mcount": 0,
        "highlist": [{"type": "2", "province": "浙江省", "city": "杭州市", "county": "西湖区",
            "area_name": "浙江省 杭州市 西湖区", "communitys": [area]}],
        "middlelist": [],
    }, "code": 0, "msg": "查询成功"})
    .to_string()
}

fn level(place: &Place, code: &str, on: &str) -> String {
    let said = place.run(&["risk", "level", code, "--on", on, "--json"]);
    assert_eq!(said.code, 0, "{}", said.errors);
    said.json()[0]["level"].as_str().unwrap().to_owned()
}

#[test]
fn s0_23_a_list_is_imported_and_answers_by_county_and_date() {
    let place = Place::new();
    place.write("a.json", &list("2022-07-14 0时", "转塘街道"));
    let said = place.run(&["import", "risk-areas", "a.json", "--json"]);
    assert_eq!(said.code, 0, "{}", said.errors);
    let json = &said.json()[0];
    assert_eq!(json["as_of"], "2022-07-14T00:00:00+08:00");
    assert_eq!(
        [
            &json["high"],
            &json["medium"],
            &json["low"],
            &json["unresolved"]
        ],
        [1, 0, 0, 0]
    );
    assert_eq!(level(&place, "330106", "2022-07-14"), "high");
    assert_eq!(level(&place, "330106", "2022-07-13"), "none");
    assert_eq!(level(&place, "330105", "2022-07-14"), "none");
}

#[test]
fn s0_23_two_lists_of_one_hour_without_times_are_a_contradiction() {
    let place = Place::new();
    place.write("a.json", &list("2022-07-14 0时", "转塘街道"));
    place.write("b.json", &list("2022-07-14 0时", "留下街道"));
    assert_eq!(place.run(&["import", "risk-areas", "a.json"]).code, 0);
    let said = place.run(&["import", "risk-areas", "b.json", "--json"]);
    assert_eq!(
        (said.code, &said.json()[0]["standing"]),
        (1, &"contradiction".into())
    );
    assert!(said.errors.contains("saved"), "{}", said.errors);
}

#[test]
fn s0_23_a_changed_schema_is_refused_by_field_and_the_others_are_imported() {
    let place = Place::new();
    place.write("a.json", &list("2022-07-14 0时", "转塘街道"));
    place.write(
        "b.json",
        &list("2022-07-15 0时", "转塘街道").replace("communitys", "communities"),
    );
    let said = place.run(&["import", "risk-areas", "b.json", "a.json"]);
    assert_eq!(said.code, 2);
    assert!(
        said.errors.contains("b.json") && said.errors.contains("communit"),
        "{}",
        said.errors
    );
    assert_eq!(
        level(&place, "330106", "2022-07-15"),
        "high",
        "the last good list stays in force"
    );
}

#[test]
fn a_county_that_is_none_is_named() {
    let place = Place::new();
    for code in ["330199", "330100"] {
        let said = place.run(&["risk", "level", code, "--on", "2022-07-14"]);
        assert!(
            said.code == 2 && said.errors.contains(code),
            "{}",
            said.errors
        );
    }
}

#[test]
fn s0_23_the_real_lists_import_with_the_counts_that_they_state_and_twice() {
    let Some(folder) = shared("risk_samples") else {
        return;
    };
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 14);
    let place = Place::new();
    let mut line = vec!["import", "risk-areas", "--json"];
    line.extend(files.iter().map(|p| p.to_str().unwrap()));
    for round in 0..2 {
        let said = place.run(&line);
        assert_eq!(said.code, 0, "{}", said.errors);
        for (imported, path) in said.json().iter().zip(&files) {
            let stated: serde_json::Value =
                serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            let stated = &stated["data"];
            assert_eq!(imported["high"], stated["hcount"], "{}", path.display());
            assert_eq!(imported["medium"], stated["mcount"], "{}", path.display());
            assert_eq!(
                imported["low"],
                stated.get("lcount").cloned().unwrap_or(0.into()),
                "{}",
                path.display()
            );
            assert!(
                round == 0
                    || imported["standing"] == "known"
                    || imported["standing"] == "superseded"
            );
        }
    }
    assert_eq!(level(&place, "310101", "2022-07-14"), "high");
    assert_eq!(level(&place, "310101", "2023-01-07"), "none");
}

#[test]
fn n_6_a_list_that_nobody_can_count_today_waits_and_the_command_says_no() {
    let place = Place::new();
    place.write("a.json", &list("2022-07-14 0时", "转塘街道"));
    assert_eq!(place.run(&["import", "risk-areas", "a.json"]).code, 0);
    let later = list("2099-01-01 0时", "留下街道");
    let later = later.replace(r#""data":{"#, r#""data":{"lcount":0,"lowlist":[],"#);
    place.write("later.json", &later);
    for _ in 0..2 {
        let said = place.run(&["import", "risk-areas", "later.json", "--json"]);
        let json = &said.json()[0];
        assert_eq!((said.code, &json["standing"]), (1, &"pending".into()));
        assert_eq!(json["counted"]["uncertain"], true);
        for words in ["later.json: pending", "Two members of staff", "worse 0"] {
            assert!(said.errors.contains(words), "{}", said.errors);
        }
    }
    assert_eq!(
        level(&place, "330106", "2099-01-02"),
        "high",
        "the last one stays"
    );
}
