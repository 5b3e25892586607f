//! Which facts meet which conditions on a date.
//!
//! A condition is met by each choice of one fact for every field that it sets. A choice holds from the date on
//! which the last of its facts was known and had begun until the first of them leaves its window. So what it
//! will do by itself is known beforehand, and no later date needs to be searched.

use crate::facts::{EvidenceKind, EvidenceRef, Facts, Stay, SymptomReport};
use crate::place::DivisionCode;
use crate::policy::{Condition, Policy};
use crate::rating::kinds::Kinds;
use crate::time::Date;

/// Facts that meet a condition together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hit {
    /// The facts, one for each field of the condition.
    pub(super) evidence: Vec<EvidenceRef>,
    /// The first date on which all of them were known and had begun.
    pub(super) known: Date,
    /// The last day of exposure of any of them; absent where none is one (symptoms, tests, orders).
    pub(super) exposed: Option<Date>,
    /// The first date on which they no longer meet it; absent while a stay goes on.
    pub(super) expires: Option<Date>,
    /// The county of a stay.
    pub(super) place: Option<DivisionCode>,
}

/// All that a policy finds in facts on a date.
pub(super) struct Findings {
    /// Hits of rules: the rule's position, then the hit.
    pub(super) rules: Vec<(usize, Hit)>,
    /// Hits of pop-ups: the pop-up's position, then the hit.
    pub(super) pop_ups: Vec<(usize, Hit)>,
    /// The first later date on which something begins or ceases to be met by itself.
    pub(super) turn: Option<Date>,
}

/// Searches `facts` for what the rules and pop-ups of `policy` ask for on `today`.
pub(super) fn find(policy: &Policy, facts: &Facts, today: Date) -> Findings {
    let mut findings = Findings {
        rules: Vec::new(),
        pop_ups: Vec::new(),
        turn: None,
    };
    let known = Kinds::known(facts);
    for (position, rule) in policy.rules.iter().enumerate() {
        if known.have(Kinds::needed(&rule.when)) {
            for hit in meeting(&rule.when, rule.ends, facts, today) {
                if findings.holds(&hit, today) {
                    findings.rules.push((position, hit));
                }
            }
        }
    }
    for (position, pop_up) in policy.pop_ups.iter().enumerate() {
        if known.have(Kinds::needed(&pop_up.when)) {
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
    if when.stay_in.is_some() {
        let inside = |s: &&Stay| s.area.is_inside() && s.level == when.stay_in;
        let stays = facts.stays.iter().filter(inside);
        choices.join(stays.filter_map(|s| window.stay(s, true)));
    }
    if when.stay_near.is_some() {
        let near = facts.stays.iter().filter(|s| s.level == when.stay_near);
        choices.join(near.filter_map(|s| window.stay(s, false)));
    }
    if let Some(class) = when.exposure {
        let own = facts.exposures.iter().filter(|f| f.class == class);
        choices.join(
            own.filter_map(|f| window.exposure(EvidenceKind::Exposure, f.id, f.on, f.recorded)),
        );
    }
    if when.contact.is_some() {
        let all = facts.contacts.iter();
        choices.join(
            all.filter_map(|f| window.exposure(EvidenceKind::Contact, f.id, f.on, f.recorded)),
        );
    }
    if when.entry.is_some() {
        let all = facts.entries.iter();
        choices
            .join(all.filter_map(|f| window.exposure(EvidenceKind::Entry, f.id, f.on, f.recorded)));
    }
    if let Some(outcome) = when.test {
        let own = facts.tests.iter().filter(|f| f.outcome == outcome);
        choices
            .join(own.filter_map(|f| window.finding(EvidenceKind::Test, f.id, f.on, f.recorded)));
    }
    if when.symptoms.is_some() || when.temperature.is_some() {
        let ill = facts.symptoms.iter().filter(|f| report_meets(f, when));
        choices.join(
            ill.filter_map(|f| window.finding(EvidenceKind::Symptoms, f.id, f.on, f.recorded)),
        );
    }
    if when.official_order.is_some() {
        let own = facts
            .official_orders
            .iter()
            .filter(|f| Some(f.colour) == when.official_order);
        choices.join(own.filter_map(|f| {
            let evidence = EvidenceRef::to(EvidenceKind::OfficialOrder, f.id);
            window.hit(evidence, f.recorded.max(f.from), None, Some(f.until))
        }));
    }
    let mut hits = choices.0.unwrap_or_default();
    if ends.is_some() {
        hits.retain_mut(|hit| {
            hit.expires = earlier(hit.expires, ends);
            hit.is_possible()
        });
    }
    hits
}

/// The choices made so far; none before the first field.
struct Choices(Option<Vec<Hit>>);

impl Choices {
    /// Puts each fact of a further field to each choice.
    fn join(&mut self, facts: impl Iterator<Item = Hit>) {
        let longer = match self.0.take() {
            None => facts.collect(),
            Some(choices) if choices.is_empty() => choices,
            Some(choices) => {
                let facts: Vec<Hit> = facts.collect();
                let pairs = choices.iter().flat_map(|c| facts.iter().map(|f| c.with(f)));
                pairs.filter(Hit::is_possible).collect()
            }
        };
        self.0 = Some(longer);
    }
}

impl Hit {
    fn with(&self, other: &Self) -> Self {
        Self {
            evidence: self
                .evidence
                .iter()
                .chain(&other.evidence)
                .copied()
                .collect(),
            known: self.known.max(other.known),
            exposed: self.exposed.max(other.exposed),
            expires: earlier(self.expires, other.expires),
            place: self.place.or(other.place),
        }
    }

    /// Whether there is a date on which it holds.
    fn is_possible(&self) -> bool {
        self.expires.is_none_or(|expires| self.known < expires)
    }
}

/// The window of a condition, seen from a date.
#[derive(Clone, Copy)]
struct Window {
    days: i32,
    today: Date,
}

impl Window {
    fn stay(self, stay: &Stay, inside: bool) -> Option<Hit> {
        let evidence = EvidenceRef {
            kind: EvidenceKind::Stay,
            id: stay.id,
            level: stay.level,
            inside,
        };
        let exposed = stay.to.map_or(self.today, |to| to.min(self.today));
        let expires = stay.to.map(|to| to + self.days + 1);
        let hit = self.hit(
            evidence,
            stay.recorded.max(stay.from),
            Some(exposed),
            expires,
        )?;
        Some(Hit {
            place: Some(stay.place),
            ..hit
        })
    }

    fn exposure(self, kind: EvidenceKind, id: i64, on: Date, recorded: Date) -> Option<Hit> {
        let hit = self.finding(kind, id, on, recorded)?;
        Some(Hit {
            exposed: Some(on),
            ..hit
        })
    }

    fn finding(self, kind: EvidenceKind, id: i64, on: Date, recorded: Date) -> Option<Hit> {
        let expires = on + self.days + 1;
        self.hit(
            EvidenceRef::to(kind, id),
            recorded.max(on),
            None,
            Some(expires),
        )
    }

    /// A fact that holds today or later.
    fn hit(
        self,
        evidence: EvidenceRef,
        known: Date,
        exposed: Option<Date>,
        expires: Option<Date>,
    ) -> Option<Hit> {
        let later = known.max(self.today);
        expires.is_none_or(|expires| later < expires).then(|| Hit {
            evidence: vec![evidence],
            known,
            exposed,
            expires,
            place: None,
        })
    }
}

fn report_meets(report: &SymptomReport, when: &Condition) -> bool {
    let enough = when.symptoms.is_none_or(|least| report.symptoms() >= least);
    let hot = when
        .temperature
        .is_none_or(|least| report.temperature.is_some_and(|t| t >= least));
    enough && hot
}

/// The earlier of two dates, where absent means never.
pub(super) fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
