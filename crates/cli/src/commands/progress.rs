//! A bar on the terminal for work that takes long.

use indicatif::{ProgressBar, ProgressStyle};
use service::Progress;

/// A bar that counts people; it shows only on a terminal.
pub(crate) fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed} ({per_sec})") {
        bar.set_style(style);
    }
    bar
}

/// Shows how far the work came.
pub(crate) fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_position(progress.looked_at);
    bar.set_message(format!(
        "{} people rated, {} changed",
        progress.looked_at, progress.changed
    ));
}
