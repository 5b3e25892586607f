//! Which facts meet which conditions on a date.
//!
//! A condition is met by each choice of one fact for every field that it sets. A choice holds from the date on
//! which the last of its facts was known and had begun until the first of them leaves its window, or a negative
//! result ends it. So what it will do by itself is known beforehand, and no later date needs to be searched.

use crate::facts::{EvidenceKind, EvidenceRef, Facts, Stay, SymptomReport};
use crate::policy::{Condition, Policy};
use crate::rating::bits::{Bits, Masks};
use crate::rating::hit::{Choices, Hit, Window, earlier};
use crate::time::Date;

/// All that a policy finds in facts on a date.
#[derive(Default)]
pub(super) struct Findings {
    /// Hits of rules: the rule's position, then the hit.
    pub(super) rules: Vec<(usize, Hit)>,
    /// Hits of pop-ups: the pop-up's position, then the hit.
    pub(super) pop_ups: Vec<(usize, Hit)>,
    /// The first later date on which something begins or ceases to be met by itself.
    pub(super) turn: Option<Date>,
}

/// Searches `facts` for what the rules and pop-ups of `policy`, whose masks these are, ask for on `today`.
pub(super) fn find(policy: &Policy, masks: &Masks, facts: &Facts, today: Date) -> Findings {
    let mut findings = Findings::default();
    let known = Bits::known(facts);
    if !masks.touch(known) {
        return findings;
    }
    for (position, (rule, mask)) in policy.rules.iter().zip(&masks.rules).enumerate() {
        if known.have(*mask) {
            for hit in meeting(&rule.when, rule.ends, facts, today) {
                if findings.holds(&hit, today) {
                    findings.rules.push((position, hit));
                }
            }
        }
    }
    for (position, (pop_up, mask)) in policy.pop_ups.iter().zip(&masks.pop_ups).enumerate() {
        if known.have(*mask) {
            for hit in meeting(&pop_up.when, pop_up.ends, facts, today) {
                if findings.holds(&hit, today) {
                    findings.pop_ups.push((position, hit));
                }
            }
        }
    }
    findings
}

impl Findings {
    /// Whether a hit holds already, and the date on which that turns.
    fn holds(&mut self, hit: &Hit, today: Date) -> bool {
        let holds = hit.known <= today;
        let turn = if holds { hit.expires } else { Some(hit.known) };
        self.turn = earlier(self.turn, turn);
        holds
    }
}

/// Every choice of facts that meets a condition on `today` or on a later date.
fn meeting(when: &Condition, ends: Option<Date>, facts: &Facts, today: Date) -> Vec<Hit> {
    if ends.is_some_and(|ends| ends <= today) {
        return Vec::new();
    }
    let window = Window {
        days: i32::from(when.within_days.unwrap_or_default()),
        today,
    };
    let mut choices = Choices(None);
    stays(when, facts, window, &mut choices);
    events(when, facts, window, &mut choices);
    states(when, facts, window, &mut choices);
    let mut hits = choices.0.unwrap_or_default();
    if ends.is_some() || when.ends_by_test() {
        hits.retain_mut(|hit| {
            hit.end(ends);
            if when.ends_by_test() {
                hit.end_by_test(facts);
            }
            hit.holds_from(today)
        });
    }
    hits
}

/// The fields that ask for a stay.
fn stays(when: &Condition, facts: &Facts, window: Window, choices: &mut Choices) {
    let all = || facts.stays.iter();
    let inside = |s: &Stay, level| s.area.is_inside() && s.level == Some(level);
    if let Some(level) = when.stay_in {
        let own = all().filter(|s| inside(s, level));
        choices.join(own.filter_map(|s| window.stay(s, true)));
    }
    if when.stay_near.is_some() {
        let near = all().filter(|s| s.level == when.stay_near);
        choices.join(near.filter_map(|s| window.stay(s, false)));
    }
    if let Some(level) = when.residence_in {
        let own = all().filter(|s| inside(s, level) && s.is_residence());
        choices.join(own.filter_map(|s| window.stay(s, true)));
    }
    if let Some(at) = &when.stay_at {
        let own = all().filter(|s| s.level.is_none() && at.hold(s.place));
        choices.join(own.filter_map(|s| window.stay(s, false)));
    }
}

/// The fields that ask for something of one day.
fn events(when: &Condition, facts: &Facts, window: Window, choices: &mut Choices) {
    use EvidenceKind::{Contact, Entry, Exposure, Symptoms, Test, TestDue};
    if let Some(class) = when.exposure {
        let own = facts.exposures.iter().filter(|f| f.class == class);
        choices.join(own.filter_map(|f| window.exposure(Exposure, f.id, f.on, f.recorded)));
    }
    if when.contact.is_some() {
        let all = facts.contacts.iter();
        choices.join(all.filter_map(|f| window.exposure(Contact, f.id, f.on, f.recorded)));
    }
    if when.entry.is_some() {
        let all = facts.entries.iter();
        choices.join(all.filter_map(|f| window.exposure(Entry, f.id, f.on, f.recorded)));
    }
    if let Some(outcome) = when.test {
        let own = facts.tests.iter().filter(|f| f.outcome == outcome);
        choices.join(own.filter_map(|f| window.finding(Test, f.id, f.on, f.recorded)));
    }
    if when.test_due.is_some() {
        let all = facts.tests_due.iter();
        choices.join(all.filter_map(|f| window.finding(TestDue, f.id, f.on, f.recorded)));
    }
    if when.symptoms.is_some() || when.temperature.is_some() {
        let ill = facts.symptoms.iter().filter(|f| report_meets(f, when));
        choices.join(ill.filter_map(|f| window.finding(Symptoms, f.id, f.on, f.recorded)));
    }
}

/// The fields that ask for what somebody is in until it ends.
fn states(when: &Condition, facts: &Facts, window: Window, choices: &mut Choices) {
    if when.in_hospital.is_some() {
        let all = facts.hospital.iter();
        choices.join(all.filter_map(|f| window.in_hospital(f)));
    }
    if when.discharged.is_some() {
        let all = facts.hospital.iter();
        choices.join(all.filter_map(|f| window.discharge(f)));
    }
    if let Some(colour) = when.official_order {
        let own = facts.official_orders.iter().filter(|f| f.colour == colour);
        choices.join(own.filter_map(|f| {
            let evidence = EvidenceRef::to(EvidenceKind::OfficialOrder, f.id);
            window.hit(evidence, f.recorded.max(f.from), None, Some(f.until))
        }));
    }
}

fn report_meets(report: &SymptomReport, when: &Condition) -> bool {
    let enough = when.symptoms.is_none_or(|least| report.symptoms() >= least);
    let hot = when
        .temperature
        .is_none_or(|least| report.temperature.is_some_and(|t| t >= least));
    enough && hot
}
