//! What it costs to keep a registration or a declaration so that it outlives a power cut.
//!
//! Ours is the use case as a server calls it: the claim, the reading, the rating, sealing, MACs, the guard, the log
//! line. The yardstick is nothing but the disk: the same number of bytes for each call as one row, through one
//! writer thread that commits what has queued, with the same settings of SQLite. Both answer after the sync, to the
//! same number of callers who wait for their answers at the same time.

pub(crate) mod bare;
pub(crate) mod bytes;
pub(crate) mod callers;
mod ours;

pub(crate) use bare::bare;
pub(crate) use ours::{Kept, declare, register};

use domain::time::{Date, Instant};

/// The instant of all calls.
fn now() -> Instant {
    let date = Date::from_ymd(2020, 7, 15).unwrap_or(Date::from_day(18_458));
    date.start().plus_ms(9 * 3_600_000)
}
