//! The story that a demonstration tells of itself, from its first to its last chapter.

use serde_json::{Value, json};

use crate::Place;
use crate::served::Served;

const CHAPTERS: [&str; 7] = ["green", "list", "gate", "train", "alone", "appeal", "days"];
/// Half past seven in Hangzhou, on the day after the demo's first.
const MORNING_MS: i64 = 1_657_841_400_000;
const MINUTE_MS: i64 = 60_000;

fn tell(served: &Served, read: usize) -> Value {
    let told = served
        .connect()
        .post("/api/demo/story", &json!({ "read": read }));
    assert_eq!(told.status, 200, "{}", told.json());
    told.json()
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
