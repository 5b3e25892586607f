//! The load program from outside: killed in the middle, watched at its system calls, its files read by a thief.
#![expect(
    clippy::unwrap_used,
    reason = "a test ends where something that it needs is missing"
)]

mod community;
mod crash;
mod durable;
mod half;
mod known_numbers;
mod leak;
mod needles;
mod night;
mod province;
mod secrets;
mod support;
mod trace;
