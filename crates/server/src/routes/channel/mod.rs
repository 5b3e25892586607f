//! What a vendor's server does, and the page that it opens.

pub(super) mod open;
pub(super) mod session;
pub(super) mod token;
