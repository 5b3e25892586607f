//! Notices beside the state.

use crate::facts::{EvidenceRef, Facts};
use crate::policy::{Policy, PopUpRule, RuleId};
use crate::quarantine::Course;
use crate::rating::hit::earlier;
use crate::rating::hits::Findings;
use crate::rating::opening::{Orders, Standing};
use crate::rating::{AREA_QUESTION, PopUp};
use crate::time::Date;

/// The pop-ups that facts, orders and unanswered questions raise, each once.
pub(super) fn pop_ups(
    policy: &Policy,
    facts: &Facts,
    findings: &Findings,
    orders: &Orders<'_>,
    today: Date,
) -> Vec<PopUp> {
    let mut pop_ups: Vec<PopUp> = Vec::new();
    for (position, hit) in &findings.pop_ups {
        let pop_up = PopUp {
            id: policy.pop_ups[*position].id.clone(),
            evidence: hit.evidence.to_vec(),
            places: hit.place.into_iter().collect(),
            since: hit.known,
            until: hit.expires,
        };
        add(&mut pop_ups, pop_up);
    }
    for rule in policy
        .pop_ups
        .iter()
        .filter(|p| p.when.quarantine.is_some())
    {
        for standing in &orders.standing {
            if let Some(pop_up) = of_order(rule, standing, today) {
                add(&mut pop_ups, pop_up);
            }
        }
    }
    pop_ups.extend(question(facts));
    pop_ups
}

/// The pop-up of a quarantine that runs, where evidence of the kind that `rule` asks for opened it.
fn of_order(rule: &PopUpRule, standing: &Standing<'_>, today: Date) -> Option<PopUp> {
    let Course::Running { free, .. } = standing.course else {
        return None;
    };
    let order = &standing.order;
    let asked = |e: &EvidenceRef| Some(e.kind) == rule.when.quarantine;
    let applies = rule.ends.is_none_or(|ends| today < ends);
    let holds = applies && standing.runs() && order.evidence.iter().any(asked);
    holds.then(|| PopUp {
        id: RuleId::clone(&rule.id),
        evidence: order.evidence.clone(),
        places: Vec::new(),
        since: order.first_day,
        until: earlier(Some(free), rule.ends),
    })
}

fn add(pop_ups: &mut Vec<PopUp>, pop_up: PopUp) {
    let Some(same) = pop_ups.iter_mut().find(|p| p.id == pop_up.id) else {
        pop_ups.push(pop_up);
        return;
    };
    same.evidence.extend(pop_up.evidence);
    for place in pop_up.places {
        if !same.places.contains(&place) {
            same.places.push(place);
        }
    }
    same.since = same.since.min(pop_up.since);
    same.until = same.until.zip(pop_up.until).map(|(a, b)| a.max(b));
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
