//! What comes by an operator's command or from a watched place (N-6): nothing of large effect comes into force by one hand.
//!
//! `leave` says what may come into force and counts for it, `bring` takes what came, `kept` are its rows, `see` is what
//! staff read, `refuse` ends the waiting of one, `watch` looks whether something has come. What waits comes into force by a
//! proposal about exactly its file (`proposal/follow.rs`).

mod bring;
mod kept;
mod leave;
mod refuse;
mod see;
mod watch;

pub use bring::Arrived;
pub use leave::Counted;
pub(crate) use leave::Leave;
pub use see::{CityWorse, PendingSeen};
pub use watch::Watched;
