//! What one writes first: two loops in Node.js, over one visit in a hundred.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::{Found, Invented};

#[derive(Deserialize)]
struct Printed {
    seconds: f64,
    contacts: u64,
    rows: u64,
}

/// Matches all events against one visit in `every`: what it found, and the seconds that the loops took.
pub(crate) fn nested_loop(invented: &Invented, every: u64) -> anyhow::Result<(Found, f64)> {
    let mut file = tempfile::NamedTempFile::new()?;
    let mut out = BufWriter::new(&mut file);
    for visit in invented.all().step_by(every as usize) {
        let to = visit.to.map_or(visit.from.0, |to| to.0);
        writeln!(out, "v {} {} {} {to}", visit.row, visit.venue, visit.from.0)?;
    }
    for (number, stay) in invented.stays().iter().enumerate() {
        writeln!(
            out,
            "e {number} {} {} {}",
            stay.venue, stay.from.0, stay.to.0
        )?;
    }
    out.flush()?;
    drop(out);
    let output = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/nested-loop.mjs"))
        .arg(file.path())
        .output()
        .context("node is needed")?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}: {errors}", output.status);
    let printed: Printed = serde_json::from_slice(&output.stdout).context("its answer")?;
    let Printed {
        seconds,
        contacts,
        rows,
    } = printed;
    Ok((Found { contacts, rows }, seconds))
}
