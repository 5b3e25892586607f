//! Events of cases: brought into force by proposals, held against journeys by the rating, read by anybody, and looked at by
//! whoever asks whether they are a contact.
//!
//! An event touches people through the shared data, like a risk list: publishing a file raises the generation, and whoever
//! made one of its journeys is rated again. Nothing is written about a person but their decision.

mod lead;
mod load;
mod mine;
mod publish;
mod seen;
mod words;

pub(crate) use publish::{EVENT_DAYS, EventsOf, events_said};

pub use lead::LeadTold;
pub use mine::{ContactStanding, ContactsTold, ExposureEffect, ExposureTold};
pub(crate) use seen::events_told;
pub use seen::{ContactRuleTold, EventSaidTold, EventTold, EventsTold};
