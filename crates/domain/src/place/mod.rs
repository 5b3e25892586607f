//! Places: division codes of GB/T 2260, what contains what, and their names.

mod code;

pub use code::{CodeError, DivisionCode};
