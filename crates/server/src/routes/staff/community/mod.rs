//! A community's day: the list, what workers enter, note and bring, and the check-ins that a second health role confirms.

pub(in crate::routes) mod confirm;
pub(in crate::routes) mod help;
pub(in crate::routes) mod note;
pub(in crate::routes) mod overdue;
pub(in crate::routes) mod task;
pub(in crate::routes) mod today;
pub(in crate::routes) mod visit;
pub(in crate::routes) mod waiting;
