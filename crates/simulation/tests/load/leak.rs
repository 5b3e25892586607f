//! A thief with the folder of the database: none of its files holds a name, document, phone or street, neither in
//! the middle of a run nor after it.

use std::collections::BTreeSet;
use std::path::Path;

use domain::policy::PolicyFile;
use rusqlite::Connection;
use service::policy::builtin;
use simulation::load::LIST;

use crate::needles::Needles;
use crate::secrets::{Secret, by_chance, files, found, of_person};
use crate::support::{Place, Running, answers, program};

const PEOPLE: u64 = 2_000;
/// Acknowledgements before the kill: some two thirds of the run.
const KILL_AFTER: u64 = 4_000;

/// Puts a value into a table as a mistake of ours would.
const PLANT: &str =
    "INSERT INTO alarm (person_id, kind, table_name, row_id, first_ms, last_ms, seen)
    VALUES (?1, 'altered', ?2, ?1, 0, 0, 1)";

/// The names of the files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let name = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files(folder).iter().map(name).collect()
}

/// The load program, whose temporary files are searched too.
fn start(place: &Place, chance: u64) -> Running {
    let mut command = program();
    let temporary = place.beside("temporary");
    command
        .env("TMPDIR", &temporary)
        .env("SQLITE_TMPDIR", &temporary);
    let load = [("people", PEOPLE), ("declarations", 1), ("check-ins", 1)];
    Running::start(command, &place.arguments(chance, &load))
}

#[test]
fn no_file_holds_a_word_of_anybody_and_a_planted_one_is_found() {
    let (place, answers) = (Place::new(), answers());
    let secrets: Vec<_> = (0..PEOPLE).flat_map(|n| of_person(&answers, n)).collect();
    let needles = Needles::new(secrets.iter().cloned());
    // Policies and lists are kept as they are: none of the names may be a word of theirs.
    let public = builtin().iter().map(|(_, text): &(PolicyFile, _)| *text);
    for text in public.chain([LIST]) {
        assert_eq!(needles.find(text.as_bytes()).next(), None);
    }

    start(&place, 1).kill_after(KILL_AFTER);
    assert_eq!(
        names(&place.folder()),
        ["load.db", "load.db-shm", "load.db-wal"]
    );
    assert!(by_chance(&place.folder(), &secrets) < 0.01);
    assert_eq!(found(&place.folder(), &needles), []);
    assert_eq!(found(&place.beside("temporary"), &needles), []);

    start(&place, 2).finish();
    assert_eq!(names(&place.folder()), ["load.db"]);
    assert_eq!(found(&place.folder(), &needles), []);
    assert_eq!(found(&place.beside("temporary"), &needles), []);

    planted_ones_are_found(&place, &needles, &of_person(&answers, 0));
}

/// Writes what is secret of one person into a copy: first it stands in the log, then in the file.
fn planted_ones_are_found(place: &Place, needles: &Needles<Secret>, planted: &[(Vec<u8>, Secret)]) {
    let copy = place.beside("copy");
    let database = copy.join("copy.db");
    std::fs::copy(place.database(), &database).unwrap();
    let connection = Connection::open(&database).unwrap();
    for ((bytes, _), at) in planted.iter().zip(1_i64..) {
        connection.execute(PLANT, (at, bytes)).unwrap();
    }
    let all: BTreeSet<_> = planted.iter().map(|(_, secret)| secret.clone()).collect();
    // A number has the same bytes in UTF-8 and in GB 18030, and namesakes share theirs.
    let of = |file: &str| -> BTreeSet<Secret> {
        let found = found(&copy, needles).into_iter();
        let here = found.filter(|(name, secret)| name == file && secret.n == 0);
        here.map(|(_, secret)| secret).collect()
    };
    assert_eq!(of("copy.db-wal"), all);
    assert!(of("copy.db").is_empty());
    drop(connection);
    assert_eq!(of("copy.db"), all);
}
