//! The log for other programs: `vectors/log.json` holds a whole export, what falsifications of it give, and lists that
//! carry a head.

use credential::{
    Audited, HASH_BYTES, Hour, IssuerKey, KeySet, KeyState, LogFault, LogHead, LogMark, SealedLine,
    StatusDifference, StatusList, StatusListToken, Tree, audit_export, export_start,
};
use domain::ids::StaffId;
use domain::log::{By, Purpose};
use domain::time::Instant;
use serde_json::{Value, json};

use crate::support::{NOW, pair, update_golden, vector_file, vectors};

const FILE: &str = "log.json";
const LIST: &str = "https://hz.example/s/2022-07-15";
const LINES: [u32; 3] = [3, 1, 2];

fn first() -> Hour {
    Hour::of(NOW)
}

/// The lines of the n-th hour: the person, the system and a member of staff did them.
fn lines(n: usize) -> Vec<SealedLine> {
    let hour = Hour::from_number(first().number() + n as u32);
    let line = |number: u32| SealedLine {
        hour,
        server: 1,
        number: i64::from(number),
        id: hour.start().ms() << 20 | i64::from(number),
        instant: hour.start().plus_ms(1_000 * i64::from(number)),
        alias: (number != 2).then_some(4_711),
        by: [By::Person, By::System, By::Staff(StaffId(9))][number as usize - 1],
        purpose: [Purpose::Own, Purpose::Operation, Purpose::Care][number as usize - 1],
        action: ["declare", "publish policy", "look"][number as usize - 1].into(),
        digest: [number as u8; 16],
    };
    (1..=LINES[n]).map(line).collect()
}

/// An hour as it stands in an export: the head, then the lines.
type HourItems = (Vec<u8>, Vec<Vec<u8>>);

fn head(n: usize, lines: &[Vec<u8>], before: Option<&LogHead>) -> LogHead {
    let mut tree = Tree::default();
    for line in lines {
        tree.push(line);
    }
    let hour = Hour::from_number(first().number() + n as u32);
    LogHead {
        hour,
        sealed: hour.start().plus_ms(3_601_000),
        lines: tree.leaves(),
        total: before.map_or(0, |head| head.total) + tree.leaves(),
        last: vec![(1, lines.len() as i64)],
        root: tree.root(),
        previous: before.map_or([0; HASH_BYTES], LogHead::digest),
        kept_from: Hour::from_number(0),
    }
}

/// A log whose lines are what `change` makes of them.
fn log(change: impl Fn(&mut SealedLine)) -> (Vec<HourItems>, Vec<LogMark>) {
    log_kept_from(change, Hour::from_number(0))
}

fn log_kept_from(
    change: impl Fn(&mut SealedLine),
    kept_from: Hour,
) -> (Vec<HourItems>, Vec<LogMark>) {
    let key = pair("hangzhou_next");
    let (mut items, mut marks, mut before) = (Vec::new(), Vec::new(), None);
    for n in 0..LINES.len() {
        let lines: Vec<Vec<u8>> = lines(n)
            .into_iter()
            .map(|mut line| {
                change(&mut line);
                line.bytes()
            })
            .collect();
        let mut head = head(n, &lines, before.as_ref());
        head.kept_from = kept_from;
        items.push((head.sign(&key).unwrap(), lines));
        marks.push(head.mark());
        before = Some(head);
    }
    (items, marks)
}

fn export(hours: &[HourItems]) -> Vec<u8> {
    let mut file = export_start(&[pair("hangzhou_next").public().clone()]);
    for (head, lines) in hours {
        file.extend(head);
        file.extend(lines.concat());
    }
    file
}

/// A case: its name, the file, the marks that are compared, and the faults.
type Case = (&'static str, Vec<u8>, Vec<LogMark>, &'static [&'static str]);

/// What a log shows by itself.
fn cases() -> Vec<Case> {
    let (good, marks) = log(|_| {});
    let changed = |change: &dyn Fn(&mut Vec<HourItems>)| {
        let mut hours = good.clone();
        change(&mut hours);
        export(&hours)
    };
    let edited = |line: &mut Vec<u8>| *line.last_mut().unwrap() ^= 1;
    let mut forged = good.clone();
    *forged[1].0.last_mut().unwrap() ^= 1;
    vec![
        ("the log", export(&good), marks.clone(), &[]),
        ("an empty log", export(&[]), Vec::new(), &[]),
        (
            "one changed byte",
            changed(&|hours| edited(&mut hours[2].1[0])),
            Vec::new(),
            &["root"],
        ),
        (
            "one removed line",
            changed(&|hours| drop(hours[0].1.remove(1))),
            Vec::new(),
            &["gap"],
        ),
        (
            "the last line removed",
            changed(&|hours| drop(hours[0].1.pop())),
            Vec::new(),
            &["count"],
        ),
        (
            "two lines exchanged",
            changed(&|hours| hours[2].1.swap(0, 1)),
            Vec::new(),
            &["gap"],
        ),
        (
            "an hour removed",
            changed(&|hours| drop(hours.remove(1))),
            Vec::new(),
            &["chain"],
        ),
        (
            "a signature changed",
            export(&forged),
            Vec::new(),
            &["signature"],
        ),
        ("no log", b"healthcode".to_vec(), Vec::new(), &["file"]),
    ]
}

/// What takes a mark from elsewhere, or the rule that no line dies within a year.
fn cases_of_the_whole() -> Vec<Case> {
    let (good, marks) = log(|_| {});
    let cut = || export(&good[..2]);
    let (rewritten, _) = log(|line| line.purpose = Purpose::Audit);
    let (last, old) = (marks[2..].to_vec(), marks[..1].to_vec());
    let (short, _) = log_kept_from(|_| {}, first());
    vec![
        ("the tail cut by an hour", cut(), Vec::new(), &[]),
        (
            "the tail cut by an hour, and a gate",
            cut(),
            last,
            &["no_head"],
        ),
        (
            "written anew with the key",
            export(&rewritten),
            Vec::new(),
            &[],
        ),
        (
            "written anew with the key, and an old head of one gate",
            export(&rewritten),
            old,
            &["other_head"],
        ),
        (
            "lines that would die within a year",
            export(&short),
            Vec::new(),
            &["chain", "chain", "chain"],
        ),
    ]
}

fn all_cases() -> Vec<Case> {
    [cases(), cases_of_the_whole()].concat()
}

fn words(audited: &Audited) -> Vec<&'static str> {
    audited.faults.iter().map(LogFault::word).collect()
}

fn mark_json(mark: &LogMark) -> Value {
    json!({ "hour": mark.hour.number(), "total": mark.total, "digest": hex::encode(mark.digest) })
}

fn keys() -> KeySet {
    KeySet::new(vec![IssuerKey {
        key: pair("hangzhou_next").public().clone(),
        issuer: "000000".parse().unwrap(),
        state: KeyState::Active,
        from: first(),
        until: None,
        demo: false,
    }])
    .unwrap()
}

fn ends() -> Instant {
    NOW.plus_ms(2 * 86_400_000)
}

/// A list and a difference to it, each with the newest head.
fn lists() -> [Vec<u8>; 2] {
    let (key, (_, marks)) = (pair("hangzhou_next"), log(|_| {}));
    let packed = StatusList::new(1_000).pack();
    let list = StatusListToken::sign(LIST, (NOW, ends()), (7, Some(marks[1])), &packed, &key);
    let difference = StatusDifference {
        list: LIST.into(),
        issued: NOW,
        expires: ends(),
        from: 7,
        to: 7,
        changes: Vec::new(),
        log: Some(marks[2]),
    };
    [list.unwrap(), difference.sign(&key).unwrap()]
}

fn file() -> Value {
    let (_, marks) = log(|_| {});
    let case = |(name, file, seen, faults): &Case| {
        json!({ "name": name, "file": hex::encode(file), "faults": faults,
            "seen": seen.iter().map(mark_json).collect::<Vec<_>>() })
    };
    let [list, difference] = lists();
    json!({
        "about": "An exported log and falsifications of it (file, marks that were seen elsewhere, faults), the bytes of \
                  a line, and a status list and a difference of it that carry a head, verified with key_set at now_ms.",
        "key_set": hex::encode(keys().encode()),
        "now_ms": NOW.ms(),
        "line": hex::encode(lines(0)[2].bytes()),
        "cases": all_cases().iter().map(case).collect::<Vec<_>>(),
        "list": LIST,
        "status_list": { "bytes": hex::encode(list), "log": mark_json(&marks[1]) },
        "status_difference": { "bytes": hex::encode(difference), "log": mark_json(&marks[2]) },
    })
}

fn marks_of(seen: &Value) -> Vec<LogMark> {
    let mark = |seen: &Value| LogMark {
        hour: Hour::from_number(seen["hour"].as_u64().unwrap() as u32),
        total: seen["total"].as_u64().unwrap(),
        digest: hex::decode(seen["digest"].as_str().unwrap())
            .unwrap()
            .try_into()
            .unwrap(),
    };
    seen.as_array().unwrap().iter().map(mark).collect()
}

fn bytes_of(value: &Value) -> Vec<u8> {
    hex::decode(value.as_str().unwrap_or_default()).unwrap()
}

/// What is wrong with the file of the vectors.
fn faults(stored: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let empty = Vec::new();
    let found = stored["cases"].as_array().unwrap_or(&empty);
    for (name, _, _, expected) in all_cases() {
        let Some(case) = found.iter().find(|case| case["name"] == name) else {
            faults.push(format!("{name}: missing"));
            continue;
        };
        let audited = audit_export(&bytes_of(&case["file"]), marks_of(&case["seen"]));
        if words(&audited) != expected || case["faults"] != json!(expected) {
            faults.push(format!("{name}: gives {:?}", audited.faults));
        }
    }
    let list = bytes_of(&stored["status_list"]["bytes"]);
    let list = StatusListToken::verify(&list, &keys(), LIST, NOW).ok();
    let difference = bytes_of(&stored["status_difference"]["bytes"]);
    let difference = StatusDifference::verify(&difference, &keys(), LIST, NOW).ok();
    let told = |mark: Option<LogMark>| mark.as_ref().map(mark_json).unwrap_or_default();
    if told(list.and_then(|list| list.log)) != stored["status_list"]["log"]
        || told(difference.and_then(|read| read.log)) != stored["status_difference"]["log"]
        || stored["line"] != json!(hex::encode(lines(0)[2].bytes()))
    {
        faults.push("the lists or the line".to_owned());
    }
    faults
}

#[test]
fn n_7_the_vectors_of_the_log_hold() {
    if update_golden() && !faults(&vectors(FILE)).is_empty() {
        let text = serde_json::to_string_pretty(&file()).unwrap() + "\n";
        std::fs::write(vector_file(FILE), text).unwrap();
    }
    let faults = faults(&vectors(FILE));
    assert!(
        faults.is_empty(),
        "vectors/{FILE} (run with UPDATE_GOLDEN=1): {faults:#?}"
    );
}

#[test]
fn n_7_whatever_byte_of_a_log_is_changed_it_is_found() {
    let (good, _) = log(|_| {});
    let file = export(&good);
    assert_eq!(audit_export(&file, Vec::new()).faults, []);
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        let audited = audit_export(&changed, Vec::new());
        assert!(!audited.faults.is_empty(), "byte {at}");
    }
}
