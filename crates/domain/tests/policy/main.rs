//! Policies as files: those of the tree, and what keeps one from being published.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faults;
mod reach;
mod support;
mod tree;
