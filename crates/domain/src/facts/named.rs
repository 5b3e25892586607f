//! The evidence of orders, by the ids by which facts name it now.
//!
//! What a correction says again is named by whoever said it first (`said_again`). An order may name it otherwise: by the correction, where
//! it opened before that was so, or by what was said before a part of it was taken back. An order that still counts ends with such a part,
//! and what is left opens its own on its own day. One that is over, or that people ended or suspended, stays what it is, and covers what is
//! left: nothing is counted again, and nobody's decision undone, because less is said.

use crate::facts::reports::{Reported, reported};
use crate::facts::{EvidenceKind, EvidenceRef};
use crate::ids::StayId;
use crate::quarantine::Order;
use crate::record::{DeclarationRecord, Record};
use crate::said_again::{StayAgain, chain, first_contact};

/// What stands of a record, by all its names.
pub(super) struct Named<'r> {
    record: &'r Record,
    standing: Vec<&'r DeclarationRecord>,
    stays: Vec<StayAgain<'r>>,
}

impl<'r> Named<'r> {
    /// That of a record; none where everything has one name, because nothing was corrected or nothing rests on it.
    pub(super) fn of(record: &'r Record) -> Option<Self> {
        let (standing, corrected): (Vec<_>, Vec<_>) = record
            .declarations
            .iter()
            .partition(|declaration| declaration.corrected_by.is_none());
        if corrected.is_empty() || record.orders.is_empty() {
            return None;
        }
        let stands = |stay| standing.iter().any(|d| d.id == stay);
        let stays = record.stays.iter().filter(|s| stands(s.declaration));
        let stays = stays.map(|stay| StayAgain::of(record, stay)).collect();
        Some(Self {
            record,
            standing,
            stays,
        })
    }

    /// The evidence of an order.
    pub(super) fn evidence(&self, order: &Order) -> Vec<EvidenceRef> {
        let over = !order.state.is_open();
        let named = |id: Option<i64>, evidence: EvidenceRef| EvidenceRef {
            id: id.unwrap_or(evidence.id),
            ..evidence
        };
        let all = order.evidence.iter().map(|evidence| match evidence.kind {
            EvidenceKind::Stay | EvidenceKind::Entry => self.stay(*evidence, over),
            EvidenceKind::Contact => named(self.contact(evidence.id), *evidence),
            EvidenceKind::Symptoms => named(self.symptoms(evidence.id, over), *evidence),
            EvidenceKind::Exposure
            | EvidenceKind::Test
            | EvidenceKind::OfficialOrder
            | EvidenceKind::Hospital
            | EvidenceKind::TestDue => *evidence,
        });
        all.collect()
    }

    /// A stay of which all is said again; of another what was in its county, and once the order is over an area that is still said.
    fn stay(&self, evidence: EvidenceRef, over: bool) -> EvidenceRef {
        let id = StayId(evidence.id);
        let mut stays = self.stays.iter();
        if let Some(same) = stays.find(|again| again.same.contains(&id)) {
            return EvidenceRef {
                id: same.id.0,
                ..evidence
            };
        }
        let is_left = |again: &&StayAgain<'_>| {
            let counts = !evidence.inside || over && self.is_in_one_of(id, again);
            again.before.contains(&id) && counts
        };
        let left = self.stays.iter().find(is_left);
        left.map_or(evidence, |again| EvidenceRef {
            id: again.id.0,
            // The areas that are left may have another level: it stands at any.
            level: evidence.level.filter(|_| !evidence.inside),
            ..evidence
        })
    }

    /// Whether a stay was in an area of which another still says so.
    fn is_in_one_of(&self, stay: StayId, again: &StayAgain<'_>) -> bool {
        let answers = self.record.answers.iter();
        let mut inside = answers.filter(|answer| answer.inside && answer.stay == stay);
        inside.any(|answer| again.areas.iter().any(|(area, _)| *area == answer.area))
    }

    fn contact(&self, id: i64) -> Option<i64> {
        let mut standing = self.standing.iter().copied();
        standing.find_map(|declaration| {
            let contact = declaration.contact?;
            let chain = chain(self.record, declaration);
            let mut same = chain.iter().take_while(|d| d.contact == Some(contact));
            let first = || first_contact(self.record, declaration).id.0;
            same.any(|d| d.id.0 == id).then(first)
        })
    }

    /// What is left of what a declaration said: all of it, or once the order is over any part.
    fn symptoms(&self, id: i64, over: bool) -> Option<i64> {
        let mut standing = self.standing.iter().copied();
        standing.find_map(|declaration| {
            let all = reported(self.record, declaration);
            let is_left = |said: &&Reported| {
                let mut links = said.said_by.iter();
                links.any(|(link, said_more)| link.0 == id && (over || !said_more))
            };
            let named = all.iter().find(|said| said.report.id == id);
            let found = named.or_else(|| all.iter().find(is_left));
            found.map(|said| said.report.id)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Symptom, orders_of};
    use crate::ids::{AreaId, DeclarationId};
    use crate::quarantine::OrderState;
    use crate::record::fixture::declared;
    use crate::record::{Applicant, AreaAnswer, StayRecord, Ticked, Whereabouts};
    use crate::time::Date;

    /// What is declared on the hundredth day and corrected three days later.
    fn corrected(symptoms: [&[Symptom]; 2], areas: [&[i64]; 2]) -> Record {
        let mut record = Record::default();
        for (id, (symptoms, areas)) in (1..).zip(symptoms.into_iter().zip(areas)) {
            let recorded = Date::from_day(97 + 3 * id).start();
            record.declarations.push(DeclarationRecord {
                applicant: Applicant::Visitor,
                symptoms: symptoms.to_vec(),
                corrected_by: (id == 1).then_some(DeclarationId(2)),
                ..declared(id.into(), recorded)
            });
            record.stays.push(StayRecord {
                id: StayId(id.into()),
                declaration: DeclarationId(id.into()),
                whereabouts: Whereabouts::County("330106".parse().unwrap()),
                from: Date::from_day(98),
                to: Some(Date::from_day(99)),
                ticked: Ticked::Areas,
                recorded,
            });
            record.answers.extend(areas.iter().map(|area| AreaAnswer {
                stay: StayId(id.into()),
                area: AreaId(*area),
                inside: true,
                recorded,
            }));
        }
        record
    }

    /// By which id an order of this state now names what it named by another.
    fn named(mut record: Record, evidence: EvidenceRef, state: OrderState) -> i64 {
        let order = serde_json::json!({
            "rule": "any", "colour": "yellow", "days": 7, "first_day": Date::from_day(100),
        });
        let order: Order = serde_json::from_value(order).unwrap();
        record.orders.push(Order {
            evidence: vec![evidence],
            state,
            ..order
        });
        orders_of(&record)[0].evidence[0].id
    }

    const LIFTED: OrderState = OrderState::Lifted(Date::from_day(102));

    #[test]
    fn s2_17_an_order_that_is_over_covers_the_symptoms_that_are_left() {
        use Symptom::{DryCough, Fever};
        let less = corrected([&[Fever, DryCough], &[DryCough]], [&[], &[]]);
        let of = |id| EvidenceRef::to(EvidenceKind::Symptoms, id);
        assert_eq!(named(less.clone(), of(1), LIFTED), 2);
        assert_eq!(named(less, of(1), OrderState::Open), 1, "it ends");
        let nothing = corrected([&[Fever], &[DryCough]], [&[], &[]]);
        assert_eq!(named(nothing, of(1), LIFTED), 1);
        let again = corrected([&[Fever], &[Fever]], [&[], &[]]);
        assert_eq!(named(again, of(2), OrderState::Open), 1, "by the first");
    }

    #[test]
    fn s2_17_an_order_that_is_over_covers_the_areas_that_are_left() {
        let of = |id, inside| EvidenceRef {
            inside,
            ..EvidenceRef::to(EvidenceKind::Stay, id)
        };
        let stays = |areas: [&[i64]; 2]| corrected([&[], &[]], areas);
        let less = stays([&[7, 8], &[8]]);
        assert_eq!(named(less.clone(), of(1, true), LIFTED), 2);
        assert_eq!(named(less.clone(), of(1, true), OrderState::Open), 1);
        assert_eq!(named(less, of(1, false), OrderState::Open), 2, "its county");
        let other = stays([&[7], &[8]]);
        assert_eq!(named(other, of(1, true), LIFTED), 1);
        let more = stays([&[7], &[7, 8]]);
        assert_eq!(named(more, of(2, true), OrderState::Open), 1);
    }
}
