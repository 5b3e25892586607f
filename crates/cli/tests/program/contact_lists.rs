//! `healthcode contacts list`: the real lists of trips, as they are read and matched.

use crate::contacts::named;
use crate::{Place, shared};

#[test]
fn s2_15_a_trip_that_becomes_no_event_is_named_and_counted() {
    let place = Place::new();
    place.write(
        "trips.csv",
        "date_md,kind,number,carriage_seat,from,to,published,source\n\
         1月20,火车,K458,13号车厢,武昌,郑州,2020.1.29,a\n\
         1月20,火车,K458,,武昌,郑州,2020.1.28,b\n",
    );
    let line = ["contacts", "list", "trips.csv", "--events", "events.csv"];
    let said = place.run(&line);
    assert_eq!(said.code, 0, "{}", said.errors);
    let left = "(line 3)  no event: another line says the place";
    assert!(
        said.lines.iter().any(|line| line.contains(left)),
        "{:?}",
        said.lines
    );
    let json = place.run(&[&line[..], &["--json"]].concat()).json();
    assert_eq!(json.last().unwrap()["said_better"], 1);
    assert_eq!(
        json.iter()
            .filter(|line| line["said_better"] == true)
            .count(),
        1
    );
    let written = std::fs::read_to_string(place.path("events.csv")).unwrap();
    assert_eq!(written.lines().count(), 2, "{written}");
}

#[test]
fn s2_15_the_real_lists_are_read_and_their_trips_find_the_passenger_of_the_carriage() {
    let Some(folder) = shared("same_transport") else {
        return;
    };
    let place = Place::new();
    let file = folder.join("case_trips_2020-01-30_utf8.csv");
    let file = file.to_str().unwrap();
    let said = place.run(&["contacts", "list", file, "--events", "events.csv", "--json"]);
    assert_eq!(said.code, 0, "{}", said.errors);
    let json = said.json();
    let summary = json.last().unwrap();
    assert_eq!(
        [
            &summary["lines"],
            &summary["unread"],
            &summary["disagreements"]
        ],
        [405, 0, 2]
    );
    let disagree = json.iter().filter(|line| line["disagreement"].is_array());
    let numbers: Vec<_> = disagree
        .map(|line| line["numbers"][0].as_str().unwrap())
        .collect();
    assert_eq!(numbers, ["T3038", "D2259"]);

    place.write(
        "legs.csv",
        "id,kind,number,date,seat\n\
         same,train,K458,2020-01-20,13车3号下铺\n\
         next,train,K458,2020-01-20,14车3号下铺\n\
         extra,train,K1227,2020-01-21,加1车5号\n\
         first,train,K1227,2020-01-21,1车5号\n\
         ordinary,train,5539,2020-01-15,3车5号\n\
         beside,train,5539,2020-01-15,4车5号\n\
         row,flight,CZ6643,2020-01-21,30A\n\
         far,flight,CZ6643,2020-01-21,40A\n",
    );
    let line = [
        "contacts",
        "match",
        "--events",
        "events.csv",
        "--legs",
        "legs.csv",
        "--json",
    ];
    let found = named(&place.run(&line).json());
    let close: Vec<&str> = found
        .iter()
        .filter(|line| line[2] == "close")
        .map(|line| line[1].as_str())
        .collect();
    for (name, expected) in [
        ("same", true),
        ("next", false),
        ("extra", true),
        ("first", false),
        ("row", true),
        ("far", false),
        ("beside", false),
    ] {
        assert_eq!(close.contains(&name), expected, "{name}");
    }
    assert!(
        found
            .iter()
            .any(|line| line[1] == "ordinary" && line[3] == "train-ordinary-rest")
    );
    assert!(found.iter().all(|line| line[1] != "beside"));
}
