//! Communities: where people live, who follows whom, what is to be done, what was written of it.

pub(crate) mod followed;
pub(crate) mod help;
pub(crate) mod home;
mod list;
mod looked;
mod note;
mod sweep;
pub(crate) mod task;
mod visit;

pub use help::HelpRow;
pub use home::{Home, HomeRow};
pub use list::OverdueTask;
pub use note::NoteRow;
pub use task::TaskRow;
pub use visit::{AnswerRow, VisitRow};
