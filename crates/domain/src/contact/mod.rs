//! Contacts of a case: who was near, by published rules.
//!
//! [`ContactRules`] are versioned data (`policies/contact`). An [`Event`] says where a case was: in a conveyance, with
//! carriage and seat as a list writes them, or at a venue from one moment to another. A [`Leg`] is somebody's journey in a
//! conveyance, a [`Visit`] their stay at a venue. [`LegIndex`] and [`VisitIndex`] answer who of many was near, each
//! [`Contact`] with the class and the rule that says so. What is not known is never guessed: a rule that a missing seat
//! would decide is passed over, and the contact says what is missing.
//!
//! Nobody has a name here: a leg or visit is known by a number of the caller's (`row`), an event by its place among those
//! that were asked. Times are whole seconds, intervals half open: who leaves at the second at which the case comes in was
//! not there together with them.

mod aboard;
mod class;
mod columns;
mod conveyance;
mod date_said;
mod event;
mod event_file;
mod event_lines;
mod explain;
mod file;
mod file_line;
mod in_force;
mod journey;
mod legs;
mod near;
mod outlived;
mod own;
mod parameters;
mod prepared;
mod published;
mod rules;
mod rules_check;
mod seating;
mod seating_read;
mod unread;
mod venue;
mod venue_day;
mod visits;

pub use class::{ContactClass, IndexPerson, Missing};
pub use columns::{Columns, FieldError, HeadError};
pub use conveyance::{Conveyance, ConveyanceKind, Number, numbers};
pub use date_said::{date_of_list, date_said};
pub use event::{Aboard, Air, AtVenue, Event, Leg, Role, Where};
pub use event_file::{EventFault, EventSaid, event_file};
pub use explain::{Explanation, Step};
pub use file::{
    EVENT_COLUMNS, EventLine, LEG_COLUMNS, LegLine, VISIT_COLUMNS, VisitLine, event_line, leg_line,
    visit_line,
};
pub use in_force::{Differing, EventFile, Events, Exposed, KnownEvent};
pub use journey::Journey;
pub use legs::{LegIndex, Legs};
pub use own::ExposedBy;
pub use parameters::ContactParameters;
pub use prepared::{Prepared, Unfit, is_held};
pub use published::{Disagreement, PUBLISHED_COLUMNS, Published, Trip, TripLine};
pub use rules::{ContactRule, ContactRules, ContactRulesError, Reach, Setting};
pub use rules_check::RulesFault;
pub use seating::{Accommodation, Carriage, CarriageSet, Seating, Tier};
pub use seating_read::seating;
pub use unread::{Unread, WhyUnread};
pub use venue::{PlaceKind, Second, Visit};
pub use venue_day::VenueDay;
pub use visits::{VisitIndex, Visits};

/// Somebody who was near: 24 bytes, about nobody by name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Contact {
    /// The caller's number of the leg or visit.
    pub row: u64,
    /// The number under which the event was prepared.
    pub event: u32,
    /// For how many seconds both were there; 0 where the times are not known.
    pub overlap_s: u32,
    /// Where the leg or visit stands in the index that found it.
    pub(crate) at: u32,
    /// The rule, by its place in [`ContactRules::rules`].
    pub rule: u16,
    /// What the rule makes of it.
    pub class: ContactClass,
    /// What would have decided a rule before it, where that is not known: the contact may be closer than its class says.
    pub missing: Option<Missing>,
}

const _: () = assert!(size_of::<Contact>() == 24);
