//! `storage` is the only room with SQL.

use crate::source::Source;
use crate::{none, tree};

/// Rooms that may hold SQL. `bench` measures a bare insert beside ours.
const WITH_SQL: [&str; 2] = ["storage", "bench"];
/// Phrases of SQL that no sentence has, in lower case.
const PHRASES: [&str; 9] = [
    "insert into",
    "delete from",
    "create table",
    "create index",
    "create unique index",
    "alter table",
    "drop table",
    "on conflict",
    "begin immediate",
];

/// Whether a text is a statement of SQL.
fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = words.join(" ").to_lowercase();
    let follows = |first: &str, then: &str| {
        let at = words.iter().position(|word| *word == first);
        at.is_some_and(|at| words[at..].contains(&then))
    };
    PHRASES.iter().any(|phrase| plain.contains(phrase))
        || follows("SELECT", "FROM")
        || follows("UPDATE", "SET")
        || words.first() == Some(&"PRAGMA")
}

#[test]
fn only_storage_speaks_sql() {
    let mut findings = Vec::new();
    let rooms = tree::rooms();
    for room in rooms
        .iter()
        .filter(|room| !WITH_SQL.contains(&room.as_str()))
    {
        // Tests may: they tamper with a database as a thief would.
        for path in tree::files(&format!("crates/{room}/src"), ".rs") {
            let source = Source::without_tests(&tree::read(&path).unwrap());
            let statements = source.texts.iter().filter(|(_, text)| is_sql(text));
            findings
                .extend(statements.map(|(line, _)| format!("{path}:{line}: a statement of SQL")));
        }
        findings.extend(tree::files(&format!("crates/{room}"), ".sql"));
    }
    none(&findings, "statements belong into crates/storage");
}

#[test]
fn a_statement_is_told_from_a_sentence() {
    assert!(is_sql("SELECT a\n  FROM b WHERE c = ?1"));
    assert!(is_sql("insert into t values (?1)"));
    assert!(is_sql("UPDATE t SET a = ?1"));
    assert!(is_sql("PRAGMA synchronous = FULL"));
    assert!(!is_sql("select a city from the list, then update it"));
    assert!(!is_sql("the SET of facts"));
}
