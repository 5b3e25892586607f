//! Proposals: two offices and a third, drawn by chance, within limits.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside of test functions"
)]

mod content;
mod drawing;
mod hands;
mod limits;
mod support;
