//! Contact rules: their data, what they make of seats and stays, and the engine against a slow and obvious one.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod aboard;
mod data;
mod files;
mod model;
mod overnight;
mod property;
mod property_aboard;
mod published;
mod stays;
mod support;
