//! Proposals: what staff change, and never one of them alone (N-3).
//!
//! `asked` is what somebody wants, `propose` makes the content and keeps it with the first signature, `draw` chooses who is
//! asked, `answer` takes what they say, `hold` looks at the limits, `follow` does what was agreed, `settle` is the job that
//! lets time pass. `prove` reads a proposal back: nothing that it brings counts without the signatures, whoever wrote the
//! rows. `effect` is the dry run, `see` what staff read, `told` what the person reads,
//! `named` what whom an investigation names a contact says of it, `ahead` what of them outlives somebody's wish to be erased.

mod ahead;
mod answer;
mod asked;
mod draw;
mod effect;
mod follow;
mod hold;
mod named;
mod place;
mod propose;
mod prove;
mod see;
mod settle;
mod told;
mod vigil;
mod words;

pub use answer::ProposalAnswer;
pub(crate) use asked::digits;
pub use asked::{ProposalAsked, WhatAsked};
pub(crate) use effect::Effects;
pub use effect::{CityChange, Effect};
pub(crate) use hold::OverLimits;
pub(crate) use named::Lead;
pub(crate) use place::{concerns, is_whole};
pub use propose::{ProposalDraft, SignedBy};
pub use see::{ProposalSeen, SubjectSeen};
pub use settle::Settled;
pub use told::ExplainedOfficialOrder;
pub use vigil::{AlarmCount, LimitEntry, TaskCount, Vigilance};
pub(crate) use words::{nobody_to_draw_text, refusal_text};
