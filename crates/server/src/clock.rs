//! Where the time of a request comes from.

use domain::time::Instant;

/// A clock. That of a demonstration can be moved.
pub trait Clock: Send + Sync {
    /// The instant now.
    fn now(&self) -> Instant;
}
