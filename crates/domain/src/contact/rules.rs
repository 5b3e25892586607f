//! The contact rules as published data: a TOML file a version (`policies/contact`).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::class::{ContactClass, IndexPerson};
use super::rules_check::RulesFault;
use super::venue::PlaceKind;
use crate::policy::{RuleId, Text};
use crate::time::Date;

/// The version that comes with the program.
const BUILT_IN: &str = include_str!("../../../../policies/contact/2020-02-20.toml");
/// The largest file that is read, in bytes.
const MAX_BYTES: usize = 1 << 18;

/// Why a text is no version of the rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContactRulesError {
    /// Not the shape of the file.
    #[error("{0}")]
    Shape(String),
    /// Larger than anybody would write.
    #[error("the file has {0} bytes; contact rules have at most {MAX_BYTES}")]
    TooLarge(usize),
    /// Fields whose values make no sense, all of them.
    #[error("{}", lines(.0))]
    Faults(Vec<RulesFault>),
}

fn lines(faults: &[RulesFault]) -> String {
    let lines: Vec<String> = faults.iter().map(RulesFault::to_string).collect();
    lines.join("\n")
}

words! {
    /// Where a rule holds.
    Setting {
        /// An aircraft whose cabin air is HEPA-filtered.
        Aircraft = "aircraft",
        /// An aircraft whose cabin air is not.
        AircraftUnfiltered = "aircraft_unfiltered",
        /// A train that is sealed and air-conditioned.
        TrainSealed = "train_sealed",
        /// An ordinary train.
        TrainOrdinary = "train_ordinary",
        /// A coach that is sealed and air-conditioned.
        CoachSealed = "coach_sealed",
        /// A ventilated coach.
        CoachVentilated = "coach_ventilated",
        /// A ship.
        Ship = "ship",
        /// A household.
        Household = "household",
        /// A closed place.
        VenueClosed = "venue_closed",
        /// Any other venue.
        VenueOpen = "venue_open",
        /// Anywhere; such a rule is told, not matched.
        Any = "any",
    }
}

/// How near somebody must have been.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Crew who served there.
    Crew,
    /// The same row, and so many in front and behind.
    Rows(u16),
    /// The same bay, and so many on either side.
    Bays(u16),
    /// The same compartment of a soft sleeper.
    Compartment,
    /// The same carriage, where it has no compartments.
    OpenCarriage,
    /// The same carriage.
    Carriage,
    /// The same cabin.
    Cabin,
    /// Everyone aboard.
    Everyone,
    /// A stay at the same time in the same room of the venue; in the venue, where it is one room.
    SameRoom,
    /// A stay at the same time anywhere in the venue.
    Overlap,
    /// Found by an investigation; never matched.
    Investigation,
}

/// A rule.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRule {
    /// Its name.
    pub id: RuleId,
    /// Whose events it is about.
    #[serde(default = "of_a_case")]
    pub of: IndexPerson,
    /// Where it holds.
    pub settings: Vec<Setting>,
    /// At which kinds of places alone, of those settings; all where it is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceKind>,
    /// How near.
    pub reach: Reach,
    /// What one then is.
    pub class: ContactClass,
    /// The rule in words.
    pub text: Text,
}

const fn of_a_case() -> IndexPerson {
    IndexPerson::Case
}

/// Days, minutes and counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    pub(super) infectious_days_before: u8,
    pub(super) longest_event_minutes: u32,
    pub(super) longest_open_visit_minutes: u32,
    pub(super) held_over_people: u32,
}

/// What a train is whose number has no letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TrainKind {
    Sealed,
    Ordinary,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trains {
    pub(super) sealed_letters: Vec<char>,
    pub(super) digits_alone: TrainKind,
}

/// How numbers on tickets lie together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seats {
    pub(super) hard_sleeper_numbers_in_a_bay: u16,
    pub(super) hard_seat_numbers_in_a_bay: u16,
    pub(super) soft_sleeper_numbers_in_a_compartment: u16,
    pub(super) coach_seats_in_a_row: u16,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Venues {
    pub(super) closed: Vec<PlaceKind>,
}

/// A version of the contact rules.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRules {
    /// The name of the version.
    pub version: String,
    /// The first date on which it is in force.
    pub effective: Date,
    /// Where it is from.
    pub source: Text,
    pub(super) limits: Limits,
    pub(super) trains: Trains,
    pub(super) seats: Seats,
    pub(super) venues: Venues,
    /// The rules, in the order in which they are asked.
    #[serde(rename = "rule")]
    pub rules: Vec<ContactRule>,
}

impl ContactRules {
    /// The version that comes with the program.
    pub fn built_in() -> &'static Self {
        #[expect(
            clippy::expect_used,
            reason = "the file is part of the program, and a test reads it"
        )]
        static RULES: LazyLock<ContactRules> =
            LazyLock::new(|| ContactRules::parse(BUILT_IN).expect("the built-in contact rules"));
        &RULES
    }

    /// The file of the built-in version, as it is published.
    pub const fn built_in_text() -> &'static str {
        BUILT_IN
    }

    /// Reads a version; unknown keys are refused, and values without sense all at once by field.
    pub fn parse(text: &str) -> Result<Self, ContactRulesError> {
        if text.len() > MAX_BYTES {
            return Err(ContactRulesError::TooLarge(text.len()));
        }
        let rules: Self =
            toml::from_str(text).map_err(|e| ContactRulesError::Shape(e.to_string()))?;
        let faults = rules.faults();
        if faults.is_empty() {
            Ok(rules)
        } else {
            Err(ContactRulesError::Faults(faults))
        }
    }

    /// The rule of a contact.
    pub fn rule(&self, place: u16) -> Option<&ContactRule> {
        self.rules.get(usize::from(place))
    }

    /// The first date on which a case with this onset, or this date of sampling, is infectious.
    pub fn infectious_from(&self, onset: Date) -> Date {
        onset - i32::from(self.limits.infectious_days_before)
    }

    /// For how many seconds a visit without an end counts at most.
    pub fn open_visit_s(&self) -> u32 {
        self.limits.longest_open_visit_minutes * 60
    }

    /// Over how many close contacts an event waits for a second look.
    pub fn held_over_people(&self) -> u32 {
        self.limits.held_over_people
    }
}
