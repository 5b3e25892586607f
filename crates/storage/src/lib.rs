//! The only room with SQL.
//!
//! A [`Store`] keeps what is known: people, their facts and decisions, and the data that everyone shares.
//! A use case reads, decides in pure code and hands back one [`Batch`], which is durable when
//! [`Store::write`] returns. Personal words are sealed before they reach the engine, each fact carries a
//! keyed MAC, and the keys to both lie outside of the database ([`keys`]).
//!
//! Every statement here is written for SQLite and PostgreSQL alike; what differs stands in `dialect`.

pub mod batch;
mod dialect;
mod engine;
mod error;
pub mod keys;
mod migrate;
mod store;
mod value;

pub use batch::Batch;
pub use error::{OpenError, ReadError, WriteError};
pub use keys::KeySource;
pub use store::Store;
