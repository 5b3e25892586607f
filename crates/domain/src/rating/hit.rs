//! Facts that meet a condition together, and from when until when they do.

use std::ops::Deref;

use crate::facts::{EvidenceKind, EvidenceRef, Facts, HospitalStay, Stay, TestOutcome};
use crate::place::DivisionCode;
use crate::time::Date;

/// The facts of a hit, one for each field of the condition. Most conditions have one field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Evidence {
    One([EvidenceRef; 1]),
    Several(Vec<EvidenceRef>),
}

impl Deref for Evidence {
    type Target = [EvidenceRef];
    fn deref(&self) -> &[EvidenceRef] {
        match self {
            Self::One(one) => one,
            Self::Several(several) => several,
        }
    }
}

/// Facts that meet a condition together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hit {
    /// The facts.
    pub(super) evidence: Evidence,
    /// The first date on which all of them were known and had begun.
    pub(super) known: Date,
    /// The last day of exposure of any of them; absent where none is one (symptoms, tests, orders).
    pub(super) exposed: Option<Date>,
    /// The first day on which a test counts for all of them.
    pub(super) due: Date,
    /// The first date on which they no longer meet it; absent while a stay goes on.
    pub(super) expires: Option<Date>,
    /// The county of a stay.
    pub(super) place: Option<DivisionCode>,
}

impl Hit {
    fn with(&self, other: &Self) -> Self {
        Self {
            evidence: Evidence::Several([&*self.evidence, &*other.evidence].concat()),
            known: self.known.max(other.known),
            exposed: self.exposed.max(other.exposed),
            due: self.due.max(other.due),
            expires: earlier(self.expires, other.expires),
            place: self.place.or(other.place),
        }
    }

    /// Ends it on this date, if not before.
    pub(super) fn end(&mut self, on: Option<Date>) {
        self.expires = earlier(self.expires, on);
    }

    /// Ends it on the date on which a negative result became known that counts for it.
    pub(super) fn end_by_test(&mut self, facts: &Facts) {
        let negative = facts
            .tests
            .iter()
            .filter(|f| f.outcome == TestOutcome::Negative);
        let done = negative.filter(|f| f.on >= self.due);
        self.end(done.map(|f| f.recorded.max(f.on)).min());
    }

    /// Whether there is a date on which it holds.
    fn is_possible(&self) -> bool {
        self.expires.is_none_or(|expires| self.known < expires)
    }

    /// Whether it holds today or on a later date.
    pub(super) fn holds_from(&self, today: Date) -> bool {
        let later = self.known.max(today);
        self.expires.is_none_or(|expires| later < expires)
    }
}

/// The choices made so far, of one fact for each field; none before the first field.
pub(super) struct Choices(pub(super) Option<Vec<Hit>>);

impl Choices {
    /// Puts each fact of a further field to each choice.
    pub(super) fn join(&mut self, facts: impl Iterator<Item = Hit>) {
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

/// The window of a condition, seen from a date: a fact becomes a hit where it holds on that date or later.
#[derive(Clone, Copy)]
pub(super) struct Window {
    /// What lies this many days before a date, or later, counts on it.
    pub(super) days: i32,
    /// The date.
    pub(super) today: Date,
}

impl Window {
    /// A stay, in the listed area itself or in its county.
    pub(super) fn stay(self, stay: &Stay, inside: bool) -> Option<Hit> {
        let evidence = EvidenceRef {
            kind: EvidenceKind::Stay,
            id: stay.id,
            level: stay.level,
            inside,
        };
        let expires = stay.to.map(|to| to + self.days + 1);
        let mut hit = self.hit(evidence, stay.recorded.max(stay.from), stay.to, expires)?;
        hit.exposed = Some(self.up_to_today(stay.to));
        hit.place = Some(stay.place);
        Some(hit)
    }

    /// Something of one day that is an exposure.
    pub(super) fn exposure(
        self,
        kind: EvidenceKind,
        id: i64,
        on: Date,
        recorded: Date,
    ) -> Option<Hit> {
        let mut hit = self.finding(kind, id, on, recorded)?;
        hit.exposed = Some(on);
        Some(hit)
    }

    /// Something of one day that is none.
    pub(super) fn finding(
        self,
        kind: EvidenceKind,
        id: i64,
        on: Date,
        recorded: Date,
    ) -> Option<Hit> {
        let evidence = EvidenceRef::to(kind, id);
        let expires = on + self.days + 1;
        self.hit(evidence, recorded.max(on), Some(on), Some(expires))
    }

    /// A stay in hospital, while it goes on.
    pub(super) fn in_hospital(self, stay: &HospitalStay) -> Option<Hit> {
        let evidence = EvidenceRef::to(EvidenceKind::Hospital, stay.id);
        let known = stay.recorded.max(stay.from);
        let mut hit = self.hit(evidence, known, stay.until, stay.until)?;
        hit.exposed = Some(self.up_to_today(stay.until));
        Some(hit)
    }

    /// A discharge from hospital.
    pub(super) fn discharge(self, stay: &HospitalStay) -> Option<Hit> {
        let until = stay.until?;
        self.exposure(EvidenceKind::Hospital, stay.id, until, stay.recorded)
    }

    /// A fact that holds today or later: no exposure, of no place. `last` is its last day.
    pub(super) fn hit(
        self,
        evidence: EvidenceRef,
        known: Date,
        last: Option<Date>,
        expires: Option<Date>,
    ) -> Option<Hit> {
        let hit = Hit {
            evidence: Evidence::One([evidence]),
            known,
            exposed: None,
            due: last.map_or(known, |last| last.min(known)),
            expires,
            place: None,
        };
        hit.holds_from(self.today).then_some(hit)
    }

    fn up_to_today(self, last: Option<Date>) -> Date {
        last.map_or(self.today, |last| last.min(self.today))
    }
}

/// The earlier of two dates, where absent means never.
pub(super) fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
