//! The files of the repository, by paths relative to its root.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold no source of ours.
const SKIPPED: [&str; 4] = ["target", "node_modules", ".git", "dist"];

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(2).unwrap().to_path_buf()
}

/// The text of a file.
pub(crate) fn read(relative: &str) -> Option<String> {
    fs::read_to_string(root().join(relative)).ok()
}

/// All files below a folder whose names end so, in order.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(&root().join(folder), ending, &mut found);
    found.sort();
    found
}

/// The folders in `crates/`, each the name of a room.
pub(crate) fn rooms() -> Vec<String> {
    let mut rooms: Vec<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("Cargo.toml").is_file())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    rooms.sort();
    rooms
}

/// A manifest as a table.
pub(crate) fn manifest(relative: &str) -> toml::Table {
    read(relative).unwrap().parse().unwrap()
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !SKIPPED.contains(&name.as_str()) {
            collect(&path, ending, found);
        } else if path.is_file() && name.ends_with(ending) {
            let relative = path.strip_prefix(root()).unwrap();
            found.push(relative.to_string_lossy().into_owned());
        }
    }
}
