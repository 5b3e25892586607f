//! Quarantine against a small reference model that was written from the requirements alone (S2-29): thousands of seeded
//! histories through `domain`, hundreds of people through the real service on the real store.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests stand outside of test functions"
)]

mod by_domain;
mod by_service;
mod history;
mod model;
mod rules;
