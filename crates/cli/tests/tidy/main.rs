//! The rules of the house that a machine can check, read from the files of the repository.
//!
//! Which room may lean on which, what a file looks like, what `domain` must not know, and that the tables of
//! `docs/` name what is really there. A failing test names file and line and what to do.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where something that it needs is missing"
)]

mod arrows;
mod dependencies;
mod features;
mod figures;
mod files;
mod log_words;
mod pages;
mod pictures;
mod purity;
mod source;
mod sql;
mod table;
mod threats;
mod tree;
mod words;

/// Fails with all findings at once, one a line.
#[track_caller]
fn none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}
