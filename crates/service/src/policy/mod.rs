//! Policies: the files that come with the program, and those that were published.

mod builtin;
mod publish;

pub use builtin::{builtin, builtin_file};
pub use publish::PolicyImport;
