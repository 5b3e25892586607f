//! The question before a declaration ends (S1-5): a notice two days before, once for each end.

use domain::declaration::{ASKED_DAYS_BEFORE, lasting};
use domain::ids::PersonId;
use domain::time::{Date, Instant};

use crate::Service;
use crate::error::Error;
use crate::shared::Shared;

/// People of one page, and how many are read together.
const PAGE: u32 = 10_000;
const TOGETHER: usize = 500;

impl Service {
    /// Tells everybody whose declaration ends soon in one of their cities. Where no city sets an end it looks at nobody.
    pub(crate) async fn remind_of_ends(&self, now: Instant) -> Result<(), Error> {
        let shared = self.shared(now).await?;
        let mut days = shared.policies().filter_map(|file| file.declaration_days);
        if days.all(|days| days == 0) {
            return Ok(());
        }
        // An end is a date on which a decision turns by itself: nobody is behind it.
        let last_day = now.date() + ASKED_DAYS_BEFORE;
        let mut after: Option<(Date, PersonId)> = None;
        // Whoever could not be asked keeps nobody behind them from it.
        let mut failed: Option<Error> = None;
        loop {
            let due = self.store.due(last_day, after, PAGE).await?;
            self.raise(&due.alarms, now).await?;
            let Some(last) = due.rows.last().copied() else {
                return failed.map_or(Ok(()), Err);
            };
            after = Some(last);
            let people: Vec<PersonId> = due.rows.into_iter().map(|(_, person)| person).collect();
            for together in people.chunks(TOGETHER) {
                let told = self.tell_of_ends(together, &shared, now).await;
                failed = failed.or(told.err());
            }
        }
    }

    /// Whoever was told of the same end before is told nothing.
    async fn tell_of_ends(
        &self,
        people: &[PersonId],
        shared: &Shared,
        now: Instant,
    ) -> Result<(), Error> {
        let today = now.date();
        let mut batches = Vec::new();
        for facts in self.store.facts_of_many(people).await? {
            self.raise(&facts.alarms, now).await?;
            // Of the erased only what an order rests on is kept: nobody is there to be told.
            if facts.person.as_ref().is_none_or(|p| p.erased.is_some()) {
                continue;
            }
            for used in &facts.record.uses {
                // A policy that was altered raises its alarm elsewhere, and keeps nobody else from being asked.
                let Ok(policy) = shared.policy(used.jurisdiction, today) else {
                    continue;
                };
                let declared = lasting(&facts.record, &policy);
                let ends = declared.filter(|d| d.is_asked(today) && today < d.until);
                batches.extend(ends.map(|d| self.store.tell_of_end(facts.id, d.until, now)));
            }
        }
        let outcomes = self.store.write_many(batches).await;
        let mut failed = outcomes.into_iter().filter_map(Result::err);
        failed.next().map_or(Ok(()), |error| Err(error.into()))
    }
}
