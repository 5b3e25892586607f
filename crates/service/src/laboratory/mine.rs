//! The results of a person for their own screen, each with what it means for their code.

use domain::facts::EvidenceKind;
use domain::laboratory::{Finding, Source};
use domain::policy::Text;
use domain::rating::Decision;
use domain::state::Colour;
use domain::time::Instant;
use storage::ResultRow;

use super::words;
use crate::Service;
use crate::error::Error;
use crate::explain::{Place, place, rule_text};
use crate::session::Session;
use crate::shared::Shared;

/// A result of one's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyResult {
    /// When the sample was taken.
    pub sampled: Instant,
    /// What was found.
    pub finding: Finding,
    /// The laboratory.
    pub laboratory: String,
    /// When it came.
    pub received: Instant,
    /// By which way.
    pub source: Source,
    /// What it means for the code.
    pub meaning: Text,
    /// The rules that give a colour because of it.
    pub rules: Vec<RuleOfResult>,
}

/// A rule that gives a colour because of a result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleOfResult {
    /// Whose code it is.
    pub city: Place,
    /// The colour.
    pub colour: Colour,
    /// The rule's own words.
    pub text: Text,
}

impl Service {
    /// The results of the holder of a session, the newest sample first.
    #[crate::boxed]
    pub async fn my_results(
        &self,
        session: &Session,
        now: Instant,
    ) -> Result<Vec<MyResult>, Error> {
        let person = session.person()?;
        let (shared, facts, decisions) = self.current(person, now).await?;
        let mut results = Vec::with_capacity(facts.results.len());
        for row in &facts.results {
            results.push(my_result(row, &decisions, &shared, now)?);
        }
        results.sort_by_key(|result| std::cmp::Reverse((result.sampled, result.received)));
        Ok(results)
    }
}

fn my_result(
    row: &ResultRow,
    decisions: &[Decision],
    shared: &Shared,
    now: Instant,
) -> Result<MyResult, Error> {
    let rules = rules(row, decisions, shared, now)?;
    Ok(MyResult {
        sampled: row.sampled,
        finding: row.finding,
        laboratory: row.laboratory.clone(),
        received: row.received,
        source: row.source,
        meaning: words::meaning(row.finding, !rules.is_empty()),
        rules,
    })
}

/// The rules of all cities that give a colour because of a result.
fn rules(
    row: &ResultRow,
    decisions: &[Decision],
    shared: &Shared,
    now: Instant,
) -> Result<Vec<RuleOfResult>, Error> {
    let today = now.date();
    let mut rules = Vec::new();
    for decision in decisions {
        for reason in &decision.reasons {
            let mut evidence = reason.evidence.iter();
            if evidence.any(|e| e.kind == EvidenceKind::Test && e.id == row.evidence.0) {
                rules.push(RuleOfResult {
                    city: place::of_division(decision.jurisdiction, today.year()),
                    colour: reason.colour,
                    text: rule_text(reason, shared, today)?,
                });
            }
        }
    }
    Ok(rules)
}
