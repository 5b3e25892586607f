//! The program is killed while checkpoints scan over HTTP: what was acknowledged is there, and nothing is there
//! twice.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use rusqlite::Connection as Database;
use serde_json::{Value, json};

use crate::Place;
use crate::http::Connection;
use crate::served::Served;
use crate::visitor::{Code, Visitor, enrol, now_ms};

/// Devices that scan at once; they share a checkpoint's token and its running number.
const DEVICES: usize = 16;
/// Scans of one request.
const TOGETHER: u64 = 5;
/// After so many acknowledgements it is killed.
const BEFORE_THE_KILL: u64 = 1_000;

/// What was acknowledged, by number: the verdict without what depends on who stood there before.
type Acknowledged = Mutex<BTreeMap<u64, Value>>;

struct Load<'a> {
    token: String,
    code: &'a Code,
    at_ms: i64,
    next: AtomicU64,
    tell: Sender<u64>,
    acknowledged: Acknowledged,
}

impl Load<'_> {
    /// Every third scan is of somebody without a code.
    fn scans(&self, first: u64) -> Value {
        let scan = |number: u64| {
            let at_ms = self.at_ms;
            if number.is_multiple_of(3) {
                json!({"number": number, "direction": "in", "at_ms": at_ms})
            } else {
                json!({"number": number, "text": self.code.at(at_ms), "direction": "in", "at_ms": at_ms})
            }
        };
        json!({"scans": (first..first + TOGETHER).map(scan).collect::<Vec<_>>()})
    }

    /// Sends scans and notes each acknowledgement; false where nobody answers any more.
    fn send(&self, connection: &mut Connection<TcpStream>, first: u64) -> bool {
        let headers = [self.token.clone()];
        let reply = connection.ask(
            "POST",
            "/api/checkpoint/scans",
            &headers,
            Some(&self.scans(first)),
        );
        let Ok(reply) = reply else { return false };
        assert_eq!(reply.status, 200, "{}", reply.json());
        let reply = reply.json();
        let verdicts = reply["verdicts"].as_array().unwrap();
        assert_eq!(verdicts.len() as u64, TOGETHER);
        let mut acknowledged = self.acknowledged.lock().unwrap();
        for verdict in verdicts {
            let said = json!([verdict["outcome"], verdict["state"], verdict["refusal"]]);
            let number = verdict["number"].as_u64().unwrap();
            let before = acknowledged.insert(number, said.clone());
            assert!(
                before.is_none_or(|before| before == said),
                "scan {number} has one verdict"
            );
        }
        drop(acknowledged);
        // After the kill nobody counts any more.
        let _gone = self.tell.send(TOGETHER);
        true
    }

    fn device(&self, mut connection: Connection<TcpStream>) {
        loop {
            let first = self.next.fetch_add(TOGETHER, Ordering::Relaxed);
            if !self.send(&mut connection, first) {
                return;
            }
        }
    }
}

#[test]
fn s2_19_a_killed_service_has_every_scan_that_it_acknowledged_and_none_twice() {
    let place = Place::new();
    let mut served = Served::demo(&place, &["--date", "2022-07-14"]);
    let visitor = Visitor::new(&served, 0);
    visitor.declare(51, &json!([]));
    let code = visitor.code();
    let (tell, told) = channel();
    let load = Load {
        token: enrol(&served, 0),
        code: &code,
        at_ms: now_ms(&served),
        next: AtomicU64::new(0),
        tell,
        acknowledged: Mutex::default(),
    };
    let connections: Vec<_> = (0..DEVICES).map(|_| served.connect()).collect();
    thread::scope(|scope| {
        for connection in connections {
            scope.spawn(|| load.device(connection));
        }
        let mut done = 0;
        while done < BEFORE_THE_KILL {
            done += told.recv().unwrap();
        }
        served.kill();
    });
    let acknowledged: Vec<u64> = load.acknowledged.lock().unwrap().keys().copied().collect();
    assert!(acknowledged.len() as u64 >= BEFORE_THE_KILL);
    let kept = numbers(&place);
    let missing: Vec<_> = acknowledged
        .iter()
        .filter(|number| !kept.contains(number))
        .collect();
    assert!(missing.is_empty(), "acknowledged and not kept: {missing:?}");
    // The devices send again whatever they sent: each number keeps its verdict, and none comes twice.
    let served = Served::demo(&place, &[]);
    let sent = load.next.load(Ordering::Relaxed);
    let mut connection = served.connect();
    for first in (0..sent).step_by(TOGETHER as usize) {
        assert!(load.send(&mut connection, first));
    }
    assert_eq!(numbers(&place), (0..sent).collect::<Vec<_>>());
}

/// The numbers of all scans that are kept, in their order.
fn numbers(place: &Place) -> Vec<u64> {
    let database = Database::open(place.path("demo/healthcode.db")).unwrap();
    let mut statement = database
        .prepare("SELECT number FROM scan ORDER BY number")
        .unwrap();
    let rows = statement.query_map([], |row| row.get::<_, i64>(0)).unwrap();
    rows.map(|number| number.unwrap() as u64).collect()
}
