//! Migrations: append-only, and a newer database is refused by name.

use storage::Store;

use crate::house::{House, address, key};

async fn refusal(house: &House) -> String {
    let folder = house.folder();
    let outcome = Store::open(&address(folder), &key(folder)).await;
    outcome.err().unwrap().to_string()
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_by_name() {
    let house = House::new().await;
    let newer = "INSERT INTO migration (version, name, digest) VALUES (99, '0099_moon', x'00')";
    house.intruder().execute(newer, []).unwrap();
    let text = refusal(&house).await;
    assert!(
        text.contains("migration 99 (0099_moon)") && text.contains("newer program"),
        "{text}"
    );
}

#[tokio::test]
async fn a_migration_changed_afterwards_is_refused() {
    let house = House::new().await;
    let edit = "UPDATE migration SET digest = x'00' WHERE version = 2";
    house.intruder().execute(edit, []).unwrap();
    let text = refusal(&house).await;
    assert!(
        text.contains("migration 2 (0002_person)") && text.contains("append-only"),
        "{text}"
    );
}

#[tokio::test]
async fn a_database_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("database")).unwrap();
    let path = folder.path().join("database/healthcode.db");
    let theirs = rusqlite::Connection::open(&path).unwrap();
    theirs
        .execute_batch("CREATE TABLE bookmarks (a TEXT)")
        .unwrap();
    let outcome = Store::open(&address(folder.path()), &key(folder.path())).await;
    let text = outcome.err().unwrap().to_string();
    assert!(text.contains("made by another program"), "{text}");
    let tables = "SELECT count(*) FROM sqlite_master";
    let tables: i64 = theirs.query_row(tables, [], |row| row.get(0)).unwrap();
    assert_eq!(tables, 1);
}

#[tokio::test]
async fn migrations_are_applied_once() {
    let house = House::new().await.again().await;
    let count = "SELECT count(*), max(version) FROM migration";
    let counted: (i64, i64) = house
        .intruder()
        .query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(counted.0, counted.1);
}

/// The texts of released migrations, by their digests: a released one may never change again.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test is asked by its environment to rewrite golden files"
)]
fn migrations_are_append_only() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let files = std::fs::read_dir(folder).unwrap();
    let mut lines: Vec<String> = files
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read(&path).unwrap();
            let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &text);
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            format!("{name} {}\n", hex::encode(digest))
        })
        .collect();
    lines.sort();
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/migrations.txt");
    if std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
        std::fs::write(golden, lines.concat()).unwrap();
    }
    let kept = std::fs::read_to_string(golden).unwrap();
    assert_eq!(lines.concat(), kept, "add a migration, change none");
}
