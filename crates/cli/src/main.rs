//! The `healthcode` program.
fn main() {}
