//! Facts in, decisions out.
//!
//! This room knows what a declaration, a stay, a risk list, an order and a policy are, and how a decision
//! follows from them. It reads no file, no clock, no database and no network, and draws no random number:
//! whatever comes from outside comes in as a value. The other rooms stand on it; it stands on none.

#[macro_use]
mod words;

pub mod access;
pub mod appeal;
pub mod application;
pub mod channel;
pub mod check_in;
pub mod community;
pub mod contact;
pub mod correction_request;
pub mod declaration;
pub mod facts;
pub mod family;
pub mod feedback;
pub mod help;
pub mod hold;
pub mod identity;
pub mod ids;
pub mod itinerary;
pub mod itinerary_request;
pub mod laboratory;
pub mod level;
pub mod log;
pub mod masked;
pub mod notice;
pub mod number;
pub mod organisation;
pub mod pending;
pub mod place;
pub mod policy;
pub mod proposal;
pub mod purchase;
pub mod quarantine;
pub mod rating;
pub mod record;
pub mod retention;
pub mod risk;
pub mod said_again;
pub mod staff;
pub mod state;
pub mod time;
pub mod venue;
pub mod verdict;
