//! Quarantine: orders, and the one function for their dates.

mod course;
mod order;
mod standing;

pub use course::{Course, Day, DayState, course, days_of};
pub use order::{Order, OrderState, Refused, Stage};
pub use standing::{Standing, running, standing};
