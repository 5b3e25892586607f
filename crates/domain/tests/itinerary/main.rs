//! The verification of an itinerary: the comparison by the published rules, the order of its steps, entries.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]

mod cases;
mod entries;
#[path = "../common/golden.rs"]
mod golden;
mod model;
mod property;
mod published;
mod steps;
mod support;
mod tables;
