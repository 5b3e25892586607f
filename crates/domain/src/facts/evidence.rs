//! Evidence: the closed list of what a rule can rest on. A new kind needs a release.

use serde::{Deserialize, Serialize};

use crate::facts::impersonal::facts;
use crate::level::Level;
use crate::place::DivisionCode;
use crate::state::Colour;
use crate::time::Date;

/// The kinds of evidence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A stay in a risk area, or in a county that holds one.
    Stay,
    /// An exposure found by the contact engine or an investigation.
    Exposure,
    /// Contact with a case, as declared.
    Contact,
    /// Symptoms or temperature.
    Symptoms,
    /// An entry from abroad.
    Entry,
    /// A laboratory result.
    Test,
    /// An order by two officials.
    OfficialOrder,
    /// A stay in hospital as a case.
    Hospital,
    /// A test that is due.
    TestDue,
}

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Stay,
        Self::Exposure,
        Self::Contact,
        Self::Symptoms,
        Self::Entry,
        Self::Test,
        Self::OfficialOrder,
        Self::Hospital,
        Self::TestDue,
    ];
}

/// Which fact a decision rests on. `level` is the level that a stay had then; a stay whose level was taken
/// back by a corrected list no longer carries what it carried.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct EvidenceRef {
    /// The kind of the fact.
    pub kind: EvidenceKind,
    /// The id of the fact among those of its kind.
    pub id: i64,
    /// The level of a stay; absent for other kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Whether it is the stay in the listed area itself that counts, not the one in its county.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inside: bool,
}

impl EvidenceRef {
    /// A reference to a fact that is no stay.
    pub const fn to(kind: EvidenceKind, id: i64) -> Self {
        Self {
            kind,
            id,
            level: None,
            inside: false,
        }
    }

    /// Whether this is the other; that of a stay in areas of no level is it at whatever level.
    pub(crate) fn is(self, other: Self) -> bool {
        let at_any = self.inside && self.level.is_none();
        let level = other.level.filter(|_| !at_any);
        self == Self { level, ..other }
    }
}

/// How a stay lies to the listed areas of its county. The person ticks it; the program never matches texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaRelation {
    /// In this listed area.
    Listed,
    /// In a county that a list names as a whole.
    Whole,
    /// In the county, outside the listed areas.
    Elsewhere,
    /// The person does not know.
    Unknown,
}

impl AreaRelation {
    /// Whether the stay was in the listed area itself, not merely in its county.
    pub const fn is_inside(self) -> bool {
        matches!(self, Self::Listed | Self::Whole)
    }
}

/// Which kind of contact an exposure is (CONTACT RULES in the facts sheet).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExposureClass {
    /// The person is a case.
    Case,
    /// Close contact.
    Close,
    /// Contact of a close contact.
    Secondary,
    /// General contact. It never colours by itself.
    General,
}

/// The outcome of a laboratory test.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestOutcome {
    /// Positive.
    Positive,
    /// Negative.
    Negative,
}

facts! {
    /// A stay in a county, with the level that the lists give it.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Stay {
        /// Its id; 0 in files, where the position serves.
        #[serde(default)]
        pub id: i64,
        /// The county, by the code of the year of the stay.
        pub place: DivisionCode,
        /// How it lies to the county's listed areas.
        pub area: AreaRelation,
        /// First day.
        pub from: Date,
        /// Last day, included; absent while it goes on (a residence).
        #[serde(default)]
        pub to: Option<Date>,
        /// The date on which it, with this level, became known: the later of the declaration and the list.
        pub recorded: Date,
        /// The highest level: of the area for *listed* and *whole*, of the county otherwise. Absent: the bare stay,
        /// whatever the lists say.
        #[serde(default)]
        pub level: Option<Level>,
        /// Whether the person lives there, or did. One that goes on is a residence also where this does not say so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub residence: bool,
    }

    /// An exposure.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Exposure {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// Which kind of contact.
        pub class: ExposureClass,
        /// The last day of the exposure.
        pub on: Date,
        /// The date on which it became known.
        pub recorded: Date,
    }

    /// Contact with a case, as declared.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Contact {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// The last day of the contact.
        pub on: Date,
        /// The date on which it was declared.
        pub recorded: Date,
    }

    /// An entry from abroad.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Entry {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// The last day abroad.
        pub on: Date,
        /// The date on which it became known.
        pub recorded: Date,
    }

    /// A laboratory result.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct TestResult {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// The outcome.
        pub outcome: TestOutcome,
        /// The date of sampling.
        pub on: Date,
        /// The date on which it became known.
        pub recorded: Date,
    }

    /// An order by two officials. It is evidence: a rule of the policy gives it its colour.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct OfficialOrder {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// The colour that the officials found.
        pub colour: Colour,
        /// First day.
        pub from: Date,
        /// First date on which it no longer holds.
        pub until: Date,
        /// The date on which the second signature made it valid.
        pub recorded: Date,
    }

    /// A stay in hospital as a case.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct HospitalStay {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// First day.
        pub from: Date,
        /// The day of the discharge, the first that is not spent in hospital; absent while it goes on.
        #[serde(default)]
        pub until: Option<Date>,
        /// The date on which it became known.
        pub recorded: Date,
    }

    /// A test that somebody who may say so made due: after a visit to a clinic, for a job. What a stay or an entry
    /// makes due needs no such fact (`until_negative` of a condition).
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct TestDue {
        /// Its id; 0 in files.
        #[serde(default)]
        pub id: i64,
        /// The first day on which a test counts for it.
        pub on: Date,
        /// The date on which it became known.
        pub recorded: Date,
    }

    /// An entry into the city, or a return to it, whose itinerary is not verified yet. Once it is, it is no fact.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Unverified {
        /// The day of the entry.
        pub on: Date,
        /// The date on which it became known.
        pub recorded: Date,
    }

    /// A county in which the person stayed and a list named areas that they were not asked about.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Question {
        /// The county.
        pub place: DivisionCode,
        /// The date of the list that asks.
        pub since: Date,
    }
}

impl Stay {
    /// Whether the person lives there, or did.
    pub const fn is_residence(&self) -> bool {
        self.residence || self.to.is_none()
    }
}
