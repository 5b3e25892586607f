//! Use cases: the only room that reads, decides and writes.
//!
//! A use case reads what it needs, decides by the pure code of `domain`, and writes one batch. Where something
//! changed in between, the guard of the batch refuses and the use case runs again. Time and chance come in
//! from outside: each use case is given its instant, and the service its source of chance.

mod answer;
mod chance;
mod change;
mod check_in;
mod code;
mod correct;
mod decide;
mod declare;
mod erase;
mod error;
mod explain;
mod last_six;
mod list;
mod me;
mod neighbours;
pub mod policy;
mod rate;
mod register;
mod registration;
mod review;
mod session;
mod shared;
mod sign_in;

pub use answer::AreaQuestion;
pub use chance::Chance;
pub use code::{CODE_LIMITS, CODE_MS, CODE_TRIES, CodeSent};
pub use correct::{Corrected, CorrectionAsked};
pub use erase::Erased;
pub use error::Error;
pub use explain::{
    CalendarDay, DayWord, EndWord, Explained, ExplainedEnd, ExplainedEvidence, ExplainedOrder,
    ExplainedPopUp, ExplainedReason, NextStage, Place,
};
pub use list::{ListImport, ListStanding};
pub use me::{Me, MePerson, MyDeclaration};
pub use neighbours::Neighbours;
pub use register::{Applicant, Registered};
pub use registration::RegistrationForm;
pub use review::Progress;
pub use session::{SESSION_DAYS, Session, SessionSecret};
pub use shared::Shared;
pub use sign_in::{SignIn, SignedIn, Standing};
// What whoever opens a service needs of the rooms beneath.
pub use gateway;
pub use gateway::sms::{Language, Purpose};
pub use storage::{ByHand, KeySource, Nature, OpenError, ReadError, Store, WriteError};

use std::sync::{Arc, RwLock};

/// The use cases over one store.
pub struct Service {
    store: Store,
    chance: Arc<dyn Chance>,
    neighbours: Option<Neighbours>,
    shared: RwLock<Option<Arc<Shared>>>,
}

impl Service {
    /// The use cases over `store`, with ids drawn from `chance`.
    pub fn new(store: Store, chance: Arc<dyn Chance>) -> Self {
        Self {
            store,
            chance,
            neighbours: None,
            shared: RwLock::new(None),
        }
    }

    /// Whether it is a demonstration, since its database was made.
    pub fn is_demo(&self) -> bool {
        self.store.nature() == Nature::Demo
    }

    /// The store beneath.
    pub const fn store(&self) -> &Store {
        &self.store
    }
}
