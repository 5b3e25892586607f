//! The shape of a policy file: TOML, one file a jurisdiction, tests inside.

use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::place::DivisionCode;
use crate::policy::{Condition, RuleId};
use crate::purchase::PurchaseClass;
use crate::quarantine::Stage;
use crate::state::{Colour, State};
use crate::time::Date;
use crate::verdict::VerdictEntry;

/// The largest policy file that is read, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// A text that is not a policy file: what is wrong, with line and column where the reader knows them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFileError {
    /// Not the shape of a policy.
    #[error("{0}")]
    Shape(String),
    /// Larger than anybody would write.
    #[error("the file has {0} bytes; a policy has at most {MAX_BYTES}")]
    TooLarge(usize),
}

/// A text in the two languages that every screen speaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text of both.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// Up to when lists count for a stay (P `level_from`, LEVEL OF A STAY in the requirements).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelFrom {
    /// Every list from the stay's first day to the day of the decision.
    #[default]
    Stay,
    /// The lists in force during the stay only.
    StayOnly,
}

/// A policy file. Settings that are absent are inherited.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFile {
    /// Whose policy it is.
    pub jurisdiction: DivisionCode,
    /// The jurisdiction whose policy holds where this one says nothing; absent for the nation only.
    #[serde(default)]
    pub inherits: Option<DivisionCode>,
    /// The name of this version; two versions of one jurisdiction have different names.
    pub version: String,
    /// The first date on which it is in force.
    pub effective: Date,
    /// The look-back window in days (S0-4).
    #[serde(default)]
    pub look_back_days: Option<u16>,
    /// Up to when lists count for a stay.
    #[serde(default)]
    pub level_from: Option<LevelFrom>,
    /// Whole days for which a missing check-in is waited for.
    #[serde(default)]
    pub grace_days: Option<u16>,
    /// Days for which a declaration is in force; 0: until facts change (S1-5).
    #[serde(default)]
    pub declaration_days: Option<u16>,
    /// Days after the end of an order in which it can be appealed against.
    #[serde(default)]
    pub appeal_days: Option<u16>,
    /// Hours within which staff decide what waits for them.
    #[serde(default)]
    pub review_hours: Option<u16>,
    /// Whether who enters or returns to the city is unconfirmed until the itinerary is verified (S0-2).
    #[serde(default)]
    pub verify_on_entry: Option<bool>,
    /// From how many hours before the day of arrival on the itinerary can be verified (S0-2).
    #[serde(default)]
    pub verify_hours_before: Option<u16>,
    /// What checkpoints do with each state (VERDICTS).
    #[serde(default)]
    pub verdict: VerdictEntry,
    /// The classes of medicine that pharmacies register; absent: those of the policy above.
    #[serde(default, rename = "purchase_class")]
    pub purchase_classes: Vec<PurchaseClass>,
    /// Inherited rules and pop-ups that do not hold here.
    #[serde(default)]
    pub without: Vec<RuleId>,
    /// The rules. One with the id of an inherited rule takes its place.
    #[serde(default, rename = "rule")]
    pub rules: Vec<RuleEntry>,
    /// Pop-ups, beside the colour.
    #[serde(default, rename = "popup")]
    pub pop_ups: Vec<PopUpEntry>,
    /// Tests of the whole policy.
    #[serde(default, rename = "test")]
    pub tests: Vec<RuleTest>,
}

/// A rule that colours.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Its name.
    pub id: RuleId,
    /// When it applies.
    pub when: Condition,
    /// The colour that it gives.
    pub colour: Colour,
    /// Days of quarantine with daily check-ins. Absent: the rule opens no order and follows its facts.
    #[serde(default)]
    pub days: Option<u16>,
    /// A second stage after the first.
    #[serde(default)]
    pub then: Option<Stage>,
    /// Says that the rule may colour people who were merely in the county of a listed area.
    #[serde(default)]
    pub coarse: bool,
    /// The first date on which the rule no longer applies.
    #[serde(default)]
    pub ends: Option<Date>,
    /// The date on which the rule is looked at again. Every rule has this or `ends`.
    #[serde(default)]
    pub review: Option<Date>,
    /// Why, in words for the person.
    pub reason: Text,
    /// Tests of the rule.
    #[serde(default, rename = "test")]
    pub tests: Vec<RuleTest>,
}

/// A pop-up: a notice beside the colour (S0-21).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopUpEntry {
    /// Its name.
    pub id: RuleId,
    /// When it appears.
    pub when: Condition,
    /// What it says.
    pub text: Text,
    /// Whom to contact and what ends it (S0-22).
    pub contact: Text,
    /// The first date on which it no longer appears.
    #[serde(default)]
    pub ends: Option<Date>,
    /// The date on which it is looked at again.
    #[serde(default)]
    pub review: Option<Date>,
    /// Tests of the pop-up.
    #[serde(default, rename = "test")]
    pub tests: Vec<RuleTest>,
}

/// Facts, a date, and what the policy must make of them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTest {
    /// What the test shows.
    #[serde(default)]
    pub name: Option<String>,
    /// The date of the decision.
    pub today: Date,
    /// The facts.
    pub facts: Facts,
    /// What must come out. Fields that are absent are not compared.
    pub expect: Expectation,
}

/// What a test expects of a decision.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expectation {
    /// The state.
    #[serde(alias = "state", skip_serializing_if = "Option::is_none")]
    pub colour: Option<State>,
    /// The first free date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The rules that stand behind the decision, in any order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<RuleId>>,
    /// The pop-ups, in any order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pop_ups: Option<Vec<RuleId>>,
    /// The date on which the decision is to be looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

impl PolicyFile {
    /// Reads a policy file. The error of a wrong text names line, column and field.
    pub fn parse(text: &str) -> Result<Self, PolicyFileError> {
        if text.len() > MAX_BYTES {
            return Err(PolicyFileError::TooLarge(text.len()));
        }
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let remedy = unknown_field(error.message())
                .and_then(remedy)
                .unwrap_or_default();
            PolicyFileError::Shape(format!("{error}{remedy}"))
        })
    }

    /// All tests in the file, with the name of what they test.
    pub fn all_tests(&self) -> impl Iterator<Item = (&str, &RuleTest)> {
        let rules = self
            .rules
            .iter()
            .flat_map(|r| r.tests.iter().map(|t| (r.id.as_str(), t)));
        let pop_ups = self
            .pop_ups
            .iter()
            .flat_map(|p| p.tests.iter().map(|t| (p.id.as_str(), t)));
        rules
            .chain(pop_ups)
            .chain(self.tests.iter().map(|t| ("policy", t)))
    }
}

/// The field that a reader does not know.
fn unknown_field(message: &str) -> Option<&str> {
    message.strip_prefix("unknown field `")?.split('`').next()
}

/// What to do instead of naming people, or places that are smaller than a county (N-4).
fn remedy(field: &str) -> Option<&'static str> {
    match field {
        "people" | "persons" | "person" | "names" | "name" | "documents" | "document"
        | "phones" | "phone" | "units" | "unit" => Some(
            "规则不得指名个人：请写人人适用的条件\na rule names nobody: ask for facts that anybody could have (N-4)\n",
        ),
        "street" | "streets" | "address" | "addresses" | "community" | "communities"
        | "building" | "buildings" | "village" | "villages" => Some(
            "规则不得指名县级以下的地点：风险区域由名单列出，规则只写其等级\n\
             a rule names no place below the county: lists name areas, and a rule asks for their level (stay_in)\n",
        ),
        _ => None,
    }
}
