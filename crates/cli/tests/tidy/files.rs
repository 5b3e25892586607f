//! What a file looks like: a header that says why it exists, and a length that one can read.

use crate::{none, tree};

/// The longest file; 300 is the aim.
const LONGEST: usize = 400;

#[test]
fn every_module_begins_with_a_header_that_says_why_it_exists() {
    let files = tree::files("crates", ".rs");
    assert!(files.len() > 20, "the sources were not found");
    let headless = |path: &String| !tree::read(path).unwrap().starts_with("//! ");
    let findings: Vec<_> = files.into_iter().filter(headless).collect();
    none(
        &findings,
        "the first line of a module is its header, //! and a sentence",
    );
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let mut findings = Vec::new();
    for path in tree::files("crates", ".rs") {
        let lines = tree::read(&path).unwrap().lines().count();
        if lines > LONGEST {
            findings.push(format!("{path}: {lines} lines"));
        }
    }
    none(&findings, "a file holds one idea; split these");
}
