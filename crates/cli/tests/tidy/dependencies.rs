//! Every dependency is pinned in one place and has a line in `docs/ARCHITECTURE.md` that says what it is for.

use crate::{none, table, tree};

const PAGE: &str = "docs/ARCHITECTURE.md";
const HEADING: &str = "## Dependencies";

/// What the workspace takes from others, by name.
fn third_party() -> Vec<String> {
    let manifest = tree::manifest("Cargo.toml");
    let dependencies = manifest["workspace"]["dependencies"].as_table().unwrap();
    dependencies
        .iter()
        .filter(|(_, value)| value.get("path").is_none())
        .map(|(name, _)| name.clone())
        .collect()
}

/// The names that the page explains.
fn explained(text: &str) -> Vec<String> {
    table::rows(text, Some(HEADING))
        .iter()
        .filter(|(_, cells)| cells.len() >= 2 && cells[1..].iter().all(|cell| !cell.is_empty()))
        .flat_map(|(_, cells)| {
            table::quoted(&cells[0])
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_dependency_has_a_line_that_says_what_it_is_for() {
    let text = tree::read(PAGE);
    assert!(text.is_some(), "{PAGE} is not there");
    let explained = explained(&text.unwrap());
    let findings: Vec<_> = third_party()
        .into_iter()
        .filter(|name| !explained.contains(name))
        .collect();
    none(
        &findings,
        "give each of these a row in docs/ARCHITECTURE.md, in the table under \"## Dependencies\" (`name`, what for)",
    );
}

#[test]
fn every_crate_takes_its_dependencies_from_the_workspace() {
    let mut findings = Vec::new();
    for room in tree::rooms() {
        let path = format!("crates/{room}/Cargo.toml");
        let manifest = tree::manifest(&path);
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(section) = manifest.get(section).and_then(toml::Value::as_table) else {
                continue;
            };
            let own = section
                .iter()
                .filter(|(_, value)| value.get("workspace").is_none());
            findings.extend(own.map(|(name, _)| format!("{path}: {name}")));
        }
    }
    none(
        &findings,
        "write `name.workspace = true`, and the version once in the root Cargo.toml",
    );
}

#[test]
fn every_version_is_pinned() {
    let manifest = tree::manifest("Cargo.toml");
    let dependencies = manifest["workspace"]["dependencies"].as_table().unwrap();
    let loose = |value: &toml::Value| {
        let version = value.get("version").unwrap_or(value).as_str();
        !version.is_some_and(|version| version.starts_with('='))
    };
    let findings: Vec<_> = dependencies
        .iter()
        .filter(|(_, value)| value.get("path").is_none() && loose(value))
        .map(|(name, _)| format!("Cargo.toml: {name}"))
        .collect();
    none(&findings, "write the exact version, `= …`");
}

#[test]
fn a_dependency_without_a_reason_is_noticed() {
    let text = "## Dependencies\n\n| crate | for |\n|---|---|\n| `serde`, `serde_json` | files |\n| `toml` | |\n";
    assert_eq!(explained(text), ["serde", "serde_json"]);
}
