//! Family members without a phone, for whoever sees them.

pub(crate) mod confirm;
pub(crate) mod see;
