//! Places: division codes of GB/T 2260, what contains what, and their names.
//!
//! - [`divisions`] knows which code was in force in which year; [`DivisionCode`] knows by its digits what lies
//!   in what, and the order in which policy is inherited.
//! - [`cities`] are what a person picks; [`search`] is the box that finds them, [`search_counties`] that for
//!   where somebody lives or stayed; [`without_service`] hears the names of the service itself.
//! - [`resolve`] reads the names of the official risk lists; what has no code ([`Zone`]) stays unresolved,
//!   and [`suggest`] helps the people who decide.
//! - [`current`] leads a code of another year to today's; [`touches`] and [`border_of`] know neighbours and the border.
//! - [`streets`] and [`countries`] stand apart.
//!
//! The tables are embedded (`crates/domain/data`, with the notices of their authors), written by
//! `scripts/divisions.py`, and parsed at first use.

mod cities;
mod code;
mod country;
mod country_code;
mod divisions;
mod english;
mod fold;
mod names;
mod neighbours;
mod readings;
mod resolve;
mod search;
mod search_counties;
mod search_service;
mod streets;
mod successors;
mod suggest;
mod zones;

pub use cities::{City, cities, city, province_en};
pub use code::{CodeError, DivisionCode};
pub use country::{Country, countries, country, country_of_alpha3, search_countries};
pub use country_code::{CountryCode, CountryCodeError};
pub use divisions::{Division, Divisions, Kind, divisions};
pub use neighbours::{border_counties, border_of, neighbours_of, touches};
pub use resolve::{Resolved, Unresolved, resolve};
pub use search::search;
pub use search_counties::search_counties;
pub use search_service::without_service;
pub use streets::{Street, StreetCode, StreetCodeError, street, streets};
pub use successors::{became, current};
pub use suggest::{Suggestion, suggest};
pub use zones::{Zone, zones};
