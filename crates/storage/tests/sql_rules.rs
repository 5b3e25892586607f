//! The rules of one SQL text for several engines, read off every statement of this room and off the migrated
//! schema. Until the second engine runs the same suite, this test stands for it.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use storage::{KeySource, Store};

/// Tables that are no person's: ways to a person, keyed by what is known from outside (SQL rules 2 and 4).
const WAYS: [&str; 15] = [
    "document_claim",
    "phone_claim",
    "stay_by_place",
    "leg_by_journey",
    "met_by_venue_day",
    "session",
    "credential_status",
    "followed",
    "task_by_place",
    "laboratory_sample",
    "organisation_member",
    "application",
    "unit_link",
    "family_reference",
    "correction_waiting",
];

/// What makes a text of the source an SQL text.
const VERBS: [&str; 7] = [
    "SELECT ",
    "INSERT ",
    "UPDATE ",
    "DELETE ",
    "CREATE ",
    "ON CONFLICT",
    "ALTER ",
];

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every SQL text: the string literals of the source that begin with a verb, and the migrations, comments cut.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for path in files("src", "rs") {
        // The one file in which the engines may differ.
        if path.file_name().is_some_and(|name| name == "dialect.rs") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for literal in literals(&source) {
            if VERBS.iter().any(|verb| literal.starts_with(verb)) {
                texts.push((path.display().to_string(), without_comments(&literal)));
            }
        }
    }
    for path in files("migrations", "sql") {
        let text = std::fs::read_to_string(&path).unwrap();
        texts.push((path.display().to_string(), without_comments(&text)));
    }
    texts
}

/// The string literals of Rust source; comments are passed over.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in source.split("\nmod tests {").next().unwrap().lines().fold(
        vec![String::new()],
        |mut parts, line| {
            if line.trim_start().starts_with("//") {
                parts.push(String::new());
            } else {
                let last = parts.last_mut().unwrap();
                last.push_str(line);
                last.push('\n');
            }
            parts
        },
    ) {
        let mut quoted = part.split('"');
        quoted.next();
        while let Some(literal) = quoted.next() {
            found.push(literal.to_owned());
            quoted.next();
        }
    }
    found
}

fn without_comments(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("--").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// One spelling for the search: upper case, single blanks, words apart from signs.
fn plain(text: &str) -> String {
    let spaced: String = text
        .chars()
        .flat_map(|c| match c {
            '(' | ')' | ',' => vec![' ', c, ' '],
            c => vec![c.to_ascii_uppercase()],
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

#[test]
fn the_search_finds_the_statements() {
    let texts = texts();
    assert!(texts.len() > 60, "{}", texts.len());
    for part in [
        "UPDATE rating SET",
        "FROM stay_by_place",
        "CREATE TABLE stay",
    ] {
        assert!(texts.iter().any(|(_, text)| text.contains(part)), "{part}");
    }
}

#[test]
fn no_statement_says_what_engines_understand_differently() {
    let forbidden = [
        (" LIKE ", "folds case on one engine only"),
        ("->>", "reads JSON differently: what is queried is a column"),
        (" GREATEST (", "another name on each engine"),
        (" LEAST (", "another name on each engine"),
        (" STRING_AGG (", "another name on each engine"),
        (" GROUP_CONCAT (", "another name on each engine"),
        (" INSERT OR ", "SQLite only; ON CONFLICT says it"),
        (" REPLACE INTO ", "SQLite only"),
        ("CURRENT_TIMESTAMP", "no clock in SQL"),
        ("CURRENT_DATE", "no clock in SQL"),
        (" NOW (", "no clock in SQL"),
        (" DATETIME (", "no clock in SQL"),
        (" STRFTIME (", "no clock in SQL"),
        (" RANDOM (", "no randomness in SQL"),
        (" RANDOMBLOB (", "no randomness in SQL"),
        (" GEN_RANDOM_UUID (", "no randomness in SQL"),
        ("SELECT *", "columns are named"),
        ("RETURNING *", "columns are named"),
        (".*", "columns are named"),
        (" TRIGGER ", "no triggers"),
        ("AUTOINCREMENT", "ids come from the program"),
        (" SERIAL", "ids come from the program"),
        (" SEQUENCE", "ids come from the program"),
        (" ROWID", "no such column on the others"),
        (
            "$1",
            "placeholders are ?1; $1 binds the wrong value on SQLite",
        ),
        (" = ?)", "placeholders are numbered"),
        (" PRAGMA ", "stands in the dialect file"),
        (" LISTEN ", "not on every engine"),
        (" GLOB ", "SQLite only"),
        (" ILIKE ", "PostgreSQL only"),
        ("::", "PostgreSQL only; CAST says it"),
        (" INTEGER", "write {I64}"),
        (" BIGINT,", "write {I64}"),
        (" BLOB", "write {BLOB}"),
        (" BYTEA", "write {BLOB}"),
        (" WITHOUT ROWID", "write {CLUSTERED}"),
    ];
    for (place, text) in texts() {
        let text = plain(&text);
        for (part, why) in forbidden {
            assert!(!text.contains(part), "{place}: {part}: {why}\n{text}");
        }
        for function in [" MAX (", " MIN ("] {
            for call in text.split(function).skip(1) {
                let arguments = call.split(')').next().unwrap();
                assert!(
                    !arguments.contains(','),
                    "{place}: {function} of several: {text}"
                );
            }
        }
    }
}

#[test]
fn whatever_is_limited_is_ordered() {
    for (place, text) in texts() {
        let text = plain(&text);
        if let Some(limit) = text.find(" LIMIT ") {
            let order = text.find(" ORDER BY ");
            assert!(order.is_some_and(|order| order < limit), "{place}: {text}");
        }
    }
}

#[test]
fn bare_parameters_in_expressions_are_cast() {
    for (place, text) in texts() {
        for case in plain(&text).split(" CASE ").skip(1) {
            let case = case.split(" END").next().unwrap();
            let bare = case.split(" CAST ").next().unwrap();
            assert!(!bare.contains('?'), "{place}: {case}");
        }
    }
}

#[test]
fn every_column_has_a_comment_above_it() {
    for path in files("migrations", "sql") {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut before = "";
        let mut inside = false;
        for line in text.lines() {
            let named = line.trim_start();
            let column = inside && line.starts_with("  ") && !named.starts_with("--");
            let key = named.starts_with("PRIMARY KEY") || named.starts_with("UNIQUE");
            if column && !key {
                assert!(
                    before.trim_start().starts_with("--"),
                    "{}: {line}",
                    path.display()
                );
            }
            inside = inside && !line.starts_with(')') || line.starts_with("CREATE TABLE");
            before = line;
        }
    }
}

async fn migrated() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let address = format!("sqlite:{}", path.display());
    let key = KeySource::hex("5a".repeat(32));
    drop(Store::open(&address, &key).await.unwrap());
    let connection = Connection::open(path).unwrap();
    (folder, connection)
}

fn column(connection: &Connection, sql: &str, key: &str) -> Vec<String> {
    let mut select = connection.prepare(sql).unwrap();
    let found = select.query_map([key], |row| row.get(0)).unwrap();
    found.map(Result::unwrap).collect()
}

#[tokio::test]
async fn every_table_about_a_person_is_keyed_by_the_person() {
    let (_folder, connection) = migrated().await;
    let tables = "SELECT name FROM sqlite_master WHERE type = ?1";
    let mut about = 0;
    for table in column(&connection, tables, "table") {
        let key = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
        let key = column(&connection, key, &table);
        assert!(!key.is_empty(), "{table} has a primary key");
        let required = "SELECT name FROM pragma_table_info(?1) WHERE \"notnull\" = 1";
        let required = column(&connection, required, &table);
        assert!(
            key.iter().all(|name| required.contains(name)),
            "{table}: its key is NOT NULL"
        );
        let names = "SELECT name FROM pragma_table_info(?1)";
        let person = column(&connection, names, &table).contains(&"person_id".into());
        if !person {
            continue;
        }
        if WAYS.contains(&table.as_str()) {
            assert_ne!(key[0], "person_id", "{table} is a way to a person");
            continue;
        }
        about += 1;
        assert_eq!(key[0], "person_id", "{table}");
        let unique = "SELECT name FROM pragma_index_list(?1) WHERE \"unique\" = 1";
        for index in column(&connection, unique, &table) {
            let columns = "SELECT name FROM pragma_index_info(?1)";
            let columns = column(&connection, columns, &index);
            assert!(columns.contains(&"person_id".into()), "{table}.{index}");
        }
        let foreign = "SELECT \"from\" FROM pragma_foreign_key_list(?1)";
        assert!(column(&connection, foreign, &table).is_empty(), "{table}");
    }
    assert_eq!(about, 48);
}

#[tokio::test]
async fn the_schema_has_neither_triggers_nor_views() {
    let (_folder, connection) = migrated().await;
    for kind in ["trigger", "view"] {
        let found = "SELECT name FROM sqlite_master WHERE type = ?1";
        assert_eq!(column(&connection, found, kind), [""; 0]);
    }
}
