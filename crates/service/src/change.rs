//! Read, decide, write one batch: the way of every use case that changes what is known of a person.

use domain::ids::{DeclarationId, PersonId};
use domain::rating::Decision;
use domain::record::{AreaAnswer, CheckIn, DeclarationRecord, Record, StayRecord, Use};
use domain::time::Instant;
use storage::{LogLine, PersonBatch, PersonFacts, Rating, WriteError};

use crate::Service;
use crate::chance::growing_id;
use crate::decide::{Decided, allowed, decide, no_better};
use crate::error::Error;
use crate::shared::Shared;

/// How often a use case runs again when something changed in between.
const TRIES: usize = 64;

/// A person as read, and what a use case adds to it: in the record that is rated, and in the batch that is
/// written.
pub(crate) struct Draft {
    pub(crate) record: Record,
    pub(crate) batch: PersonBatch,
}

impl Draft {
    pub(crate) fn declare(
        &mut self,
        declaration: DeclarationRecord,
        stays: Vec<StayRecord>,
        answers: Vec<AreaAnswer>,
    ) {
        self.batch.declare(&declaration, &stays, &answers);
        self.record.declarations.push(declaration);
        self.record.stays.extend(stays);
        self.record.answers.extend(answers);
    }

    pub(crate) fn correct(&mut self, declaration: DeclarationId, by: DeclarationId) {
        for old in self.record.declarations.iter_mut().filter(|d| d.id == declaration) {
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

    pub(crate) fn use_jurisdiction(&mut self, used: Use) {
        if self.record.uses.iter().all(|u| u.jurisdiction != used.jurisdiction) {
            self.batch.use_jurisdiction(used);
            self.record.uses.push(used);
        }
    }
}

/// What a use case made of a draft.
pub(crate) enum Drafted<T> {
    /// Write it.
    Write(T),
    /// There is nothing to write: it was done before, or it waits.
    Leave(T),
}

impl Service {
    /// Reads `person`, lets `draft` add to the draft, rates what came of it, and writes all of it as one batch;
    /// again, when something changed in between. `action` is the word of the log line.
    pub(crate) async fn change<T>(
        &self,
        person: PersonId,
        action: &str,
        now: Instant,
        mut draft: impl FnMut(&PersonFacts, &Shared, &mut Draft) -> Result<Drafted<T>, Error>,
    ) -> Result<(T, Vec<Decision>), Error> {
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            let facts = self.read_person(person, now).await?;
            let mut drafted = Draft { record: facts.record.clone(), batch: facts.batch(now) };
            let answer = match draft(&facts, &shared, &mut drafted)? {
                Drafted::Leave(answer) => {
                    let decided = decide(&facts.record, &shared, &*self.chance, now)?;
                    return Ok((answer, unbettered(&facts, decided, now).decisions));
                }
                Drafted::Write(answer) => answer,
            };
            let decided = unbettered(&facts, decide(&drafted.record, &shared, &*self.chance, now)?, now);
            let decisions = decided.decisions.clone();
            let batch = self.batch(person, action, now, &facts, &shared, drafted.batch, decided).await?;
            match self.store.write(batch).await {
                Ok(()) => return Ok((answer, decisions)),
                Err(WriteError::Conflict) => self.forget_shared(),
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }

    /// A person who is registered; what does not hold about them is raised.
    pub(crate) async fn read_person(&self, person: PersonId, now: Instant) -> Result<PersonFacts, Error> {
        let facts = self.store.facts_of(person).await?.ok_or(Error::NotRegistered)?;
        if !facts.alarms.is_empty() {
            self.store.write(self.store.raise(&facts.alarms, now)).await?;
        }
        Ok(facts)
    }

    /// Ends a batch with the orders, the log line and the rating that follow.
    #[expect(clippy::too_many_arguments, reason = "the one place where all that a batch needs comes together")]
    async fn batch(
        &self,
        person: PersonId,
        action: &str,
        now: Instant,
        facts: &PersonFacts,
        shared: &Shared,
        mut batch: PersonBatch,
        decided: Decided,
    ) -> Result<storage::Batch, Error> {
        for order in &decided.opens {
            let ended = decided.changes.iter().find(|c| c.order == order.order.id);
            let state = ended.map_or(order.order.state, |change| change.to);
            let order = storage::OrderRow { order: domain::quarantine::Order { state, ..order.order.clone() }, ..order.clone() };
            batch.open_order(&order);
        }
        for row in &facts.orders {
            let change = decided.changes.iter().rev().find(|c| c.order == row.order.id);
            if let Some(change) = change.filter(|c| allowed(row.order.state, c.to)) {
                batch.change_order(row, change.to);
            }
        }
        let rating = Rating {
            decisions: decided.decisions,
            review_on: decided.review_on,
            generation: shared.generation(),
        };
        if let Some(alias) = self.store.alias_of(person).await? {
            let words = serde_words(&rating);
            batch.log(&LogLine {
                id: growing_id(&*self.chance, now),
                server: SERVER,
                instant: now,
                alias,
                purpose: "own".to_owned(),
                action: action.to_owned(),
                digest: self.store.digest(&words),
            });
        }
        Ok(batch.rate(&rating))
    }
}

/// The number of the only server there is on an embedded database.
const SERVER: i64 = 1;

/// What a log line's digest is of: state, reasons and dates of every decision.
fn serde_words(rating: &Rating) -> String {
    format!("{:?}", rating.decisions)
}

/// Where fact rows of a person are missing, nothing gets better before staff have looked.
fn unbettered(facts: &PersonFacts, mut decided: Decided, now: Instant) -> Decided {
    if facts.missing && let Some(rating) = &facts.rating {
        decided.decisions = no_better(&rating.decisions, decided.decisions, now.date());
        decided.review_on = Some(now.date().next());
    }
    decided
}
