//! The laboratories' service: which results are new, and which of them go back because they cannot be used (S2-18).
//!
//! The exchange: `POST <address>/results` with `{"after", "most"}`, `after` being the mark of the last answer or null from
//! the beginning; the answer is `{"results", "mark", "more"}`: results in the order in which they were reported, each as
//! `domain::laboratory::Said` (`sample`, `revision`, `document_kind`, `document`, `name`, `sampled_ms`, `outcome`,
//! `laboratory`), the mark behind the last of them, and whether there are more now. A correction is reported as a result of
//! the same sample with a higher revision. `POST <address>/returns` with `{"sample", "revision", "laboratory", "reason",
//! "text"}` gives one back; the answer is `{}`. Said twice it is one. No person stands in what goes back: the laboratory
//! has them under its sample.

mod client;
mod simulator;

use domain::laboratory::{Said, Unusable};
use domain::policy::Text;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::Answer;

pub use client::LaboratoryClient;
pub use simulator::SimulatedLaboratory;

/// Where new results are asked for.
const RESULTS: &str = "/results";
/// Where results go back to.
const RETURNS: &str = "/returns";

/// The most results of one answer.
pub const MOST_RESULTS: usize = 200;
/// The longest mark, in bytes.
const LONGEST_MARK: usize = 200;

/// Whoever has the results of laboratories.
pub trait Laboratory: Send + Sync {
    /// The results behind a mark, from the beginning where there is none. `now` is the instant of the call.
    fn since<'a>(&'a self, mark: Option<&'a str>, now: Instant) -> Answer<'a, Page>;

    /// Gives a result back that cannot be used.
    fn give_back<'a>(&'a self, returned: &'a Returned, now: Instant) -> Answer<'a, ()>;

    /// Whether it is left alone for a while, because it did not answer.
    fn rests(&self) -> bool {
        false
    }
}

/// A page of results. No `Debug`: it names people.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// In the order in which they were reported, at most [`MOST_RESULTS`].
    pub results: Vec<Said>,
    /// By which the next page is asked for; at most 200 bytes.
    pub mark: String,
    /// Whether there are more now.
    pub more: bool,
}

/// A result that goes back, about nobody by name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// By which the laboratory knows the sample.
    pub sample: String,
    /// Its revision.
    pub revision: u32,
    /// The laboratory that reported it.
    pub laboratory: String,
    /// Why, by its word.
    pub reason: Unusable,
    /// Why, with the field and the remedy.
    pub text: Text,
}

/// What is asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    after: Option<String>,
    most: usize,
}

/// What is answered to a return.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Taken {}
