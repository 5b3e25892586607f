//! Which facts meet a condition on a date.
//!
//! A condition is met by every choice of one fact for each of its fields, where each fact is known, has begun
//! and lies in the window on that date, and while no negative result ends it. When it ends is found by asking the
//! following days.

use domain::facts::{
    EvidenceKind, EvidenceRef, Facts, HospitalStay, OfficialOrder, Stay, TestOutcome,
};
use domain::policy::{Condition, Policy};
use domain::time::Date;

use super::asked::asked;

/// A fact as a condition sees it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Fact<'a> {
    /// A stay, in the listed area itself or in its county.
    Stay(&'a Stay, bool),
    /// Something of one date, which is an exposure or not.
    Dated {
        reference: EvidenceRef,
        on: Date,
        recorded: Date,
        is_exposure: bool,
    },
    /// An order by two officials.
    Official(&'a OfficialOrder),
    /// A stay in hospital that goes on.
    InHospital(&'a HospitalStay),
}

/// One choice of facts that meets a condition.
#[derive(Clone, PartialEq)]
pub(super) struct Met<'a> {
    pub(super) facts: Vec<Fact<'a>>,
    /// The first date on which all of them were known and had begun.
    pub(super) known: Date,
}

impl Met<'_> {
    pub(super) fn evidence(&self) -> Vec<EvidenceRef> {
        self.facts.iter().map(Fact::reference).collect()
    }

    /// The last exposure up to `today`; absent where none of the facts is one.
    pub(super) fn last_exposure(&self, today: Date) -> Option<Date> {
        self.facts
            .iter()
            .filter_map(|f| f.last_exposure(today))
            .max()
    }
}

impl Fact<'_> {
    pub(super) fn reference(&self) -> EvidenceRef {
        match self {
            Self::Stay(stay, inside) => EvidenceRef {
                kind: EvidenceKind::Stay,
                id: stay.id,
                level: stay.level,
                inside: *inside,
            },
            Self::Dated { reference, .. } => *reference,
            Self::Official(order) => EvidenceRef::to(EvidenceKind::OfficialOrder, order.id),
            Self::InHospital(stay) => EvidenceRef::to(EvidenceKind::Hospital, stay.id),
        }
    }

    /// The first date on which it was known and had begun.
    pub(super) fn known(&self) -> Date {
        match self {
            Self::Stay(stay, _) => stay.recorded.max(stay.from),
            Self::Dated { on, recorded, .. } => *(recorded.max(on)),
            Self::Official(order) => order.recorded.max(order.from),
            Self::InHospital(stay) => stay.recorded.max(stay.from),
        }
    }

    /// The first day on which a test counts for it.
    fn due(&self) -> Date {
        let last = match self {
            Self::Stay(stay, _) => stay.to,
            Self::Dated { on, .. } => Some(*on),
            Self::Official(_) => None,
            Self::InHospital(stay) => stay.until,
        };
        last.into_iter()
            .chain([self.known()])
            .min()
            .unwrap_or(self.known())
    }

    pub(super) fn last_exposure(&self, today: Date) -> Option<Date> {
        match self {
            Self::Stay(stay, _) => Some(stay.to.map_or(today, |to| to.min(today))),
            Self::Dated {
                on, is_exposure, ..
            } => is_exposure.then_some(*on),
            Self::Official(_) => None,
            Self::InHospital(stay) => Some(stay.until.map_or(today, |until| until.min(today))),
        }
    }

    /// What lies on date D - n or later counts on date D; an order by officials counts while it is in force.
    fn counts_on(&self, date: Date, window: u16) -> bool {
        let first = date - i32::from(window);
        self.known() <= date
            && match self {
                Self::Stay(stay, _) => stay.to.is_none_or(|to| first <= to),
                Self::Dated { on, .. } => first <= *on,
                Self::Official(order) => date < order.until,
                Self::InHospital(stay) => stay.until.is_none_or(|until| date < until),
            }
    }
}

/// Every choice of facts that meets `when` on `date`, where the rule has not ended.
pub(super) fn met<'a>(
    when: &Condition,
    ends: Option<Date>,
    facts: &'a Facts,
    date: Date,
) -> Vec<Met<'a>> {
    if ends.is_some_and(|ends| ends <= date) {
        return Vec::new();
    }
    let window = when.within_days.unwrap_or_default();
    let mut choices: Vec<Vec<Fact<'a>>> = Vec::new();
    for (number, field) in asked(when, facts).into_iter().enumerate() {
        let counting: Vec<Fact<'a>> = field
            .into_iter()
            .filter(|fact| fact.counts_on(date, window))
            .collect();
        if number == 0 {
            choices = counting.into_iter().map(|fact| vec![fact]).collect();
        } else {
            let longer = |choice: &Vec<Fact<'a>>| {
                let choice = choice.clone();
                let with = move |fact: &Fact<'a>| [choice.clone(), vec![*fact]].concat();
                counting.iter().map(with).collect::<Vec<_>>()
            };
            choices = choices.iter().flat_map(longer).collect();
        }
    }
    let all = choices.into_iter().filter_map(|facts| {
        let known = facts.iter().map(Fact::known).max()?;
        Some(Met { facts, known })
    });
    all.filter(|met| !is_done(when, met, facts, date)).collect()
}

/// Whether the test that a condition makes due was done by a date.
fn is_done(when: &Condition, met: &Met<'_>, facts: &Facts, date: Date) -> bool {
    let due = met.facts.iter().map(Fact::due).max();
    let counts = |on: Date| due.is_some_and(|due| due <= on);
    let mut negative = facts
        .tests
        .iter()
        .filter(|t| t.outcome == TestOutcome::Negative);
    when.until_negative.is_some()
        && negative.any(|t| counts(t.on) && t.on <= date && t.recorded <= date)
}

/// The first date after `today` on which these facts no longer meet the condition; absent where they always do.
pub(super) fn met_until(
    when: &Condition,
    ends: Option<Date>,
    met: &Met<'_>,
    facts: &Facts,
    today: Date,
    horizon: Date,
) -> Option<Date> {
    let window = when.within_days.unwrap_or_default();
    let mut date = today.next();
    while date <= horizon {
        let ended = ends.is_some_and(|ends| ends <= date);
        let counts = met.facts.iter().all(|fact| fact.counts_on(date, window));
        if ended || !counts || is_done(when, met, facts, date) {
            return Some(date);
        }
        date = date.next();
    }
    None
}

/// A date after which nothing of these facts begins or ends by itself.
pub(super) fn last_date_of_interest(policy: &Policy, facts: &Facts) -> Date {
    let conditions = || {
        let rules = policy.rules.iter().map(|r| (&r.when, r.ends));
        rules.chain(policy.pop_ups.iter().map(|p| (&p.when, p.ends)))
    };
    let window = conditions().filter_map(|(when, _)| when.within_days).max();
    let mut dates: Vec<Date> = conditions().filter_map(|(_, ends)| ends).collect();
    dates.extend(facts.declared_until);
    dates.extend(facts.unverified.iter().flat_map(|e| [e.on, e.recorded]));
    dates.extend(facts.holds.iter().map(|hold| hold.since));
    dates.extend(facts.holds.iter().filter_map(|hold| hold.until));
    dates.extend(
        facts
            .stays
            .iter()
            .flat_map(|s| [Some(s.from), Some(s.recorded), s.to])
            .flatten(),
    );
    dates.extend(facts.exposures.iter().flat_map(|e| [e.on, e.recorded]));
    dates.extend(facts.contacts.iter().flat_map(|c| [c.on, c.recorded]));
    dates.extend(facts.symptoms.iter().flat_map(|s| [s.on, s.recorded]));
    dates.extend(facts.entries.iter().flat_map(|e| [e.on, e.recorded]));
    dates.extend(facts.tests.iter().flat_map(|t| [t.on, t.recorded]));
    dates.extend(facts.tests_due.iter().flat_map(|t| [t.on, t.recorded]));
    let hospital = facts.hospital.iter();
    dates.extend(
        hospital
            .flat_map(|s| [Some(s.from), Some(s.recorded), s.until])
            .flatten(),
    );
    dates.extend(
        facts
            .official_orders
            .iter()
            .flat_map(|o| [o.from, o.until, o.recorded]),
    );
    dates.extend(facts.orders.iter().map(|o| o.first_day));
    let last = dates.into_iter().max().unwrap_or(Date::from_day(0));
    last + i32::from(window.unwrap_or_default()) + 2
}
