//! The rating, case by case. What holds of every decision is tested beside the plain rating, in `simulation`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod again;
mod due;
mod evidence;
mod orders;
mod reasons;
mod support;
mod until;
