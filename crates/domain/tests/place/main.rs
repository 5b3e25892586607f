//! The places room, tried on the public tables and on the State Council's lists.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where it cannot read its input"
)]

mod countries;
mod current;
mod differences;
mod divisions;
mod names;
mod resolve;
mod search;
mod search_counties;
mod streets;
mod support;
mod tables;
