//! Communities: who follows whom in quarantine, day by day, and what a worker finds on their list.
//!
//! A person in quarantine is followed by the community of their residence: of its street where that is known, of its
//! county otherwise. The list of a day is made of what stands in an index and of the tasks that are open; it says why
//! somebody is on it, and nobody's colour follows from it.

mod door;
mod following;
mod home;
mod list;
mod task;
mod words;

pub use door::{Door, MAX_DOOR};
pub use following::{Following, following, residence, standing_of, unchecked};
pub use home::{Area, HomePlace};
pub use list::{Listed, OpenTask, order_of, whys};
pub use task::TaskKind;
pub use words::{CheckInAnswer, HelpKind, HelpState, NoteKind, VisitHow, Why};
