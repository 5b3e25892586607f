//! No acknowledgement leaves before its data are on the disk: the load program at its system calls.
//!
//! The bytes that an acknowledged row has in a page are looked for in what is written to the log (the WAL). The
//! commit that holds them ends with a frame that says so; a sync of the log that began after that frame must have
//! ended, well, before the acknowledgement is written.

use std::path::Path;
use std::process::Command;

use simulation::load::Ack;

use crate::needles::Needles;
use crate::support::{Place, Running, program};
use crate::trace::{Call, calls};

/// The calls that write or sync.
const FOLLOWED: &str = "trace=fsync,fdatasync,write,writev,pwrite64,pwritev,pwritev2";
/// Bytes of a frame's head in the log, and of the page behind it.
const FRAME_HEAD: usize = 24;

/// The log of the database, as a list of what happened to it.
struct Log<'a> {
    writes: Vec<&'a Call>,
    syncs: Vec<&'a Call>,
}

impl<'a> Log<'a> {
    fn of(calls: &'a [Call]) -> Self {
        let log = calls.iter().filter(|c| is_log(&c.path));
        let (syncs, writes) = log.partition(|c| matches!(&*c.name, "fsync" | "fdatasync"));
        Self { writes, syncs }
    }

    /// The line on which the commit was written whole that holds write `at`.
    fn commit_end(&self, at: usize) -> Option<usize> {
        let mut heads = (at.saturating_sub(1)..self.writes.len()).filter(|head| {
            let data = &self.writes[*head].data;
            data.len() == FRAME_HEAD && data[4..8] != [0; 4]
        });
        self.writes.get(heads.next()? + 1)?.ended
    }

    /// Whether a sync began after line `from` and ended well before line `to`.
    fn synced_between(&self, from: usize, to: usize) -> bool {
        let within = |sync: &&&Call| sync.begun > from && sync.ended.is_some_and(|end| end < to);
        self.syncs
            .iter()
            .filter(within)
            .any(|sync| sync.result == Some(0))
    }
}

fn is_log(path: &Path) -> bool {
    path.to_string_lossy().ends_with("-wal")
}

/// The acknowledgements with the lines on which their writes began. Each is a write of its own.
fn acknowledgements(calls: &[Call]) -> Vec<(usize, Ack)> {
    let lines = calls.iter().filter(|c| c.descriptor == 1);
    let ack = |call: &Call| {
        let text = std::str::from_utf8(&call.data).unwrap();
        (
            call.begun,
            text.strip_suffix('\n').unwrap().parse().unwrap(),
        )
    };
    lines.map(ack).collect()
}

/// The bytes with which the row of an acknowledgement begins in its page: the owner's id, then what follows in the
/// key. A registration is told from its claim by a sealed word.
fn row_of(ack: &Ack) -> Vec<u8> {
    let mut row = integer(ack.person().0);
    row.extend(match ack {
        Ack::Registered { .. } => b"street".to_vec(),
        Ack::Declared { declaration, .. } => integer(declaration.0),
        Ack::CheckedIn { check_in, .. } => integer(check_in.0),
    });
    row
}

/// An integer as SQLite writes it into a row: six bytes where they are enough, else eight.
fn integer(number: i64) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let six = number < 1 << 47;
    assert!(number >= 1 << 31, "a shorter one could be found by chance");
    bytes[if six { 2 } else { 0 }..].to_vec()
}

/// The acknowledgements that left too early, each with why.
fn too_early(calls: &[Call]) -> Vec<(Ack, &'static str)> {
    let log = Log::of(calls);
    let acks = acknowledgements(calls);
    let rows = acks
        .iter()
        .enumerate()
        .map(|(n, (_, ack))| (row_of(ack), n));
    let rows = Needles::new(rows);
    let mut first: Vec<Option<usize>> = vec![None; acks.len()];
    for (at, write) in log.writes.iter().enumerate() {
        for n in rows.find(&write.data) {
            first[*n].get_or_insert(at);
        }
    }
    let judge = |((left, ack), first): (&(usize, Ack), Option<usize>)| {
        let Some(end) = first.and_then(|at| log.commit_end(at)) else {
            return Some((*ack, "was never written whole"));
        };
        (!log.synced_between(end, *left)).then_some((*ack, "left before its sync"))
    };
    acks.iter().zip(first).filter_map(judge).collect()
}

/// The trace of a run, and what it acknowledged; none where this system lets nobody watch a program.
fn traced_run() -> Option<(String, Vec<Ack>)> {
    let place = Place::new();
    let file = place.beside("trace").join("trace.txt");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-y", "-xx", "-s", "8192", "-e", FOLLOWED, "-o"]);
    strace.arg(&file).arg(program().get_program());
    let arguments = place.arguments(1, &[("people", 60), ("at-once", 12)]);
    if !watching_is_allowed() {
        return None;
    }
    let acks = Running::start(strace, &arguments).finish();
    Some((std::fs::read_to_string(file).unwrap(), acks))
}

/// Whether the kernel lets strace watch a program at all. Where strace is missing, the test fails.
fn watching_is_allowed() -> bool {
    let tried = Command::new("strace")
        .args(["-e", "trace=none", "true"])
        .output();
    let missing = "strace is missing: run `make test`, or scripts/setup, which installs it";
    let Ok(tried) = tried else {
        panic!("{missing}")
    };
    let words = String::from_utf8_lossy(&tried.stderr);
    let refused = !tried.status.success() && words.contains("Operation not permitted");
    if refused {
        println!("skipped: the kernel lets nobody watch a program here (ptrace): {words}");
    }
    assert!(refused || tried.status.success(), "strace: {words}");
    !refused
}

#[test]
fn no_acknowledgement_leaves_before_its_sync() {
    let Some((trace, acks)) = traced_run() else {
        return;
    };
    let whole = calls(&trace);
    assert_eq!(acks.len(), 60 * 4);
    assert_eq!(acknowledgements(&whole).len(), acks.len());
    assert_eq!(too_early(&whole), []);

    // The same trace, had nothing been synced.
    let unsynced: Vec<Call> = whole
        .iter()
        .filter(|c| !c.name.ends_with("sync"))
        .cloned()
        .collect();
    assert_eq!(too_early(&unsynced).len(), acks.len());

    // The same trace, had each sync failed.
    let mut failed = whole.clone();
    for sync in failed.iter_mut().filter(|c| c.name.ends_with("sync")) {
        sync.result = Some(-1);
    }
    assert_eq!(too_early(&failed).len(), acks.len());

    // The same trace, had one acknowledgement left while the sync before it was still on its way.
    let mut hasty = whole.clone();
    let at = hasty.iter().rposition(|c| c.descriptor == 1).unwrap();
    let ack = acknowledgements(&hasty[at..])[0].1;
    let syncs = hasty[..at]
        .iter()
        .rev()
        .filter(|c| c.name.ends_with("sync") && is_log(&c.path));
    hasty[at].begun = syncs.clone().map(|c| c.ended.unwrap()).next().unwrap();
    assert_eq!(too_early(&hasty), [(ack, "left before its sync")]);
}

/// A commit of two frames, its sync, and an acknowledgement, the lines in the order that is given.
fn sample(order: [usize; 6]) -> Vec<Call> {
    let (head, last) = (
        "00".repeat(24),
        format!("{}{}", "00000001".repeat(2), "00".repeat(16)),
    );
    let page = hex::encode(row_of(&"declared 5000000000 6000000000".parse().unwrap()));
    let ack = hex::encode("declared 5000000000 6000000000\n");
    let write = |data: &str| {
        format!(
            "7 pwrite64(3<{}>, \"{}\", 1, 0) = 1",
            x("61.db-wal"),
            h(data)
        )
    };
    let lines = [
        format!("{}\n{}", write(&head), write(&page)),
        format!("{}\n{}", write(&last), write("00")),
        format!("7 fdatasync(3<{}> <unfinished ...>", x("61.db-wal")),
        "7 <... fdatasync resumed>) = 0".to_owned(),
        format!(
            "8 write(1<{}>, \"{}\", 1 <unfinished ...>",
            x("pipe"),
            h(&ack)
        ),
        "8 <... write resumed>) = 1".to_owned(),
    ];
    let lines: Vec<&str> = order.iter().map(|n| lines[*n].as_str()).collect();
    calls(&lines.join("\n"))
}

/// Text as strace writes it.
fn x(text: &str) -> String {
    h(&hex::encode(text))
}

/// Hexadecimal digits as strace writes them.
fn h(digits: &str) -> String {
    let pairs = digits.as_bytes().chunks(2).map(String::from_utf8_lossy);
    pairs.flat_map(|pair| ["\\x".into(), pair]).collect()
}

#[test]
fn an_acknowledgement_beside_or_before_its_sync_is_noticed() {
    let early = |order| {
        too_early(&sample(order))
            .into_iter()
            .map(|(_, why)| why)
            .next()
    };
    assert_eq!(early([0, 1, 2, 3, 4, 5]), None);
    let before_its_sync = Some("left before its sync");
    assert_eq!(early([0, 1, 2, 4, 3, 5]), before_its_sync);
    assert_eq!(early([0, 1, 2, 4, 5, 3]), before_its_sync);
    assert_eq!(early([0, 1, 4, 2, 3, 5]), before_its_sync);
    // The sync began when half of the commit was written.
    assert_eq!(early([0, 2, 3, 1, 4, 5]), before_its_sync);
    assert_eq!(early([0, 2, 3, 4, 5, 5]), Some("was never written whole"));
}
