//! Use cases: the only room that reads, decides and writes.

pub mod policy;
