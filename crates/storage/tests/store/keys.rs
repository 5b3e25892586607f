//! Keys: where they lie, who may read them, and what a wrong one is told.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use storage::{KeySource, OpenError, Store};

use crate::house::{House, address, key};

async fn refusal(folder: &Path, source: &KeySource) -> String {
    match Store::open(&address(folder), source).await {
        Ok(_) => panic!("it opens"),
        Err(error) => error.to_string(),
    }
}

fn key_file(folder: &Path) -> std::path::PathBuf {
    folder.join("configuration/healthcode/master.key")
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn the_key_file_is_made_at_the_first_start_and_read_at_the_next() {
    let house = House::new().await;
    let file = key_file(house.folder());
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(file.parent().unwrap()), 0o700);
    assert_eq!(mode(&house.directory().join("healthcode.db")), 0o600);
    let before = std::fs::read(&file).unwrap();
    let house = house.again().await;
    assert_eq!(std::fs::read(key_file(house.folder())).unwrap(), before);
    let beside = std::fs::read_dir(file.parent().unwrap()).unwrap();
    assert_eq!(beside.count(), 1, "nothing of the making is left");
}

#[tokio::test]
async fn a_wrong_key_is_refused_by_name() {
    let house = House::new().await;
    let wrong = KeySource::hex("ab".repeat(32));
    let text = refusal(house.folder(), &wrong).await;
    assert!(text.contains("was made with key"), "{text}");
    assert!(text.contains("HEALTHCODE_KEY holds"), "{text}");
    assert!(!text.contains("abababab"), "{text}");

    let file = key_file(house.folder());
    std::fs::write(&file, "cd".repeat(32)).unwrap();
    let text = refusal(house.folder(), &key(house.folder())).await;
    assert!(text.contains("master.key holds"), "{text}");
}

#[tokio::test]
async fn a_lost_key_is_not_replaced_by_a_new_one() {
    let house = House::new().await;
    let file = key_file(house.folder());
    std::fs::remove_file(&file).unwrap();
    let text = refusal(house.folder(), &key(house.folder())).await;
    assert!(text.contains("was made with key") && text.contains("no key file"));
    assert!(!file.exists());
}

#[tokio::test]
async fn a_key_file_that_others_can_read_is_refused() {
    let house = House::new().await;
    let file = key_file(house.folder());
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    let text = refusal(house.folder(), &key(house.folder())).await;
    assert!(text.contains("chmod 600"), "{text}");
}

#[tokio::test]
async fn a_key_in_the_databases_directory_is_refused_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("database");
    std::fs::create_dir(&database).unwrap();
    std::os::unix::fs::symlink(&database, folder.path().join("link")).unwrap();
    for place in ["database/master.key", "link/master.key"] {
        let source = KeySource::file(folder.path().join(place));
        let text = refusal(folder.path(), &source).await;
        assert!(text.contains("database's directory"), "{text}");
    }
    assert_eq!(std::fs::read_dir(&database).unwrap().count(), 0);
}

#[tokio::test]
async fn a_key_in_a_sub_directory_is_allowed_because_the_home_folder_holds_both() {
    let home = tempfile::tempdir().unwrap();
    let source = KeySource::file(home.path().join(".config/healthcode/master.key"));
    let address = format!("sqlite:{}/healthcode.db", home.path().display());
    Store::open(&address, &source).await.unwrap();
}

#[tokio::test]
async fn what_is_no_key_is_refused_by_its_place() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("database")).unwrap();
    let text = refusal(folder.path(), &KeySource::hex("short")).await;
    assert!(
        text.starts_with("HEALTHCODE_KEY holds no master key"),
        "{text}"
    );
}

#[tokio::test]
async fn an_altered_data_key_is_refused() {
    let house = House::new().await;
    let edit = "UPDATE wrapped_key SET wrapped = zeroblob(60) WHERE purpose = 'mac'";
    house.intruder().execute(edit, []).unwrap();
    let text = refusal(house.folder(), &key(house.folder())).await;
    assert!(
        text.contains("the mac key") && text.contains("wrapped_key"),
        "{text}"
    );
}

#[tokio::test]
async fn another_engine_is_refused_by_name() {
    let error = Store::open("postgres://u:p@h/d", &KeySource::hex("00")).await;
    assert!(matches!(error, Err(OpenError::Address(_))));
}
