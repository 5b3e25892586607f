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

/// A bar that fills as a file of so many bytes is read.
pub(crate) fn bytes(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    if let Ok(style) =
        ProgressStyle::with_template("{wide_bar} {percent}%  {bytes} of {total_bytes}  {elapsed}")
    {
        bar.set_style(style);
    }
    bar
}

/// A bar that fills as so many things are looked at.
pub(crate) fn count(things: u64, what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(things);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len} {msg}  {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar
}
