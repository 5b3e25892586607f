//! A database in a folder of its own, and the load program as a child that can be killed.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use domain::time::{Date, Instant};
use service::{KeySource, Service, Store};
use simulation::load::{Ack, Answers, SeededChance};
use tempfile::TempDir;

/// The population of all tests here.
pub(crate) const SEED: u64 = 20_200_715;

/// A folder for the database alone, and the key outside of it.
pub(crate) struct Place {
    root: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("database")).unwrap();
        Self { root }
    }

    /// The folder in which nothing but the database's files lies.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.path().join("database")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder().join("load.db")
    }

    /// The length of the log that a killed program has left.
    pub(crate) fn log_bytes(&self) -> u64 {
        let log = self.folder().join("load.db-wal");
        log.metadata().map_or(0, |file| file.len())
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.root.path().join("key").join("master.key")
    }

    /// A folder beside that of the database.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let path = self.root.path().join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    /// What the load program is told.
    pub(crate) fn arguments(&self, chance: u64, load: &[(&str, u64)]) -> Vec<String> {
        let mut arguments = vec![
            format!("--database=sqlite:{}", self.database().display()),
            format!("--key-file={}", self.key_file().display()),
            format!("--seed={SEED}"),
            format!("--chance={chance}"),
        ];
        arguments.extend(load.iter().map(|(name, value)| format!("--{name}={value}")));
        arguments
    }

    /// Opens the database as a server that starts again does.
    pub(crate) fn open(&self, chance: u64) -> Service {
        let address = format!("sqlite:{}", self.database().display());
        let store = wait(Store::open(&address, &KeySource::file(self.key_file()))).unwrap();
        Service::new(store, Arc::new(SeededChance::new(chance)))
    }
}

pub(crate) fn answers() -> Answers {
    Answers::new(SEED)
}

/// Noon of the simulated day: later than all that a run records.
pub(crate) fn noon() -> Instant {
    let date = Date::from_ymd(2020, 7, 15).unwrap();
    date.start().plus_ms(12 * 3_600_000)
}

/// Waits for a call of the service.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

pub(crate) fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_healthcode-load"))
}

/// The load program at work.
pub(crate) struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Running {
    pub(crate) fn start(mut command: Command, arguments: &[String]) -> Self {
        let command = command.args(arguments).stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// Waits for so many acknowledgements, kills, and gives all that were made, those in the pipe among them.
    pub(crate) fn kill_after(mut self, acknowledgements: u64) -> Vec<Ack> {
        let mut acks: Vec<Ack> = (0..acknowledgements).filter_map(|_| self.next()).collect();
        assert_eq!(
            acks.len() as u64,
            acknowledgements,
            "the program ended before it was killed"
        );
        self.child.kill().unwrap();
        while let Some(ack) = self.next() {
            acks.push(ack);
        }
        let ended = self.child.wait().unwrap();
        assert!(!ended.success(), "the program was not killed in the middle");
        acks
    }

    /// Waits for the end and gives all acknowledgements.
    pub(crate) fn finish(mut self) -> Vec<Ack> {
        let mut acks = Vec::new();
        while let Some(ack) = self.next() {
            acks.push(ack);
        }
        assert!(self.child.wait().unwrap().success());
        acks
    }

    /// The next line. One that was cut off by the kill would have been half an acknowledgement: there is none.
    fn next(&mut self) -> Option<Ack> {
        let mut line = String::new();
        let read = self.lines.read_line(&mut line).unwrap();
        let whole = line.strip_suffix('\n');
        (read > 0).then(|| whole.unwrap().parse().unwrap())
    }
}
