//! Yardsticks and figures.

pub mod store;
