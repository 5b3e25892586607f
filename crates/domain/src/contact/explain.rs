//! Why somebody is a contact: what each rule said, in the order in which they were asked.

use serde::Serialize;

use super::class::{ContactClass, Missing};
use super::legs::LegIndex;
use super::near::Holds;
use super::prepared::{Place, Prepared};
use super::rules::ContactRules;
use super::visits::VisitIndex;
use super::{Contact, Seating};
use crate::policy::{RuleId, Text};

/// What one rule said.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Step {
    /// The rule.
    pub rule: RuleId,
    /// What it would make of somebody.
    pub class: ContactClass,
    /// Whether it holds; none where nobody can say.
    pub holds: Option<bool>,
    /// What is missing to say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// The rule in words.
    pub text: Text,
}

/// Why somebody is a contact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Explanation {
    /// What is known of both.
    pub facts: Text,
    /// The rules up to the one that decided.
    pub steps: Vec<Step>,
}

impl VisitIndex {
    /// Why a contact that this index found is one. None where it did not find it.
    pub fn explain(
        &self,
        rules: &ContactRules,
        event: &Prepared<'_>,
        contact: &Contact,
    ) -> Option<Explanation> {
        let Place::Venue(case) = &event.place else {
            return None;
        };
        let (visit, said) = self.asked(event, contact)?;
        let (zh, en) = visit.to.map_or_else(
            || ("不详".to_owned(), "not known".to_owned()),
            |to| (to.to_string(), to.to_string()),
        );
        let facts = Text::new(
            format!(
                "病例在场{}至{}，其本人在场{}至{zh}，重叠{}秒",
                case.from, case.to, visit.from, contact.overlap_s
            ),
            format!(
                "the case was there from {} to {}, the other from {} to {en}: {} seconds together",
                case.from, case.to, visit.from, contact.overlap_s
            ),
        );
        let steps = steps(rules, &said)?;
        Some(Explanation { facts, steps })
    }
}

impl LegIndex {
    /// Why a contact that this index found is one. None where it did not find it.
    pub fn explain(
        &self,
        rules: &ContactRules,
        event: &Prepared<'_>,
        contact: &Contact,
    ) -> Option<Explanation> {
        let Place::Aboard(case) = &event.place else {
            return None;
        };
        let (seating, said) = self.asked(event, contact)?;
        let numbers: Vec<&str> = case
            .aboard
            .conveyance
            .numbers
            .iter()
            .map(super::Number::as_str)
            .collect();
        let numbers = numbers.join(" ");
        let (case_zh, case_en) = place(&case.aboard.seating);
        let (other_zh, other_en) = place(&seating);
        let facts = Text::new(
            format!(
                "{numbers}，{}，病例{case_zh}，其本人{other_zh}",
                case.aboard.date
            ),
            format!(
                "{numbers} of {}: the case {case_en}, the other {other_en}",
                case.aboard.date
            ),
        );
        let steps = steps(rules, &said)?;
        Some(Explanation { facts, steps })
    }
}

/// A seat in both languages; tickets are written in Chinese, and staff compare by what is written.
fn place(seating: &Seating) -> (String, String) {
    if seating.is_unknown() {
        return (
            "座位不详".to_owned(),
            "in a place that is not known".to_owned(),
        );
    }
    (seating.to_string(), format!("in {seating}"))
}

/// Up to the rule that held; all of them where none did.
fn steps(rules: &ContactRules, said: &[(u16, Holds)]) -> Option<Vec<Step>> {
    let decided = said.iter().position(|(_, holds)| *holds == Holds::Yes);
    let asked = decided.map_or(said.len(), |at| at + 1);
    let step = |(place, holds): &(u16, Holds)| {
        let rule = rules.rule(*place)?;
        let (holds, missing) = match holds {
            Holds::Yes => (Some(true), None),
            Holds::No => (Some(false), None),
            Holds::Unknown(what) => (None, Some(*what)),
        };
        Some(Step {
            rule: rule.id.clone(),
            class: rule.class,
            holds,
            missing,
            text: rule.text.clone(),
        })
    };
    said[..asked].iter().map(step).collect()
}
