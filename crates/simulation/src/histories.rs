//! Policies, facts and lives for the property tests of the rating: small numbers, so that everything meets
//! everything.
//!
//! Days lie close together, windows and orders are short, and a handful of rules reads every kind of fact. What
//! is drawn follows from a [`Draw`], that is from a list of numbers (which a failing test can shorten and
//! lessen) or from a seed.

mod draw;
mod facts;
mod life;
mod parts;
mod policies;

pub use draw::Draw;
pub use facts::{fact, facts};
pub use life::{Day, Life, history};
pub use parts::{merge, pieces, withdraw};
pub use policies::policy;
