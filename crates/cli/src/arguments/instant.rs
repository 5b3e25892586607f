//! An instant on the command line.

use domain::time::Instant;

/// An instant as RFC 3339 or as milliseconds since 1970.
pub(super) fn instant(text: &str) -> Result<Instant, String> {
    if let Ok(ms) = text.parse() {
        return Ok(Instant::from_ms(ms));
    }
    let timestamp: Result<jiff::Timestamp, _> = text.parse();
    timestamp
        .map(|timestamp| Instant::from_ms(timestamp.as_millisecond()))
        .map_err(|_| {
            "write it as 2022-07-14T08:00:00+08:00, or in milliseconds since 1970".to_owned()
        })
}
