//! Read, decide, write one batch: the way of every use case that changes what is known of a person.

use domain::facts::{EvidenceKind, EvidenceRef, TestOutcome, TestResult};
use domain::ids::{DeclarationId, HoldId, PersonId};
use domain::laboratory::RESULT_DAYS;
use domain::notice::NoticeKind;
use domain::place::DivisionCode;
use domain::quarantine::OrderState;
use domain::rating::Decision;
use domain::record::{
    AreaAnswer, CheckIn, EntryRecord, Evidence, Hold, Record, StayRecord, Use, VisitRecord,
};
use domain::time::Instant;
use storage::{EvidenceRow, OrderRow, PersonBatch, PersonFacts, Rating, ResultRow, WriteError};

use crate::Service;
use crate::community::settle_care;
use crate::decide::{Decided, decide, keep_foreseen, no_better, settle_orders};
use crate::declare::Kept;
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;
use crate::tell::{tell, waking};

/// How often a use case runs again when something changed in between.
pub(crate) const TRIES: usize = 64;

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

/// What a use case made of a draft.
pub(crate) enum Drafted<T> {
    /// Write it.
    Write(T),
    /// Write it, and the line in the log says that this was done.
    WriteAs(&'static str, T),
    /// There is nothing to write: it was done before, or it waits.
    Leave(T),
}

impl Service {
    /// Reads `person`, lets `draft` add to the draft, rates what came of it, and writes all of it as one batch;
    /// again, when something changed in between. `deed` is what its line in the log says.
    pub(crate) async fn change<T>(
        &self,
        person: PersonId,
        deed: Deed,
        now: Instant,
        mut draft: impl FnMut(&PersonFacts, &Shared, &mut Draft) -> Result<Drafted<T>, Error>,
    ) -> Result<(T, Vec<Decision>), Error> {
        for _try in 0..TRIES {
            if let Some(done) = self.attempt(person, deed, now, &mut draft).await? {
                return Ok(done);
            }
        }
        Err(Error::Busy)
    }

    /// One try of [`Service::change`]; nothing where somebody else changed the person or published meanwhile.
    pub(crate) async fn attempt<T>(
        &self,
        person: PersonId,
        deed: Deed,
        now: Instant,
        draft: &mut impl FnMut(&PersonFacts, &Shared, &mut Draft) -> Result<Drafted<T>, Error>,
    ) -> Result<Option<(T, Vec<Decision>)>, Error> {
        let shared = self.shared(now).await?;
        let facts = self.read_person(person, now).await?;
        self.attempt_on((&facts, &shared), deed, now, draft).await
    }

    /// The same on what was read already. Who needs other rows of the person reads them after the facts, which alone are guarded: every
    /// write about the person moves those, so that what was read after them is not older.
    pub(crate) async fn attempt_on<T>(
        &self,
        (facts, shared): (&PersonFacts, &Shared),
        deed: Deed,
        now: Instant,
        draft: &mut impl FnMut(&PersonFacts, &Shared, &mut Draft) -> Result<Drafted<T>, Error>,
    ) -> Result<Option<(T, Vec<Decision>)>, Error> {
        let mut drafted = Draft {
            record: facts.record.clone(),
            batch: facts.batch(now),
        };
        let (answer, action) = match draft(facts, shared, &mut drafted)? {
            Drafted::Leave(answer) => {
                let decided = self.decide(facts, &facts.record, shared, now)?;
                return Ok(Some((answer, decided.decisions)));
            }
            Drafted::Write(answer) => (answer, deed.action),
            Drafted::WriteAs(action, answer) => (answer, action),
        };
        let deed = Deed { action, ..deed };
        let decided = self.decide(facts, &drafted.record, shared, now)?;
        let decisions = decided.decisions.clone();
        let drafted = (drafted.batch, &drafted.record);
        let (batch, rating) = self.finish(drafted, facts, decided, shared, deed, now)?;
        match self.store.write(batch.rate(&rating)).await {
            Ok(()) => Ok(Some((answer, decisions))),
            Err(WriteError::Conflict) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Puts into a batch what follows from its record: orders that open and change, credentials that are no longer true, the line in
    /// the log.
    pub(crate) fn finish(
        &self,
        (mut batch, record): (PersonBatch, &Record),
        facts: &PersonFacts,
        decided: Decided,
        shared: &Shared,
        deed: Deed,
        now: Instant,
    ) -> Result<(PersonBatch, Rating), Error> {
        settle_orders(&mut batch, facts, &decided);
        settle_care(&mut batch, (facts, record), &decided, now);
        let known = facts.person.as_ref().is_none_or(|p| p.erased.is_none());
        tell(&mut batch, &facts.orders, (record, known), &decided, now);
        self.compare_issued(&mut batch, (facts, record), &decided, shared, now);
        let rating = Rating {
            decisions: decided.decisions,
            review_on: decided.review_on,
            generation: shared.generation(),
        };
        let words = words_of(&rating)?;
        batch.log(&self.line(deed, facts.alias, &words, now));
        Ok((batch, rating))
    }

    /// A person who is registered, with what of their evidence is proven; what does not hold about them is raised.
    pub(crate) async fn read_person(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<PersonFacts, Error> {
        let facts = self.store.facts_of(person).await?;
        let mut facts = facts.ok_or(Error::NotRegistered)?;
        self.take_proven(&mut facts, now).await?;
        if !facts.alarms.is_empty() {
            self.store
                .write(self.store.raise(&facts.alarms, now))
                .await?;
        }
        Ok(facts)
    }

    /// What follows from `record`, which is that of `facts` or a draft made of it. Where fact rows are missing,
    /// nothing gets better before staff have looked.
    pub(crate) fn decide(
        &self,
        facts: &PersonFacts,
        record: &Record,
        shared: &Shared,
        now: Instant,
    ) -> Result<Decided, Error> {
        let mut decided = decide(record, shared, &*self.chance, now)?;
        if facts.missing {
            let before = facts.rating.as_ref().ok_or(Error::Damaged)?;
            decided.decisions = no_better(&before.decisions, decided.decisions, now.date());
            decided.review_on = Some(now.date().next());
            // Evidence that is missing was not taken back.
            decided.changes.retain(|change| !change.to.is_withdrawn());
        }
        if shared.is_damaged() {
            let before = facts.rating.as_ref().map(|r| &r.decisions[..]);
            keep_foreseen(
                before.unwrap_or_default(),
                &mut decided.decisions,
                now.date(),
            );
            decided.review_on = decided
                .decisions
                .iter()
                .filter_map(|d| d.review_on)
                .chain(decided.review_on)
                .min();
        }
        let rest = facts.person.as_ref().and_then(|p| p.erase_rest_on);
        decided.review_on = decided.review_on.into_iter().chain(rest).min();
        Ok(decided)
    }
}

/// What the line of a change vouches for: the decisions that it wrote.
pub(crate) fn words_of(rating: &Rating) -> Result<String, Error> {
    serde_json::to_string(&rating.decisions).map_err(|e| Error::Refused(e.to_string()))
}

/// Refuses who was erased and has not registered again: of them a rest is kept, and they say nothing more.
pub(crate) fn registered(facts: &PersonFacts) -> Result<(), Error> {
    let erased = facts.person.as_ref().is_some_and(|p| p.erased.is_some());
    if erased {
        Err(Error::NotRegistered)
    } else {
        Ok(())
    }
}
