//! Policies: the files that come with the program, and those that were published.

mod builtin;

pub use builtin::{builtin, builtin_file};
