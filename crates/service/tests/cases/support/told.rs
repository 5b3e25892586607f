//! What a person reads of a decision.

use domain::rating::Decision;
use domain::state::State;
use domain::time::Date;

/// State, rules behind it and the first free date: `red [stay-high] until 2022-07-28`.
pub(crate) fn told(decision: &Decision) -> String {
    let rules: Vec<&str> = decision.rules().iter().map(|rule| rule.as_str()).collect();
    let until = decision.until.map(|date| format!(" until {date}"));
    format!(
        "{} [{}]{}",
        decision.state,
        rules.join(", "),
        until.unwrap_or_default()
    )
}

/// The names of the rules, sorted.
pub(crate) fn rules(decision: &Decision) -> Vec<String> {
    let mut rules: Vec<String> = decision.rules().iter().map(ToString::to_string).collect();
    rules.sort();
    rules
}

/// The names of the pop-ups, sorted.
pub(crate) fn pop_ups(decision: &Decision) -> Vec<String> {
    let mut shown: Vec<String> = decision.pop_ups.iter().map(|p| p.id.to_string()).collect();
    shown.sort();
    shown
}

/// Since when it is red; fails where it is not.
pub(crate) fn red_since(decision: &Decision) -> Date {
    assert_eq!(decision.state, State::Red, "{}", told(decision));
    decision.since.unwrap()
}
