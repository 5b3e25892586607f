//! Where the shared data lie.

use std::path::{Path, PathBuf};

/// A file or folder of the shared data, which lie beside the repository (or one deeper). `None`, and a line
/// that says so, where they are missing: the caller skips.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
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
