//! A proposal: the one way in which staff change what is known or what holds, and never one of them alone (N-3).
//!
//! One member of staff proposes and signs; the approver is drawn ([`draw`]), from another office, and signs the same
//! content; where it colours a named person, a third from another division confirms in time or it ends ([`Proposal`]).
//! Over a limit ([`Limits`]) two are not enough at all. What is signed is the [`Content`]; everything else about a
//! proposal follows from who signed and when. That somebody is a contact is asked of themself too ([`NamedAnswer`]): their own
//! word that it is so stands in the place of everybody's but the proposer's.
//!
//! *Invariant:* no sequence of answers brings a content in force without signatures from two offices, or that of one and the
//! word of whom it names.

mod content;
mod draw;
mod limits;
mod named;
mod standing;

pub use content::{Act, Basis, Content, Fault, Kind, MAX_WHY, MOST_ORDER_DAYS, Subject, What};
pub use draw::{Candidate, Wanted, draw};
pub use limits::{Limit, LimitKey, Limits, Window, over};
pub use named::{NamedAnswer, NamedBy};
pub use standing::{Hand, Proposal, ProposalState, Refusal, Rules, Waits};
