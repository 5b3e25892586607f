//! From findings and orders to the state, its reasons and its dates.

use std::cmp::Reverse;

use crate::facts::{EvidenceKind, Facts};
use crate::policy::{Policy, Rule};
use crate::quarantine::Course;
use crate::rating::covering::covering;
use crate::rating::hits::{Findings, Hit};
use crate::rating::opening::{Orders, Standing};
use crate::rating::{AREA_QUESTION, Decision, Ends, PopUp, Reason};
use crate::state::State;
use crate::time::Date;

pub(super) fn decide(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    mut orders: Orders<'_>,
    today: Date,
) -> Decision {
    let mut reasons: Vec<Reason> = orders.standing.iter().filter_map(of_order).collect();
    for (position, hit) in &findings.rules {
        let rule = &policy.rules[*position];
        let reason = if rule.days.is_none() {
            Some(of_window(policy, rule, hit))
        } else {
            covering(&orders, policy, rule, facts, hit, today)
                .and_then(|order| of_cover(policy, rule, order, hit))
        };
        if let Some(reason) = reason {
            add(&mut reasons, reason);
        }
    }
    reasons.sort_by(|a, b| key(a).cmp(&key(b)));
    let state = state(facts, &reasons, today);
    let (since, until) = span(&reasons, state);
    let pop_ups = pop_ups(policy, facts, findings);
    let review_on = if orders.standing.iter().any(Standing::runs) {
        Some(today.next())
    } else {
        turn(facts, findings, today)
    };
    Decision {
        jurisdiction: policy.jurisdiction,
        today,
        state,
        reasons,
        pop_ups,
        since,
        until,
        review_on,
        changes: std::mem::take(&mut orders.changes),
        opens: orders.into_opens(),
    }
}

/// The order of reasons: the worst colour first, then what ends last, then by name.
fn key(reason: &Reason) -> impl Ord + '_ {
    let last = reason.until.map_or(i32::MAX, Date::day);
    (
        Reverse(reason.colour),
        Reverse(last),
        reason.rule.as_str(),
        reason.jurisdiction,
        reason.ends,
    )
}

fn of_order(standing: &Standing<'_>) -> Option<Reason> {
    let order = &standing.order;
    let Course::Running {
        colour,
        until,
        then,
        missed,
        ..
    } = standing.course
    else {
        return None;
    };
    order.state.is_open().then(|| Reason {
        jurisdiction: order.jurisdiction,
        rule: order.rule.clone(),
        colour,
        evidence: order.evidence.clone(),
        since: order.first_day,
        until: Some(until),
        ends: Ends::CheckIns {
            order: order.id,
            missed,
            then,
        },
    })
}

fn of_window(policy: &Policy, rule: &Rule, hit: &Hit) -> Reason {
    let official = hit
        .evidence
        .first()
        .is_some_and(|e| e.kind == EvidenceKind::OfficialOrder);
    Reason {
        jurisdiction: policy.jurisdiction,
        rule: rule.id.clone(),
        colour: rule.colour,
        evidence: hit.evidence.clone(),
        since: hit.known,
        until: hit.expires,
        ends: if official {
            Ends::OfficialOrder
        } else {
            Ends::Window
        },
    }
}

/// Evidence that an order covers adds a reason and no day, and its own colour where that is the milder one.
fn of_cover(policy: &Policy, rule: &Rule, standing: &Standing<'_>, hit: &Hit) -> Option<Reason> {
    let covering = of_order(standing)?;
    let evidence = hit.evidence.clone();
    if covering.rule == rule.id && covering.jurisdiction == policy.jurisdiction {
        return Some(Reason {
            evidence,
            ..covering
        });
    }
    Some(Reason {
        jurisdiction: policy.jurisdiction,
        rule: rule.id.clone(),
        colour: covering.colour.min(rule.colour),
        evidence,
        since: hit.known,
        until: covering.until,
        ends: Ends::WithOrder {
            order: standing.order.id,
        },
    })
}

/// Adds a reason, or its evidence to the reason that says the same. Orders that open have no id yet: their
/// dates tell them apart.
fn add(reasons: &mut Vec<Reason>, reason: Reason) {
    let is_order = matches!(reason.ends, Ends::CheckIns { .. });
    let same = reasons.iter_mut().find(|r| {
        let of = |r: &Reason| (r.jurisdiction, r.colour, r.ends);
        let dates = |r: &Reason| (r.since, r.until);
        r.rule == reason.rule && of(r) == of(&reason) && (!is_order || dates(r) == dates(&reason))
    });
    let Some(same) = same else {
        reasons.push(reason);
        return;
    };
    for evidence in reason.evidence {
        if !same.evidence.contains(&evidence) {
            same.evidence.push(evidence);
        }
    }
    same.since = same.since.min(reason.since);
    same.until = match (same.until, reason.until) {
        (Some(a), Some(b)) => Some(a.max(b)),
        _ => None,
    };
}

fn state(facts: &Facts, reasons: &[Reason], today: Date) -> State {
    let declared = facts.declared && facts.declared_until.is_none_or(|until| today < until);
    let without_reason = if declared { State::Green } else { State::None };
    reasons
        .iter()
        .map(|r| State::from(r.colour))
        .fold(without_reason, State::max)
}

/// Since and until of the reasons that give the shown state.
fn span(reasons: &[Reason], state: State) -> (Option<Date>, Option<Date>) {
    let shown = || reasons.iter().filter(|r| State::from(r.colour) == state);
    let since = shown().map(|r| r.since).min();
    let until = shown().map(|r| r.until.map_or(i32::MAX, Date::day)).max();
    (
        since,
        until.filter(|day| *day < i32::MAX).map(Date::from_day),
    )
}

fn pop_ups(policy: &Policy, facts: &Facts, findings: &Findings) -> Vec<PopUp> {
    let mut pop_ups: Vec<PopUp> = Vec::new();
    for (position, hit) in &findings.pop_ups {
        let id = &policy.pop_ups[*position].id;
        let Some(same) = pop_ups.iter_mut().find(|p| p.id == *id) else {
            pop_ups.push(PopUp {
                id: id.clone(),
                evidence: hit.evidence.clone(),
                places: hit.place.into_iter().collect(),
                since: hit.known,
                until: hit.expires,
            });
            continue;
        };
        same.evidence.extend(&hit.evidence);
        same.places
            .extend(hit.place.filter(|p| !same.places.contains(p)));
        same.since = same.since.min(hit.known);
        same.until = same.until.zip(hit.expires).map(|(a, b)| a.max(b));
    }
    pop_ups.extend(question(facts));
    pop_ups
}

/// "Were you in one of these?", until it is answered.
fn question(facts: &Facts) -> Option<PopUp> {
    let since = facts.questions.iter().map(|q| q.since).min()?;
    let id = AREA_QUESTION.parse().ok()?;
    let mut places: Vec<_> = facts.questions.iter().map(|q| q.place).collect();
    places.sort_unstable();
    places.dedup();
    Some(PopUp {
        id,
        evidence: Vec::new(),
        places,
        since,
        until: None,
    })
}

/// The first later date on which something other than an open order begins or ends by itself.
pub(super) fn turn(facts: &Facts, findings: &Findings, today: Date) -> Option<Date> {
    let declared = facts.declared_until.filter(|_| facts.declared);
    let orders = facts.orders.iter().filter(|o| o.state.is_open());
    let dates = orders.map(|o| o.first_day).chain(declared);
    dates
        .chain(findings.turn)
        .filter(|date| *date > today)
        .min()
}
