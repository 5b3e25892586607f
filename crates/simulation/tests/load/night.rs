//! SIGKILL in the middle of the night: what is done in the end is what one undisturbed night does.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use rusqlite::Connection;

use crate::support::{Place, Running, program};

const PEOPLE: u64 = 9_000;
const KILLS: u64 = 10;
const NIGHT: &str = "2020-07-16";

fn arguments(folder: &Path, place: &Place, chance: u64) -> Vec<String> {
    vec![
        format!("--database=sqlite:{}", folder.join("load.db").display()),
        format!("--key-file={}", place.key_file().display()),
        format!("--chance={chance}"),
        format!("--date={NIGHT}"),
    ]
}

/// Runs the night, and kills it once it has said so many lines; whether it was killed before its end.
fn night(folder: &Path, place: &Place, chance: u64, lines: Option<usize>) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_healthcode-night"));
    let command = command.args(arguments(folder, place, chance));
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let Some(lines) = lines else {
        let all: Vec<String> = said.map(Result::unwrap).collect();
        assert!(child.wait().unwrap().success());
        assert!(all.last().unwrap().starts_with("reminded"), "{all:?}");
        return false;
    };
    for _line in 0..lines {
        said.next();
    }
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

/// Every row that a night writes, but for the numbers of versions: how often it was tried is no outcome.
fn outcome(folder: &Path) -> Vec<String> {
    let connection = Connection::open(folder.join("load.db")).unwrap();
    let selects = [
        "SELECT person_id || ' ' || review_on || ' ' || decisions FROM rating ORDER BY person_id",
        "SELECT person_id || ' ' || kind || ' ' || about || ' ' || noted_ms || ' ' || sms FROM notice
         ORDER BY person_id, kind, about",
        "SELECT person_id || ' ' || place || ' ' || on_day || ' ' || colour || ' ' || stage || ' ' || day || ' ' ||
         until_day || ' ' || free_day || ' ' || missed || ' ' || awaited || ' ' || in_grace
         FROM quarantine_standing ORDER BY person_id",
        "SELECT person_id || ' ' || order_id || ' ' || state FROM quarantine_order ORDER BY order_id",
    ];
    let mut rows = Vec::new();
    for select in selects {
        let mut select = connection.prepare(select).unwrap();
        let found = select
            .query_map([], |row| row.get::<_, Option<String>>(0))
            .unwrap();
        rows.extend(found.map(|row| row.unwrap().unwrap_or_default()));
    }
    rows
}

#[test]
fn s2_29_a_night_that_is_killed_ten_times_ends_as_an_undisturbed_one() {
    let place = Place::new();
    let load = place.arguments(
        1,
        &[("people", PEOPLE), ("declarations", 1), ("check-ins", 0)],
    );
    Running::start(program(), &load).finish();
    let undisturbed = place.beside("undisturbed");
    for file in std::fs::read_dir(place.folder()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), undisturbed.join(file.file_name())).unwrap();
    }
    night(&undisturbed, &place, 100, None);
    let wanted = outcome(&undisturbed);
    let reminders = wanted
        .iter()
        .filter(|row| row.contains(" reminder "))
        .count();
    assert!(reminders > 300, "{reminders} reminders");
    let mut killed = 0;
    for kill in 0..KILLS {
        let lines = (kill % 4) as usize;
        killed += u64::from(night(&place.folder(), &place, 2 + kill, Some(lines)));
    }
    assert!(
        killed > KILLS / 2,
        "{killed} of {KILLS} fell before the end"
    );
    night(&place.folder(), &place, 99, None);
    let found = outcome(&place.folder());
    assert_eq!(found.len(), wanted.len());
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted);
    }
}
