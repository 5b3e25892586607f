//! `domain` reads no file, no clock, no network, no environment and draws no random number.

use crate::source::Source;
use crate::{none, tree};

/// Modules of the standard library that reach outside.
const MODULES: [&str; 7] = ["env", "fs", "io", "net", "process", "thread", "time"];
/// Macros that write to the terminal.
const MACROS: [&str; 5] = ["print!", "println!", "eprint!", "eprintln!", "dbg!"];
/// Crates that bring chance, clocks, networks or databases.
const CRATES: [&str; 14] = [
    "rand",
    "rand_core",
    "getrandom",
    "fastrand",
    "uuid",
    "chrono",
    "time",
    "tokio",
    "rusqlite",
    "tokio-postgres",
    "reqwest",
    "hyper",
    "axum",
    "tracing",
];

/// The first names after `std::` in code without blanks, each with its line: `std::fs::read` and `std::{fs, fmt}`.
fn std_modules(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("std::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "std::".len()..];
        for name in first_names(rest.trim_start()) {
            found.push((line, name));
        }
    }
    found
}

fn first_names(rest: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(list) = rest.strip_prefix('{') else {
        return vec![word(rest)];
    };
    let mut depth = 0_i32;
    let mut names = vec![word(list)];
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(word(&list[at + 1..])),
            _ => {}
        }
    }
    names
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

#[test]
fn domain_imports_nothing_that_reaches_outside() {
    let mut findings = Vec::new();
    for path in tree::files("crates/domain/src", ".rs")
        .iter()
        .filter(|path| !is_test_file(path))
    {
        let code = Source::without_tests(&tree::read(path).unwrap()).code;
        for (line, module) in std_modules(&code) {
            if MODULES.contains(&module.as_str()) {
                findings.push(format!("{path}:{line}: std::{module}"));
            }
        }
        for (i, line) in code.lines().enumerate() {
            let names = MACROS
                .iter()
                .chain(&["SystemTime", "rand::", "getrandom::"]);
            for name in names.filter(|name| line.contains(**name)) {
                findings.push(format!("{path}:{}: {name}", i + 1));
            }
        }
    }
    none(
        &findings,
        "what comes from outside comes into domain as a value",
    );
}

#[test]
fn domain_depends_on_no_crate_that_reaches_outside() {
    let manifest = tree::manifest("crates/domain/Cargo.toml");
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let findings: Vec<_> = CRATES
        .iter()
        .filter(|name| dependencies.contains_key(**name))
        .map(|name| format!("crates/domain/Cargo.toml: {name}"))
        .collect();
    none(
        &findings,
        "what comes from outside comes into domain as a value",
    );
}

#[test]
fn an_import_that_reaches_outside_is_noticed() {
    let names = |code: &str| -> Vec<String> {
        std_modules(code)
            .into_iter()
            .map(|(_, name)| name)
            .collect()
    };
    assert_eq!(names("let a = std::fs::read(b);"), ["fs"]);
    assert_eq!(
        names("use std::{\n  collections::{BTreeMap, HashMap},\n  env, fmt\n};"),
        ["collections", "env", "fmt"]
    );
    assert_eq!(std_modules("\n\nstd::net::TcpStream")[0].0, 3);
}
