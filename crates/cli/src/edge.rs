//! The edge of the program: the only place that reads the clock, the environment and the log's settings.

use domain::time::Instant;

/// The instant at which the command runs.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the clock is read"
)]
pub(crate) fn now() -> Instant {
    Instant::from_ms(jiff::Timestamp::now().as_millisecond())
}

/// Logs go to the error channel, warnings and worse.
pub(crate) fn start_log() {
    let log = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::WARN);
    log.with_target(false).init();
}
