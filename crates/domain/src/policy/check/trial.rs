//! The tests inside a policy file.

use crate::policy::check::Faults;
use crate::policy::{Expectation, Policy, PolicyFile, RuleId, RuleTest};
use crate::rating::{Compiled, Decision};
use crate::time::Date;

/// Runs every test of `file` against the whole policy.
pub(super) fn examine(file: &PolicyFile, policy: &Policy, faults: &mut Faults) {
    let policy = Compiled::new(policy.clone());
    for rule in &file.rules {
        run_all(&policy, &format!("rule[{}]", rule.id), &rule.tests, faults);
    }
    for pop_up in &file.pop_ups {
        let field = format!("popup[{}]", pop_up.id);
        run_all(&policy, &field, &pop_up.tests, faults);
    }
    run_all(&policy, "", &file.tests, faults);
}

fn run_all(policy: &Compiled, of: &str, tests: &[RuleTest], faults: &mut Faults) {
    let dot = if of.is_empty() { "" } else { "." };
    for (number, test) in tests.iter().enumerate() {
        let differences = run(policy, test);
        if differences.is_empty() {
            continue;
        }
        let name = test.name.as_ref().map(|name| format!("\"{name}\": "));
        let name = name.unwrap_or_default();
        let (zh, en): (Vec<String>, Vec<String>) = differences.into_iter().unzip();
        faults.add(
            format!("{of}{dot}test[{}]", number + 1),
            format!("测试未通过：{name}{}：{}", test.today, zh.join("；")),
            format!("{name}on {}: {}", test.today, en.join("; ")),
        );
    }
}

/// What differs from what a test expects, in Chinese and English.
fn run(policy: &Compiled, test: &RuleTest) -> Vec<(String, String)> {
    let facts = test.facts.clone().canonical();
    let decision = policy.rate(&facts, test.today);
    let compared = compared(&test.expect, &decision);
    let differs = |(field, wanted, found): (&str, Option<String>, String)| {
        let wanted = wanted.filter(|wanted| *wanted != found)?;
        Some((
            format!("{field}应为{wanted}，实为{found}"),
            format!("{field} should be {wanted}, is {found}"),
        ))
    };
    compared.into_iter().filter_map(differs).collect()
}

/// Each field with what is expected of it and what came out.
fn compared(
    expect: &Expectation,
    decision: &Decision,
) -> [(&'static str, Option<String>, String); 5] {
    let wanted = |date: Option<Date>| date.map(|date| date.to_string());
    let found = |date: Option<Date>| wanted(date).unwrap_or_else(|| "open".to_owned());
    let list = |ids: Vec<&RuleId>| {
        let mut ids: Vec<&str> = ids.into_iter().map(RuleId::as_str).collect();
        ids.sort_unstable();
        format!("[{}]", ids.join(", "))
    };
    let names = |ids: &Option<Vec<RuleId>>| ids.as_ref().map(|ids| list(ids.iter().collect()));
    let shown = decision.pop_ups.iter().map(|p| &p.id).collect();
    [
        (
            "colour",
            expect.colour.map(|c| c.to_string()),
            decision.state.to_string(),
        ),
        ("until", wanted(expect.until), found(decision.until)),
        (
            "review_on",
            wanted(expect.review_on),
            found(decision.review_on),
        ),
        ("rules", names(&expect.rules), list(decision.rules())),
        ("pop_ups", names(&expect.pop_ups), list(shown)),
    ]
}
