//! Verdicts: what a checkpoint does with the code before it (VERDICTS in the requirements).
//!
//! One function, [`VerdictPolicy::verdict`], answers every [`Question`]: pass, stop or by hand, in which words,
//! with which steps, and what is said besides. The server, the program and the checkpoint's page all speak from
//! it; `tests/golden/verdicts.txt` holds every answer, and the page's own copy is tested against that file.
//!
//! *Invariant:* at a hospital, at a pharmacy and on the way home nothing stops, whatever a policy says.

mod answer;
mod gate;
mod judge;
mod policy;
mod question;
mod refusal;

pub use answer::{Outcome, Remark, Step, Verdict, Words};
pub use gate::{Direction, Gate, Scene};
pub use policy::{Row, VerdictEntry, VerdictPolicy};
pub use question::{Challenge, CodeAge, Kind, ListAge, Presented, Question, Shown, Status};
pub use refusal::{GuardWords, Refusal};
