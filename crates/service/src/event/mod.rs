//! Events of cases: brought into force by proposals, held against journeys by the rating, read by anybody, and looked at by
//! whoever asks whether they are a contact.
//!
//! An event touches people through the shared data, like a risk list: publishing a file raises the generation, and whoever
//! made one of its journeys is rated again. Nothing is written about a person but their decision, and which visit to a venue an
//! event met (`meet`).

mod aside;
mod lead;
mod load;
mod meet;
mod mine;
mod objections;
mod publish;
mod rules;
mod seen;
mod words;

pub(crate) use aside::{is_aside, leave_out_aside, weighs};
pub(crate) use meet::Met;
pub(crate) use mine::{answering, coloured_by};
pub(crate) use publish::{EVENT_DAYS, EventsOf, events_said};

pub use lead::LeadTold;
pub use mine::{ContactStanding, ContactsTold, ExposureEffect, ExposureTold, VisitMetTold};
pub use rules::ContactParametersTold;
pub(crate) use seen::events_told;
pub use seen::{ContactRuleTold, EventSaidTold, EventTold, EventsTold};
