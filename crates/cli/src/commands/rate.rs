//! `healthcode rate`: facts, a policy and a date in; the decision out. No database.

use domain::policy::{Policy, RuleId};
use domain::rating::{Decision, rate};
use domain::state::State;
use domain::time::Date;
use serde::Serialize;

use crate::arguments::Rate;
use crate::commands::files;
use crate::output::{Answer, Output};

#[derive(Serialize)]
struct Rated {
    state: State,
    rules: Vec<RatedRule>,
    until: Option<Date>,
    review_on: Option<Date>,
    #[serde(skip)]
    words: String,
}

#[derive(Serialize)]
struct RatedRule {
    id: RuleId,
    since: Date,
    until: Option<Date>,
}

pub(crate) fn run(arguments: &Rate, output: &Output) -> anyhow::Result<Answer> {
    let (_, policy) = files::policy(&arguments.policy)?;
    let facts = files::facts(&arguments.facts)?;
    let decision = rate(&policy, &facts, arguments.today);
    let rated = Rated {
        state: decision.state,
        rules: rules(&decision),
        until: decision.until,
        review_on: decision.review_on,
        words: words(&policy, &decision),
    };
    output.answer(&rated, |r| r.words.clone());
    Ok(Answer::Yes)
}

/// The rules behind a decision, each once, from its first date to its last.
fn rules(decision: &Decision) -> Vec<RatedRule> {
    let of = |id: &RuleId| {
        let reasons = || decision.reasons.iter().filter(|r| r.rule == *id);
        let last = reasons().map(|r| r.until.map_or(i32::MAX, Date::day)).max();
        Some(RatedRule {
            id: id.clone(),
            since: reasons().map(|r| r.since).min()?,
            until: last.filter(|day| *day < i32::MAX).map(Date::from_day),
        })
    };
    decision.rules().into_iter().filter_map(of).collect()
}

fn words(policy: &Policy, decision: &Decision) -> String {
    let until = decision
        .until
        .map(|d| format!(", free from {d} 00:00"))
        .unwrap_or_default();
    let mut lines = vec![format!("{}{until}", decision.state)];
    for reason in &decision.reasons {
        let text = policy
            .rule(&reason.rule)
            .map(|r| r.reason.en.as_str())
            .unwrap_or_default();
        let until = reason
            .until
            .map(|d| format!(", until {d}"))
            .unwrap_or_default();
        lines.push(format!(
            "  {} {}: {text} (since {}{until})",
            reason.colour, reason.rule, reason.since
        ));
    }
    for pop_up in &decision.pop_ups {
        let text = policy
            .pop_up(&pop_up.id)
            .map(|p| p.text.en.as_str())
            .unwrap_or_default();
        lines.push(format!("  notice {}: {text}", pop_up.id));
    }
    if let Some(on) = decision.review_on {
        lines.push(format!("  to be rated again on {on}"));
    }
    lines.join("\n")
}
