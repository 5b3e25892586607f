//! The conveyance services' record of tickets: by which trains, flights, coaches and ships somebody travelled (S2-15, S2-18).
//!
//! The exchange: `POST <address>/legs` with `{"document_kind", "document_number", "from", "to", "consented_ms"}`, the kind in the
//! words of `domain::identity::DocumentKind`, the days as `2020-03-05`, both included, and the moment at which the holder agreed
//! that this is asked, in milliseconds since 1970; whoever answers refuses (403) where it lies in the future or more than
//! [`CONSENT_MS`] ago. The answer is `{"legs"}`, at most [`MOST_LEGS`] within the days that were asked for, each
//! `{"kind", "number", "date", "carriage", "seat", "from", "to"}`: the kind in the words of
//! `domain::contact::ConveyanceKind`, number, carriage (trains alone: `13`, `加1`) and seat as `domain::contact` reads them, the
//! stations as the ticket writes them. Carriage, seat and stations are left out where the ticket has none. Who is not known and
//! who has not travelled are answered alike: with no legs. An answer that says more, or names other days, is nonsense: we do not
//! take what we did not ask.
//!
//! What is answered is shown to the person, who declares it or not. No answer is kept here, and no log says what was asked.

mod client;
mod simulator;

use domain::contact::{Conveyance, ConveyanceKind, Seating};
use domain::identity::Document;
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};

use crate::Answer;

pub use client::ConveyanceClient;
pub use simulator::SimulatedConveyances;

/// Where legs are asked for.
const LEGS: &str = "/legs";

/// The most legs of one answer.
pub const MOST_LEGS: usize = 100;

/// For how long somebody's agreement counts, in milliseconds: ten minutes.
pub const CONSENT_MS: i64 = 600_000;

/// The longest name of a station, in characters.
const LONGEST_STATION: usize = 64;

/// Whoever knows by what somebody travelled.
pub trait Conveyances: Send + Sync {
    /// The legs of a document on the days of `window`, both included, for a holder who agreed. `now` is the instant of the call.
    fn legs<'a>(
        &'a self,
        document: &'a Document,
        window: (Date, Date),
        consent: Consent,
        now: Instant,
    ) -> Answer<'a, Vec<Ticket>>;

    /// Whether it is left alone for a while, because it did not answer.
    fn rests(&self) -> bool {
        false
    }
}

/// That the holder of a document agreed, and when. Nobody is asked without one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Consent {
    /// When they agreed.
    pub at: Instant,
}

/// A leg as a ticket says it. No `Debug`: it says where somebody was.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The conveyance, with all its numbers.
    pub conveyance: Conveyance,
    /// The date of the journey.
    pub date: Date,
    /// Where they sat; one carriage at most.
    pub seating: Seating,
    /// Where they boarded; empty where the ticket does not say it.
    pub board: String,
    /// Where they alighted; empty where the ticket does not say it.
    pub alight: String,
}

/// What is asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question<T> {
    document_kind: T,
    document_number: T,
    from: Date,
    to: Date,
    consented_ms: Instant,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    legs: Vec<LegSaid>,
}

/// A leg as it goes over the line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LegSaid {
    kind: ConveyanceKind,
    number: String,
    date: Date,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    carriage: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    seat: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    to: String,
}
