//! What stands behind a colour, before it is told to anybody: borrowed from orders and findings, so that whoever asks
//! only for the state pays for nothing else.

use std::cmp::Reverse;

use crate::facts::{EvidenceKind, EvidenceRef, Facts};
use crate::place::DivisionCode;
use crate::policy::{Policy, Rule, RuleId};
use crate::quarantine::Course;
use crate::rating::covering::covering;
use crate::rating::hit::Hit;
use crate::rating::hits::Findings;
use crate::rating::opening::{Orders, Standing};
use crate::rating::{Ends, Reason};
use crate::state::Colour;
use crate::time::Date;

/// One order that runs, or one piece of evidence that counts.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) jurisdiction: DivisionCode,
    pub(super) rule: &'a RuleId,
    pub(super) colour: Colour,
    pub(super) evidence: &'a [EvidenceRef],
    pub(super) since: Date,
    pub(super) until: Option<Date>,
    pub(super) ends: Ends,
}

/// Everything that colours: orders, then evidence in the order of the rules.
pub(super) fn grounds<'a>(
    policy: &'a Policy,
    facts: &Facts,
    findings: &'a Findings,
    orders: &'a Orders<'_>,
    today: Date,
) -> Vec<Ground<'a>> {
    let mut grounds: Vec<Ground<'_>> = orders.standing.iter().filter_map(of_order).collect();
    for (position, hit) in &findings.rules {
        let rule = &policy.rules[*position];
        let ground = if rule.days.is_none() {
            Some(of_window(policy, rule, hit))
        } else {
            covering(orders, policy, rule, facts, hit, today)
                .and_then(|order| of_cover(policy, rule, order, hit))
        };
        grounds.extend(ground);
    }
    grounds
}

fn of_order<'a>(standing: &'a Standing<'_>) -> Option<Ground<'a>> {
    let order = &*standing.order;
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
    order.state.is_open().then_some(Ground {
        jurisdiction: order.jurisdiction,
        rule: &order.rule,
        colour,
        evidence: &order.evidence,
        since: order.first_day,
        until: Some(until),
        ends: Ends::CheckIns {
            order: order.id,
            missed,
            then,
        },
    })
}

fn of_window<'a>(policy: &Policy, rule: &'a Rule, hit: &'a Hit) -> Ground<'a> {
    let is_official = |e: &EvidenceRef| e.kind == EvidenceKind::OfficialOrder;
    let ends = if hit.evidence.first().is_some_and(is_official) {
        Ends::OfficialOrder
    } else if rule.when.ends_by_test() {
        Ends::Test
    } else {
        Ends::Window
    };
    Ground {
        jurisdiction: policy.jurisdiction,
        rule: &rule.id,
        colour: rule.colour,
        evidence: &hit.evidence,
        since: hit.known,
        until: hit.expires,
        ends,
    }
}

/// Evidence that an order covers adds a reason and no day, and its own colour where that is the milder one.
fn of_cover<'a>(
    policy: &Policy,
    rule: &'a Rule,
    standing: &'a Standing<'_>,
    hit: &'a Hit,
) -> Option<Ground<'a>> {
    let covering = of_order(standing)?;
    let evidence = &*hit.evidence;
    if *covering.rule == rule.id && covering.jurisdiction == policy.jurisdiction {
        return Some(Ground {
            evidence,
            ..covering
        });
    }
    Some(Ground {
        jurisdiction: policy.jurisdiction,
        rule: &rule.id,
        colour: covering.colour.min(rule.colour),
        evidence,
        since: hit.known,
        until: covering.until,
        ends: Ends::WithOrder {
            order: standing.order.id,
        },
    })
}

impl<'a> Ground<'a> {
    /// What a reason says.
    pub(super) fn of(reason: &'a Reason) -> Self {
        Self {
            jurisdiction: reason.jurisdiction,
            rule: &reason.rule,
            colour: reason.colour,
            evidence: &reason.evidence,
            since: reason.since,
            until: reason.until,
            ends: reason.ends,
        }
    }

    /// The order of reasons: the worst colour first, then what ends last, then by name.
    pub(super) fn key(&self) -> impl Ord + 'a {
        let last = self.until.map_or(i32::MAX, Date::day);
        (
            Reverse(self.colour),
            Reverse(last),
            self.rule.as_str(),
            self.jurisdiction,
            self.ends,
        )
    }

    /// Whether a reason says the same of other evidence. Orders that open have no id yet: their dates tell them
    /// apart.
    fn says(&self, reason: &Reason) -> bool {
        let is_order = matches!(reason.ends, Ends::CheckIns { .. });
        let dates = (self.since, self.until) == (reason.since, reason.until);
        *self.rule == reason.rule
            && self.jurisdiction == reason.jurisdiction
            && (self.colour, self.ends) == (reason.colour, reason.ends)
            && (!is_order || dates)
    }

    /// Adds a reason, or the evidence to the reason that says the same.
    pub(super) fn add_to(&self, reasons: &mut Vec<Reason>) {
        let Some(same) = reasons.iter_mut().find(|reason| self.says(reason)) else {
            reasons.push(Reason {
                jurisdiction: self.jurisdiction,
                rule: self.rule.clone(),
                colour: self.colour,
                evidence: self.evidence.to_vec(),
                since: self.since,
                until: self.until,
                ends: self.ends,
            });
            return;
        };
        for evidence in self.evidence {
            if !same.evidence.contains(evidence) {
                same.evidence.push(*evidence);
            }
        }
        same.since = same.since.min(self.since);
        same.until = same.until.zip(self.until).map(|(a, b)| a.max(b));
    }
}
