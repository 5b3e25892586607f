//! Use cases: the only room that reads, decides and writes.
//!
//! A use case reads what it needs, decides by the pure code of `domain`, and writes one batch. Where something
//! changed in between, the guard of the batch refuses and the use case runs again. Time and chance come in
//! from outside: each use case is given its instant, and the service its source of chance.

mod answer;
mod chance;
mod change;
mod check_in;
mod correct;
mod decide;
mod declare;
mod erase;
mod error;
mod list;
pub mod policy;
mod rate;
mod register;
mod review;
mod shared;

pub use chance::Chance;
pub use correct::{Corrected, CorrectionAsked};
pub use erase::Erased;
pub use error::Error;
pub use list::{ListImport, ListStanding};
pub use register::{Applicant, Registered};
pub use review::Progress;
pub use shared::Shared;
// What whoever opens a service needs of the room beneath.
pub use storage::{KeySource, Store};

use std::sync::{Arc, RwLock};

/// The use cases over one store.
pub struct Service {
    store: Store,
    chance: Arc<dyn Chance>,
    shared: RwLock<Option<Arc<Shared>>>,
}

impl Service {
    /// The use cases over `store`, with ids drawn from `chance`.
    pub fn new(store: Store, chance: Arc<dyn Chance>) -> Self {
        Self {
            store,
            chance,
            shared: RwLock::new(None),
        }
    }

    /// The store beneath.
    pub const fn store(&self) -> &Store {
        &self.store
    }
}
