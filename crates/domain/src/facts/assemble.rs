//! From what is kept to what a rule may read.
//!
//! Stays get their level from the lists, check-ins are given to the orders that they count for, and whatever
//! was taken back is left out. Facts add up: every declaration that stands counts, not only the last. What a correction says again
//! is what was said before it (`said_again`).

use crate::declaration::lasting;
use crate::facts::levels::Levels;
use crate::facts::named::Named;
use crate::facts::places::{Place, places};
use crate::facts::reports::reported;
use crate::facts::{Contact, Entry, EvidenceKind, EvidenceRef, Facts, Unverified};
use crate::hold::Hold;
use crate::ids::StayId;
use crate::place::DivisionCode;
use crate::policy::Policy;
use crate::quarantine::Order;
use crate::record::{CheckIn, DeclarationRecord, Evidence, Record, StayRecord, Whereabouts};
use crate::risk::{AreaChoice, History};
use crate::said_again::{StayAgain, first_contact};
use crate::time::Date;

/// The facts of `record` for `policy` on `today`, by the lists of `history`.
pub fn assemble(record: &Record, history: &History, policy: &Policy, today: Date) -> Facts {
    let standing: Vec<&DeclarationRecord> = record
        .declarations
        .iter()
        .filter(|d| d.corrected_by.is_none())
        .collect();
    let in_use = record
        .uses
        .iter()
        .find(|u| u.jurisdiction == policy.jurisdiction);
    let mut facts = Facts {
        declared: !standing.is_empty(),
        declared_until: lasting(record, policy).map(|declared| declared.until),
        applies_from: in_use.map(|u| u.since),
        orders: orders_of(record),
        holds: record.holds.iter().filter_map(Hold::held).collect(),
        unverified: unverified(record, policy.jurisdiction),
        ..Facts::default()
    };
    for declaration in &standing {
        declared(record, declaration, &mut facts);
    }
    facts
        .symptoms
        .extend(record.check_ins.iter().filter_map(CheckIn::report));
    let stands = |stay: &&StayRecord| standing.iter().any(|d| d.id == stay.declaration);
    let stays = record.stays.iter().filter(stands);
    facts
        .entries
        .extend(stays.filter_map(|stay| entry(record, stay)));
    for evidence in &record.evidence {
        recorded(*evidence, &mut facts);
    }
    let places = places(record);
    for place in &places {
        Levels::of(place, history, policy, today).add_to(&mut facts);
    }
    facts.carried = carried(&facts.orders, &places, history, today);
    facts.questions.sort_unstable();
    facts.questions.dedup_by_key(|q| q.place);
    facts.canonical()
}

/// A stay, and the areas of its county that a list named and that the person was not yet asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AreaQuestion {
    /// The stay as it was said last; of a residence that was declared several times the first.
    pub stay: StayId,
    /// The areas to tick from.
    pub areas: Vec<AreaChoice>,
}

/// What `policy` asks the person of `record` on `today`.
pub fn area_questions(
    record: &Record,
    history: &History,
    policy: &Policy,
    today: Date,
) -> Vec<AreaQuestion> {
    let asked = |place: &Place| {
        let areas = Levels::of(place, history, policy, today).unasked();
        let stay = place.asks;
        (!areas.is_empty()).then_some(AreaQuestion { stay, areas })
    };
    places(record).iter().filter_map(asked).collect()
}

fn declared(record: &Record, declaration: &DeclarationRecord, facts: &mut Facts) {
    if let Some(on) = declaration.contact {
        let first = first_contact(record, declaration);
        facts.contacts.push(Contact {
            id: first.id.0,
            on,
            recorded: first.recorded.date(),
        });
    }
    let reported = reported(record, declaration).into_iter();
    facts.symptoms.extend(reported.map(|said| said.report));
}

/// Evidence from others stands as it was recorded.
fn recorded(evidence: Evidence, facts: &mut Facts) {
    match evidence {
        Evidence::Exposure(fact) => facts.exposures.push(fact),
        Evidence::Entry(fact) => facts.entries.push(fact),
        Evidence::Test(fact) => facts.tests.push(fact),
        Evidence::OfficialOrder(fact) => facts.official_orders.push(fact),
    }
}

/// The entries into a city that no check has answered.
fn unverified(record: &Record, city: DivisionCode) -> Vec<Unverified> {
    let entries = record.entries.iter();
    let open = entries.filter(|entry| entry.jurisdiction == city && entry.is_open());
    open.map(|entry| Unverified {
        on: entry.on,
        recorded: entry.recorded.date(),
    })
    .collect()
}

fn entry(record: &Record, stay: &StayRecord) -> Option<Entry> {
    let Whereabouts::Abroad(_) = stay.whereabouts else {
        return None;
    };
    let on = stay.to?;
    let again = StayAgain::of(record, stay);
    Some(Entry {
        id: again.id.0,
        on,
        recorded: again.recorded.date(),
    })
}

/// The orders of a record, each with the check-ins that count for it, and with its evidence by the names that facts have now.
pub fn orders_of(record: &Record) -> Vec<Order> {
    let named = Named::of(record);
    let orders = record.orders.iter().map(|order| {
        let counted = with_check_ins(order, &record.check_ins);
        let evidence = named.as_ref().map(|named| named.evidence(order));
        Order {
            evidence: evidence.unwrap_or_else(|| order.evidence.clone()),
            ..counted
        }
    });
    orders.collect()
}

/// One check-in counts for all orders, where it arrived before its grace was over.
pub(crate) fn with_check_ins(order: &Order, check_ins: &[CheckIn]) -> Order {
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

/// The stays on which orders rest and of which the lists still say so. An order ends when its evidence is taken
/// back, not because a window or another city's policy no longer reaches it.
fn carried(orders: &[Order], places: &[Place], history: &History, today: Date) -> Vec<EvidenceRef> {
    let mut carried = Vec::new();
    for order in orders.iter().filter(|o| !o.state.is_withdrawn()) {
        for evidence in order
            .evidence
            .iter()
            .filter(|e| e.kind == EvidenceKind::Stay)
        {
            let stay = StayId(evidence.id);
            let place = places.iter().find(|place| place.stays.contains(&stay));
            if place.is_some_and(|p| p.still_carries(*evidence, order.first_day, history, today)) {
                carried.push(*evidence);
            }
        }
    }
    carried.sort_unstable();
    carried.dedup();
    carried
}
