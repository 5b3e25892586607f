//! The interface over HTTP: what each audience is answered, and what nobody is.
#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

mod access;
mod app;
mod appeals;
mod applications;
mod channel_sessions;
mod channels;
mod community;
mod contacts;
mod corrections;
mod crowd;
mod described;
mod documents;
mod errors;
mod family;
mod house;
mod itineraries;
mod member;
mod numbers;
mod organisations;
mod pages;
mod pending;
mod person;
mod proposals;
mod quarantine;
mod recognised;
mod result_files;
mod results;
mod searching;
mod side_doors;
mod staff;
mod tickets;
mod venues;
mod venues_met;
mod walk;
