//! The store from outside: what a use case, an operator and a thief would notice.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]

mod accounts;
mod altered;
mod communities;
mod erased_person;
mod erasing;
mod exporting;
mod families;
mod finding;
mod gates;
mod house;
mod itineraries;
mod keys;
mod log;
mod migrations;
mod one_moment;
mod organisations;
mod pending;
mod people;
mod proposals;
mod published;
mod sealed;
mod staff;
mod staff_proofs;
mod status;
mod writing;
