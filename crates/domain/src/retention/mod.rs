//! What of a record has come to its end (N-8): data that can colour nobody any more die.
//!
//! No window of a policy reaches further back than 60 days, so that what was said and was over 90 days ago meets no rule. While an
//! order of the person runs, or ended not long ago, everything stays: should its evidence be withdrawn, the past is lived again by
//! what was known. What an order rests on stays as long as the order, and that as long as it may cover a home. Of declarations stays, without their words on health and
//! contacts, what says that the person has declared, and where they live since when.

mod said;

use std::collections::BTreeSet;

use crate::facts::{EvidenceKind, Homes};
use crate::ids::{CheckInId, DeclarationId, EvidenceId, HoldId, LegId, StayId};
use crate::itinerary::EntryRecord;
use crate::quarantine::Order;
use crate::record::{CheckIn, DeclarationRecord, Record};
use crate::risk::History;
use crate::time::{Date, Instant};

/// For how many days declarations with what they name, check-ins, holds that ended and entries that were verified are kept (P):
/// longer than any window of a policy.
pub const SAID_DAYS: i32 = 90;
/// For how many days after the end of the last order all of them and everything that was said is kept, and evidence that was taken back and appeals that
/// were answered after that (P): longer than any time for appeal.
pub const ORDER_DAYS: i32 = 180;

/// What of a record has come to its end.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Over {
    /// Declarations that go.
    pub declarations: BTreeSet<DeclarationId>,
    /// Declarations that stay without their words on health and contacts ([`emptied`]).
    pub emptied: BTreeSet<DeclarationId>,
    /// Stays that go, with the answers about their areas.
    pub stays: BTreeSet<StayId>,
    /// Journeys that go.
    pub legs: BTreeSet<LegId>,
    /// Check-ins that go, with their words and what was said of them.
    pub check_ins: BTreeSet<CheckInId>,
    /// Quarantine orders that go, by their ids.
    pub orders: BTreeSet<i64>,
    /// Holds that go.
    pub holds: BTreeSet<HoldId>,
    /// Entries into cities that go.
    pub entries: BTreeSet<EntryRecord>,
    /// Evidence by others that was taken back and goes, with what laboratories said of it. It is in no record: none rates it.
    pub evidence: BTreeSet<EvidenceId>,
}

impl Over {
    /// Whether nothing goes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds the evidence that was taken back long ago on `today`, of all that was, each with when.
    #[must_use]
    pub fn and_withdrawn(
        mut self,
        withdrawn: impl Iterator<Item = (EvidenceId, Instant)>,
        today: Date,
    ) -> Self {
        let past = withdrawn.filter(|(_, on)| today - on.date() > ORDER_DAYS);
        self.evidence.extend(past.map(|(id, _)| id));
        self
    }

    /// The record without it.
    pub fn leave(&self, record: &Record) -> Record {
        let mut left = record.clone();
        left.declarations
            .retain(|said| !self.declarations.contains(&said.id));
        for said in &mut left.declarations {
            if self.emptied.contains(&said.id) {
                *said = emptied(said);
            }
        }
        left.stays.retain(|stay| !self.stays.contains(&stay.id));
        left.answers
            .retain(|answer| !self.stays.contains(&answer.stay));
        left.legs.retain(|leg| !self.legs.contains(&leg.id));
        left.check_ins
            .retain(|check_in| !self.check_ins.contains(&check_in.id));
        left.orders.retain(|order| !self.orders.contains(&order.id));
        left.holds.retain(|hold| !self.holds.contains(&hold.id));
        left.entries.retain(|entry| !self.entries.contains(entry));
        left
    }
}

/// A declaration without its words on health and contacts.
pub fn emptied(said: &DeclarationRecord) -> DeclarationRecord {
    DeclarationRecord {
        contact: None,
        symptoms: Vec::new(),
        known_symptoms: Vec::new(),
        temperature: None,
        ..said.clone()
    }
}

/// What of `record` has come to its end on `today`. Its evidence is what others recorded, proven or not: an order that rests on an
/// exposure which is not among it rests on a journey. Orders go only where the `lists` are given by which nothing needs them any more.
pub fn over(record: &Record, lists: Option<&History>, today: Date) -> Over {
    let before = today - SAID_DAYS;
    let holds = record.holds.iter();
    let holds = holds.filter(|hold| hold.ended.is_some_and(|ended| ended.date() < before));
    let mut over = Over {
        holds: holds.map(|hold| hold.id).collect(),
        entries: entries(record, before),
        ..Over::default()
    };
    if record.orders.iter().all(|order| is_settled(order, today)) {
        let homes = lists.map(|lists| Homes::of(record, lists, before, today));
        over.orders = homes.map_or_else(BTreeSet::new, |homes| orders(record, &homes));
        let check_ins = record.check_ins.iter();
        let check_ins = check_ins.filter(|c| is_over(record, &over.orders, c, before));
        over.check_ins = check_ins.map(|check_in| check_in.id).collect();
        said::add(record, before, &mut over);
    }
    over
}

/// The orders of which no home needs any.
fn orders(record: &Record, homes: &Homes) -> BTreeSet<i64> {
    let orders = record.orders.iter();
    let goes = |order: &&Order| order.state.is_withdrawn() || !homes.need(order, record);
    orders.filter(goes).map(|order| order.id).collect()
}

/// Whether an order ended so long ago that nobody objects to it, and nothing is counted again should it be withdrawn.
fn is_settled(order: &Order, today: Date) -> bool {
    let ended = order.state.ended();
    ended.is_some_and(|on| today - on > ORDER_DAYS)
}

/// The orders of a record that stay and that something may rest on.
fn standing<'r>(record: &'r Record, gone: &'r BTreeSet<i64>) -> impl Iterator<Item = &'r Order> {
    let orders = record.orders.iter();
    orders.filter(move |order| !order.state.is_withdrawn() && !gone.contains(&order.id))
}

/// Whether a check-in is over: of no day of an order that is kept, and the evidence of none.
fn is_over(record: &Record, gone: &BTreeSet<i64>, check_in: &CheckIn, before: Date) -> bool {
    let is_day_of = |order: &Order| {
        let ended = order.state.ended();
        check_in.on >= order.first_day && ended.is_none_or(|end| check_in.on <= end)
    };
    let carries = |order: &Order| {
        let mut evidence = order.evidence.iter();
        evidence.any(|e| e.kind == EvidenceKind::Symptoms && e.id == check_in.id.0)
    };
    let is_old = check_in.on < before && check_in.recorded.date() < before;
    is_old && !standing(record, gone).any(|order| is_day_of(order) || carries(order))
}

/// The entries that were verified long ago. The last of a city stays: it says that the city knows the person.
fn entries(record: &Record, before: Date) -> BTreeSet<EntryRecord> {
    let all = record.entries.iter();
    let is_over = |entry: &&EntryRecord| {
        let verified = entry.verified.is_some_and(|on| on.date() < before);
        let mut others = record.entries.iter();
        let is_later =
            |o: &EntryRecord| o.jurisdiction == entry.jurisdiction && o.recorded > entry.recorded;
        verified && others.any(is_later)
    };
    all.filter(is_over).copied().collect()
}

#[cfg(test)]
mod tests;
