//! Lists and policies that came by a command or from a watched place: which wait, and whom they would change.

pub(crate) mod list;
pub(crate) mod refuse;
