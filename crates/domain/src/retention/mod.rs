//! What of a record has come to its end (N-8): data that can colour nobody any more die.
//!
//! No window of a policy reaches further back than 60 days, so that what was said and was over 90 days ago meets no rule. While an
//! order of the person runs, or ended not long ago, everything stays: should its evidence be withdrawn, the past is lived again by
//! what was known. What an order rests on stays as long as the order. Of declarations stays, without their words on health and
//! contacts, what says that the person has declared, and where they live since when.

mod said;

use std::collections::BTreeSet;

use crate::facts::EvidenceKind;
use crate::ids::{CheckInId, DeclarationId, EvidenceId, HoldId, LegId, StayId};
use crate::itinerary::EntryRecord;
use crate::quarantine::Order;
use crate::record::{CheckIn, DeclarationRecord, Record};
use crate::time::{Date, Instant};

/// For how many days declarations with what they name, check-ins, holds that ended and entries that were verified are kept (P):
/// longer than any window of a policy.
pub const SAID_DAYS: i32 = 90;
/// For how many days after the end of the last order everything that was said is kept, and evidence that was taken back and appeals that
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
/// exposure which is not among it rests on a journey.
pub fn over(record: &Record, today: Date) -> Over {
    let before = today - SAID_DAYS;
    let holds = record.holds.iter();
    let holds = holds.filter(|hold| hold.ended.is_some_and(|ended| ended.date() < before));
    let mut over = Over {
        holds: holds.map(|hold| hold.id).collect(),
        entries: entries(record, before),
        ..Over::default()
    };
    if record.orders.iter().all(|order| is_settled(order, today)) {
        let check_ins = record.check_ins.iter();
        let check_ins = check_ins.filter(|check_in| is_over(record, check_in, before));
        over.check_ins = check_ins.map(|check_in| check_in.id).collect();
        said::add(record, before, &mut over);
    }
    over
}

/// Whether an order ended so long ago that nobody objects to it, and nothing is counted again should it be withdrawn.
fn is_settled(order: &Order, today: Date) -> bool {
    let ended = order.state.ended();
    ended.is_some_and(|on| today - on > ORDER_DAYS)
}

/// The orders of a record that something may rest on.
fn standing(record: &Record) -> impl Iterator<Item = &Order> {
    let orders = record.orders.iter();
    orders.filter(|order| !order.state.is_withdrawn())
}

/// Whether a check-in is over: of no day of an order that is kept, and the evidence of none.
fn is_over(record: &Record, check_in: &CheckIn, before: Date) -> bool {
    let is_day_of = |order: &Order| {
        let ended = order.state.ended();
        check_in.on >= order.first_day && ended.is_none_or(|end| check_in.on <= end)
    };
    let carries = |order: &Order| {
        let mut evidence = order.evidence.iter();
        evidence.any(|e| e.kind == EvidenceKind::Symptoms && e.id == check_in.id.0)
    };
    let is_old = check_in.on < before && check_in.recorded.date() < before;
    is_old && !standing(record).any(|order| is_day_of(order) || carries(order))
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
mod tests {
    use super::*;
    use crate::facts::Symptom;
    use crate::ids::AreaId;
    use crate::quarantine::OrderState;
    use crate::record::fixture::declared;
    use crate::record::{AreaAnswer, Hold, HoldKind, StayRecord, Ticked, Whereabouts};

    const HOME: i64 = 1_000;
    const VISIT: i64 = 2_000;

    fn day(day: i32) -> Date {
        Date::from_day(day)
    }

    /// Somebody who said on these days that they live in a county, coughed, and had been elsewhere on the day before.
    fn said(days: &[(i32, &str)]) -> Record {
        let mut record = Record::default();
        for (id, (on, county)) in (1..).zip(days) {
            let recorded = day(*on).start();
            let stay = |id, county: &str, to| StayRecord {
                id: StayId(id),
                declaration: DeclarationId(id % HOME),
                whereabouts: Whereabouts::County(county.parse().unwrap()),
                from: day(on - 1),
                to,
                ticked: Ticked::Elsewhere,
                recorded,
            };
            record.declarations.push(DeclarationRecord {
                symptoms: vec![Symptom::DryCough],
                ..declared(id, recorded)
            });
            record.stays.push(stay(HOME + id, county, None));
            record
                .stays
                .push(stay(VISIT + id, "420106", Some(day(on - 1))));
        }
        record
    }

    /// The ids of the declarations that are left, of those that kept their words, and of the stays.
    fn left(record: &Record, on: i32) -> (Vec<i64>, Vec<i64>, Vec<i64>) {
        let left = over(record, day(on)).leave(record);
        let all = left.declarations.iter();
        let whole = all.clone().filter(|said| !said.symptoms.is_empty());
        (
            all.map(|said| said.id.0).collect(),
            whole.map(|said| said.id.0).collect(),
            left.stays.iter().map(|stay| stay.id.0).collect(),
        )
    }

    fn order(evidence: (EvidenceKind, i64), state: OrderState) -> Order {
        let order = serde_json::json!({
            "rule": "any", "colour": "yellow", "days": 7, "first_day": day(100), "id": 1,
        });
        let order: Order = serde_json::from_value(order).unwrap();
        Order {
            evidence: vec![crate::facts::EvidenceRef::to(evidence.0, evidence.1)],
            state,
            ..order
        }
    }

    #[test]
    fn n_8_of_what_was_said_long_ago_the_home_is_left_and_when_it_was_first_said() {
        let record = said(&[(100, "330106"), (130, "330106"), (160, "330106")]);
        assert!(over(&record, day(190)).is_empty(), "for ninety days");
        let first = left(&record, 191);
        assert_eq!(
            first,
            (
                vec![1, 2, 3],
                vec![2, 3],
                vec![1_001, 1_002, 2_002, 1_003, 2_003]
            )
        );
        let all = left(&record, 1_000);
        assert_eq!(
            all,
            (vec![1, 3], vec![], vec![1_001, 1_003]),
            "the first and the last"
        );
        let rest = over(&record, day(1_000)).leave(&record);
        assert!(over(&rest, day(2_000)).is_empty(), "once");
    }

    #[test]
    fn n_8_an_area_that_was_ticked_of_a_home_stays_with_it() {
        let mut record = said(&[(100, "330106"), (130, "330106"), (160, "330106")]);
        record.answers.push(AreaAnswer {
            stay: StayId(HOME + 2),
            area: AreaId(7),
            inside: true,
            recorded: day(130).start(),
        });
        assert_eq!(left(&record, 1_000).0, [1, 2, 3]);
    }

    #[test]
    fn n_8_a_home_goes_ninety_days_after_the_person_moved_and_those_before_it_went() {
        let record = said(&[(100, "330106"), (300, "330105"), (500, "330106")]);
        assert_eq!(left(&record, 390).0, [1, 2, 3]);
        assert_eq!(left(&record, 391).0, [2, 3]);
        assert_eq!(left(&record, 591).0, [3]);
        let mut kept = record;
        kept.orders.push(order(
            (EvidenceKind::Stay, HOME + 1),
            OrderState::Complete(day(107)),
        ));
        assert_eq!(
            left(&kept, 591).0,
            [1, 2, 3],
            "the end of the first would move"
        );
    }

    #[test]
    fn n_8_while_an_order_runs_or_ended_not_long_ago_everything_is_left() {
        let mut record = said(&[(100, "330106"), (130, "330105")]);
        record
            .check_ins
            .push(CheckIn::new(CheckInId(5), day(101).start()));
        record
            .check_ins
            .push(CheckIn::new(CheckInId(6), day(120).start()));
        let of_first = (EvidenceKind::Stay, VISIT + 1);
        for (state, on) in [
            (OrderState::Open, 5_000),
            (OrderState::Suspended(day(101)), 5_000),
            (OrderState::Complete(day(107)), 107 + ORDER_DAYS),
            (OrderState::Withdrawn(day(107)), 107 + ORDER_DAYS),
        ] {
            record.orders = vec![order(of_first, state)];
            assert!(over(&record, day(on)).is_empty(), "{state:?}");
        }
        record.orders = vec![order(of_first, OrderState::Complete(day(107)))];
        let on = day(108 + ORDER_DAYS);
        let gone = over(&record, on);
        assert!(gone.declarations.is_empty() && gone.emptied.contains(&DeclarationId(2)));
        assert!(
            !gone.stays.contains(&StayId(VISIT + 1)),
            "the order rests on it"
        );
        assert_eq!(gone.check_ins, [CheckInId(6)].into(), "its own days stay");
        record.orders = vec![order(of_first, OrderState::Withdrawn(day(107)))];
        let gone = over(&record, on);
        assert_eq!(gone.declarations, [DeclarationId(1)].into());
        assert_eq!(gone.check_ins.len(), 2);
    }

    #[test]
    fn n_8_a_chain_of_corrections_goes_as_one() {
        let mut record = said(&[(100, "330106"), (180, "330106"), (300, "330105")]);
        record.declarations[0].corrected_by = Some(DeclarationId(2));
        assert_eq!(left(&record, 250).1, [1, 2, 3], "corrected not long ago");
        assert_eq!(left(&record, 280).1, [3]);
        assert_eq!(left(&record, 280).0, [1, 2, 3]);
        assert_eq!(left(&record, 391).0, [3]);
    }

    #[test]
    fn n_8_the_last_declaration_of_each_city_is_left_so_that_the_next_is_no_entry() {
        let mut record = said(&[(100, "330106"), (130, "330106"), (160, "330106")]);
        record.declarations[1].jurisdiction = "330200".parse().unwrap();
        assert_eq!(left(&record, 1_000).0, [1, 2, 3]);
    }

    #[test]
    fn n_8_evidence_that_was_taken_back_goes_half_a_year_later() {
        let withdrawn = [
            (EvidenceId(1), day(100).start()),
            (EvidenceId(2), day(101).start()),
        ];
        let gone = |on| {
            Over::default()
                .and_withdrawn(withdrawn.into_iter(), day(on))
                .evidence
        };
        assert!(gone(280).is_empty());
        assert_eq!(gone(281), [EvidenceId(1)].into());
    }

    #[test]
    fn n_8_holds_that_ended_and_entries_that_were_verified_go_but_for_the_last_entry() {
        let entry = |on, verified: Option<i32>| EntryRecord {
            jurisdiction: "330100".parse().unwrap(),
            on: day(on),
            recorded: day(on).start(),
            verified: verified.map(|on| day(on).start()),
        };
        let hold = |id, ended: Option<i32>| Hold {
            id: HoldId(id),
            kind: HoldKind::ApplicationReview,
            since: day(100).start(),
            until: day(101).start(),
            ended: ended.map(|on| day(on).start()),
        };
        let record = Record {
            entries: vec![
                entry(100, Some(101)),
                entry(110, None),
                entry(120, Some(121)),
            ],
            holds: vec![hold(1, Some(101)), hold(2, None), hold(3, Some(150))],
            ..Record::default()
        };
        let gone = over(&record, day(192));
        assert_eq!(gone.holds, [HoldId(1)].into());
        assert_eq!(gone.entries, [entry(100, Some(101))].into());
        assert_eq!(over(&record, day(1_000)).entries.len(), 1);
    }
}
