//! Yardsticks and figures.
//!
//! Each row measures ours and a yardstick in one run, in turn, five times, and takes the medians: the machine's
//! own figures move by a third between runs, their ratio does not. A row is one file in `rows/`. The table is for
//! people; `target/bench/results.jsonl` holds one object a row for whoever compares runs.

mod contact;
mod http;
mod measure;
mod people;
mod rate;
mod rows;
mod store;
mod table;

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use measure::Measured;

/// Measures the rows whose names begin with one of `wanted` (all, where there is none), prints the table and
/// writes the results.
pub fn run(wanted: &[String]) -> anyhow::Result<()> {
    let is_wanted =
        |name: &str| wanted.is_empty() || wanted.iter().any(|w| name.starts_with(w.as_str()));
    let mut measured: Vec<Measured> = Vec::new();
    for (name, row) in rows::ALL.iter().filter(|(name, _)| is_wanted(name)) {
        let row = row().with_context(|| (*name).to_owned())?;
        measured.push(row.named(name));
    }
    let mut out = std::io::stdout().lock();
    table::print(&measured, &mut out)?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench/results.jsonl");
    keep(&measured, &path).with_context(|| format!("cannot write {}", path.display()))?;
    writeln!(out, "results: target/bench/results.jsonl")?;
    Ok(())
}

fn keep(measured: &[Measured], path: &Path) -> anyhow::Result<()> {
    let lines: Result<Vec<String>, _> = measured.iter().map(serde_json::to_string).collect();
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    std::fs::write(path, lines?.join("\n") + "\n")?;
    Ok(())
}
