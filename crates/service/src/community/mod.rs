//! A community's day: who is on the list, what workers enter, confirm, note and bring, and what the person sees of it.
//!
//! Whoever a worker sees or writes about lives in their area: the index finds people, and the home of each, under its MAC,
//! says once more where. Looking at somebody leaves a line a day in that person's log.

mod ask;
mod bring;
mod care;
mod confirm;
mod entries;
mod follow;
mod home;
mod list;
mod mine;
mod note;
mod seen;
mod task;
mod visit;

pub use ask::HelpAsked;
pub use confirm::WaitingCheckIn;
pub use entries::{CommunityEntry, HelpEntry, LastCheckIn, MovedEntry, NoteEntry, TaskEntry};
pub(crate) use follow::{settle_care, settle_new_care};
pub use home::HomeForm;
pub(crate) use home::{home_after, home_of_words, residence_in_words};
pub use list::{COMMUNITY_PAGE, CommunityToday};
pub use mine::{MyCare, MyHelp, MyHome, MyVisit};
pub use note::Note;
pub use task::{OverdueEntry, TaskAsked};
pub use visit::Visit;
