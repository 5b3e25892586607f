//! Read, decide, write one batch: the way of every use case that changes what is known of a person.

mod draft;

pub(crate) use draft::Draft;

use domain::ids::PersonId;
use domain::rating::Decision;
use domain::record::Record;
use domain::time::Instant;
use storage::{PersonBatch, PersonFacts, Rating, WriteError};

use crate::Service;
use crate::community::settle_care;
use crate::decide::{Decided, decide, keep_foreseen, no_better, settle_orders};
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;
use crate::tell::tell;

/// How often a use case runs again when something changed in between.
pub(crate) const TRIES: usize = 64;

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
        self.prove_person(facts, now).await
    }

    /// The same of who was read already.
    pub(crate) async fn prove_person(
        &self,
        facts: Option<PersonFacts>,
        now: Instant,
    ) -> Result<PersonFacts, Error> {
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
