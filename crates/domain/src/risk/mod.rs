//! Risk areas: the lists, which of them is in force when, and the level of a stay (S0-23).
//!
//! [`official::parse`] reads the State Council's file strictly, [`resolve`] gives its rows their counties,
//! [`History`] holds all lists and answers every question about levels. An area is what a list names, seldom
//! a whole county; persons tick it, no program matches it.

mod area;
mod ask;
mod content;
mod counties;
mod county_steps;
mod difference;
mod error;
mod history;
mod json;
mod level_of;
mod list;
pub mod official;
mod placement;
mod residence;
mod rows;
pub mod saved;
pub(crate) mod siphash;
mod slot;
mod steps;
mod whole;

pub use area::{AreaText, AreaTextError, area_id, uncoded_area_id};
pub use ask::AreaChoice;
pub use county_steps::CountyStep;
pub use difference::{AreaChange, CountyChange, Difference, LevelChange, NamedArea, difference};
pub use error::ListError;
pub use history::History;
pub use level_of::{KnownLevel, ResidenceDays, StayDays};
pub use list::{Import, ListCounts, ListedArea, RiskList, resolve};
pub use official::{Counts, Oddity, OddityKind, OfficialList, OfficialRow};
pub use placement::{Placement, Placements, ZoneNames};
pub use residence::Episode;
pub use slot::Admission;
