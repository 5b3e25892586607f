//! What a policy must show before it is published: texts, limits, an end or a review, and tests that pass.

use crate::policy::{Condition, Expectation, Policy, PolicyFile, RuleEntry, RuleTest, Text};
use crate::rating::{Decision, rate};
use crate::time::Date;

/// The most rules and pop-ups that a file may have.
const MAX_RULES: usize = 200;
/// The longest quarantine and the widest window that a rule may ask for, in days.
const MAX_DAYS: u16 = 60;

/// Something in a policy file that keeps it from being published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where: `rule[stay-high].days`.
    pub field: String,
    /// What is wrong, and the remedy.
    pub text: String,
}

/// Examines `file` and runs the tests inside it against the whole `policy` that it makes. Empty: it may be
/// published.
pub fn check(file: &PolicyFile, policy: &Policy) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut examine = Examine {
        faults: &mut faults,
    };
    examine.head(file);
    for rule in &file.rules {
        examine.rule(rule, policy.look_back_days);
    }
    for pop_up in &file.pop_ups {
        let field = format!("popup[{}]", pop_up.id);
        examine.condition(&field, &pop_up.when);
        examine.text(&format!("{field}.text"), &pop_up.text);
        examine.text(&format!("{field}.contact"), &pop_up.contact);
        examine.end(&field, pop_up.ends, pop_up.review);
    }
    for (field, text) in policy.verdicts.faults() {
        examine.fault(&field, text);
    }
    examine.names(file);
    for (number, (name, test)) in file.all_tests().enumerate() {
        if let Some(text) = run(policy, test) {
            let title = test
                .name
                .as_deref()
                .map(|n| format!(" ({n})"))
                .unwrap_or_default();
            faults.push(Fault {
                field: format!("test {} of {name}{title}", number + 1),
                text,
            });
        }
    }
    faults
}

/// Runs one test; what differs from what it expects, in words.
fn run(policy: &Policy, test: &RuleTest) -> Option<String> {
    let facts = test.facts.clone().canonical();
    let decision = rate(policy, &facts, test.today);
    let differences = differences(&test.expect, &decision);
    (!differences.is_empty()).then(|| format!("on {}: {}", test.today, differences.join("; ")))
}

fn differences(expect: &Expectation, decision: &Decision) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |field: &str, wanted: Option<String>, found: String| {
        if let Some(wanted) = wanted.filter(|w| *w != found) {
            differences.push(format!("{field} should be {wanted}, is {found}"));
        }
    };
    let date = |d: Option<Date>| d.map_or_else(|| "open".to_owned(), |d| d.to_string());
    let list = |mut ids: Vec<String>| {
        ids.sort();
        format!("[{}]", ids.join(", "))
    };
    let names = |ids: &Option<Vec<crate::policy::RuleId>>| {
        ids.as_ref()
            .map(|ids| list(ids.iter().map(ToString::to_string).collect()))
    };
    compare(
        "colour",
        expect.colour.map(|c| c.to_string()),
        decision.state.to_string(),
    );
    compare(
        "until",
        expect.until.map(|d| d.to_string()),
        date(decision.until),
    );
    compare(
        "review_on",
        expect.review_on.map(|d| d.to_string()),
        date(decision.review_on),
    );
    compare(
        "rules",
        names(&expect.rules),
        list(decision.rules().iter().map(ToString::to_string).collect()),
    );
    let shown = decision.pop_ups.iter().map(|p| p.id.to_string()).collect();
    compare("pop_ups", names(&expect.pop_ups), list(shown));
    differences
}

struct Examine<'a> {
    faults: &'a mut Vec<Fault>,
}

impl Examine<'_> {
    fn fault(&mut self, field: &str, text: impl Into<String>) {
        self.faults.push(Fault {
            field: field.to_owned(),
            text: text.into(),
        });
    }

    fn head(&mut self, file: &PolicyFile) {
        let version = file.version.trim();
        if version.is_empty() || version.chars().count() > 40 {
            self.fault(
                "version",
                "give the version a name of 1 to 40 characters, such as the date",
            );
        }
        let windows = [
            ("look_back_days", file.look_back_days),
            ("grace_days", file.grace_days),
            ("appeal_days", file.appeal_days),
        ];
        for (field, days) in windows {
            if days.is_some_and(|d| d > MAX_DAYS) {
                self.fault(field, format!("at most {MAX_DAYS} days"));
            }
        }
        if file.rules.len() + file.pop_ups.len() > MAX_RULES {
            self.fault(
                "rule",
                format!("at most {MAX_RULES} rules and pop-ups in a file"),
            );
        }
    }

    fn rule(&mut self, rule: &RuleEntry, look_back_days: u16) {
        let field = format!("rule[{}]", rule.id);
        self.condition(&field, &rule.when);
        self.text(&format!("{field}.reason"), &rule.reason);
        self.end(&field, rule.ends, rule.review);
        if rule.when.stay_near.is_some() && !rule.coarse {
            let text = "a county that merely holds a listed area colours nobody; use stay_in, make it a popup, \
                        or say coarse = true";
            self.fault(&format!("{field}.when.stay_near"), text);
        }
        if rule.days.is_some_and(|d| d == 0 || d > MAX_DAYS) {
            self.fault(
                &format!("{field}.days"),
                format!("1 to {MAX_DAYS}; leave it out for a rule without quarantine"),
            );
        }
        if let Some(then) = rule.then {
            if rule.days.is_none() {
                self.fault(
                    &format!("{field}.then"),
                    "a second stage needs days for the first",
                );
            }
            if then.colour >= rule.colour || then.days == 0 || then.days > MAX_DAYS {
                self.fault(
                    &format!("{field}.then"),
                    format!("a milder colour and 1 to {MAX_DAYS} days"),
                );
            }
        }
        if rule
            .when
            .official_order
            .is_some_and(|colour| colour != rule.colour)
        {
            self.fault(
                &format!("{field}.colour"),
                "an order by officials gives its own colour and no other",
            );
        }
        if rule.days.is_some() && rule.when.within_days.unwrap_or(look_back_days) == 0 {
            self.fault(
                &format!("{field}.when.within_days"),
                "at least 1 day for a rule that opens an order",
            );
        }
    }

    fn condition(&mut self, field: &str, when: &Condition) {
        let field = format!("{field}.when");
        if when.is_empty() {
            self.fault(
                &field,
                "set at least one condition: a rule for everybody is no rule",
            );
        }
        if let Some(absent) = when.asks_for_absence() {
            self.fault(
                &format!("{field}.{absent}"),
                "a rule reads what is there, not what is missing; take it out",
            );
        }
        if when.within_days.is_some_and(|d| d > MAX_DAYS) {
            self.fault(
                &format!("{field}.within_days"),
                format!("at most {MAX_DAYS} days"),
            );
        }
    }

    fn text(&mut self, field: &str, text: &Text) {
        for (language, words) in [("zh", &text.zh), ("en", &text.en)] {
            let length = words.trim().chars().count();
            if length == 0 || length > 400 {
                self.fault(
                    &format!("{field}.{language}"),
                    "say it in 1 to 400 characters",
                );
            }
        }
    }

    fn end(&mut self, field: &str, ends: Option<Date>, review: Option<Date>) {
        if ends.is_none() && review.is_none() {
            let text = "every rule ends or is looked at again; give ends or review a date";
            self.fault(&format!("{field}.review"), text);
        }
    }

    fn names(&mut self, file: &PolicyFile) {
        let mut names: Vec<&str> = file
            .rules
            .iter()
            .map(|r| r.id.as_str())
            .chain(file.pop_ups.iter().map(|p| p.id.as_str()))
            .collect();
        names.sort_unstable();
        for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.fault(
                &format!("rule[{}].id", pair[0]),
                "two rules or pop-ups have this id; rename one",
            );
        }
        for rule in file
            .rules
            .iter()
            .filter(|r| r.id.as_str() == crate::rating::AREA_QUESTION)
        {
            self.fault(
                &format!("rule[{}].id", rule.id),
                "this name is taken by the question about new areas",
            );
        }
    }
}
