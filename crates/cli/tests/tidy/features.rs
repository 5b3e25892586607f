//! `docs/FEATURES.md` lists each requirement once, with tests that are really there.

use std::collections::HashMap;

use crate::{none, table, tree};

const PAGE: &str = "docs/FEATURES.md";

/// The requirements that a cell names: `S0-3`, `S0-6, S0-7`, `S0-10..12`, `N-4`, or a chapter in capitals.
fn ids(cell: &str) -> Option<Vec<String>> {
    let mut ids = Vec::new();
    for name in cell.split(',').map(str::trim) {
        let is_chapter = name.len() > 3 && name.chars().all(|c| c.is_ascii_uppercase() || c == ' ');
        if is_chapter {
            ids.push(name.to_owned());
            continue;
        }
        let (source, numbers) = name.split_once('-')?;
        if !["S0", "S1", "S2", "N"].contains(&source) {
            return None;
        }
        let (first, last) = numbers.split_once("..").unwrap_or((numbers, numbers));
        let range: std::ops::RangeInclusive<u32> = first.parse().ok()?..=last.parse().ok()?;
        ids.extend(range.map(|number| format!("{source}-{number}")));
    }
    Some(ids)
}

/// Why a test `path::name` is not there.
pub(crate) fn missing(test: &str) -> Option<String> {
    let Some((path, name)) = test.rsplit_once("::") else {
        return Some(format!(
            "{test}: write path::name, the path from the root of the repository"
        ));
    };
    let Some(file) = tree::read(path) else {
        return Some(format!("{test}: there is no file {path}"));
    };
    let there = match path.rsplit_once('.') {
        Some((_, "rs")) => file.contains(&format!("fn {name}(")),
        Some((_, "py")) => file.contains(&format!("def {name}(")),
        _ => file.contains(name),
    };
    (!there).then(|| format!("{test}: there is no such test in the file"))
}

fn findings(text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (line, cells) in table::rows(text, None) {
        let [id, what, tests] = cells.as_slice() else {
            findings.push(format!("{PAGE}:{line}: the columns are id, what, test"));
            continue;
        };
        let Some(ids) = ids(id) else {
            findings.push(format!(
                "{PAGE}:{line}: {id:?} is no requirement; write S0-3, S0-10..12 or N-4"
            ));
            continue;
        };
        for id in ids {
            if let Some(first) = seen.insert(id.clone(), line) {
                findings.push(format!(
                    "{PAGE}:{line}: {id} stands in line {first} already"
                ));
            }
        }
        let tests = table::quoted(tests);
        if what.is_empty() || tests.is_empty() {
            findings.push(format!(
                "{PAGE}:{line}: say what, and name at least one test in backticks"
            ));
        }
        let missing = tests.into_iter().filter_map(missing);
        findings.extend(missing.map(|why| format!("{PAGE}:{line}: {why}")));
    }
    findings
}

#[test]
fn every_feature_stands_once_with_a_test_that_is_there() {
    let text = tree::read(PAGE);
    assert!(text.is_some(), "{PAGE} is not there");
    let text = text.unwrap();
    assert!(
        !table::rows(&text, None).is_empty(),
        "{PAGE} has no table | id | what | test |"
    );
    none(
        &findings(&text),
        "each requirement stands once, with a test that shows it",
    );
}

#[test]
fn a_feature_without_its_test_is_noticed() {
    let here = "crates/cli/tests/tidy/features.rs::a_feature_without_its_test_is_noticed";
    let head = "| id | what | test |\n|---|---|---|\n";
    let of = |rows: &str| findings(&format!("{head}{rows}"));
    assert_eq!(
        of(&format!(
            "| S0-6, S0-7 | a | `{here}` |\n| N-4 | b | `{here}` |"
        ))
        .len(),
        0
    );
    assert!(
        of(&format!(
            "| S0-6..8 | a | `{here}` |\n| S0-7 | b | `{here}` |"
        ))[0]
            .contains("S0-7 stands in line 3")
    );
    assert!(
        of("| S0-1 | a | `crates/cli/tests/tidy/features.rs::gone` |")[0].contains("no such test")
    );
    assert!(of("| S0-1 | a | `crates/gone.rs::gone` |")[0].contains("no file"));
    assert!(of("| S0-1 | a | |")[0].contains("at least one test"));
    assert!(of(&format!("| S9-1 | a | `{here}` |"))[0].contains("is no requirement"));
}
