//! From what is kept to what a rule may read.
//!
//! Stays get their level from the lists, check-ins are given to the orders that they count for, and whatever
//! was taken back is left out. Facts add up: every declaration that stands counts, not only the last.

use crate::facts::levels::Levels;
use crate::facts::{Contact, Entry, Facts, SymptomReport};
use crate::policy::Policy;
use crate::quarantine::Order;
use crate::record::{CheckIn, DeclarationRecord, Record, StayRecord, Whereabouts};
use crate::risk::History;
use crate::time::Date;

/// The facts of `record` for `policy` on `today`, by the lists of `history`.
pub fn assemble(record: &Record, history: &History, policy: &Policy, today: Date) -> Facts {
    let standing: Vec<&DeclarationRecord> = record
        .declarations
        .iter()
        .filter(|d| d.corrected_by.is_none())
        .collect();
    let last = standing.iter().map(|d| d.recorded).max();
    let in_use = record
        .uses
        .iter()
        .find(|u| u.jurisdiction == policy.jurisdiction);
    let mut facts = Facts {
        declared: !standing.is_empty(),
        declared_until: last
            .zip(policy.declaration_days)
            .map(|(at, days)| at.date() + i32::from(days)),
        applies_from: in_use.map(|u| u.since),
        orders: record
            .orders
            .iter()
            .map(|order| with_check_ins(order, &record.check_ins))
            .collect(),
        ..Facts::default()
    };
    for declaration in &standing {
        declared(declaration, &mut facts);
    }
    for check_in in &record.check_ins {
        reported(check_in, &mut facts);
    }
    let stands = |stay: &&StayRecord| standing.iter().any(|d| d.id == stay.declaration);
    let stays: Vec<&StayRecord> = record.stays.iter().filter(stands).collect();
    let mut in_counties = Vec::new();
    for stay in &stays {
        match stay.whereabouts {
            Whereabouts::County(county) => {
                let levels = Levels {
                    record,
                    history,
                    policy,
                    today,
                    stay,
                    county,
                    end: end(stay, &stays),
                    seen: None,
                };
                levels.add_to(&mut facts);
                facts.questions.extend(levels.question());
                in_counties.push(levels);
            }
            Whereabouts::Abroad(_) => facts.entries.extend(entry(stay)),
        }
    }
    for residence in in_counties.iter().filter(|l| l.stay.to.is_none()) {
        residence.add_cited_to(&mut facts);
    }
    facts.questions.sort_unstable();
    facts.questions.dedup_by_key(|q| q.place);
    facts.canonical()
}

fn declared(declaration: &DeclarationRecord, facts: &mut Facts) {
    let (id, recorded) = (declaration.id.0, declaration.recorded.date());
    facts
        .contacts
        .extend(declaration.contact.map(|on| Contact { id, on, recorded }));
    if !declaration.symptoms.is_empty() || declaration.temperature.is_some() {
        let new = declaration.symptoms.clone();
        facts.symptoms.push(SymptomReport {
            id,
            on: recorded,
            recorded,
            new,
            temperature: declaration.temperature,
        });
    }
}

fn reported(check_in: &CheckIn, facts: &mut Facts) {
    if !check_in.symptoms.is_empty() || check_in.temperature.is_some() {
        facts.symptoms.push(SymptomReport {
            id: check_in.id.0,
            on: check_in.on,
            recorded: check_in.recorded.date(),
            new: check_in.symptoms.clone(),
            temperature: check_in.temperature,
        });
    }
}

fn entry(stay: &StayRecord) -> Option<Entry> {
    Some(Entry {
        id: stay.id.0,
        on: stay.to?,
        recorded: stay.recorded.date(),
    })
}

/// One check-in counts for all orders, where it arrived before its grace was over.
fn with_check_ins(order: &Order, check_ins: &[CheckIn]) -> Order {
    let in_time = |c: &&CheckIn| {
        c.on >= order.first_day && c.recorded.date() - c.on <= i32::from(order.grace_days)
    };
    let mut checked_in: Vec<Date> = check_ins.iter().filter(in_time).map(|c| c.on).collect();
    checked_in.sort_unstable();
    checked_in.dedup();
    Order {
        checked_in,
        ..order.clone()
    }
}

/// The last day of a stay: its own, or for a residence the day on which another one was declared.
fn end(stay: &StayRecord, stays: &[&StayRecord]) -> Option<Date> {
    stay.to.or_else(|| {
        let later = stays
            .iter()
            .filter(|s| s.to.is_none() && s.recorded > stay.recorded);
        let moved = later
            .filter(|s| s.whereabouts != stay.whereabouts)
            .map(|s| s.recorded.date());
        moved.min()
    })
}
