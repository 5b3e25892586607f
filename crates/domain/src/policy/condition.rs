//! When a rule applies: typed fields, no expression language.
//!
//! The fields that are set must hold together. There is no field for a person, a document, an address or a
//! place below the county, because there is no fact to compare it with.

use serde::{Deserialize, Serialize};

use crate::facts::{ExposureClass, Temperature, TestOutcome};
use crate::level::Level;
use crate::state::Colour;

/// What must hold. Fields that are absent ask nothing; at least one must be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// A stay in a listed area of this level (or in a county that a list names as a whole).
    pub stay_in: Option<Level>,
    /// A stay in a county that holds an area of this level. A rule that colours by it must say `coarse`.
    pub stay_near: Option<Level>,
    /// An exposure of this class.
    pub exposure: Option<ExposureClass>,
    /// A declared contact with a case.
    pub contact: Option<bool>,
    /// At least this many new symptoms in one report.
    pub symptoms: Option<u16>,
    /// This body temperature or a higher one in one report.
    pub temperature: Option<Temperature>,
    /// An entry from abroad.
    pub entry: Option<bool>,
    /// A laboratory result with this outcome.
    pub test: Option<TestOutcome>,
    /// An order by two officials of this colour, while it is in force.
    pub official_order: Option<Colour>,
    /// The window in days for all of the above: what lies on date D - n or later counts on date D. Absent:
    /// the policy's `look_back_days`.
    pub within_days: Option<u16>,
}

impl Condition {
    /// Whether no fact is asked for.
    pub fn is_empty(&self) -> bool {
        Self {
            within_days: None,
            ..*self
        } == Self::default()
    }

    /// Fields that ask for the absence of something, which no fact can show.
    pub fn asks_for_absence(&self) -> Option<&'static str> {
        match (self.contact, self.entry, self.symptoms) {
            (Some(false), ..) => Some("contact"),
            (_, Some(false), _) => Some("entry"),
            (.., Some(0)) => Some("symptoms"),
            _ => None,
        }
    }
}
