//! Facts as bits, rules as masks: what a condition needs of each of its fields, and what a person has.
//!
//! A bit is a kind of fact with its level, class, outcome or colour; for symptoms and temperatures the amounts that
//! policies ask for. A mask is necessary and not sufficient: facts also have dates. Most people have no bit that any
//! rule asks for, and their rating is over after one comparison.
//!
//! The bits of [`super::Kinds`] are kept with every rating, so a bit never gets another meaning; new ones are added.

use crate::facts::{Facts, Stay, SymptomReport, Temperature};
use crate::level::Level;
use crate::policy::{Condition, Policy};
use crate::record::Evidence;

const INSIDE: u32 = 0;
const NEAR: u32 = 3;
const RESIDENCE: u32 = 6;
const BARE_STAY: u32 = 9;
const EXPOSURE: u32 = 10;
const CONTACT: u32 = 14;
const ENTRY: u32 = 15;
const HOSPITAL: u32 = 16;
const DISCHARGED: u32 = 17;
const TEST_DUE: u32 = 18;
const TEST: u32 = 19;
const OFFICIAL_ORDER: u32 = 21;
const REPORT: u32 = 23;
const SYMPTOMS: u32 = 24;
const WARM: u32 = 27;
const FEVER: u32 = 28;
/// An order, the ended among them; facts do not have it, [`super::Kinds`] does.
const ORDER: u32 = 29;
/// No fact has it: what a condition with it asks for is no fact.
const NO_FACT: u32 = 31;

/// The most symptoms that have a bit of their own: one, two, and three or more.
const MOST_SYMPTOMS: u16 = 3;
/// Tenths of a degree from which a temperature has the bit of a fever.
const FEVER_TENTHS: i16 = 373;

/// A set of what facts can be.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Bits(u32);

impl Bits {
    /// What a condition needs.
    pub(super) fn needed(when: &Condition) -> Self {
        let mut bits = Self::default();
        let level = |base: u32, level: Option<Level>| level.map(|l| base + l as u32);
        bits.add_all(level(INSIDE, when.stay_in));
        bits.add_all(level(NEAR, when.stay_near));
        bits.add_all(level(RESIDENCE, when.residence_in));
        bits.add_all(when.stay_at.as_ref().map(|_| BARE_STAY));
        bits.add_all(when.exposure.map(|class| EXPOSURE + class as u32));
        bits.add_all(when.contact.map(|_| CONTACT));
        bits.add_all(when.entry.map(|_| ENTRY));
        bits.add_all(when.in_hospital.map(|_| HOSPITAL));
        bits.add_all(when.discharged.map(|_| DISCHARGED));
        bits.add_all(when.test_due.map(|_| TEST_DUE));
        bits.add_all(when.test.map(|outcome| TEST + outcome as u32));
        bits.add_all(
            when.official_order
                .map(|colour| OFFICIAL_ORDER + colour as u32),
        );
        bits.add_all(when.quarantine.map(|_| NO_FACT));
        if when.symptoms.is_some() || when.temperature.is_some() {
            bits.add(REPORT);
        }
        bits.add_all(when.symptoms.and_then(of_symptoms));
        bits.add_all(when.temperature.map(of_temperature));
        bits
    }

    /// What a person has.
    pub(super) fn known(facts: &Facts) -> Self {
        let mut bits = Self::default();
        for stay in &facts.stays {
            bits.add_stay(stay);
        }
        for exposure in &facts.exposures {
            bits.add(EXPOSURE + exposure.class as u32);
        }
        for test in &facts.tests {
            bits.add(TEST + test.outcome as u32);
        }
        for report in &facts.symptoms {
            bits.add_report(report);
        }
        for order in &facts.official_orders {
            bits.add(OFFICIAL_ORDER + order.colour as u32);
        }
        for stay in &facts.hospital {
            bits.add(HOSPITAL);
            bits.add_all(stay.until.map(|_| DISCHARGED));
        }
        bits.add_all((!facts.contacts.is_empty()).then_some(CONTACT));
        bits.add_all((!facts.entries.is_empty()).then_some(ENTRY));
        bits.add_all((!facts.tests_due.is_empty()).then_some(TEST_DUE));
        bits
    }

    /// Whether all of `needed` is among these.
    pub(super) const fn have(self, needed: Self) -> bool {
        needed.0 & !self.0 == 0
    }

    /// The set as a number, as it is kept.
    pub(super) const fn number(self) -> u32 {
        self.0
    }

    /// The set of a number.
    pub(super) const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// An order, the ended among them.
    pub(super) const fn order() -> Self {
        Self(1 << ORDER)
    }

    /// An exposure of any class but being the case.
    pub(super) const fn exposures() -> Self {
        Self(0b1110 << EXPOSURE)
    }

    /// Being inside of an area of any level.
    pub(super) const fn inside() -> Self {
        Self(0b111 << INSIDE | 0b111 << RESIDENCE)
    }

    /// What a stay has by its place alone, whoever was there: what the lists say of the county, and the county.
    pub(super) const fn by_place() -> Self {
        Self(0b111 << NEAR | 1 << BARE_STAY)
    }

    /// What asks for no fact.
    pub(super) const fn no_fact() -> Self {
        Self(1 << NO_FACT)
    }

    /// These and those.
    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// What is in both.
    pub(super) const fn within(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// These without those.
    pub(super) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether there is none.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds what an evidence from others is; also what the facts of it may become.
    pub(super) fn add_evidence(&mut self, evidence: Evidence) {
        self.add(match evidence {
            Evidence::Exposure(fact) => EXPOSURE + fact.class as u32,
            Evidence::Entry(_) => ENTRY,
            Evidence::Test(fact) => TEST + fact.outcome as u32,
            Evidence::OfficialOrder(fact) => OFFICIAL_ORDER + fact.colour as u32,
        });
    }

    pub(super) fn add_contact(&mut self) {
        self.add(CONTACT);
    }

    pub(super) fn add_entry(&mut self) {
        self.add(ENTRY);
    }

    fn add(&mut self, bit: u32) {
        self.0 |= 1 << bit;
    }

    fn add_all(&mut self, bits: impl IntoIterator<Item = u32>) {
        for bit in bits {
            self.add(bit);
        }
    }

    fn add_stay(&mut self, stay: &Stay) {
        let Some(level) = stay.level else {
            self.add(BARE_STAY);
            return;
        };
        let level = level as u32;
        self.add(NEAR + level);
        if stay.area.is_inside() {
            self.add(INSIDE + level);
            self.add_all(stay.is_residence().then_some(RESIDENCE + level));
        }
    }

    fn add_report(&mut self, report: &SymptomReport) {
        self.add_symptoms(report.symptoms(), report.temperature);
    }

    /// Adds a report of so many different new symptoms and a temperature.
    pub(super) fn add_symptoms(&mut self, symptoms: u16, temperature: Option<Temperature>) {
        self.add(REPORT);
        let most = symptoms.min(MOST_SYMPTOMS);
        self.add_all((1..=most).filter_map(of_symptoms));
        if let Some(temperature) = temperature {
            self.add(WARM);
            self.add(of_temperature(temperature));
        }
    }
}

/// The bit of this many symptoms or more; none for no symptom.
fn of_symptoms(symptoms: u16) -> Option<u32> {
    let place = symptoms.min(MOST_SYMPTOMS).checked_sub(1)?;
    Some(SYMPTOMS + u32::from(place))
}

fn of_temperature(temperature: Temperature) -> u32 {
    if temperature.tenths() >= FEVER_TENTHS {
        FEVER
    } else {
        WARM
    }
}

/// The masks of a policy.
#[derive(Clone, Debug)]
pub(super) struct Masks {
    /// One a rule, in their order.
    pub(super) rules: Vec<Bits>,
    /// One a pop-up.
    pub(super) pop_ups: Vec<Bits>,
    /// Everything that any of them needs.
    any: Bits,
}

impl Masks {
    pub(super) fn of(policy: &Policy) -> Self {
        let rules: Vec<Bits> = policy.rules.iter().map(|r| Bits::needed(&r.when)).collect();
        let pop_ups: Vec<Bits> = policy
            .pop_ups
            .iter()
            .map(|p| Bits::needed(&p.when))
            .collect();
        let any = rules
            .iter()
            .chain(&pop_ups)
            .fold(0, |any, mask| any | mask.0);
        Self {
            rules,
            pop_ups,
            any: Bits(any),
        }
    }

    /// Whether some rule or pop-up asks for something of `known`.
    pub(super) const fn touch(&self, known: Bits) -> bool {
        self.any.0 & known.0 != 0
    }
}
