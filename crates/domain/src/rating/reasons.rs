//! From findings and orders to the state, its reasons and its dates.

use std::cmp::Reverse;

use crate::facts::{EvidenceKind, Facts};
use crate::policy::{Policy, RuleId};
use crate::quarantine::{Course, Order, OrderState, course};
use crate::rating::hits::{Findings, Hit, earlier};
use crate::rating::opening::{self, Orders};
use crate::rating::{AREA_QUESTION, Decision, Ends, PopUp, Reason};
use crate::state::State;
use crate::time::Date;

pub(super) fn decide(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    orders: Orders<'_>,
    today: Date,
) -> Decision {
    let mut reasons: Vec<Reason> = orders
        .all()
        .filter_map(|order| of_order(order, today))
        .collect();
    for (position, hit) in &findings.rules {
        let rule = &policy.rules[*position];
        let reason = match rule.days {
            None => Some(of_window(policy, &rule.id, rule.colour, hit)),
            Some(days) => opening::covering(&orders, rule, days, hit, facts, today)
                .and_then(|order| of_cover(policy, &rule.id, order, hit, today)),
        };
        if let Some(reason) = reason {
            add(&mut reasons, reason);
        }
    }
    reasons.sort_by(|a, b| key(a).cmp(&key(b)));
    let state = state(facts, &reasons, today);
    let (since, until) = span(&reasons, state);
    let pop_ups = pop_ups(policy, facts, findings);
    let review_on = review_on(facts, findings, &orders, today);
    Decision {
        jurisdiction: policy.jurisdiction,
        today,
        state,
        reasons,
        pop_ups,
        since,
        until,
        review_on,
        opens: orders.opens,
        changes: orders.changes,
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

fn of_order(order: &Order, today: Date) -> Option<Reason> {
    if !order.state.is_open() {
        return None;
    }
    let Course::Running {
        colour,
        until,
        then,
        missed,
        ..
    } = course(order, today)
    else {
        return None;
    };
    Some(Reason {
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

fn of_window(policy: &Policy, rule: &RuleId, colour: crate::state::Colour, hit: &Hit) -> Reason {
    let official = hit
        .evidence
        .first()
        .is_some_and(|e| e.kind == EvidenceKind::OfficialOrder);
    Reason {
        jurisdiction: policy.jurisdiction,
        rule: rule.clone(),
        colour,
        evidence: hit.evidence.clone(),
        since: hit.recorded,
        until: hit.expires,
        ends: if official {
            Ends::OfficialOrder
        } else {
            Ends::Window
        },
    }
}

/// Evidence that an order covers adds a reason and no day.
fn of_cover(
    policy: &Policy,
    rule: &RuleId,
    order: &Order,
    hit: &Hit,
    today: Date,
) -> Option<Reason> {
    let covering = of_order(order, today)?;
    let own = covering.rule == *rule && covering.jurisdiction == policy.jurisdiction;
    Some(Reason {
        jurisdiction: policy.jurisdiction,
        rule: rule.clone(),
        evidence: hit.evidence.clone(),
        since: if own { order.first_day } else { hit.recorded },
        ends: if own {
            covering.ends
        } else {
            Ends::WithOrder { order: order.id }
        },
        ..covering
    })
}

/// Adds a reason, or its evidence to the reason that says the same.
fn add(reasons: &mut Vec<Reason>, reason: Reason) {
    let same = reasons.iter_mut().find(|r| {
        (&r.rule, r.jurisdiction, r.colour, r.ends)
            == (
                &reason.rule,
                reason.jurisdiction,
                reason.colour,
                reason.ends,
            )
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
                since: hit.recorded,
                until: hit.expires,
            });
            continue;
        };
        same.evidence.extend(&hit.evidence);
        same.places
            .extend(hit.place.filter(|p| !same.places.contains(p)));
        same.since = same.since.min(hit.recorded);
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

/// With an open order: tomorrow. Otherwise the first date on which something ends or begins by itself.
fn review_on(facts: &Facts, findings: &Findings, orders: &Orders<'_>, today: Date) -> Option<Date> {
    let done = |order: &Order| matches!(course(order, today), Course::Done(_));
    let counts = |order: &Order| match order.state {
        OrderState::Open => !done(order),
        OrderState::Suspended(_) => true,
        OrderState::Complete(_) | OrderState::Lifted(_) | OrderState::Withdrawn(_) => false,
    };
    if orders.all().any(counts) {
        return Some(today.next());
    }
    let hits = findings
        .rules
        .iter()
        .chain(&findings.pop_ups)
        .filter_map(|(_, hit)| hit.expires);
    let declared = facts.declared_until.filter(|_| facts.declared);
    hits.chain(declared)
        .chain(findings.begins)
        .filter(|d| *d > today)
        .fold(None, |a, b| earlier(a, Some(b)))
}
