//! Results of laboratories. What was said last of a sample stands in a row beside its evidence, as a fact of the person;
//! what is about nobody yet is held sealed, and how far the laboratories were asked is noted. A file that an operator brought waits
//! sealed.

mod cursor;
mod file;
mod held;
mod result;
mod returned;
mod sample;

pub use file::{ResultFileHash, ResultFileRow};
pub use held::HeldResult;
pub use result::ResultRow;
pub use returned::{ReturnedResult, WaitingReturn};
pub use sample::SampleHash;

pub(crate) use result::{forget_kept, leave_samples};
pub(crate) use sample::LEAVE_ALL;
