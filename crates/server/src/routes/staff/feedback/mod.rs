//! What people say about the service, for staff of the city. It is about nobody.

pub(in crate::routes) mod answer;
pub(in crate::routes) mod list;
pub(in crate::routes) mod one;
