//! Status lists of the services that are recognised here: by them a gate knows which of their codes were taken back.
//!
//! The exchange: `GET <address>/s/<day>`, with `?since=<version>` where a list is held already, and `Authorization:
//! HealthcodeService <request>`: a request for this list that our service signed, in base64url. The answer is signed bytes
//! whose media type says whether they are the whole list or what has changed in it; 404 where there is no list of the
//! day. Whether they are believed is another room's question. The other half is our own server (`GET /s/{day}`), so there
//! is no simulator of it.

mod client;

use domain::time::{Date, Instant};

use crate::Answer;

pub use client::StatusListClient;

/// Whoever is asked for the status lists of others.
pub trait StatusLists: Send + Sync {
    /// Asks for a list; `None` where there is none of this day. `now` is the instant of the call.
    fn fetch<'a>(&'a self, asked: &'a ListAsked<'a>, now: Instant)
    -> Answer<'a, Option<ListBytes>>;
}

/// A list that is asked for.
#[derive(Clone, Copy)]
pub struct ListAsked<'a> {
    /// What stands in front of the lists of its service: `https://js.example`.
    pub address: &'a str,
    /// The day of the list.
    pub day: Date,
    /// The version that is held already; the answer may then be what has changed since.
    pub since: Option<u64>,
    /// The signed request in base64url.
    pub request: &'a str,
}

/// What was answered, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListBytes {
    /// The media type that was said.
    pub media: String,
    /// The signed bytes.
    pub bytes: Vec<u8>,
}
