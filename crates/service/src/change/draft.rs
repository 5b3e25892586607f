//! What a use case adds to a person before anything is decided: in the record that is rated, and in the batch that is written.

use domain::facts::{EvidenceKind, EvidenceRef, TestOutcome, TestResult};
use domain::ids::{DeclarationId, HoldId};
use domain::laboratory::RESULT_DAYS;
use domain::notice::NoticeKind;
use domain::place::DivisionCode;
use domain::quarantine::OrderState;
use domain::record::{
    AreaAnswer, CheckIn, EntryRecord, Evidence, Hold, Record, StayRecord, Use, VisitRecord,
};
use domain::time::Instant;
use storage::{EvidenceRow, OrderRow, PersonBatch, PersonFacts, ResultRow};

use crate::declare::Kept;
use crate::tell::waking;

/// A person as read, and what a use case adds to it: in the record that is rated, and in the batch that is
/// written.
pub(crate) struct Draft {
    pub(crate) record: Record,
    pub(crate) batch: PersonBatch,
}

impl Draft {
    pub(crate) fn declare(&mut self, kept: Kept) {
        kept.write(&mut self.batch);
        self.record.declarations.push(kept.declaration);
        self.record.stays.extend(kept.stays);
        self.record.legs.extend(kept.legs);
        self.record.answers.extend(kept.answers);
    }

    pub(crate) fn add_stay(&mut self, stay: StayRecord) {
        self.batch.add_stay(&stay);
        self.record.stays.push(stay);
    }

    /// A visit that an event met, in the place of what was known of it before.
    pub(crate) fn meet(&mut self, facts: &PersonFacts, visit: VisitRecord) {
        self.batch.meet_visit(facts, &visit);
        self.record.visits.retain(|known| known.id != visit.id);
        self.record.visits.push(visit);
    }

    /// Forgets visits that events met before an instant.
    pub(crate) fn forget_visits(&mut self, facts: &PersonFacts, before: Instant) {
        self.batch.forget_visits(facts, |_, met| met < before);
        self.record.visits.retain(|visit| visit.met >= before);
    }

    pub(crate) fn correct(&mut self, declaration: DeclarationId, by: DeclarationId) {
        for old in self
            .record
            .declarations
            .iter_mut()
            .filter(|d| d.id == declaration)
        {
            self.batch.correct(old, by);
            old.corrected_by = Some(by);
        }
    }

    pub(crate) fn answer(&mut self, answer: AreaAnswer) {
        self.batch.answer(&answer);
        self.record.answers.push(answer);
    }

    pub(crate) fn check_in(&mut self, check_in: CheckIn) {
        self.batch.check_in(&check_in);
        self.record.check_ins.push(check_in);
    }

    pub(crate) fn add_evidence(&mut self, row: EvidenceRow) {
        self.batch.add_evidence(&row);
        self.record.evidence.push(row.evidence);
    }

    pub(crate) fn withdraw_evidence(&mut self, row: &EvidenceRow, now: Instant) {
        self.batch.withdraw_evidence(row, now);
        let id = row.evidence.id();
        self.record.evidence.retain(|evidence| evidence.id() != id);
    }

    /// What a laboratory says of a sample counts from now on, in the place of what was known of it before.
    pub(crate) fn record_result(
        &mut self,
        facts: &PersonFacts,
        known: Option<&ResultRow>,
        result: &ResultRow,
        now: Instant,
    ) {
        let said = known.and_then(|known| {
            let mut rows = facts.evidence.iter();
            rows.find(|row| row.evidence.id() == known.evidence && row.withdrawn.is_none())
        });
        if let Some(said) = said {
            self.withdraw_evidence(said, now);
        }
        let mut result = result.clone();
        let evidence = |outcome| EvidenceRow {
            evidence: Evidence::Test(TestResult {
                id: result.evidence.0,
                outcome,
                on: result.sampled.date(),
                recorded: result.received.date(),
            }),
            withdrawn: None,
        };
        match (result.finding.outcome(), known) {
            (Some(outcome), _) => self.add_evidence(evidence(outcome)),
            (None, Some(known)) => result.evidence = known.evidence,
            // What was taken back before it was there never counts.
            (None, None) => self.batch.add_evidence(&EvidenceRow {
                withdrawn: Some(now),
                ..evidence(TestOutcome::Negative)
            }),
        }
        match known {
            Some(known) => {
                result.id = known.id;
                self.batch.correct_result(known, &result);
            }
            None => self.batch.add_result(&result),
        }
    }

    /// Forgets tests that have come to the end of their life, but for those that carry an order
    /// and that of `known`, which is about to be corrected.
    pub(crate) fn forget_old_tests(
        &mut self,
        facts: &PersonFacts,
        known: Option<&ResultRow>,
        now: Instant,
    ) {
        let is_kept = |test: &TestResult| {
            let reference = EvidenceRef::to(EvidenceKind::Test, test.id);
            let mut orders = facts.record.orders.iter();
            orders.any(|order| order.evidence.contains(&reference))
                || known.is_some_and(|known| known.evidence.0 == test.id)
        };
        let is_over = |test: &TestResult| now.date() - test.on > RESULT_DAYS && !is_kept(test);
        self.batch.forget_tests(facts, is_over);
        let stays = |evidence: &Evidence| match evidence {
            Evidence::Test(test) => !is_over(test),
            _ => true,
        };
        self.record.evidence.retain(stays);
    }

    /// Holds the person (blue in every city) from now on.
    pub(crate) fn hold(&mut self, hold: Hold) {
        self.batch.hold(&hold);
        self.record.holds.push(hold);
    }

    /// Ends the hold of this id, where it stands.
    pub(crate) fn end_hold(&mut self, id: HoldId, now: Instant) {
        let standing = self.record.holds.iter_mut();
        for hold in standing.filter(|h| h.id == id && h.ended.is_none()) {
            self.batch.end_hold(hold, now);
            hold.ended = Some(now);
        }
    }

    /// Opens an entry into a city: the person is unconfirmed there until it is verified.
    pub(crate) fn enter_city(&mut self, entry: EntryRecord) {
        self.batch.enter_city(&entry);
        self.record.entries.push(entry);
    }

    /// Notes that entries into a city are verified: those that were open when it was judged, by when they were recorded.
    pub(crate) fn verify_entries(&mut self, city: DivisionCode, judged: &[Instant], now: Instant) {
        let is_judged =
            |e: &EntryRecord| e.jurisdiction == city && e.is_open() && judged.contains(&e.recorded);
        let entries = self.record.entries.iter_mut();
        for entry in entries.filter(|e| is_judged(e)) {
            self.batch.verify_entry(entry, now);
            entry.verified = Some(now);
        }
    }

    pub(crate) fn change_order(&mut self, row: &OrderRow, to: OrderState) {
        self.batch.change_order(row, to);
        for order in self
            .record
            .orders
            .iter_mut()
            .filter(|o| o.id == row.order.id)
        {
            order.state = to;
        }
    }

    /// Tells the person something about an order or an appeal, with a short message that wakes nobody where one goes with it.
    pub(crate) fn tell(&mut self, kind: NoticeKind, about: i64, now: Instant) {
        self.batch.tell(kind, about, now, waking(now));
    }

    pub(crate) fn use_jurisdiction(&mut self, used: Use) {
        if self
            .record
            .uses
            .iter()
            .all(|u| u.jurisdiction != used.jurisdiction)
        {
            self.batch.use_jurisdiction(used);
            self.record.uses.push(used);
        }
    }
}
