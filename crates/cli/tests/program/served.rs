//! The program while it serves: started, asked to end, killed, and what it said when it was ready.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::Value;

use crate::Place;
use crate::http::Connection;

/// The program while it serves. It is killed when it is dropped.
pub(crate) struct Served {
    child: Child,
    /// What it said when it was ready.
    pub(crate) ready: Value,
}

/// The database of the demonstrations in these tests.
pub(crate) const DATABASE: &str = "sqlite:demo/healthcode.db";

impl Served {
    /// Starts a demonstration in a place, on free ports of this machine.
    pub(crate) fn demo(place: &Place, more: &[&str]) -> Self {
        let line = [
            "serve",
            "--demo",
            "--json",
            "--database",
            DATABASE,
            "--listen",
            "127.0.0.1:0",
            "--phone-listen",
            "127.0.0.1:0",
        ];
        Self::start(place, &[&line[..], more].concat())
    }

    /// Starts the program in a place, and waits until it says where it serves.
    pub(crate) fn start(place: &Place, line: &[&str]) -> Self {
        let mut command = place.command(line);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut said).unwrap();
        Self {
            ready: serde_json::from_str(&said).unwrap(),
            child,
        }
    }

    /// An address that it said.
    pub(crate) fn said(&self, field: &str) -> &str {
        self.ready[field].as_str().unwrap()
    }

    pub(crate) fn connect(&self) -> Connection<TcpStream> {
        Connection::to(self.said("resident"))
    }

    /// Asks it to end, as whoever looks after services does.
    pub(crate) fn end(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap()
    }

    /// Ends it at once, in the middle of whatever it does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}
