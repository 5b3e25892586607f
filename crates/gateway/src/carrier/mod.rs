//! The carriers' record of stays: in which counties and countries a number was for more than four hours (S2-18, S0-8).
//!
//! The exchange: `POST <address>/records` with `{"document_kind", "document_number", "phone", "from", "to"}`, the kind in the
//! words of `domain::identity::DocumentKind`, the phone as E.164 and the days as `2020-03-05`, both included. Where the number
//! is registered to the document the answer is `{"holder": true, "until", "stays"}`: the last day that is recorded
//! already (the record is a day late) and at most [`MOST_STAYS`] stays within the days that were asked for, each
//! `{"county", "from", "to"}` with six digits of the mainland, those of its days or older ones, or `{"country", "from", "to"}` with two letters of
//! ISO 3166, Hong Kong, Macau and Taiwan among them. Else it is `{"holder": false}`, and nothing about the number. Stays from
//! before the number came to this document are left out: they are somebody else's. An answer that says more, or names other days, is nonsense: we do not take what we did not ask.
//!
//! Whoever asks compares and forgets. No answer is kept here, and no log says what was asked.

mod client;
mod life;
mod simulator;

use domain::identity::{Document, Phone};
use domain::itinerary::RecordedStay;
use domain::place::{CountryCode, DivisionCode};
use domain::time::{Date, Instant};
use serde::{Deserialize, Serialize};

use crate::Answer;

pub use client::CarrierClient;
pub use life::{Life, Recording};
pub use simulator::SimulatedCarrier;

/// Where records are asked for.
const RECORDS: &str = "/records";

/// The most stays of one answer.
pub const MOST_STAYS: usize = 200;

/// Whoever knows where a number was.
pub trait Carrier: Send + Sync {
    /// The recorded stays of a number on the days of `window`, both included, where it is registered to the document. `now` is
    /// the instant of the call.
    fn record<'a>(
        &'a self,
        document: &'a Document,
        phone: &'a Phone,
        window: (Date, Date),
        now: Instant,
    ) -> Answer<'a, Record>;

    /// Whether it is left alone for a while, because it did not answer.
    fn rests(&self) -> bool {
        false
    }
}

/// What a carrier says of a number. No `Debug`: it says where somebody was.
#[derive(Clone, PartialEq, Eq)]
pub enum Record {
    /// Where it was, in the order of the days.
    Stays {
        /// The stays, within the days that were asked for.
        stays: Vec<RecordedStay>,
        /// The last day that is recorded already.
        until: Date,
    },
    /// It is not registered to the document.
    NotHolder,
}

/// What is asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question<T> {
    document_kind: T,
    document_number: T,
    phone: T,
    from: Date,
    to: Date,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    holder: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stays: Option<Vec<StaySaid>>,
}

/// A stay as it goes over the line: a county or a country.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StaySaid {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    county: Option<DivisionCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<CountryCode>,
    from: Date,
    to: Date,
}
