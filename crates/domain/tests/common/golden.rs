//! Golden files.

use std::path::Path;

/// Compares with `tests/golden/<name>`; rewrites it when the environment has `UPDATE_GOLDEN=1`.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is asked by its environment to rewrite golden files"
)]
pub(crate) fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = text.lines().zip(kept.lines()).find(|(new, old)| new != old);
    assert!(
        text == kept,
        "{name} differs (run with UPDATE_GOLDEN=1 and read the difference): {differs:?}, {} lines, were {}",
        text.lines().count(),
        kept.lines().count()
    );
}
