//! The outside world: who else is asked, and how.
//!
//! Each neighbour is a small trait, a client that speaks HTTP and a simulator that speaks the other half, so that
//! a demo and the tests go the whole way. A neighbour may be slow, down or talking nonsense at any time: every
//! call is bounded in time, tries and number, and its failure is an answer that the caller can act on. Time and
//! chance come in from outside. Nothing here decides about a person.

mod access;
mod address;
mod call;
pub mod carrier;
pub mod conveyance;
mod error;
mod inbox;
pub mod laboratory;
mod limits;
pub mod list_sources;
pub mod mail;
pub mod registry;
pub mod simulator;
pub mod sms;
pub mod status_lists;
mod token;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

pub use access::{Access, Authorities, Neighbours};
pub use address::{Address, AddressError};
pub use error::{Error, Neighbour, SetupError, Why};
pub use limits::Limits;
pub use token::{Token, TokenError};

/// Where the spread of waiting times comes from: 64 random bits at each call.
pub type Chance = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What a neighbour will have answered.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;
