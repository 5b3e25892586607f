//! PostgreSQL with the same visits and events, on a private socket below `target/bench`.
//!
//! It is Debian's, started by `scripts/postgres` and stopped when it is dropped; it is loaded anew each time.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow, ensure};

use super::{Found, Invented};

/// The overlap join: half open, as ours.
const JOIN: &str =
    "FROM event e JOIN visit v ON v.venue = e.venue AND v.from_s < e.to_s AND v.to_s > e.from_s";
/// The longest visit, which the hinted question tells.
const LONGEST_S: u32 = 10_800;

/// A server with both tables.
pub(crate) struct Postgres {
    folder: PathBuf,
}

impl Postgres {
    /// Starts a server, and loads, indexes and analyses both tables.
    pub(crate) fn load(invented: &Invented) -> anyhow::Result<Self> {
        let folder = root().join("target/bench/postgres");
        let server = Self { folder };
        server.script("start")?;
        server.psql(&[
            "DROP TABLE IF EXISTS visit, event",
            "CREATE UNLOGGED TABLE visit (row_id bigint NOT NULL, venue integer NOT NULL, from_s integer NOT NULL, to_s integer NOT NULL)",
            "CREATE UNLOGGED TABLE event (event_id integer NOT NULL, venue integer NOT NULL, from_s integer NOT NULL, to_s integer NOT NULL)",
        ])?;
        server.copy("visit", |out| {
            for visit in invented.all() {
                let to = visit.to.map_or(visit.from.0, |to| to.0);
                writeln!(
                    out,
                    "{}\t{}\t{}\t{to}",
                    visit.row, visit.venue, visit.from.0
                )?;
            }
            Ok(())
        })?;
        server.copy("event", |out| {
            for (number, stay) in invented.stays().iter().enumerate() {
                writeln!(
                    out,
                    "{number}\t{}\t{}\t{}",
                    stay.venue, stay.from.0, stay.to.0
                )?;
            }
            Ok(())
        })?;
        server.psql(&[
            "CREATE INDEX visit_venue_start ON visit (venue, from_s)",
            "CREATE INDEX event_venue_start ON event (venue, from_s)",
            "VACUUM ANALYZE visit",
            "VACUUM ANALYZE event",
        ])?;
        Ok(server)
    }

    /// The join by PostgreSQL's own plan: what it found, and the seconds that it took.
    pub(crate) fn join(&self) -> anyhow::Result<(Found, f64)> {
        self.timed(&[], &question(""))
    }

    /// The join as somebody who knows the data helps it: no hash, no merge, and how long the longest visit is.
    pub(crate) fn hinted(&self) -> anyhow::Result<(Found, f64)> {
        self.timed(&HINTS, &question(&bound()))
    }

    /// The version of the server.
    pub(crate) fn version(&self) -> anyhow::Result<String> {
        Ok(self.psql(&["SHOW server_version"])?.trim().to_owned())
    }

    /// The nodes of both plans, the outermost first.
    pub(crate) fn plans(&self) -> anyhow::Result<[String; 2]> {
        let own = format!("EXPLAIN {}", question(""));
        let hinted = format!("EXPLAIN {}", question(&bound()));
        let own = self.psql(&[&own])?;
        let hinted = self.psql(&[HINTS[0], HINTS[1], &hinted])?;
        Ok([nodes(&own), nodes(&hinted)])
    }

    fn timed(&self, before: &[&str], question: &str) -> anyhow::Result<(Found, f64)> {
        let mut statements = before.to_vec();
        statements.extend(["\\timing on", question]);
        let said = self.psql(&statements)?;
        let mut found = Found::default();
        let mut took = None;
        for line in said.lines() {
            if let Some(ms) = line.strip_prefix("Time: ") {
                let ms = ms.split_whitespace().next().unwrap_or_default();
                took = Some(ms.parse::<f64>()? / 1e3);
            } else if let Some((contacts, rows)) = line.split_once('|') {
                found.contacts = contacts.parse()?;
                found.rows = rows.parse()?;
            }
        }
        Ok((found, took.context("psql told no time")?))
    }

    /// Runs statements in one session.
    fn psql(&self, statements: &[&str]) -> anyhow::Result<String> {
        let mut command = self.command();
        for statement in statements {
            command.args(["-c", statement]);
        }
        let output = command.output().context("psql is needed")?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "psql: {errors}");
        Ok(String::from_utf8(output.stdout)?)
    }

    fn copy(
        &self,
        table: &str,
        rows: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut command = self.command();
        command.args(["-c", &format!("COPY {table} FROM STDIN")]);
        let mut child = command
            .stdin(Stdio::piped())
            .spawn()
            .context("psql is needed")?;
        let stdin = child
            .stdin
            .take()
            .ok_or_else(|| anyhow!("psql takes nothing"))?;
        let mut out = BufWriter::with_capacity(1 << 20, stdin);
        rows(&mut out)?;
        out.flush()?;
        drop(out);
        let ended = child.wait()?;
        ensure!(ended.success(), "COPY {table}: {ended}");
        Ok(())
    }

    fn command(&self) -> Command {
        let mut command = Command::new("psql");
        command
            .args([
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-U",
                "postgres",
                "-d",
                "postgres",
                "-h",
            ])
            .arg(&self.folder);
        command
    }

    fn script(&self, verb: &str) -> anyhow::Result<()> {
        let done = Command::new(root().join("scripts/postgres"))
            .arg(verb)
            .arg(&self.folder)
            .status()
            .context("scripts/postgres")?;
        ensure!(done.success(), "scripts/postgres {verb}: {done}");
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Where it does not stop, the next start says so.
        let _stopped = self.script("stop");
    }
}

const HINTS: [&str; 2] = ["SET enable_hashjoin = off", "SET enable_mergejoin = off"];

fn question(more: &str) -> String {
    format!("SELECT count(*), coalesce(sum(v.row_id), 0) {JOIN}{more}")
}

fn bound() -> String {
    format!(" AND v.from_s > e.from_s - {LONGEST_S}")
}

/// The nodes of a plan.
fn nodes(plan: &str) -> String {
    let names = plan.lines().filter_map(|line| {
        let node = line.trim_start().trim_start_matches("->").trim_start();
        let (name, _) = node.split_once("  (cost")?;
        Some(name.to_owned())
    });
    names.collect::<Vec<_>>().join(" <- ")
}

/// The root of the repository.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
