//! The program is killed again and again while a list has people rated again: in the end everybody is as if nothing had
//! happened, nobody was rated twice, and a server that starts finishes what is left by itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection as Database, OpenFlags};
use serde_json::Value;

use crate::Place;
use crate::served::{DATABASE, Served};

/// People of the province, all of whom the list touches: some twenty pages.
const PEOPLE: &str = "40000";
const KILLS: u64 = 10;
/// As long as whoever waits has patience.
const PATIENCE: Duration = Duration::from_mins(4);

const LIST: [&str; 3] = ["import", "risk-areas", "list.json"];
const RESUME: [&str; 2] = ["propagation", "resume"];

/// One area in every county of Zhejiang.
fn list() -> String {
    let zhejiang = |row: &&domain::place::Division| {
        row.is_open()
            && row.code.province().number() == 330_000
            && !row.code.number().is_multiple_of(100)
    };
    let divisions = domain::place::divisions();
    let name = |code| divisions.name(code, 2022).unwrap();
    let rows = divisions.rows().iter().filter(zhejiang).map(|county| {
        let city = name(county.code.city().unwrap());
        let whole = format!("浙江省 {city} {}", county.name);
        serde_json::json!({"type": "2", "province": "浙江省", "city": city, "county": county.name,
            "area_name": whole, "communitys": ["长青街道"]})
    });
    let rows: Vec<Value> = rows.collect();
    serde_json::json!({"data": {
        "end_update_time": "2022-07-14 7时", "hcount": rows.len(), "mcount": 0,
        "highlist": rows, "middlelist": [],
    }, "code": 0, "msg": ""})
    .to_string()
}

fn line<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [&["--database", DATABASE], words].concat()
}

fn province() -> Place {
    let place = Place::new();
    let load = [
        "simulate",
        "load",
        "--people",
        PEOPLE,
        "--date",
        "2022-07-14",
    ];
    let said = place.run(&line(&load));
    assert_eq!(said.code, 0, "{}", said.errors);
    place.write("list.json", &list());
    place
}

/// The same place a second time: its database, its clock and its key.
fn twin(of: &Place) -> Place {
    let place = Place::new();
    let copied = Command::new("cp")
        .args(["-a", "--"])
        .arg(of.path("."))
        .arg(place.path("."))
        .status();
    assert!(copied.unwrap().success());
    place
}

fn open(place: &Place) -> Database {
    let path = place.path("demo/healthcode.db");
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let database = Database::open_with_flags(path, flags).unwrap();
    database.busy_timeout(Duration::from_secs(10)).unwrap();
    database
}

/// How far the propagation is noted, and whether it is done; none before it has begun.
fn standing(database: &Database) -> Option<(i64, bool)> {
    let mut select = database
        .prepare_cached("SELECT beat, done FROM propagation")
        .unwrap();
    let mut rows = select.query([]).unwrap();
    rows.next()
        .unwrap()
        .map(|row| (row.get(0).unwrap(), row.get(1).unwrap()))
}

/// What is written of everybody: decisions, the date of the next look, and how many lines the log has of them.
fn written(place: &Place) -> BTreeMap<i64, (String, Option<i64>, i64)> {
    let database = open(place);
    let mut select = database
        .prepare(
            "SELECT person_id, decisions, review_on,
(SELECT count(*) FROM log_line l WHERE l.person_id = r.person_id AND l.action = 'rate') FROM rating r",
        )
        .unwrap();
    let rows = select.query_map([], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?)))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// Starts a command and kills it: once it has noted a step more, or at any other moment.
#[expect(
    clippy::disallowed_methods,
    reason = "a kill comes at some moment of a run"
)]
fn kill(place: &Place, words: &[&str], round: u64) {
    let mut command = place.command(&line(words));
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (database, begin) = (open(place), Instant::now());
    let before = standing(&database);
    loop {
        let now = standing(&database);
        let at_any_moment = round % 2 == 1 && begin.elapsed() > Duration::from_millis(round * 37);
        if now.is_some() && (now != before || at_any_moment) {
            break;
        }
        assert!(
            child.try_wait().unwrap().is_none(),
            "it ended before it was killed"
        );
        assert!(begin.elapsed() < PATIENCE, "it does nothing");
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

fn changed(all: &BTreeMap<i64, (String, Option<i64>, i64)>) -> usize {
    all.values().filter(|(.., lines)| *lines > 0).count()
}

/// The newest propagation of a list, as it is shown.
fn shown(served: &Served) -> Value {
    let reply = served.connect().get("/api/propagations");
    assert_eq!(reply.status, 200);
    let all = reply.json();
    let mut newest = all.as_array().unwrap().iter();
    newest.find(|one| one["cause"] == "list").unwrap().clone()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a server that does not go on is waited for with an end"
)]
fn s2_21_a_propagation_killed_ten_times_ends_like_one_that_nobody_disturbed() {
    let undisturbed = province();
    let place = twin(&undisturbed);
    let said = undisturbed.run(&line(&LIST));
    assert_eq!(said.code, 0, "{}", said.errors);
    let expected = written(&undisturbed);
    assert!(
        changed(&expected) > 30_000,
        "{} changed",
        changed(&expected)
    );

    kill(&place, &LIST, 0);
    for round in 1..KILLS {
        let (_, done) = standing(&open(&place)).unwrap();
        assert!(
            !done,
            "done after {round} kills: the propagation is too short"
        );
        kill(&place, &RESUME, round);
    }
    let (_, done) = standing(&open(&place)).unwrap();
    assert!(!done, "the last kill came too late");
    let listed = place.run(&line(&["propagation", "list", "--json"]));
    assert_eq!(listed.json()[0]["done"], false, "{}", listed.errors);

    // The server is told nothing: it finds what is left, and shows how far it is.
    let served = Served::demo(&place, &[]);
    let begin = Instant::now();
    while shown(&served)["done"] == false {
        assert!(
            begin.elapsed() < PATIENCE,
            "the server does not go on: {}",
            shown(&served)
        );
        thread::yield_now();
    }
    assert_eq!(shown(&served)["share_permille"], 1_000);
    drop(served);
    let mut found = written(&place);
    // A demonstration that is served has people of its own beside.
    found.retain(|person, _| expected.contains_key(person));
    let differ = expected
        .iter()
        .filter(|(person, own)| found.get(person) != Some(own));
    assert_eq!(
        differ.count(),
        0,
        "people who are otherwise than undisturbed"
    );
    assert!(Path::new(&place.path("demo/healthcode.db")).exists());
}
