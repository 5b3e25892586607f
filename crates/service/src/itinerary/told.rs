//! What a person reads of their check: the shapes of the interface, and nothing of how they come about.

use domain::itinerary::Cause;
use domain::itinerary_request::{RequestEvidence, RequestKind, RequestState};
use domain::policy::Text;
use domain::time::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::explain::Place;
use crate::shapes;

/// The check of one city, as its person reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryCheck {
    /// The city.
    pub city: Place,
    /// Where the person stands.
    pub state: ItineraryState,
    /// The day of arrival, as the person said; absent before the check was begun.
    #[schema(value_type = Option<shapes::Date>)]
    pub arrival: Option<Date>,
    /// From when on the check can be made for that day, in epoch milliseconds.
    pub opens_ms: Option<i64>,
    /// The first day that is looked at.
    #[schema(value_type = shapes::Date)]
    pub from: Date,
    /// The last day that is looked at.
    #[schema(value_type = shapes::Date)]
    pub to: Date,
    /// How many days back are looked at.
    pub window_days: i32,
    /// What the person agrees to before the first code.
    pub consent: ItineraryConsent,
    /// The published rules by which the comparison is made.
    #[schema(value_type = Vec<shapes::Text>)]
    pub rules: Vec<Text>,
    /// The numbers in their order.
    pub numbers: Vec<ItineraryNumber>,
    /// What comes next.
    pub next: ItineraryNext,
    /// Why the last try failed, and what helps.
    pub causes: Vec<ItineraryCause>,
    /// Whom to ask.
    #[schema(value_type = shapes::Text)]
    pub contact: Text,
    /// What staff were asked last.
    pub request: Option<ItineraryRequest>,
    /// When it passed, in epoch milliseconds.
    pub passed_ms: Option<i64>,
}

/// Where a person stands with a city's check.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItineraryState {
    /// The city does not ask for it.
    NotRequired,
    /// It was not begun.
    ToDo,
    /// It was begun and not handed in.
    InProgress,
    /// It was handed in and did not pass.
    Failed,
    /// It passed, or staff accepted it.
    Passed,
    /// Staff were asked and have not answered.
    WithStaff,
}

/// What a person agrees to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryConsent {
    /// The version of the text; it is sent back with the beginning.
    pub version: &'static str,
    /// The text.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// When it was agreed to in this check, in epoch milliseconds.
    pub given_ms: Option<i64>,
}

/// A number of a check.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryNumber {
    /// Its id, as `/api/me/numbers` says it.
    #[schema(example = "0")]
    pub id: String,
    /// Its middle hidden.
    pub phone_masked: String,
    /// What people call the channel with which it came; absent for our own page.
    #[schema(value_type = Option<shapes::Text>)]
    pub channel: Option<Text>,
    /// Which of them it is, from 1.
    pub at: usize,
    /// Of how many.
    pub of: usize,
    /// Where it stands.
    pub state: ItineraryNumberState,
    /// Whether what the carrier recorded can be looked at: only for a number that is registered to the person's document.
    pub shows_places: bool,
    /// Whether its places are those of the first number, by the person's word.
    pub same_as_first: bool,
    /// The places that the person declared for it.
    pub places: Vec<ItineraryPlace>,
}

/// Where a number of a check stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItineraryNumberState {
    /// Its one-time code is missing.
    ToConfirm,
    /// Its places are missing.
    ToDeclare,
    /// Its places were declared.
    Declared,
}

/// A place with its days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryPlace {
    /// The six digits of a county; absent for a country.
    #[schema(value_type = Option<shapes::DivisionCode>)]
    pub county: Option<String>,
    /// The two letters of a country or region outside the mainland; absent for a county.
    #[schema(value_type = Option<shapes::CountryCode>)]
    pub country: Option<String>,
    /// Its name.
    #[schema(value_type = shapes::Text)]
    pub name: Text,
    /// The first day.
    #[schema(value_type = shapes::Date)]
    pub from: Date,
    /// The last day, included.
    #[schema(value_type = shapes::Date)]
    pub to: Date,
}

/// A place without days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryWhere {
    /// The six digits of a county; absent for a country.
    #[schema(value_type = Option<shapes::DivisionCode>)]
    pub county: Option<String>,
    /// The two letters of a country or region outside the mainland; absent for a county.
    #[schema(value_type = Option<shapes::CountryCode>)]
    pub country: Option<String>,
    /// Its name.
    #[schema(value_type = shapes::Text)]
    pub name: Text,
}

/// What comes next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryNext {
    /// The step.
    pub step: ItineraryStep,
    /// Of which number, where it is about one.
    pub number: Option<String>,
}

/// A step of a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItineraryStep {
    /// Say the day of arrival and agree.
    Begin,
    /// Confirm a number by its one-time code.
    Confirm,
    /// Declare the places of a number.
    Places,
    /// Hand it in.
    Submit,
    /// Ask staff: there is no number of the mainland.
    Staff,
    /// Nothing.
    Done,
}

/// Why a check failed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryCause {
    /// The cause.
    #[schema(value_type = shapes::ItineraryCauseWord)]
    pub cause: Cause,
    /// What it means.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// What helps.
    #[schema(value_type = shapes::Text)]
    pub remedy: Text,
}

/// What staff were asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryRequest {
    /// Its id, as text.
    pub id: String,
    /// What it is about.
    #[schema(value_type = shapes::ItineraryRequestKind)]
    pub kind: RequestKind,
    /// What shows it.
    #[schema(value_type = shapes::ItineraryEvidence)]
    pub evidence: RequestEvidence,
    /// When it was asked, in epoch milliseconds.
    pub asked_ms: i64,
    /// By when it is decided, in epoch milliseconds.
    pub due_ms: i64,
    /// Where it stands.
    #[schema(value_type = shapes::ItineraryRequestState)]
    pub state: RequestState,
    /// What staff say; absent until they have.
    pub answer: Option<String>,
}

/// What a comparison found. Nothing of it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryComparison {
    /// Whether it would pass.
    pub passed: bool,
    /// What keeps it from passing.
    pub findings: Vec<ItineraryFinding>,
    /// What may be looked at again, and keeps it from nothing.
    pub hints: Vec<ItineraryHint>,
    /// What the person is asked before it can pass.
    pub asked: Vec<ItineraryAsked>,
}

/// One thing that keeps a check from passing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryFinding {
    /// The cause.
    #[schema(value_type = shapes::ItineraryCauseWord)]
    pub cause: Cause,
    /// Which number; absent where it is about none, or about one that is not shown.
    pub number: Option<String>,
    /// Which place; absent where it is not shown.
    pub place: Option<ItineraryWhere>,
    /// The first day of it.
    #[schema(value_type = Option<shapes::Date>)]
    pub from: Option<Date>,
    /// The last day of it.
    #[schema(value_type = Option<shapes::Date>)]
    pub to: Option<Date>,
    /// What it means, with place and days where they are shown.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
    /// What helps.
    #[schema(value_type = shapes::Text)]
    pub remedy: Text,
}

/// A declared place of which the carrier has other days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryHint {
    /// Which number.
    pub number: String,
    /// Which place.
    pub place: ItineraryWhere,
    /// The first day by the record.
    #[schema(value_type = shapes::Date)]
    pub recorded_from: Date,
    /// The last day by the record.
    #[schema(value_type = shapes::Date)]
    pub recorded_to: Date,
    /// The same in words.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
}

/// A recorded place beside a declared one, for one day: base stations reach over borders.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryAsked {
    /// Which number.
    pub number: String,
    /// Which place.
    pub place: ItineraryWhere,
    /// The day.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// The question.
    #[schema(value_type = shapes::Text)]
    pub text: Text,
}

/// What came of handing a check in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItinerarySubmitted {
    /// The check as it stands now.
    pub check: ItineraryCheck,
    /// What the comparison found.
    pub comparison: ItineraryComparison,
}

/// What the carrier recorded of a number, for reference. It fills nothing in, and nothing of it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ItineraryRecord {
    /// The stays of over four hours.
    pub stays: Vec<ItineraryPlace>,
    /// The last day that the record knows: it is one day late.
    #[schema(value_type = shapes::Date)]
    pub until: Date,
}
