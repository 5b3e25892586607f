//! One batch about one person: the verbs of the use cases, and at the end the new rating.
//!
//! It is begun from what was read ([`PersonFacts`]) or from a registration, and [`PersonBatch::rate`] ends it:
//! there is no batch about a person that does not say what their facts now rate.

use std::sync::Arc;

use domain::ids::{DeclarationId, PersonId};
use domain::quarantine::OrderState;
use domain::rating::Kinds;
use domain::record::{AreaAnswer, DeclarationRecord, StayRecord, Use};
use domain::time::Instant;

use crate::batch::Batch;
use crate::evidence::{self, EvidenceRow};
use crate::fact::{Fact, vouched};
use crate::facts::PersonFacts;
use crate::keys::{Keys, Mac};
use crate::order::{self, OrderRow};
use crate::rating::{self, Before, Rating};
use crate::{declaration, stay};

/// A batch about one person. See the module.
pub struct PersonBatch {
    pub(crate) keys: Arc<Keys>,
    pub(crate) before: Before,
    pub(crate) macs: Vec<Mac>,
    /// The kinds of all facts, those that this batch takes back among them.
    pub(crate) kinds: Kinds,
    pub(crate) rows: Batch,
}

impl PersonFacts {
    /// Begins a batch about this person. It counts only if nothing about the person has changed since they were
    /// read. Where fact rows are missing, `now` is noted as the instant at which that was seen.
    pub fn batch(&self, now: Instant) -> PersonBatch {
        let gap = self.gap.or_else(|| self.missing.then_some(now));
        PersonBatch {
            keys: Arc::clone(&self.keys),
            before: Before {
                version: self.version,
                person: self.id,
                gap,
                review_on: self.rating.as_ref().map(|rating| rating.review_on),
            },
            macs: self.macs.clone(),
            kinds: self.kinds,
            rows: Batch::unguarded(),
        }
    }
}

impl PersonBatch {
    /// Whom the batch is about.
    pub const fn person(&self) -> PersonId {
        self.before.person
    }

    /// Adds a declaration with its stays and what was ticked for them.
    pub fn declare(
        &mut self,
        declaration: &DeclarationRecord,
        stays: &[StayRecord],
        answers: &[AreaAnswer],
    ) {
        self.add(declaration);
        for stay in stays {
            self.add_stay(stay);
        }
        for answer in answers {
            self.add(answer);
        }
    }

    /// Adds a stay to a declaration that is there.
    pub fn add_stay(&mut self, stay: &StayRecord) {
        self.add(stay);
        if let Some(values) = stay::by_place(stay, self.person()) {
            self.rows.way(stay::ADD_BY_PLACE, values);
        }
    }

    /// Adds an answer to "were you in this area?".
    pub fn answer(&mut self, answer: &AreaAnswer) {
        self.add(answer);
    }

    /// Takes a declaration, as it was read, back in favour of `by`.
    pub fn correct(&mut self, declaration: &DeclarationRecord, by: DeclarationId) {
        let mut corrected = declaration.clone();
        corrected.corrected_by = Some(by);
        let mac = self.replace(declaration, &corrected);
        let (person, id) = (self.person().0.into(), declaration.id.0.into());
        let values = vec![person, id, by.0.into(), mac.into()];
        self.rows.guard(declaration::CORRECT, values);
    }

    /// Adds a jurisdiction that the person uses from now on.
    pub fn use_jurisdiction(&mut self, used: Use) {
        self.add(&used);
    }

    /// Adds evidence from others.
    pub fn add_evidence(&mut self, evidence: &EvidenceRow) {
        self.add(evidence);
    }

    /// Withdraws evidence, as it was read.
    pub fn withdraw_evidence(&mut self, evidence: &EvidenceRow, now: Instant) {
        let withdrawn = EvidenceRow {
            withdrawn: Some(now),
            ..*evidence
        };
        let mac = self.replace(evidence, &withdrawn);
        let id = evidence.evidence.id().0.into();
        let values = vec![self.person().0.into(), id, now.into(), mac.into()];
        self.rows.guard(evidence::WITHDRAW, values);
    }

    /// Adds an order.
    pub fn open_order(&mut self, order: &OrderRow) {
        self.add(order);
    }

    /// Gives an order, as it was read, another state. Whether the change is allowed is asked of
    /// [`OrderState::change`] before.
    pub fn change_order(&mut self, order: &OrderRow, to: OrderState) {
        let mut changed = order.clone();
        changed.order.state = to;
        let mac = self.replace(order, &changed);
        let (state, day) = order::state_columns(to);
        let id = order.order.id.into();
        let values = vec![
            self.person().0.into(),
            id,
            state.into(),
            day.into(),
            mac.into(),
        ];
        self.rows.guard(order::CHANGE, values);
    }

    /// Ends the batch with the decisions that follow from all facts, these among them.
    pub fn rate(self, rating: &Rating) -> Batch {
        let mut batch = rating::guarded(&self.keys, &self.before, rating, &self.macs, self.kinds);
        batch.append(self.rows);
        batch
    }

    /// Adds a fact row.
    pub(crate) fn add<F: Fact>(&mut self, fact: &F) {
        fact.add_kinds(&mut self.kinds);
        let mut values = fact.columns(self.person());
        let mac = self.keys.mac(F::TABLE, vouched::<F>(&values));
        self.macs.push(mac);
        values.push(mac.into());
        self.rows.add(F::INSERT, values);
    }

    /// Notes that a row takes another's place, and gives the MAC of the new one.
    pub(crate) fn replace<F: Fact>(&mut self, old: &F, new: &F) -> Mac {
        self.forget(old);
        new.add_kinds(&mut self.kinds);
        let mac = new.mac(self.person(), &self.keys);
        self.macs.push(mac);
        mac
    }

    /// Notes that a row goes.
    pub(crate) fn forget<F: Fact>(&mut self, old: &F) {
        let mac = old.mac(self.person(), &self.keys);
        self.macs.retain(|other| *other != mac);
    }
}
