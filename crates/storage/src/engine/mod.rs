//! SQLite underneath: one writer thread, one that folds its log into the file, and readers on connections of their own.

mod folder;
mod length;
mod readers;
mod writer;

pub(crate) use readers::Readers;
pub(crate) use writer::Writer;
