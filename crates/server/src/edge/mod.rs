//! What every request passes: the instant, who asks and whether they may, limits, and what goes out with the answer.

pub(crate) mod access;
pub(crate) mod even;
pub(crate) mod extract;
pub(crate) mod headers;
pub(crate) mod limits;
pub(crate) mod party;
pub(crate) mod session;
mod whole_numbers;
