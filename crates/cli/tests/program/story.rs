//! The story that a demonstration tells of itself, from its first to its last chapter.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::Place;
use crate::http::Connection;
use crate::serve::{host, secure};
use crate::served::{DATABASE, Served};

const CHAPTERS: [&str; 7] = ["green", "list", "gate", "train", "alone", "appeal", "days"];
/// Half past seven in Hangzhou, on the day after the demo's first.
const MORNING_MS: i64 = 1_657_841_400_000;
const MINUTE_MS: i64 = 60_000;

/// Has a chapter told, and waits for it however long it takes.
fn tell(served: &Served, read: usize) -> Value {
    tell_over(|| served.connect(), read)
}

/// The same over connections that somebody opens: a chapter may take longer than an answer waits for it.
fn tell_over<S: Read + Write>(connect: impl Fn() -> Connection<S>, read: usize) -> Value {
    loop {
        let asked = json!({ "read": read });
        let told = connect().post("/api/demo/story", &asked);
        assert_eq!(told.status, 200, "{}", told.json());
        let story = told.json();
        assert!(story["failure"].is_null(), "{story}");
        if story["told"].as_array().unwrap().len() > read {
            return story;
        }
        assert_eq!(story["happening"], true, "{story}");
    }
}

/// Asks for a chapter, and is there until it has begun: whoever drops this is gone before the answer.
fn begin(served: &Served, read: usize) -> TcpStream {
    let at = served.said("resident").trim_start_matches("http://");
    let mut page = TcpStream::connect(at.trim_end_matches('/')).unwrap();
    let body = json!({ "read": read }).to_string();
    let length = body.len();
    let head = "POST /api/demo/story HTTP/1.1\r\nhost: here\r\ncontent-type: application/json";
    write!(page, "{head}\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
    let mut other = served.connect();
    loop {
        let story = other.get("/api/demo/story").json();
        assert!(story["failure"].is_null(), "{story}");
        if story["happening"] == true || story["told"].as_array().unwrap().len() > read {
            return page;
        }
    }
}

/// How many lists and events are in force or were.
fn published(served: &Served) -> (u64, u64) {
    let count = |path: &str, field: &str| served.connect().get(path).json()[field].as_u64();
    (
        count("/api/published", "lists").unwrap(),
        count("/api/events", "in_force").unwrap(),
    )
}

/// The states of a chapter's people.
fn shown(chapter: &Value) -> Vec<&str> {
    states(chapter)
        .into_iter()
        .map(|(_, state)| state)
        .collect()
}

/// The states of a chapter's people, each with the one before.
fn states(chapter: &Value) -> Vec<(&str, &str)> {
    let people = chapter["people"].as_array().unwrap().iter();
    people
        .map(|person| (word(&person["before"]), word(&person["state"])))
        .collect()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn n_3_s2_29_the_demo_tells_a_morning_whose_every_chapter_happens() {
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    let begun = served.connect().get("/api/demo/story").json();
    assert_eq!(
        (&begun["told"], &begun["ahead"]),
        (&json!([]), &json!(CHAPTERS))
    );
    let told: Vec<Value> = (0..CHAPTERS.len())
        .map(|read| tell(&served, read)["told"][read].clone())
        .collect();
    let [green, list, gate, train, alone, appeal, days] = &told[..] else {
        panic!("seven chapters");
    };
    let at_ms = green["at_ms"].as_i64().unwrap();
    assert!((0..MINUTE_MS).contains(&(at_ms - MORNING_MS)), "{at_ms}");
    assert_eq!(states(green), [("", "green"); 3]);

    assert_eq!(states(list), [("green", "yellow")]);
    assert!(
        list["people"][0]["reason"]["en"]
            .as_str()
            .unwrap()
            .contains("medium-risk")
    );
    assert!(
        list["people"][0]["free_from"]["en"]
            .as_str()
            .unwrap()
            .contains("22 July")
    );
    let counted = list["counted"].as_array().unwrap();
    let raised =
        |c: &Value| c["from"] == "yellow" && c["to"] == "red" && c["people"].as_u64() > Some(0);
    assert!(counted.iter().any(raised), "{list}");
    assert!(list["offices"].as_array().unwrap().len() >= 2);

    assert_eq!(states(gate), [("", "green"), ("", "yellow")]);
    assert_eq!(
        gate["said"].as_array().unwrap().len(),
        1,
        "a picture is refused: {gate}"
    );
    assert_eq!(states(train), [("green", "red"), ("", "green")]);

    assert_eq!(states(alone), [("", "green")], "one hand changes nobody");
    assert_eq!(alone["offices"].as_array().unwrap().len(), 1);
    assert!(!alone["log"].as_array().unwrap().is_empty(), "{alone}");

    assert_eq!(states(appeal), [("green", "red"), ("red", "green")]);
    assert!(
        appeal["offices"].as_array().unwrap().len() >= 4,
        "two made it, two ended it"
    );
    assert_eq!(
        states(days),
        [("yellow", "green"), ("", "green"), ("", "red")]
    );

    let again = tell(&served, 3);
    assert_eq!(again["told"].as_array().unwrap().len(), 7, "told once");
    assert_eq!(served.end().code(), Some(0));
    let later = Served::demo(&place, &[]);
    let kept = later.connect().get("/api/demo/story").json();
    assert_eq!(kept["told"], json!(told));
    assert_eq!(kept["ahead"], json!([]));
}

#[test]
fn n_3_a_story_that_was_stopped_goes_on_with_its_next_chapter() {
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    tell(&served, 0);
    assert_eq!(served.end().code(), Some(0));
    let served = Served::demo(&place, &[]);
    let story = tell(&served, 1);
    assert_eq!(states(&story["told"][1]), [("green", "yellow")]);
}

#[test]
fn n_3_a_chapter_happens_to_its_end_and_once_whoever_waits_for_it() {
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    drop(begin(&served, 0));
    let story = tell(&served, 0);
    assert_eq!(
        (&story["happening"], &story["failure"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(story["told"].as_array().unwrap().len(), 1, "{story}");
    assert_eq!(shown(&story["told"][0]), ["green"; 3]);
    let kept = std::fs::read_to_string(place.path("demo/story.json")).unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept["began_ms"], MORNING_MS);
    assert_eq!(kept["told"], story["told"]);
}

#[test]
fn n_3_what_a_chapter_left_that_was_cut_off_is_taken_up_or_taken_back() {
    let place = Place::new();
    let mut served = Served::demo(&place, &["--date", "2022-07-14"]);
    let (lists, events) = published(&served);
    let ends: [(usize, &[&str]); 6] = [
        (0, &["green", "green", "green"]),
        (1, &["yellow"]),
        (2, &["green", "yellow"]),
        (3, &["red", "green"]),
        (4, &["green"]),
        (5, &["red", "green"]),
    ];
    for (read, end) in ends {
        let _page = begin(&served, read);
        served.kill();
        served = Served::demo(&place, &[]);
        let story = tell(&served, read);
        assert_eq!(shown(&story["told"][read]), end, "{story}");
    }
    assert_eq!(published(&served), (lists + 1, events + 1));
}

#[test]
fn n_3_a_chapter_that_happened_and_was_not_written_happens_again_and_publishes_nothing_twice() {
    let place = Place::new();
    let served = Served::demo(&place, &["--date", "2022-07-14"]);
    for read in 0..6 {
        tell(&served, read);
    }
    let before = published(&served);
    assert_eq!(served.end().code(), Some(0));
    let file = place.path("demo/story.json");
    let mut kept: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    kept["told"].as_array_mut().unwrap().truncate(1);
    std::fs::write(&file, kept.to_string()).unwrap();
    let served = Served::demo(&place, &[]);
    let told: Vec<Value> = (1..6)
        .map(|read| tell(&served, read)["told"][read].clone())
        .collect();
    let [list, _, train, alone, appeal] = &told[..] else {
        panic!("five chapters");
    };
    assert_eq!(states(list), [("", "yellow")]);
    assert!(list["offices"].as_array().unwrap().len() >= 2, "{list}");
    assert_eq!(shown(train), ["red", "green"]);
    assert_eq!(shown(alone), ["green"]);
    assert_eq!(states(appeal), [("green", "red"), ("red", "green")]);
    assert_eq!(published(&served), before);
}

#[test]
fn n_3_a_story_that_cannot_be_read_stops_the_start_and_says_what_to_do() {
    let place = Place::new();
    std::fs::create_dir(place.path("demo")).unwrap();
    place.write("demo/story.json", "[{");
    let line = ["serve", "--demo", "--database", DATABASE];
    let doors = ["--listen", "127.0.0.1:0", "--phone-listen", "127.0.0.1:0"];
    let said = place.run(&[&line[..], &doors[..]].concat());
    assert_eq!(said.code, 2, "{}", said.errors);
    for word in ["demo/story.json", "remove the folder"] {
        assert!(said.errors.contains(word), "{}", said.errors);
    }
}

#[test]
fn n_3_the_story_is_told_where_the_demo_listens_with_a_certificate_too() {
    let place = Place::new();
    let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    place.write("own.pem", &own.cert.pem());
    place.write("own.key", &own.signing_key.serialize_pem());
    let served = Served::demo(&place, &["--tls-cert", "own.pem", "--tls-key", "own.key"]);
    let authority = own.cert.pem();
    let page = || secure(host(served.said("resident")), authority.as_bytes());
    let story = tell_over(page, 0);
    assert_eq!(shown(&story["told"][0]), ["green"; 3], "{story}");
}
