//! Which facts meet which conditions on a date.

use crate::facts::{EvidenceKind, EvidenceRef, Facts, Stay, SymptomReport};
use crate::place::DivisionCode;
use crate::policy::{Condition, Policy};
use crate::time::Date;

/// Facts that meet a condition together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hit {
    /// The facts: the leading one first, then one for each further field of the condition.
    pub(super) evidence: Vec<EvidenceRef>,
    /// The date on which the last of them became known.
    pub(super) recorded: Date,
    /// The last day of exposure; absent for what is no exposure (symptoms, tests, orders).
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
    /// The first date after `today` on which a fact begins to count that does not yet.
    pub(super) begins: Option<Date>,
}

/// One field of a condition.
#[derive(Clone, Copy)]
enum Field {
    StayIn,
    StayNear,
    Exposure,
    Contact,
    Entry,
    Test,
    Symptoms,
    OfficialOrder,
}

/// Searches `facts` for what the rules and pop-ups of `policy` ask for on `today`.
pub(super) fn find(policy: &Policy, facts: &Facts, today: Date) -> Findings {
    let mut search = Search {
        facts,
        today,
        begins: None,
    };
    let mut findings = Findings {
        rules: Vec::new(),
        pop_ups: Vec::new(),
        begins: None,
    };
    for (position, rule) in policy.rules.iter().enumerate() {
        if rule.ends.is_none_or(|ends| today < ends) {
            search.all(&rule.when, rule.ends, |hit| {
                findings.rules.push((position, hit));
            });
        }
    }
    for (position, pop_up) in policy.pop_ups.iter().enumerate() {
        if pop_up.ends.is_none_or(|ends| today < ends) {
            search.all(&pop_up.when, pop_up.ends, |hit| {
                findings.pop_ups.push((position, hit));
            });
        }
    }
    findings.begins = search.begins;
    findings
}

/// A fact that happened on one date.
struct Dated {
    kind: EvidenceKind,
    id: i64,
    on: Date,
    recorded: Date,
    is_exposure: bool,
}

impl Dated {
    fn exposure(kind: EvidenceKind, id: i64, on: Date, recorded: Date) -> Self {
        Self {
            kind,
            id,
            on,
            recorded,
            is_exposure: true,
        }
    }

    fn finding(kind: EvidenceKind, id: i64, on: Date, recorded: Date) -> Self {
        Self {
            is_exposure: false,
            ..Self::exposure(kind, id, on, recorded)
        }
    }
}

struct Search<'a> {
    facts: &'a Facts,
    today: Date,
    begins: Option<Date>,
}

impl Search<'_> {
    /// Each fact that meets the leading field makes a hit, with the best partner for every further field.
    fn all(&mut self, when: &Condition, ends: Option<Date>, mut found: impl FnMut(Hit)) {
        let mut fields = fields(when);
        let Some(leading) = fields.next() else { return };
        let mut partners = Vec::new();
        for field in fields {
            let mut partner: Option<Hit> = None;
            self.each(field, when, |hit| {
                partner = Some(better(partner.take(), hit));
            });
            match partner {
                Some(hit) => partners.push(hit),
                None => return,
            }
        }
        self.each(leading, when, |mut hit| {
            for partner in &partners {
                hit.evidence.extend(&partner.evidence);
                hit.recorded = hit.recorded.max(partner.recorded);
                hit.expires = earlier(hit.expires, partner.expires);
            }
            hit.expires = earlier(hit.expires, ends);
            found(hit);
        });
    }

    fn each(&mut self, field: Field, when: &Condition, mut found: impl FnMut(Hit)) {
        let window = i32::from(when.within_days.unwrap_or_default());
        let facts = self.facts;
        match field {
            Field::StayIn => {
                let wanted = facts
                    .stays
                    .iter()
                    .filter(|s| s.area.is_inside() && s.level == when.stay_in);
                wanted.for_each(|s| self.stay(s, window, true, &mut found));
            }
            Field::StayNear => {
                let wanted = facts.stays.iter().filter(|s| s.level == when.stay_near);
                wanted.for_each(|s| self.stay(s, window, false, &mut found));
            }
            Field::Exposure => {
                let wanted = facts
                    .exposures
                    .iter()
                    .filter(|e| Some(e.class) == when.exposure);
                let dated =
                    wanted.map(|e| Dated::exposure(EvidenceKind::Exposure, e.id, e.on, e.recorded));
                self.dated(dated, window, &mut found);
            }
            Field::Contact => {
                let all = facts.contacts.iter();
                let dated =
                    all.map(|c| Dated::exposure(EvidenceKind::Contact, c.id, c.on, c.recorded));
                self.dated(dated, window, &mut found);
            }
            Field::Entry => {
                let all = facts.entries.iter();
                let dated =
                    all.map(|e| Dated::exposure(EvidenceKind::Entry, e.id, e.on, e.recorded));
                self.dated(dated, window, &mut found);
            }
            Field::Test => {
                let wanted = facts.tests.iter().filter(|t| Some(t.outcome) == when.test);
                let dated =
                    wanted.map(|t| Dated::finding(EvidenceKind::Test, t.id, t.on, t.recorded));
                self.dated(dated, window, &mut found);
            }
            Field::Symptoms => {
                let wanted = facts.symptoms.iter().filter(|s| report_meets(s, when));
                let dated =
                    wanted.map(|s| Dated::finding(EvidenceKind::Symptoms, s.id, s.on, s.recorded));
                self.dated(dated, window, &mut found);
            }
            Field::OfficialOrder => self.official_orders(when, &mut found),
        }
    }

    fn stay(&mut self, stay: &Stay, window: i32, inside: bool, found: &mut impl FnMut(Hit)) {
        let last = stay.to.unwrap_or(self.today).min(self.today);
        if !self.has_begun(stay.from.max(stay.recorded)) || last < self.today - window {
            return;
        }
        found(Hit {
            evidence: vec![EvidenceRef {
                kind: EvidenceKind::Stay,
                id: stay.id,
                level: stay.level,
                inside,
            }],
            recorded: stay.recorded,
            exposed: Some(last),
            expires: stay.to.map(|to| to + window + 1),
            place: Some(stay.place),
        });
    }

    fn dated(
        &mut self,
        facts: impl Iterator<Item = Dated>,
        window: i32,
        found: &mut impl FnMut(Hit),
    ) {
        for fact in facts {
            if self.has_begun(fact.on.max(fact.recorded)) && fact.on >= self.today - window {
                found(Hit {
                    evidence: vec![EvidenceRef::to(fact.kind, fact.id)],
                    recorded: fact.recorded,
                    exposed: fact.is_exposure.then_some(fact.on),
                    expires: Some(fact.on + window + 1),
                    place: None,
                });
            }
        }
    }

    fn official_orders(&mut self, when: &Condition, found: &mut impl FnMut(Hit)) {
        let facts = self.facts;
        for order in facts
            .official_orders
            .iter()
            .filter(|o| Some(o.colour) == when.official_order)
        {
            if self.has_begun(order.from.max(order.recorded)) && self.today < order.until {
                found(Hit {
                    evidence: vec![EvidenceRef::to(EvidenceKind::OfficialOrder, order.id)],
                    recorded: order.recorded,
                    exposed: None,
                    expires: Some(order.until),
                    place: None,
                });
            }
        }
    }

    fn has_begun(&mut self, begins: Date) -> bool {
        if begins > self.today {
            self.begins = earlier(self.begins, Some(begins));
        }
        begins <= self.today
    }
}

fn fields(when: &Condition) -> impl Iterator<Item = Field> + use<> {
    [
        (when.stay_in.is_some(), Field::StayIn),
        (when.stay_near.is_some(), Field::StayNear),
        (when.exposure.is_some(), Field::Exposure),
        (when.contact.is_some(), Field::Contact),
        (when.entry.is_some(), Field::Entry),
        (when.test.is_some(), Field::Test),
        (
            when.symptoms.is_some() || when.temperature.is_some(),
            Field::Symptoms,
        ),
        (when.official_order.is_some(), Field::OfficialOrder),
    ]
    .into_iter()
    .filter_map(|(asked, field)| asked.then_some(field))
}

fn report_meets(report: &SymptomReport, when: &Condition) -> bool {
    let enough = when
        .symptoms
        .is_none_or(|least| report.new.len() >= usize::from(least));
    let hot = when
        .temperature
        .is_none_or(|least| report.temperature.is_some_and(|t| t >= least));
    enough && hot
}

/// Of two partners: known since the earlier date, and valid until the later one.
fn better(one: Option<Hit>, other: Hit) -> Hit {
    let Some(one) = one else { return other };
    let expires = match (one.expires, other.expires) {
        (Some(a), Some(b)) => Some(a.max(b)),
        _ => None,
    };
    let known_first = if (other.recorded, &other.evidence) < (one.recorded, &one.evidence) {
        other
    } else {
        one
    };
    Hit {
        expires,
        ..known_first
    }
}

/// The earlier of two dates, where absent means never.
pub(super) fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
