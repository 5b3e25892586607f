//! Rating many people again, because a list, a policy or a date may have changed what follows from their facts.
//!
//! Whom a publication can touch is written down with it (`begin`), and looked for range by range of their ids on as many
//! threads as there are processors (`run`); one that was cut off goes on behind those who are done (`open`). On each thread they go
//! in pages, in the order of their ids: a page is read, some at a time, and rated, and while it is written, thousands to a
//! commit, the next is read and rated. Each person is one batch under their own guard: whoever changed in between is rated
//! again alone, and a stop in the middle leaves everybody whole, before or after. Run again, it finds what is left.

mod begin;
mod open;
mod parked;
mod reach;
mod run;
mod search;
mod track;

pub(crate) use begin::Cause;
pub use open::{PropagationStanding, Standstill};
pub(crate) use reach::{changes_later, touched_by};

use std::sync::Arc;

use domain::ids::PersonId;
use domain::time::{Date, Instant};
use futures_util::future;
use storage::{Batch, PersonFacts, Rating, WriteError};

use crate::Service;
use crate::decide::Decided;
use crate::error::Error;
use crate::log::Deed;
use crate::rate::{Difference, difference};
use crate::shared::Shared;

/// How far a propagation came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// People who were looked at.
    pub looked_at: u64,
    /// People whose decision changed.
    pub changed: u64,
    /// People whose rows, or the policies of whose cities, do not hold: nothing is decided before staff have looked.
    pub damaged: u64,
    /// How much is done of what there is to look through, in thousandths; 0 where that is not known before.
    pub share: u16,
}

impl Progress {
    fn add(&mut self, more: Self) {
        self.looked_at += more.looked_at;
        self.changed += more.changed;
        self.damaged += more.damaged;
    }
}

/// People of one page: so many share a commit.
const PAGE: usize = 2_000;
/// People who are read together, of one moment: what is read for them stays in the processor's caches, and the memory is used
/// again for the next.
const TOGETHER: usize = 100;

/// Over how many nights a propagation may last (P). A later day in a row was written by a clock that went wrong.
const MOST_NIGHTS: i32 = 3;

/// Batches that wait to be written, and for each whose it is and whether the decision changes by it.
#[derive(Default)]
struct Waiting {
    batches: Vec<Batch>,
    whose: Vec<(PersonId, bool)>,
}

/// A propagation that runs.
pub(crate) struct Propagation<'a> {
    service: &'a Service,
    now: Instant,
    progress: Progress,
    waiting: Waiting,
}

impl<'a> Propagation<'a> {
    pub(crate) fn new(service: &'a Service, now: Instant) -> Self {
        Self {
            service,
            now,
            progress: Progress::default(),
            waiting: Waiting::default(),
        }
    }

    /// How far it came. What waits to be written is counted once it is.
    pub(crate) const fn progress(&self) -> Progress {
        self.progress
    }

    /// What was counted since this was asked last.
    fn take_progress(&mut self) -> Progress {
        std::mem::take(&mut self.progress)
    }

    /// Rates those of `people` whom it concerns. The last page of them waits to be written until the next call.
    pub(crate) async fn rate(
        &mut self,
        people: &[PersonId],
        concerns: impl Fn(&PersonFacts) -> bool,
    ) -> Result<(), Error> {
        for page in people.chunks(PAGE) {
            let before = std::mem::take(&mut self.waiting);
            let written = self.service.store.write_many(before.batches);
            let made = self
                .service
                .page(page, &concerns, self.now, &mut self.progress);
            let (outcomes, made) = future::join(written, made).await;
            self.count(outcomes, before.whose).await?;
            self.waiting = made?;
        }
        Ok(())
    }

    /// Writes what still waits.
    async fn settle(&mut self) -> Result<(), Error> {
        let last = std::mem::take(&mut self.waiting);
        let outcomes = self.service.store.write_many(last.batches).await;
        self.count(outcomes, last.whose).await
    }

    /// Writes what still waits, and says how far it came.
    pub(crate) async fn end(mut self) -> Result<Progress, Error> {
        self.settle().await?;
        Ok(self.progress)
    }

    async fn count(
        &mut self,
        outcomes: Vec<Result<(), WriteError>>,
        whose: Vec<(PersonId, bool)>,
    ) -> Result<(), Error> {
        for (outcome, (person, changed)) in outcomes.into_iter().zip(whose) {
            match outcome {
                Ok(()) => self.progress.changed += u64::from(changed),
                Err(WriteError::Conflict) => self.alone(person).await?,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Rates somebody whom others changed meanwhile.
    async fn alone(&mut self, person: PersonId) -> Result<(), Error> {
        let facts = self.service.store.facts_of(person).await?;
        let now = facts.map_or(self.now, |facts| instant_for(&facts, self.now));
        match self.service.rate_again(person, now).await {
            Ok((_, changed)) => self.progress.changed += u64::from(changed),
            // Erased in between.
            Err(Error::NotRegistered) => {}
            Err(Error::Damaged | Error::Refused(_)) => self.progress.damaged += 1,
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// The instant at which somebody is rated: that of the propagation, or the day on which they were rated since. One that began
/// before midnight writes nobody back to yesterday whom the night has released.
pub(crate) fn instant_for(facts: &PersonFacts, now: Instant) -> Instant {
    let decisions = facts.rating.iter().flat_map(|rating| &rating.decisions);
    let rated = decisions.map(|decision| decision.today).max();
    let since = rated.filter(|day| *day > now.date() && *day <= now.date() + MOST_NIGHTS);
    since.map_or(now, Date::start)
}

impl Service {
    /// Reads and rates a page of people: the batches of those whose rows change.
    async fn page(
        &self,
        people: &[PersonId],
        concerns: &impl Fn(&PersonFacts) -> bool,
        now: Instant,
        progress: &mut Progress,
    ) -> Result<Waiting, Error> {
        // The lists and policies are read before the people: newer ones fail at the guard.
        let shared = self.shared(now).await?;
        let mut waiting = Waiting::default();
        for together in people.chunks(TOGETHER) {
            for mut facts in self.store.facts_of_many(together).await? {
                let now = instant_for(&facts, now);
                self.take_proven(&mut facts, now).await?;
                self.raise(&facts.alarms, now).await?;
                if !concerns(&facts) {
                    continue;
                }
                progress.looked_at += 1;
                match self.rated(&facts, &shared, now) {
                    Ok(Some((batch, changed))) => {
                        waiting.batches.push(batch);
                        waiting.whose.push((facts.id, changed));
                    }
                    Ok(None) => {}
                    Err(Error::Damaged | Error::Refused(_)) => progress.damaged += 1,
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(waiting)
    }

    /// The batch that writes what follows from a person's facts now, and whether the decision changes by it; none where all of it is
    /// written already.
    fn rated(
        &self,
        facts: &PersonFacts,
        shared: &Arc<Shared>,
        now: Instant,
    ) -> Result<Option<(Batch, bool)>, Error> {
        let decided: Decided = self.decide(facts, &facts.record, shared, now)?;
        let changed = match difference(facts, &decided) {
            Difference::None => return Ok(None),
            Difference::Review => false,
            Difference::Decisions => true,
        };
        let drafted = (facts.batch(now), &facts.record);
        let deed = Deed::automatic("rate");
        let (batch, rating): (_, Rating) =
            self.finish(drafted, facts, decided, shared, deed, now)?;
        Ok(Some((batch.rate(&rating), changed)))
    }
}
