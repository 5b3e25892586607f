//! Short policies and facts.

use domain::facts::Facts;
use domain::policy::{Policy, PolicyFile};
use domain::rating::{Decision, rate};
use domain::time::Date;

/// The date of a text.
pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A day of February 2020.
pub(crate) fn feb(day: i32) -> Date {
    date("2020-02-01") + day - 1
}

/// A policy in force since 2020-01-01 with these rules, each `id: when -> colour and the rest`.
pub(crate) fn policy(rules: &[(&str, &str, &str)]) -> Policy {
    let head = "jurisdiction = \"000000\"\nversion = \"1\"\neffective = 2020-01-01\n";
    let rule = |(id, when, then): &(&str, &str, &str)| {
        let reason = "reason = { zh = \"由\", en = \"x\" }";
        format!(
            "[[rule]]\nid = \"{id}\"\nwhen = {{ {when} }}\n{then}\nreview = 2027-01-01\n{reason}\n"
        )
    };
    let text = head.to_owned() + &rules.iter().map(rule).collect::<String>();
    let file = PolicyFile::parse(&text).unwrap();
    Policy::of(file.jurisdiction, |code| {
        (code == file.jurisdiction).then_some(&file)
    })
    .unwrap()
}

/// Facts written in TOML.
pub(crate) fn facts(text: &str) -> Facts {
    toml::from_str::<Facts>(text).unwrap().canonical()
}

/// The facts once a decision about them was kept.
pub(crate) fn kept(facts: &Facts, decision: &Decision) -> Facts {
    let mut facts = facts.clone();
    decision.keep(&mut facts.orders);
    facts.canonical()
}

/// The decision, and the facts once it was kept.
pub(crate) fn rated(policy: &Policy, facts: &Facts, today: Date) -> (Decision, Facts) {
    let decision = rate(policy, facts, today);
    let facts = kept(facts, &decision);
    (decision, facts)
}

/// The first days of the orders that open.
pub(crate) fn first_days(decision: &Decision) -> Vec<Date> {
    decision.opens.iter().map(|o| o.first_day).collect()
}
