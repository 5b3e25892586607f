//! Somebody with a console rewrites the log of a real database, one falsification after the other, and
//! `healthcode audit verify` finds each: in the database, in an export, and by a program in Python that has nothing of ours.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use credential::{KeySet, LogMark, StatusListToken};
use domain::identity::{Document, DocumentKind, PersonName, Phone};
use domain::ids::PersonId;
use domain::time::Instant;
use serde_json::{Value, json};
use service::{Applicant, Chance, KeySource, Nature, Service};
use storage::Store;

use crate::Place;

const HOUR_MS: i64 = 3_600_000;

#[expect(
    clippy::disallowed_methods,
    reason = "the program lives by the machine's clock, and the log goes on behind its first run"
)]
fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Ids that follow from a seed.
struct Dice(AtomicU64);

impl Chance for Dice {
    fn bits(&self) -> u64 {
        let step = 0x9E37_79B9_7F4A_7C15;
        let mut z = self.0.fetch_add(step, Ordering::Relaxed).wrapping_add(step);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z ^ (z >> 27)
    }
}

/// A database with a log, and the clock of those who use it.
struct Log {
    place: Place,
    start: Instant,
}

/// What is wrong: the word and the hour, counted from the first of the log.
type Faults = Vec<(String, Option<i64>)>;

impl Log {
    /// Three hours, in each of which two people register. The first run of the program makes database and key.
    fn new() -> Self {
        let place = Place::new();
        let empty = place.run(&["audit", "verify"]);
        assert_eq!(empty.code, 0, "{}", empty.errors);
        assert_eq!(empty.lines[0], "the log holds: it is empty");
        // The hour of the first run is still open: the people come in the next.
        let start = Instant::from_ms((now_ms().div_euclid(HOUR_MS) + 1) * HOUR_MS);
        let log = Self { place, start };
        for hour in 0..3 {
            log.grow(hour);
        }
        log
    }

    fn database(&self) -> PathBuf {
        self.place.path("healthcode.db")
    }

    /// Lets the use cases run on the database, as a server would.
    fn serve<T>(&self, seed: u64, work: impl AsyncFnOnce(&Service) -> T) -> T {
        let home = self.place.path("");
        let key = KeySource::user_file(None, Some(&home)).unwrap();
        let address = format!("sqlite:{}", self.database().display());
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.build().unwrap();
        runtime.block_on(async {
            let key = KeySource::file(key);
            let store = Store::open_as(&address, &key, Nature::Real).await.unwrap();
            let service = Service::new(store, Arc::new(Dice(AtomicU64::new(seed))));
            service.ensure_signing_keys(self.start).await.unwrap();
            work(&service).await
        })
    }

    /// An instant in the n-th hour.
    fn at(&self, hour: i64, minute: i64) -> Instant {
        self.start.plus_ms(hour * HOUR_MS + minute * 60_000)
    }

    /// Two people register in the n-th hour, and it is sealed.
    fn grow(&self, hour: i64) {
        self.grow_with(hour, 10 * (hour as u64 + 1));
    }

    fn grow_with(&self, hour: i64, first: u64) {
        self.serve(first + 1, async |service| {
            for n in [first, first + 1] {
                let who = applicant(n);
                service.register(&who, self.at(hour, 5)).await.unwrap();
            }
            service.seal_log(self.at(hour + 1, 1)).await.unwrap();
        });
    }

    /// Signs every hour anew that has no head, as somebody with the signing key could.
    fn seal_anew(&self) {
        let seal = async |service: &Service| service.seal_log(self.at(3, 2)).await.unwrap();
        assert!(self.serve(99, seal).hours >= 3);
    }

    /// Saves what a gate has seen when the n-th hour was the newest, as its page does.
    fn seen_at_a_gate(&self, hour: i64, name: &str) -> PathBuf {
        let now = self.at(hour + 1, 2);
        let mark = self.serve(7, async |service| {
            let keys = service.key_set(now).await.unwrap();
            let keys = KeySet::decode(&keys).unwrap();
            let bytes = service.status_list(now.date(), now).await.unwrap();
            let list = format!("/s/{}", now.date());
            StatusListToken::verify(&bytes, &keys, &list, now)
                .unwrap()
                .log
        });
        let LogMark {
            hour,
            total,
            digest,
        } = mark.unwrap();
        let digest = hex::encode(digest);
        let head = json!({ "hour": hour.number(), "total": total, "digest": digest });
        let file = json!({ "format": "healthcode log heads 1", "heads": [head] });
        self.place.write(name, &file.to_string())
    }

    fn sql(&self, statements: &str) {
        let database = rusqlite::Connection::open(self.database()).unwrap();
        database.execute_batch(statements).unwrap();
    }

    /// The number of the n-th hour.
    fn hour(&self, n: i64) -> i64 {
        self.start.ms() / HOUR_MS + n
    }

    /// What `audit verify` says of the database.
    fn audit(&self, heads: &[&Path]) -> Faults {
        let mut line = vec!["--json", "audit", "verify"];
        line.extend(
            heads
                .iter()
                .flat_map(|head| ["--head", head.to_str().unwrap()]),
        );
        let said = self.place.run(&line);
        let answer = said.json().remove(0);
        let found = self.faults(&answer);
        assert_eq!(said.code, i32::from(!found.is_empty()), "{}", said.errors);
        found
    }

    /// The same, once the export was looked at by our program and by the one in Python, and all three say the same.
    fn found(&self, heads: &[&Path]) -> Faults {
        let found = self.audit(heads);
        let exported = self.place.run(&["audit", "export", "log.cbor"]);
        assert_eq!(exported.code, 0, "{}", exported.errors);
        let mut line = vec!["--json", "audit", "verify", "--file", "log.cbor"];
        line.extend(
            heads
                .iter()
                .flat_map(|head| ["--head", head.to_str().unwrap()]),
        );
        let said = self.place.run(&line).json().remove(0);
        assert_eq!(self.faults(&said), found, "of the export");
        assert_eq!(self.faults(&self.python(heads)), found, "in Python");
        found
    }

    fn python(&self, heads: &[&Path]) -> Value {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let program = folder.join("../../target/python/bin/python");
        assert!(
            program.exists(),
            "the Python libraries are not installed: run `make setup` once with a network"
        );
        let output = Command::new(program)
            .arg(folder.join("tests/python/audit.py"))
            .arg(self.place.path("log.cbor"))
            .args(heads)
            .output()
            .unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        assert!(
            said.is_object(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    fn faults(&self, answer: &Value) -> Faults {
        let fault = |fault: &Value| {
            let (word, hour) = match fault.as_array() {
                Some(pair) => (&pair[0], &pair[1]),
                None => (&fault["fault"], &fault["hour"]),
            };
            let hour = hour.as_i64().map(|hour| hour - self.hour(0));
            (word.as_str().unwrap().to_owned(), hour)
        };
        let mut faults: Faults = answer["faults"]
            .as_array()
            .unwrap()
            .iter()
            .map(fault)
            .collect();
        assert_eq!(answer["holds"], faults.is_empty());
        faults.sort();
        faults
    }
}

fn applicant(n: u64) -> Applicant {
    let digits = format!("330106199001{:02}{:03}", n % 28 + 1, n % 1_000);
    let check = domain::identity::mod_11_2(&digits).unwrap();
    let today = "2026-01-01".parse().unwrap();
    Applicant {
        name: PersonName::parse("张小三").unwrap(),
        document: Document::parse(DocumentKind::ResidentId, &format!("{digits}{check}"), today)
            .unwrap(),
        contact: Some(Phone::parse(&format!("138{n:08}")).unwrap().into()),
        born: None,
        street: "西溪街道".into(),
    }
}

fn one(word: &str, hour: i64) -> Faults {
    vec![(word.to_owned(), Some(hour))]
}

#[test]
fn n_7_a_log_that_nobody_touched_holds_in_the_database_in_an_export_and_in_python() {
    let log = Log::new();
    let old = log.seen_at_a_gate(2, "gate.json");
    assert_eq!(log.found(&[&old]), []);
    let said = log
        .place
        .run(&["audit", "verify", "--head", old.to_str().unwrap()]);
    assert!(
        said.lines[0].starts_with("the log holds: "),
        "{:?}",
        said.lines
    );
    assert!(said.lines[1].contains("1 heads that were seen elsewhere"));
    let export = std::fs::read(log.place.path("log.cbor")).unwrap();
    for secret in ["张小三".as_bytes(), b"13800000010", b"330106"] {
        assert!(!export.windows(secret.len()).any(|part| part == secret));
    }
    let unreadable = log.place.write("broken.json", "{}");
    let refused = log
        .place
        .run(&["audit", "verify", "--head", unreadable.to_str().unwrap()]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.errors.contains("broken.json: is no file of heads"),
        "{}",
        refused.errors
    );
}

#[test]
fn n_7_one_changed_byte_is_found_in_whichever_column() {
    let log = Log::new();
    let hour = log.hour(1);
    let whole = std::fs::read(log.database()).unwrap();
    for change in [
        "action = 'Register'",
        "digest = x'00000000000000000000000000000000'",
        "instant_ms = instant_ms + 1",
        "alias = alias + 1",
        "alias = NULL",
        "purpose = 'audit'",
        "done_by = 'system'",
        "line_id = line_id + 1",
    ] {
        log.sql(&format!(
            "UPDATE sealed_line SET {change} WHERE hour = {hour} AND number = 1"
        ));
        assert_eq!(log.found(&[]), one("root", 1), "{change}");
        std::fs::write(log.database(), &whole).unwrap();
    }
    log.sql(&format!(
        "UPDATE sealed_line SET purpose = 'ouch' WHERE hour = {hour} AND number = 1"
    ));
    assert_eq!(
        log.audit(&[]),
        one("line", 1),
        "what cannot be read is found too"
    );
}

#[test]
fn n_7_a_removed_and_a_reordered_line_are_found() {
    let log = Log::new();
    let (hour, whole) = (log.hour(1), std::fs::read(log.database()).unwrap());
    let of = format!("WHERE hour = {hour} AND number");
    for (edit, word) in [
        (format!("DELETE FROM sealed_line {of} = 1"), "gap"),
        (format!("DELETE FROM sealed_line {of} = 2"), "count"),
        (
            format!(
                "UPDATE sealed_line SET number = 9 {of} = 1; UPDATE sealed_line SET number = 1 {of} = 2;
                 UPDATE sealed_line SET number = 2 {of} = 9"
            ),
            "root",
        ),
        (format!("UPDATE sealed_line SET number = 3 {of} = 2"), "gap"),
    ] {
        log.sql(&edit);
        assert_eq!(log.found(&[]), one(word, 1), "{edit}");
        std::fs::write(log.database(), &whole).unwrap();
    }
    log.sql(&format!("DELETE FROM log_head WHERE hour = {hour}"));
    assert_eq!(log.found(&[]), one("chain", 2), "a head that is gone");
}

#[test]
fn n_7_a_tail_cut_by_an_hour_is_found_by_one_old_head_of_one_gate() {
    let log = Log::new();
    let seen = log.seen_at_a_gate(2, "gate.json");
    let hour = log.hour(2);
    log.sql(&format!(
        "DELETE FROM sealed_line WHERE hour = {hour}; DELETE FROM log_head WHERE hour = {hour}"
    ));
    assert_eq!(log.found(&[]), [], "by itself it looks whole");
    assert_eq!(log.found(&[&seen]), one("no_head", 2));
}

#[test]
fn n_7_a_database_restored_from_before_is_found_by_one_old_head_of_one_gate() {
    let log = Log::new();
    let yesterday = std::fs::read(log.database()).unwrap();
    log.grow(3);
    let seen = log.seen_at_a_gate(3, "gate.json");
    std::fs::write(log.database(), yesterday).unwrap();
    assert_eq!(log.found(&[]), []);
    assert_eq!(log.found(&[&seen]), one("no_head", 3));
    log.grow_with(3, 70);
    assert_eq!(
        log.found(&[&seen]),
        one("other_head", 3),
        "and it cannot be filled up"
    );
}

#[test]
fn n_7_two_versions_for_two_people_are_found_by_one_head_of_one_gate() {
    let log = Log::new();
    let common = std::fs::read(log.database()).unwrap();
    log.grow_with(3, 50);
    let seen = log.seen_at_a_gate(3, "gate.json");
    assert_eq!(log.found(&[&seen]), []);
    std::fs::write(log.database(), common).unwrap();
    log.grow_with(3, 60);
    assert_eq!(log.found(&[]), [], "each version holds by itself");
    assert_eq!(log.found(&[&seen]), one("other_head", 3));
}

#[test]
fn n_7_a_log_written_anew_with_the_signing_key_is_found_by_one_old_head_of_one_gate() {
    let log = Log::new();
    let seen = log.seen_at_a_gate(2, "gate.json");
    let hour = log.hour(0);
    log.sql(&format!(
        "UPDATE sealed_line SET purpose = 'audit' WHERE hour = {hour} AND number = 1; DELETE FROM log_head"
    ));
    log.seal_anew();
    assert_eq!(log.found(&[]), [], "every signature holds");
    assert_eq!(log.found(&[&seen]), one("other_head", 2));
}

#[test]
fn n_7_erasing_a_person_leaves_the_log_valid() {
    let log = Log::new();
    let seen = log.seen_at_a_gate(2, "gate.json");
    let erased = log.serve(5, async |service| {
        let document = applicant(10).document;
        let person: PersonId = service.holder_of(&document).await.unwrap().unwrap();
        service.erase(person, log.at(3, 5)).await.unwrap();
        service.seal_log(log.at(4, 1)).await.unwrap();
        service.store().alias_of(person).await.unwrap()
    });
    assert_eq!(erased, None);
    assert_eq!(log.found(&[&seen]), []);
}
