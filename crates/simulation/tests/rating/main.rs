//! What must hold of every decision, on drawn policies, facts and lives. Single cases stand in `domain`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod dates;
mod evidence;
mod lives;
mod outlived;
mod plain;
mod reach;
mod support;
