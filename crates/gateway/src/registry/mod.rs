//! The identity registry: whether a name, a document and the real-name holder of a phone are one person (S2-18).
//!
//! The exchange: `POST <address>/agreements` with `{"name", "document_kind", "document_number", "phone"}`, the kind
//! in the words of `domain::identity::DocumentKind` and the phone as E.164; the answer is `{"agreement": "yes"}` or
//! `{"agreement": "no"}` and nothing else. An answer that says more is nonsense: we do not take what we did not ask.
//!
//! Of who has no phone of the mainland it is asked at `/births` with `{"name", "document_kind", "document_number",
//! "birth_date"}`, the date as `1964-08-12`; and whether a document came in the place of another at `/renewals` with
//! `{"name", "document_kind", "document_number", "former_kind", "former_number"}`. Both are answered in the same way.

mod client;
mod simulator;

use domain::identity::{Document, PersonName, Phone};
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};

use crate::Answer;

pub use client::RegistryClient;
pub use simulator::{Identity, SimulatedRegistry};

/// Where agreements are asked for.
const PATH: &str = "/agreements";
/// Where it is asked of who has no phone of the mainland.
const BIRTHS: &str = "/births";
/// Where it is asked whether two documents are one holder's.
const RENEWALS: &str = "/renewals";

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

    /// Whether a name, a document and a birth date agree: of who has no phone of the mainland, or none at all.
    fn agrees_born<'a>(
        &'a self,
        name: &'a PersonName,
        document: &'a Document,
        born: Date,
        now: Instant,
    ) -> Answer<'a, Agreement>;

    /// Whether two documents belong to one holder of this name, the `former` before the other: a passport that was
    /// renewed has another number.
    fn same_holder<'a>(
        &'a self,
        name: &'a PersonName,
        document: &'a Document,
        former: &'a Document,
        now: Instant,
    ) -> Answer<'a, Agreement>;
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

/// What is asked with a birth date.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BornQuestion<T> {
    name: T,
    document_kind: T,
    document_number: T,
    birth_date: Date,
}

/// What is asked about two documents.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RenewalQuestion<T> {
    name: T,
    document_kind: T,
    document_number: T,
    former_kind: T,
    former_number: T,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    agreement: Agreement,
}
