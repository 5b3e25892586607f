//! The routes by audience: public, resident, checkpoint, staff, demo. One endpoint a file, in one order: what it is
//! for, what it takes, what it answers, the handler. [`page`] is the whole interface on one page.

mod channel;
mod checkpoint;
mod demo;
mod family_page;
pub(crate) mod page;
mod page_of_work;
mod public;
mod resident;
mod staff;
