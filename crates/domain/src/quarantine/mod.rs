//! Quarantine: orders, and the one function for their dates.

mod course;
mod order;

pub use course::{Course, Day, DayState, course, days_of};
pub use order::{Order, OrderState, Refused, Stage};
