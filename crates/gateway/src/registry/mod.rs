//! The identity registry: whether a name, a document and the real-name holder of a phone are one person (S2-18).
//!
//! The exchange: `POST <address>/agreements` with `{"name", "document_kind", "document_number", "phone"}`, the kind
//! in the words of `domain::identity::DocumentKind` and the phone as E.164; the answer is `{"agreement": "yes"}` or
//! `{"agreement": "no"}` and nothing else. An answer that says more is nonsense: we do not take what we did not ask.

mod client;
mod simulator;

use domain::identity::{Document, PersonName, Phone};
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::Answer;

pub use client::RegistryClient;
pub use simulator::{Identity, SimulatedRegistry};

/// Where agreements are asked for.
const PATH: &str = "/agreements";

/// Whoever knows which name, document and phone belong together.
pub trait IdentityRegistry: Send + Sync {
    /// Whether the three agree. It says yes or no and not which of them differs. `now` is the instant of the call.
    fn agrees<'a>(
        &'a self,
        name: &'a PersonName,
        document: &'a Document,
        phone: &'a Phone,
        now: Instant,
    ) -> Answer<'a, Agreement>;

    /// Whether it is left alone for a while, because it did not answer.
    fn rests(&self) -> bool {
        false
    }
}

/// Whether a name, a document and a phone belong to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// They do.
    Yes,
    /// At least one of them does not, or nobody is known there.
    No,
}

/// What is asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question<T> {
    name: T,
    document_kind: T,
    document_number: T,
    phone: T,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    agreement: Agreement,
}
