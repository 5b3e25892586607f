//! Places: division codes of GB/T 2260, what contains what, and their names.

mod code;
mod country_code;
mod divisions;
mod resolve;
mod zones;

pub use code::{CodeError, DivisionCode};
pub use country_code::{CountryCode, CountryCodeError};
pub use divisions::{Division, Divisions, Kind, divisions};
pub use resolve::{Resolved, Unresolved, resolve};
pub use zones::{Zone, zones};
