//! The shapes in which a community's people, tasks, help and notes are shown.

use domain::check_in::CheckInBy;
use domain::community::{HelpKind, HelpState, NoteKind, TaskKind, Why};
use domain::facts::{Symptom, Temperature};
use domain::state::Colour;
use domain::time::{Date, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use crate::shapes;

/// Somebody in quarantine, for a worker of their community.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct CommunityEntry {
    /// By which they are named in what the worker sends.
    pub person: String,
    /// The name in full.
    pub name: String,
    /// The phone, as it is dialled, or the address for e-mail; empty of who has neither.
    pub phone: String,
    /// The street's name, or the county's where the street is not known.
    pub street: String,
    /// The building; empty for a house of its own and where it is not known.
    pub building: String,
    /// The door; empty where it is not known.
    pub door: String,
    /// The worst colour that holds.
    #[schema(value_type = shapes::Colour)]
    pub colour: Colour,
    /// Which day of the stage today is; absent where officials ordered it.
    pub day: Option<u16>,
    /// Days of the stage.
    pub days: Option<u16>,
    /// The first free date, as far as it is foreseen.
    #[schema(value_type = Option<shapes::Date>)]
    pub free: Option<Date>,
    /// Whether a check-in of today is there.
    pub checked_in: bool,
    /// The last check-in.
    pub last: Option<LastCheckIn>,
    /// Why they are on the list, the most urgent first; empty where nothing is to be done.
    #[schema(value_type = Vec<shapes::Why>)]
    pub whys: Vec<Why>,
    /// What waits to be done about them.
    pub tasks: Vec<TaskEntry>,
    /// Help that they asked for and that has not come.
    pub help: Vec<HelpEntry>,
    /// What the last shift left, and the notes of visits, the newest first.
    pub notes: Vec<NoteEntry>,
}

/// A check-in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct LastCheckIn {
    /// The date for which it counts.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// The temperature in degrees Celsius.
    #[schema(value_type = Option<f64>)]
    pub temperature: Option<Temperature>,
    /// New symptoms.
    #[schema(value_type = Vec<shapes::Symptom>)]
    pub symptoms: Vec<Symptom>,
    /// By whose hand.
    #[schema(value_type = shapes::CheckInBy)]
    pub by: CheckInBy,
}

/// A task that is not done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct TaskEntry {
    /// Its kind.
    #[schema(value_type = shapes::TaskKind)]
    pub kind: TaskKind,
    /// What it is about, as text.
    pub about: String,
    /// When it is overdue, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub due_ms: Instant,
    /// Whether it is.
    pub overdue: bool,
    /// Whether somebody has taken it.
    pub taken: bool,
    /// Whether the reader has.
    pub mine: bool,
}

/// Help that was asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct HelpEntry {
    /// Its id, as text.
    pub id: String,
    /// What kind.
    #[schema(value_type = shapes::HelpKind)]
    pub kind: HelpKind,
    /// What is needed, in the person's words.
    pub words: String,
    /// How far it is.
    #[schema(value_type = shapes::HelpState)]
    pub state: HelpState,
    /// When it was asked, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub asked_ms: Instant,
}

/// A note.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct NoteEntry {
    /// Its kind.
    #[schema(value_type = shapes::NoteKind)]
    pub kind: NoteKind,
    /// When it was written, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub made_ms: Instant,
    /// The words.
    pub words: String,
}

/// Somebody who moved to another community: where the worker need not go any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct MovedEntry {
    /// The street's name.
    pub street: String,
    /// The building.
    pub building: String,
    /// The door.
    pub door: String,
    /// The date on which they moved.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
}
