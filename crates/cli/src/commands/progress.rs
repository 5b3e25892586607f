//! A bar on the terminal for work that takes long.

use indicatif::{ProgressBar, ProgressStyle};
use service::Progress;

/// All of it, in thousandths.
const WHOLE: u64 = 1_000;

/// A bar that fills as people are looked through; it shows only on a terminal.
pub(crate) fn bar() -> ProgressBar {
    let bar = ProgressBar::new(WHOLE);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent}%  {msg}  {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// Shows how far the work came.
pub(crate) fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_position(progress.share.into());
    bar.set_message(format!(
        "{} people rated, {} changed",
        progress.looked_at, progress.changed
    ));
}
