//! The identity registry: whether a name, a document and the real-name holder of a phone are one person (S2-18).
//!
//! The exchange: `POST <address>/agreements` with `{"name", "document_kind", "document_number", "phone"}`, the kind
//! in the words of `domain::identity::DocumentKind` and the phone as E.164; the answer is `{"agreement": "yes"}` or
//! `{"agreement": "no"}` and nothing else. An answer that says more is nonsense: we do not take what we did not ask.
//!
//! Of who has no phone of the mainland it is asked at `/births` with `{"name", "document_kind", "document_number",
//! "birth_date"}`, the date as `1964-08-12`; and whether a document came in the place of another at `/renewals` with
//! `{"name", "document_kind", "document_number", "former_kind", "former_number"}`. Both are answered in the same way.
//!
//! Of who has no phone of their own: `POST <address>/kin` with `{"name", "document_kind", "document_number", "guardian_name",
//! "guardian_document_kind", "guardian_document_number"}`; the answer is `{"identity", "phone", "guardian"}`, each `"yes"` or
//! `"no"`: whether name and document are one person, whether a phone is registered to them, and whether the other is their
//! guardian by law. Of whom it knows nothing, or not by this name, it says no three times.

mod client;
mod simulator;

use domain::identity::{Document, PersonName, Phone};
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};

use crate::Answer;

pub use client::RegistryClient;
pub use simulator::{Dependant, Identity, SimulatedRegistry};

/// Where agreements are asked for.
const PATH: &str = "/agreements";
/// Where kin is asked for.
const KIN_PATH: &str = "/kin";
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

    /// What is known of somebody without a phone, and of who says that they look after them.
    fn kin<'a>(
        &'a self,
        person: (&'a PersonName, &'a Document),
        guardian: (&'a PersonName, &'a Document),
        now: Instant,
    ) -> Answer<'a, Kin>;

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

/// What the registry says of somebody without a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kin {
    /// Whether name and document are one person.
    pub identity: Agreement,
    /// Whether a phone is registered to them.
    pub phone: Agreement,
    /// Whether the other is their guardian by law.
    pub guardian: Agreement,
}

impl Kin {
    /// Nobody is known there.
    pub const UNKNOWN: Self = Self {
        identity: Agreement::No,
        phone: Agreement::No,
        guardian: Agreement::No,
    };
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

/// What is asked of kin.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KinQuestion<T> {
    name: T,
    document_kind: T,
    document_number: T,
    guardian_name: T,
    guardian_document_kind: T,
    guardian_document_number: T,
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
