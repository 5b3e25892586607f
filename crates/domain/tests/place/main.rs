//! The places room, tried on the public tables and on the State Council's lists.

mod divisions;
mod resolve;
mod support;
