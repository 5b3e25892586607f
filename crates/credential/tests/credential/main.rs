//! The credential room from outside: what is believed, what is refused and why, byte by byte.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpus;
mod decoders;
mod forged;
mod keys;
mod life;
mod list_requests;
mod log;
mod oracle;
mod passkeys;
mod property;
mod python;
mod releases;
mod sizes;
mod status_lists;
mod strict;
mod strict_claims;
mod support;
mod threats;
mod trust_lists;
mod vector_cases;
mod vector_credentials;
mod vector_forgeries;
mod vector_lists;
mod vector_recognised;
mod vectors;
mod venues;
