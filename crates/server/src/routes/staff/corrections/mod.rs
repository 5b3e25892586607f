//! Corrections of declarations that would better a colour, for whoever decides them.

pub(crate) mod decide;
pub(crate) mod list;
pub(crate) mod open;
