//! The story that a demonstration tells of itself: a morning in a city, chapter by chapter. What a chapter says has happened in the
//! service, by the same verbs by which everybody acts.

use domain::policy::Text;
use domain::state::State;
use serde::{Deserialize, Serialize};
use service::shapes;
use utoipa::ToSchema;

/// The chapters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Chapter {
    /// Three people register and declare: green.
    Green,
    /// A list arrives.
    List,
    /// A gate without a network.
    Gate,
    /// A case was on a train.
    Train,
    /// One official alone.
    Alone,
    /// An order by two, and the objection.
    Appeal,
    /// Days pass.
    Days,
}

/// The story so far.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Story {
    /// The chapters that were told, in their order.
    pub told: Vec<ChapterTold>,
    /// The chapters that come.
    pub ahead: Vec<Chapter>,
    /// Whether the first of them happens just now, whoever waits for it.
    pub happening: bool,
    /// What kept the first of them from happening, the last time that it was tried.
    #[schema(value_type = Option<shapes::Text>)]
    pub failure: Option<Text>,
    /// The folder of the demonstration: without it, the next start begins anew.
    pub folder: String,
}

/// A chapter, and what happened in it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ChapterTold {
    /// Which.
    pub chapter: Chapter,
    /// When it happened, by the demonstration's clock, in epoch milliseconds.
    pub at_ms: i64,
    /// Of whom it tells.
    pub people: Vec<PersonTold>,
    /// How many would change their state, as it was counted before anybody signed; empty where nothing was counted.
    pub counted: Vec<ChangeTold>,
    /// The offices that signed; empty where nobody did.
    pub offices: Vec<String>,
    /// What was said on the way: by the service, or by somebody.
    #[schema(value_type = Vec<shapes::Text>)]
    pub said: Vec<Text>,
    /// Lines of the log that the person reads, the newest first.
    #[schema(value_type = Vec<shapes::Text>)]
    pub log: Vec<Text>,
}

/// Somebody of the story, with the state that their own page shows.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonTold {
    /// The name.
    pub name: String,
    /// The phone by which one is them.
    pub phone: String,
    /// The last six of the document, which are asked for beside it.
    pub last6: String,
    /// The state before the chapter, where it tells of a change.
    #[schema(value_type = Option<shapes::State>)]
    pub before: Option<State>,
    /// The state.
    #[schema(value_type = shapes::State)]
    pub state: State,
    /// Why, by the first rule; absent of who is green.
    #[schema(value_type = Option<shapes::Text>)]
    pub reason: Option<Text>,
    /// From when they are free, where that is known.
    #[schema(value_type = Option<shapes::Text>)]
    pub free_from: Option<Text>,
    /// What they do now.
    #[schema(value_type = Option<shapes::Text>)]
    pub what_to_do: Option<Text>,
}

/// How many would go from one state to another.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ChangeTold {
    /// The state before.
    #[schema(value_type = shapes::State)]
    pub from: State,
    /// The state after.
    #[schema(value_type = shapes::State)]
    pub to: State,
    /// How many people.
    pub people: u64,
}
