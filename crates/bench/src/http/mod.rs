//! What a registration, a declaration, a code and a scan cost over HTTP, from the first byte of the request to the last of the answer.
//!
//! Ours is the whole server: limits, sessions, strict JSON, the use case, its reads, its signatures, and the row on the
//! disk before the answer goes out. The yardstick is a bare handler that takes and gives the same number of bytes, does
//! the same bare signatures and appends one row of the same bytes in the same groups. One load tool drives both, in one
//! run, over the same number of connections.

mod ask;
mod bare;
mod drive;
mod house;
mod opening;
mod storm;

pub(crate) use ask::{declaration, registration};
pub(crate) use bare::{Answer, BareServer, Work};
pub(crate) use drive::{Driven, drive};
pub(crate) use house::{House, NOW};
pub(crate) use opening::opening;
pub(crate) use storm::{Storm, Tried};
