//! When a rule applies: typed fields, no expression language.
//!
//! The fields that are set must hold together. There is no field for a person, a document, an address or a
//! place below the county, because there is no fact to compare it with.

use serde::{Deserialize, Serialize};

use crate::facts::{EvidenceKind, ExposureClass, Temperature, TestOutcome};
use crate::level::Level;
use crate::policy::DivisionList;
use crate::state::Colour;

/// What must hold. Fields that are absent ask nothing; at least one must be set.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// A stay in a listed area of this level (or in a county that a list names as a whole).
    pub stay_in: Option<Level>,
    /// A stay in a county that holds an area of this level. A rule that colours by it must say `coarse`.
    pub stay_near: Option<Level>,
    /// A residence in a listed area of this level: who lives there, or did until they moved or the lists ceased to
    /// name it.
    pub residence_in: Option<Level>,
    /// A stay in one of these divisions, whatever the lists say. A rule that colours by it must say `coarse`.
    pub stay_at: Option<DivisionList>,
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
    /// A test that is due: by itself, until its window closes, or with `until_negative` until it is done.
    pub test_due: Option<bool>,
    /// A stay in hospital as a case, while it goes on.
    pub in_hospital: Option<bool>,
    /// A discharge from hospital. Who is there is ill, so the day of the discharge is the last exposure.
    pub discharged: Option<bool>,
    /// An order by two officials of this colour, while it is in force.
    pub official_order: Option<Colour>,
    /// A quarantine that runs and that evidence of this kind opened, whoever's rule it was. For pop-ups only, and
    /// alone: an order has its own colour.
    pub quarantine: Option<EvidenceKind>,
    /// The window in days for all of the above: what lies on date D - n or later counts on date D. Absent:
    /// the policy's `look_back_days`.
    pub within_days: Option<u16>,
    /// A test is due because of the facts above, and they count until it is done: until a negative result, taken on
    /// or after the last of their days, is known. For what goes on, and what was known before it ended, that is the
    /// day on which it became known.
    pub until_negative: Option<bool>,
}

impl Condition {
    /// Whether no fact is asked for.
    pub fn is_empty(&self) -> bool {
        Self {
            within_days: None,
            until_negative: None,
            ..self.clone()
        } == Self::default()
    }

    /// Fields that ask for the absence of something, which no fact can show.
    pub fn asks_for_absence(&self) -> Option<&'static str> {
        let switches = [
            ("contact", self.contact),
            ("entry", self.entry),
            ("test_due", self.test_due),
            ("in_hospital", self.in_hospital),
            ("discharged", self.discharged),
            ("until_negative", self.until_negative),
        ];
        let off = switches.iter().find(|(_, on)| *on == Some(false));
        off.map(|(field, _)| *field)
            .or_else(|| (self.symptoms == Some(0)).then_some("symptoms"))
    }

    /// Fields that ask for the county or another division of a stay: a rule that colours by one must say `coarse`.
    pub fn coarse(&self) -> impl Iterator<Item = &'static str> {
        let fields = [
            ("stay_near", self.stay_near.is_some()),
            ("stay_at", self.stay_at.is_some()),
        ];
        let asked = fields.into_iter().filter(|(_, is_asked)| *is_asked);
        asked.map(|(field, _)| field)
    }

    /// Whether it asks for the county or another division of a stay.
    pub fn is_coarse(&self) -> bool {
        self.coarse().next().is_some()
    }

    /// Whether a negative result ends it.
    pub fn ends_by_test(&self) -> bool {
        self.until_negative == Some(true)
    }
}
