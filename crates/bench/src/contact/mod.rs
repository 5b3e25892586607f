//! Visits and events that are made up, our index over them, and the two that do the same otherwise.

mod invented;
mod nested;
mod ours;
mod postgres;

pub(crate) use invented::{Invented, how_many};
pub(crate) use nested::nested_loop;
pub(crate) use ours::{Ours, found};
pub(crate) use postgres::Postgres;

/// What a match found, to compare: how many, and the rows of all of them added up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Found {
    pub(crate) contacts: u64,
    pub(crate) rows: u64,
}
