//! The program as its users run it: arguments in, lines and an exit code out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod audit;
mod channel;
mod checkpoint;
mod code;
mod contact_lists;
mod contacts;
mod http;
mod id;
mod import;
mod import_tests;
mod interface;
mod keys;
mod killed;
mod organisation;
mod policy;
mod propagation;
mod rate;
mod readme;
mod real;
mod serve;
mod served;
mod staff;
mod story;
mod trust;
mod visitor;
mod what_if;

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder of one test, with its own home and database.
struct Place {
    folder: TempDir,
}

/// What a run said.
struct Said {
    code: i32,
    lines: Vec<String>,
    errors: String,
}

impl Said {
    /// The lines as JSON objects.
    fn json(&self) -> Vec<serde_json::Value> {
        self.lines
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

impl Place {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program here, with its home here too.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.at_home(env!("CARGO_BIN_EXE_healthcode"));
        command.args(arguments);
        command
    }

    /// A program that works and has its home here.
    fn at_home(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path());
        for name in [
            "XDG_CONFIG_HOME",
            "HEALTHCODE_KEY",
            "HEALTHCODE_KEY_FILE",
            "HEALTHCODE_DATABASE",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program here to its end.
    fn run(&self, arguments: &[&str]) -> Said {
        let output = self.command(arguments).output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            lines: String::from_utf8(output.stdout)
                .unwrap()
                .lines()
                .map(str::to_owned)
                .collect(),
            errors: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The folder of real data; where it is missing, the test says so and is left out.
fn shared(folder: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = ["../shared/data", "../../shared/data"]
        .map(|up| root.join(up).join(folder))
        .into_iter()
        .find(|p| p.is_dir());
    if found.is_none() {
        eprintln!("skipped: ../shared/data/{folder} is not there");
    }
    found
}

#[test]
fn a_wrong_command_line_is_answered_with_two() {
    let place = Place::new();
    for line in [
        &["no-such-command"][..],
        &["risk", "level", "33010", "--on", "2022-07-14"],
        &["id", "check"],
    ] {
        let said = place.run(line);
        assert_eq!(said.code, 2, "{line:?}: {}", said.errors);
        assert!(!said.errors.is_empty());
    }
}

#[test]
fn global_options_stand_before_or_after_the_command() {
    let place = Place::new();
    let before = place.run(&["--json", "id", "check", "11010519491231002X"]);
    let after = place.run(&["id", "check", "11010519491231002X", "--json"]);
    assert_eq!(before.lines, after.lines);
    assert_eq!(before.json()[0]["valid"], true);
}
