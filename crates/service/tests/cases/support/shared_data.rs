//! The real lists beside the repository; a test that needs them says where they are missing.

use std::path::{Path, PathBuf};

use domain::risk::saved::{self, SavedTimes};

/// The real files by name, as text; `None`, and a line that says so, where the shared data are missing.
pub(crate) fn real_files() -> Option<Vec<(String, String)>> {
    let folder = shared("risk_samples")?;
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    files.sort();
    let read = files.iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    });
    Some(read.collect())
}

/// When each real file was saved.
pub(crate) fn saved_times() -> Option<SavedTimes> {
    let csv = shared("risk_samples/saved.csv")?;
    Some(saved::parse(&std::fs::read_to_string(csv).unwrap()).unwrap())
}

fn shared(path: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = ["../../../shared/data", "../../../../shared/data"]
        .iter()
        .map(|up| here.join(up).join(path))
        .find(|found| found.exists());
    if found.is_none() {
        println!("SKIPPED: ../shared/data/{path} is not there");
    }
    found
}
