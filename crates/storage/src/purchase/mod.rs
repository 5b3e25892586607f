//! Purchases at pharmacies: sealed on the pharmacy's device to the key of the day, kept under a key that follows from it,
//! and dead with it.

mod day_key;
mod row;

pub use day_key::{DayKey, seal_to_day};
pub use row::PurchaseRow;
