//! What kinds of facts a person has, whatever the policy, the lists and the day: kept with every rating, so that whoever
//! publishes a policy need not read everybody.
//!
//! It is a superset of what rating could find: what was taken back may be in it, and what has long left every window is. A
//! person's stays in counties are not: everybody has one, and what a list says of it changes without them. Who stayed where
//! is found by the place ([`super::Reach`]).

use crate::facts::{Symptom, Temperature, distinct};
use crate::rating::bits::Bits;
use crate::record::{
    AreaAnswer, CheckIn, DeclarationRecord, Evidence, Record, StayRecord, Whereabouts,
};

/// Kinds of facts, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Kinds(pub(super) Bits);

impl Kinds {
    /// The kinds of everything in a record.
    pub fn of(record: &Record) -> Self {
        let mut kinds = Self::default();
        for declaration in &record.declarations {
            kinds.add_declaration(declaration);
        }
        for stay in &record.stays {
            kinds.add_stay(stay);
        }
        for _leg in &record.legs {
            kinds.add_leg();
        }
        for _visit in &record.visits {
            kinds.add_visit();
        }
        for answer in &record.answers {
            kinds.add_answer(answer);
        }
        for check_in in &record.check_ins {
            kinds.add_check_in(check_in);
        }
        for evidence in &record.evidence {
            kinds.add_evidence(*evidence);
        }
        if !record.orders.is_empty() {
            kinds.add_order();
        }
        kinds
    }

    /// The number under which they are kept.
    pub fn number(self) -> i64 {
        i64::from(self.0.number())
    }

    /// The kinds of a number that was kept; nothing where this program writes no such number.
    pub fn from_number(number: i64) -> Option<Self> {
        u32::try_from(number)
            .ok()
            .map(|n| Self(Bits::from_number(n)))
    }

    /// Adds those of a declaration; its stays are rows of their own.
    pub fn add_declaration(&mut self, declaration: &DeclarationRecord) {
        if declaration.contact.is_some() {
            self.0.add_contact();
        }
        self.add_report(&declaration.symptoms, declaration.temperature);
    }

    /// Adds those of a stay: one outside the mainland ends with an entry.
    pub fn add_stay(&mut self, stay: &StayRecord) {
        if matches!(stay.whereabouts, Whereabouts::Abroad(_)) {
            self.0.add_entry();
        }
    }

    /// Adds those of a journey: an event that comes later makes an exposure of it, of whatever class.
    pub fn add_leg(&mut self) {
        self.0 = self.0.and(Bits::exposures());
    }

    /// Adds those of a visit that an event met, likewise.
    pub fn add_visit(&mut self) {
        self.0 = self.0.and(Bits::exposures());
    }

    /// Adds those of an answer: who was inside of an area has whatever level a list gives it.
    pub fn add_answer(&mut self, answer: &AreaAnswer) {
        if answer.inside {
            self.0 = self.0.and(Bits::inside());
        }
    }

    /// Adds those of a check-in.
    pub fn add_check_in(&mut self, check_in: &CheckIn) {
        self.add_report(&check_in.symptoms, check_in.temperature);
    }

    /// Adds those of evidence from others, proven or not.
    pub fn add_evidence(&mut self, evidence: Evidence) {
        self.0.add_evidence(evidence);
    }

    /// Adds that there is an order.
    pub fn add_order(&mut self) {
        self.0 = self.0.and(Bits::order());
    }

    fn add_report(&mut self, symptoms: &[Symptom], temperature: Option<Temperature>) {
        if !symptoms.is_empty() || temperature.is_some() {
            self.0.add_symptoms(distinct(symptoms), temperature);
        }
    }
}
