//! Family members (S1-15..22): what a guardian and a member do on their own devices.

pub(crate) mod answer;
pub(crate) mod ask;
pub(crate) mod code;
pub(crate) mod consent;
pub(crate) mod cut;
pub(crate) mod list;
