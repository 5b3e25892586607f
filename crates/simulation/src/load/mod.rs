//! Load: many synthetic people at once, who register, declare and check in.
//!
//! Each acknowledgement is handed out at the moment at which the service has given it, so that whoever kills the
//! program in the middle knows exactly what was promised. The same people asked for again say the same under the
//! same ids: a run that is started again repeats what the last one left open, as phones do.

mod ack;
mod answers;
mod chance;
mod fixed_registry;
mod gates;
pub mod http;
mod opening;
mod phones;
mod run;

pub use ack::{Ack, AckError};
pub use answers::{Answers, LIST, LIST_FILE};
pub use chance::SeededChance;
pub use fixed_registry::FixedRegistry;
pub use gates::{Gate, gates};
pub use opening::{Opened, Opening};
pub use phones::{Code, Phone, known_phones, phones, strangers, willing_neighbours};
pub use run::{Load, LoadError, import_list, run};
