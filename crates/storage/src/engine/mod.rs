//! SQLite underneath: one writer thread, and readers on connections of their own.

mod readers;
mod writer;

pub(crate) use readers::Readers;
pub(crate) use writer::Writer;
