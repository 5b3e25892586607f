//! `docs/THREATS.md` names, for each attempt that meets something, a test that is really there.

use crate::features::missing;
use crate::{none, table, tree};

const PAGE: &str = "docs/THREATS.md";

/// What the page writes for the folders that it names most.
const SHORT: [(&str, &str); 3] = [
    ("credential/", "crates/credential/tests/credential/"),
    ("accounts/", "crates/service/tests/accounts/"),
    ("gate/", "web/src/checkpoint/"),
];

/// The path of a test as it stands in the repository.
fn whole(test: &str) -> String {
    let folder = SHORT.iter().find(|(short, _)| test.starts_with(short));
    folder.map_or_else(
        || test.to_owned(),
        |(short, long)| test.replacen(short, long, 1),
    )
}

/// The rows of all tables: there is one under a heading.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let headings = text.lines().filter(|line| line.starts_with("## "));
    headings
        .flat_map(|heading| table::rows(text, Some(heading)))
        .collect()
}

fn findings(text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for (line, cells) in rows(text) {
        let last = cells.last().map_or("", String::as_str);
        if !last.contains('`') && !last.contains("the same test") {
            findings.push(format!("{PAGE}:{line}: name the test that shows it"));
        }
        let tests = table::quoted(last).into_iter().map(whole);
        findings.extend(
            tests
                .filter_map(|test| missing(&test))
                .map(|why| format!("{PAGE}:{line}: {why}")),
        );
    }
    findings
}

#[test]
fn every_attempt_has_a_test_that_is_there() {
    let text = tree::read(PAGE).unwrap_or_default();
    assert!(rows(&text).len() > 20, "{PAGE} has no tables");
    none(&findings(&text), "each attempt has a test that shows it");
}

#[test]
fn an_attempt_without_its_test_is_noticed() {
    let head = "## A\n\n| attempt | what happens | test |\n|---|---|---|\n";
    let of = |test: &str| findings(&format!("{head}| a | b | {test} |"));
    let here = "`crates/cli/tests/tidy/threats.rs::an_attempt_without_its_test_is_noticed`";
    assert_eq!(of(here), Vec::<String>::new());
    assert_eq!(of("the same test"), Vec::<String>::new());
    assert!(of("")[0].contains("name the test"));
    assert!(of("`credential/forged.rs::gone`")[0].contains("no such test"));
}
