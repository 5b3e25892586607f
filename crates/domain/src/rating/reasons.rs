//! From findings and orders to the state, its reasons and its dates.

use crate::facts::Facts;
use crate::hold::Held;
use crate::policy::{Policy, RuleId};
use crate::rating::ground::{Ground, grounds};
use crate::rating::hits::Findings;
use crate::rating::opening::{Orders, Standing};
use crate::rating::pop_ups::pop_ups;
use crate::rating::{Decision, Rated, Reason};
use crate::state::State;
use crate::time::Date;

/// The decision, with its reasons.
pub(super) fn decide(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    mut orders: Orders<'_>,
    today: Date,
) -> Decision {
    let grounds = grounds(policy, facts, findings, &orders, today);
    let (state, until) = shown(policy, &grounds, facts, today);
    let reasons = reasons(&grounds);
    let of_state = reasons.iter().filter(|r| State::from(r.colour) == state);
    Decision {
        jurisdiction: policy.jurisdiction,
        today,
        state,
        since: match state {
            State::Unconfirmed => unverified(policy, facts)
                .chain(held(facts, today).map(|hold| hold.since))
                .min(),
            _ => of_state.map(|r| r.since).min(),
        },
        until,
        pop_ups: pop_ups(policy, facts, findings, &orders, today),
        review_on: review_on(policy, facts, findings, &orders, today),
        holds: held(facts, today).copied().collect(),
        reasons,
        changes: std::mem::take(&mut orders.changes),
        opens: orders.into_opens(),
    }
}

/// The decision, without what explains it.
pub(super) fn rated(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    orders: &Orders<'_>,
    today: Date,
) -> Rated {
    let mut grounds = grounds(policy, facts, findings, orders, today);
    let (state, until) = shown(policy, &grounds, facts, today);
    grounds.sort_by(|a, b| a.key().cmp(&b.key()));
    let mut rules: Vec<RuleId> = Vec::with_capacity(grounds.len());
    for ground in &grounds {
        if !rules.contains(ground.rule) {
            rules.push(ground.rule.clone());
        }
    }
    Rated {
        state,
        rules,
        until,
        review_on: review_on(policy, facts, findings, orders, today),
    }
}

/// The reasons, the worst first.
fn reasons(grounds: &[Ground<'_>]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::with_capacity(grounds.len());
    for ground in grounds {
        ground.add_to(&mut reasons);
    }
    reasons.sort_by(|a, b| Ground::of(a).key().cmp(&Ground::of(b).key()));
    reasons
}

/// The state, and the first date after it, where all of what gives it can be foreseen to end.
fn shown(
    policy: &Policy,
    grounds: &[Ground<'_>],
    facts: &Facts,
    today: Date,
) -> (State, Option<Date>) {
    let declared = facts.declared && facts.declared_until.is_none_or(|until| today < until);
    let entered = unverified(policy, facts).any(|since| since <= today);
    let without_reason = if entered || held(facts, today).next().is_some() {
        State::Unconfirmed
    } else if declared {
        State::Green
    } else {
        State::None
    };
    let states = grounds.iter().map(|ground| State::from(ground.colour));
    let state = states.fold(without_reason, State::max);
    let of_state = grounds.iter().filter(|g| State::from(g.colour) == state);
    let ends = of_state.map(|g| g.until);
    let unconfirmed = state == State::Unconfirmed;
    let holds = held(facts, today)
        .map(|hold| hold.until)
        .chain(entered.then_some(None))
        .filter(|_| unconfirmed);
    let until = ends
        .chain(holds)
        .map(|end| end.map_or(i32::MAX, Date::day))
        .max();
    (
        state,
        until.filter(|day| *day < i32::MAX).map(Date::from_day),
    )
}

/// With a running order tomorrow, else the first date on which something turns by itself.
fn review_on(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    orders: &Orders<'_>,
    today: Date,
) -> Option<Date> {
    if orders.standing.iter().any(Standing::runs) {
        Some(today.next())
    } else {
        turn(policy, facts, findings, today)
    }
}

/// Since when the itineraries of entries lack verification, where the policy asks for it (S0-3).
fn unverified(policy: &Policy, facts: &Facts) -> impl Iterator<Item = Date> {
    let asked = facts.unverified.iter().filter(|_| policy.verify_on_entry);
    asked.map(|entry| entry.recorded.max(entry.on))
}

/// What the person is held for on a date.
fn held(facts: &Facts, today: Date) -> impl Iterator<Item = &Held> {
    facts.holds.iter().filter(move |hold| hold.counts_on(today))
}

/// The first later date on which something other than an open order begins or ends by itself.
pub(super) fn turn(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    today: Date,
) -> Option<Date> {
    let declared = facts.declared_until.filter(|_| facts.declared);
    let orders = facts.orders.iter().filter(|o| o.state.is_open());
    let dates = orders.map(|o| o.first_day).chain(declared);
    dates
        .chain(unverified(policy, facts))
        .chain(facts.holds.iter().map(|hold| hold.since))
        .chain(facts.holds.iter().filter_map(|hold| hold.until))
        .chain(findings.turn)
        .filter(|date| *date > today)
        .min()
}
