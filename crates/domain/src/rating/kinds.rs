//! Which kinds of facts a condition needs and a person has, as bits: most people have none that any rule asks
//! for, and their rating is over after one comparison a rule.

use crate::facts::{EvidenceKind, Facts};
use crate::policy::Condition;

/// A set of kinds of facts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    /// The kinds of which a condition needs a fact each.
    pub(super) fn needed(when: &Condition) -> Self {
        Self::of([
            (
                EvidenceKind::Stay,
                when.stay_in.is_some() || when.stay_near.is_some(),
            ),
            (EvidenceKind::Exposure, when.exposure.is_some()),
            (EvidenceKind::Contact, when.contact.is_some()),
            (
                EvidenceKind::Symptoms,
                when.symptoms.is_some() || when.temperature.is_some(),
            ),
            (EvidenceKind::Entry, when.entry.is_some()),
            (EvidenceKind::Test, when.test.is_some()),
            (EvidenceKind::OfficialOrder, when.official_order.is_some()),
        ])
    }

    /// The kinds of which there are facts.
    pub(super) fn known(facts: &Facts) -> Self {
        Self::of([
            (EvidenceKind::Stay, !facts.stays.is_empty()),
            (EvidenceKind::Exposure, !facts.exposures.is_empty()),
            (EvidenceKind::Contact, !facts.contacts.is_empty()),
            (EvidenceKind::Symptoms, !facts.symptoms.is_empty()),
            (EvidenceKind::Entry, !facts.entries.is_empty()),
            (EvidenceKind::Test, !facts.tests.is_empty()),
            (
                EvidenceKind::OfficialOrder,
                !facts.official_orders.is_empty(),
            ),
        ])
    }

    /// Whether all kinds of `needed` are among these.
    pub(super) const fn have(self, needed: Self) -> bool {
        needed.0 & !self.0 == 0
    }

    fn of(kinds: [(EvidenceKind, bool); 7]) -> Self {
        let bits = kinds
            .into_iter()
            .map(|(kind, is_in)| u8::from(is_in) << kind as u8);
        Self(bits.fold(0, |set, bit| set | bit))
    }
}
