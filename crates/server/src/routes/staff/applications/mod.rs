//! Applications, for whoever decides them.

pub(crate) mod decide;
pub(crate) mod list;
pub(crate) mod one;
