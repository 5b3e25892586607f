//! The risk-list room, tried on the State Council's lists and on lists made up to be awkward.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod asking;
mod assembled;
mod changes;
mod correcting;
mod model;
mod official;
mod property;
mod residence;
mod schema;
mod stay;
mod support;
