//! What issue 2 must show, told on the real store: one story a test, the clock moved by hand.

mod cities;
mod quarantine;
mod stories;
mod support;
