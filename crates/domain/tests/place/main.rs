//! The places room, tried on the public tables and on the State Council's lists.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where it cannot read its input"
)]

mod countries;
mod current;
mod differences;
mod divisions;
#[path = "../common/golden.rs"]
mod golden;
mod names;
mod resolve;
mod search;
mod search_counties;
#[path = "../common/shared_data.rs"]
mod shared_data;
mod streets;
mod support;
mod tables;
