//! The risk-list room, tried on the State Council's lists and on lists made up to be awkward.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod asking;
mod assembled;
mod changes;
mod correcting;
#[path = "../common/golden.rs"]
mod golden;
mod model;
mod official;
mod property;
mod residence;
mod schema;
#[path = "../common/shared_data.rs"]
mod shared_data;
mod stay;
mod support;
