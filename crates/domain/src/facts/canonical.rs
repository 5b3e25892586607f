//! One form for facts that say the same.

use crate::facts::{EvidenceKind, Facts};
use crate::quarantine::Order;
use crate::time::Date;

impl Facts {
    /// Puts facts and orders that came without an id (those of files) into their places by number, everything
    /// in one order, and leaves one of several facts that say the same: the one that was recorded first. The
    /// same evidence arriving again changes nothing. A fact that an order rests on always stays.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        number(&mut self.stays, |f| &mut f.id);
        number(&mut self.exposures, |f| &mut f.id);
        number(&mut self.contacts, |f| &mut f.id);
        number(&mut self.symptoms, |f| &mut f.id);
        number(&mut self.entries, |f| &mut f.id);
        number(&mut self.tests, |f| &mut f.id);
        number(&mut self.official_orders, |f| &mut f.id);
        number(&mut self.hospital, |f| &mut f.id);
        number(&mut self.tests_due, |f| &mut f.id);
        number(&mut self.orders, |f| &mut f.id);
        number(&mut self.holds, |f| &mut f.id);
        self.holds.sort_by_key(|f| (f.since, f.id));
        self.orders.sort_by_key(|o| (o.first_day, o.id));
        self.unverified.sort_unstable();
        self.unverified.dedup_by_key(|f| f.on);
        let cited = Cited(&self.orders);
        cited.once(
            &mut self.stays,
            |f| (f.place, f.from, f.to, f.area, f.level, f.residence),
            |f| (EvidenceKind::Stay, f.id, f.recorded),
        );
        cited.once(
            &mut self.exposures,
            |f| (f.class, f.on),
            |f| (EvidenceKind::Exposure, f.id, f.recorded),
        );
        cited.once(
            &mut self.contacts,
            |f| f.on,
            |f| (EvidenceKind::Contact, f.id, f.recorded),
        );
        cited.once(
            &mut self.symptoms,
            |f| (f.on, f.named(), f.temperature),
            |f| (EvidenceKind::Symptoms, f.id, f.recorded),
        );
        cited.once(
            &mut self.entries,
            |f| f.on,
            |f| (EvidenceKind::Entry, f.id, f.recorded),
        );
        cited.once(
            &mut self.tests,
            |f| (f.outcome, f.on),
            |f| (EvidenceKind::Test, f.id, f.recorded),
        );
        cited.once(
            &mut self.official_orders,
            |f| (f.colour, f.from, f.until),
            |f| (EvidenceKind::OfficialOrder, f.id, f.recorded),
        );
        cited.once(
            &mut self.hospital,
            |f| (f.from, f.until),
            |f| (EvidenceKind::Hospital, f.id, f.recorded),
        );
        cited.once(
            &mut self.tests_due,
            |f| f.on,
            |f| (EvidenceKind::TestDue, f.id, f.recorded),
        );
        self
    }
}

fn number<T>(facts: &mut [T], id: impl Fn(&mut T) -> &mut i64) {
    for (position, fact) in facts.iter_mut().enumerate() {
        let id = id(fact);
        if *id == 0 {
            *id = -1 - position as i64;
        }
    }
}

/// The orders, whose evidence stays.
struct Cited<'a>(&'a [Order]);

impl Cited<'_> {
    fn has(&self, kind: EvidenceKind, id: i64) -> bool {
        let mut evidence = self.0.iter().flat_map(|o| &o.evidence);
        evidence.any(|e| e.kind == kind && e.id == id)
    }

    /// Sorts facts and leaves one of those that say the same, and each that an order rests on.
    fn once<T, K: Ord>(
        &self,
        facts: &mut Vec<T>,
        says: impl Fn(&T) -> K,
        name: impl Fn(&T) -> (EvidenceKind, i64, Date),
    ) {
        let is_cited = |fact: &T| {
            let (kind, id, _) = name(fact);
            self.has(kind, id)
        };
        facts.sort_by_key(|fact| {
            let (_, id, recorded) = name(fact);
            (says(fact), !is_cited(fact), recorded, id)
        });
        facts.dedup_by(|later, first| {
            let same_fact = name(later).1 == name(first).1;
            says(later) == says(first) && (same_fact || !is_cited(later))
        });
    }
}
