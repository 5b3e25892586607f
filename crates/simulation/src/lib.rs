//! A synthetic population and the load that it makes.
//!
//! Everything follows from a seed: the same seed gives the same people on every machine, in any order, so that
//! a figure or a failure can be made again. The randomness here is for drawing people, never for secrets.

pub mod colleagues;
pub mod histories;
pub mod load;
pub mod permutation;
pub mod plain;
pub mod population;
pub mod province;
pub mod random;
pub mod town;
pub mod vendor;

pub use population::{Population, SyntheticPerson};
pub use province::Province;
pub use town::Town;
