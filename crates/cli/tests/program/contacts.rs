//! `healthcode contacts`: who was near, on files.

use serde_json::Value;

use crate::Place;

const EVENTS: &str = "id,kind,number,date,seat,venue,place,from,to,closes,onset\n\
    T1,train,G2035,2020-01-16,10号车厢,,,,,,\n\
    T2,train,5539,2020-01-15,硬卧3车5号下铺,,,,,,\n\
    F1,flight,ZH4751(CA8215),2020-01-22,12A,,,,,,\n\
    R1,venue,,,,餐厅甲,restaurant,2020-01-20 12:00,2020-01-20 13:00,,2020-01-21\n";
const LEGS: &str = "id,kind,number,date,seat\n\
    P-10,train,G2035,2020-01-16,10车5F\n\
    P-11,train,G2035,2020-01-16,11车5F\n\
    P-12,train,G2035,2020-01-16,\n\
    P-20,train,5539,2020-01-15,3车7号上铺\n\
    P-21,train,5539,2020-01-15,4车5号上铺\n\
    P-30,flight,CA8215,2020-01-22,15C\n\
    P-31,flight,ZH4751,2020-01-22,16C\n";
const VISITS: &str = "id,venue,from,to\n\
    P-40,餐厅甲,2020-01-20 11:00,2020-01-20 12:00\n\
    P-41,餐厅甲,2020-01-20 11:00,2020-01-20 12:00:01\n\
    P-42,餐厅甲,2020-01-20 12:30,\n\
    P-42,餐厅甲,2020-01-20 12:40,2020-01-20 12:50\n\
    P-43,餐厅乙,2020-01-20 12:30,\n";

fn files(place: &Place) -> [&'static str; 8] {
    place.write("events.csv", EVENTS);
    place.write("legs.csv", LEGS);
    place.write("visits.csv", VISITS);
    [
        "contacts",
        "match",
        "--events",
        "events.csv",
        "--legs",
        "legs.csv",
        "--visits",
        "visits.csv",
    ]
}

/// Event, contact, class and rule of each contact.
pub(crate) fn named(lines: &[Value]) -> Vec<[String; 4]> {
    let of = |line: &Value| {
        let word = |key: &str| line[key].as_str().map(str::to_owned);
        Some([
            word("event")?,
            word("contact")?,
            word("class")?,
            word("rule")?,
        ])
    };
    lines.iter().filter_map(of).collect()
}

#[test]
fn s2_15_the_same_carriage_row_and_hour_are_found_and_the_next_are_not() {
    let place = Place::new();
    let line = files(&place);
    let said = place.run(&[&line[..], &["--json"]].concat());
    assert_eq!(said.code, 0, "{}", said.errors);
    let expected = [
        ["T1", "P-10", "close", "train-sealed-carriage"],
        ["T1", "P-12", "general", "train-sealed-rest"],
        ["T2", "P-20", "close", "train-ordinary-bays"],
        ["F1", "P-30", "close", "aircraft-rows"],
        ["R1", "P-41", "close", "venue-closed"],
        ["R1", "P-42", "close", "venue-closed"],
        ["R1", "P-42", "close", "venue-closed"],
    ];
    assert_eq!(
        named(&said.json()),
        expected.map(|line| line.map(str::to_owned))
    );
    let json = said.json();
    let missing = json.iter().find(|line| line["contact"] == "P-12").unwrap();
    assert_eq!(missing["missing"], "carriage");
    let restaurant = json.iter().find(|line| line["event"] == "R1").unwrap();
    assert_eq!(restaurant["close"], 2, "who came twice is one");
    assert_eq!(restaurant["rules"], "2020-02-20");
    let second = json.iter().find(|line| line["contact"] == "P-41").unwrap();
    assert_eq!(second["overlap_s"], 1);

    let all = place.run(&[&line[..], &["--json", "--general"]].concat());
    let general = named(&all.json());
    assert!(
        general
            .iter()
            .any(|line| line[1] == "P-11" && line[2] == "general")
    );
    assert!(
        general.iter().all(|line| line[1] != "P-21"),
        "an ordinary train's next carriage"
    );
}

#[test]
fn n_5_an_explanation_names_each_rule_in_both_languages() {
    let place = Place::new();
    let line = files(&place);
    let said = place.run(&[&line[..], &["--explain"]].concat());
    let words = said.lines.join("\n");
    assert!(
        words.contains("no: Sealed train: the same soft-sleeper compartment"),
        "{words}"
    );
    assert!(
        words.contains("yes: Sealed train: everyone in the same carriage"),
        "{words}"
    );
    assert!(
        words.contains("病例10车") && words.contains("10车5F"),
        "{words}"
    );
    let json = place
        .run(&[&line[..], &["--explain", "--json"]].concat())
        .json();
    let one = json.iter().find(|line| line["contact"] == "P-30").unwrap();
    let steps = one["explanation"]["steps"].as_array().unwrap();
    assert_eq!(steps.last().unwrap()["holds"], true);
    assert!(!steps[0]["text"]["zh"].as_str().unwrap().is_ascii());
}

#[test]
fn s2_14_what_is_wrong_is_told_by_file_line_and_field_all_at_once() {
    let place = Place::new();
    let line = files(&place);
    let visits = format!("{VISITS}P-9,餐厅甲,soon,\nP-9,,2020-01-20 12:30,\n");
    place.write("visits.csv", &visits);
    let said = place.run(&line);
    assert_eq!(said.code, 2);
    for part in [
        "visits.csv, line 7, from: ",
        "visits.csv, line 8, venue: ",
        "不是时间",
    ] {
        assert!(said.errors.contains(part), "{part}: {}", said.errors);
    }
    place.write("visits.csv", "id,venue,from\n");
    assert!(
        place
            .run(&line)
            .errors
            .contains("visits.csv, line 1, column \"to\"")
    );
    place.write("visits.csv", "id,venue,from,to\nP-1,a\n");
    assert!(
        place
            .run(&line)
            .errors
            .contains("visits.csv, line 2: it has not as many fields")
    );
    place.write("visits.csv", VISITS);
    place.write(
        "events.csv",
        &format!("{EVENTS}T1,train,G1,2020-01-16,,,,,,,\n"),
    );
    assert!(place.run(&line).errors.contains("events.csv, line 6, id"));
    assert_eq!(
        place
            .run(&["contacts", "match", "--events", "events.csv"])
            .code,
        2
    );
}

#[test]
fn s2_14_a_line_that_is_none_hides_no_error_beside_it_and_is_told_in_both_languages() {
    let place = Place::new();
    let line = files(&place);
    place.write(
        "visits.csv",
        "id,venue,from,to\nP-1,a,soon,\nP-2,a\nP-3,a,later,\n",
    );
    let said = place.run(&line);
    assert_eq!(said.code, 2);
    for part in [
        "visits.csv, line 2, from: ",
        "visits.csv, line 3: it has not as many fields",
        "字段数与列名行不同",
        "visits.csv, line 4, from: ",
    ] {
        assert!(said.errors.contains(part), "{part}: {}", said.errors);
    }
    place.write("visits.csv", "id,venue,from,until\n");
    let said = place.run(&line).errors;
    assert!(
        said.contains("no such column") && said.contains("没有这样的列"),
        "{said}"
    );
    place.write("visits.csv", VISITS);
    place.write(
        "events.csv",
        &format!("{EVENTS}T1,train,G1,2020-01-16,,,,,,,\n"),
    );
    let said = place.run(&line).errors;
    assert!(said.contains("已用于第2行"), "{said}");
}

#[test]
fn s2_14_events_for_which_no_file_was_given_are_told_and_the_answer_is_no() {
    let place = Place::new();
    files(&place);
    let run = |other: &str, file: &str| {
        place.run(&["contacts", "match", "--events", "events.csv", other, file])
    };
    let said = run("--legs", "legs.csv");
    assert_eq!(said.code, 1);
    let told = "1 events were not matched, because they are at a venue: give --visits (R1)";
    assert!(
        said.errors.contains(told) && said.errors.contains("场所事件"),
        "{}",
        said.errors
    );
    assert!(said.lines.iter().any(|line| line.starts_with("T1 ")));
    assert!(
        !said.lines.iter().any(|line| line.starts_with("R1 ")),
        "no contacts were looked for"
    );
    let said = run("--visits", "visits.csv");
    assert_eq!(said.code, 1);
    assert!(
        said.errors.contains("give --legs (T1, T2, F1)"),
        "{}",
        said.errors
    );
}

#[test]
fn s2_14_an_event_that_makes_no_contacts_is_told_and_the_others_are_matched() {
    let place = Place::new();
    let line = files(&place);
    let events = format!(
        "{EVENTS}L1,train,L123,2020-01-16,,,,,,,\n\
         R2,venue,,,,餐厅甲,restaurant,2020-01-20 09:00,2020-01-20 15:01,,\n\
         R3,venue,,,,餐厅甲,restaurant,2020-01-20 12:00,2020-01-20 13:00,,2020-01-28\n"
    );
    place.write("events.csv", &events);
    let said = place.run(&line);
    assert_eq!(said.code, 1);
    for part in ["line 6, air", "line 7, to", "line 8, onset"] {
        assert!(said.errors.contains(part), "{part}: {}", said.errors);
    }
    assert!(said.lines.iter().any(|line| line.starts_with("R1")));
}

#[test]
fn s2_14_over_three_hundred_close_contacts_are_held_and_the_answer_is_no() {
    let place = Place::new();
    place.write(
        "events.csv",
        "id,kind,venue,place,from,to\nR1,venue,a,restaurant,2020-01-20 12:00,2020-01-20 13:00\n",
    );
    let visits = |people: u32| {
        let lines = (0..people).map(|n| format!("P-{n},a,2020-01-20 12:30,\n"));
        format!("id,venue,from,to\n{}", lines.collect::<String>())
    };
    let line = [
        "contacts",
        "match",
        "--events",
        "events.csv",
        "--visits",
        "visits.csv",
        "--json",
    ];
    place.write("visits.csv", &visits(300));
    let said = place.run(&line);
    assert_eq!(
        (said.code, &said.json()[0]["held"]),
        (0, &Value::Bool(false))
    );
    place.write("visits.csv", &visits(301));
    let said = place.run(&line);
    assert_eq!(
        (said.code, &said.json()[0]["held"]),
        (1, &Value::Bool(true))
    );
}

#[test]
fn n_5_the_rules_are_printed_as_published_and_others_can_be_examined_and_used() {
    let place = Place::new();
    let rules = place.run(&["contacts", "rules"]);
    assert_eq!(rules.code, 0);
    let text = rules.lines.join("\n");
    place.write(
        "own.toml",
        &text.replace("reach    = { rows = 3 }", "reach = { rows = 4 }"),
    );
    assert_eq!(place.run(&["contacts", "rules", "own.toml"]).code, 0);
    let line = files(&place);
    let said = place.run(&[&line[..], &["--rules", "own.toml", "--json"]].concat());
    let found = named(&said.json());
    assert!(
        found
            .iter()
            .any(|line| line[1] == "P-31" && line[2] == "close")
    );
    place.write("own.toml", &text.replace("held_over_people ", "held "));
    let refused = place.run(&["contacts", "rules", "own.toml"]);
    assert_eq!(refused.code, 2);
    assert!(refused.errors.contains("held"), "{}", refused.errors);
    let wrong = text
        .replace("= 300", "= 0")
        .replace("= { rows = 3 }", "= \"cabin\"");
    place.write("own.toml", &wrong);
    let faults = place.run(&["contacts", "rules", "own.toml"]);
    assert_eq!(faults.code, 1, "it can be read, and may not be published");
    let words = faults.lines.join("\n");
    for part in [
        "may not be published",
        "held_over_people",
        "aircraft-rows",
        "coach-ventilated-rows",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let json = place
        .run(&["contacts", "rules", "own.toml", "--json"])
        .json();
    assert_eq!(json[0]["valid"], false);
    assert_eq!(json[0]["faults"][0]["field"], "limits.held_over_people");
    assert_eq!(
        place
            .run(&[&line[..], &["--rules", "own.toml"]].concat())
            .code,
        2
    );
}
