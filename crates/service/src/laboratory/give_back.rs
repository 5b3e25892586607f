//! Results that go back. They are kept before they are given back: one that the laboratories' service does not take now is tried
//! again later, and neither what comes after it nor its person, who reads of it once, notices.

use domain::ids::PersonId;
use domain::laboratory::{HELD_DAYS, Source};
use domain::time::Instant;
use gateway::laboratory::{Laboratory, Returned};
use storage::{Batch, ReturnedResult, WaitingReturn, WriteError};

use crate::Service;
use crate::chance::random_id;
use crate::code::DAY_MS;
use crate::error::Error;
use crate::log::Deed;

/// Returns of one call.
const PAGE: u32 = 200;
/// One that was not taken is tried again after as long as it has waited, between these two (P).
const SOONEST_MS: i64 = 60_000;
const LATEST_MS: i64 = 3_600_000;

impl Service {
    /// Keeps a result that goes back; where its revision is kept already, nothing.
    pub(super) async fn keep_return(
        &self,
        result: &ReturnedResult,
        source: Source,
        now: Instant,
    ) -> Result<(), Error> {
        let kept = self
            .store
            .keep_return(result, random_id(&*self.chance), source, now)?;
        self.write_once(kept).await
    }

    /// The same with the line that the person reads: their name was compared with another.
    pub(super) async fn note_return(
        &self,
        person: PersonId,
        result: &ReturnedResult,
        source: Source,
        now: Instant,
    ) -> Result<(), Error> {
        let deed = Deed::automatic("return test result");
        let line = self.line_about(person, deed, &result.sample, now).await?;
        let line = match line.alias {
            Some(_) => self.store.log_about(person, &line),
            None => self.store.log(&line),
        };
        let kept = self
            .store
            .keep_return(result, random_id(&*self.chance), source, now)?;
        self.write_once(kept.with(line)).await
    }

    async fn write_once(&self, batch: Batch) -> Result<(), Error> {
        match self.store.write(batch).await {
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Gives back what waits for it. One that is not taken is tried again later, loudly; the others go on.
    pub(super) async fn give_back(
        &self,
        laboratory: &dyn Laboratory,
        now: Instant,
    ) -> Result<(), Error> {
        let since = now.plus_ms(-i64::from(HELD_DAYS) * DAY_MS);
        self.store.write(self.store.drop_returns(since)).await?;
        let waiting = self.store.waiting_returns(now, PAGE).await?;
        self.raise(&waiting.alarms, now).await?;
        for one in &waiting.rows {
            let next = try_once(laboratory, one, now).await;
            let settled = self.store.settle_return(one, next);
            self.store.write(settled).await?;
        }
        Ok(())
    }
}

/// Gives one back; from when it is tried again. One that the service does not want is left at that, loudly: it colours nobody.
async fn try_once(
    laboratory: &dyn Laboratory,
    waiting: &WaitingReturn,
    now: Instant,
) -> Option<Instant> {
    let result = &waiting.result;
    let returned = Returned {
        sample: result.sample.clone(),
        revision: result.revision,
        laboratory: result.laboratory.clone(),
        reason: result.reason,
        text: result.reason.text(),
    };
    let reason = result.reason;
    match laboratory.give_back(&returned, now).await {
        Ok(()) => None,
        Err(error @ gateway::Error::Refused { .. }) => {
            tracing::error!(%error, %reason, "a result that cannot be used was not taken back");
            None
        }
        Err(error) => {
            tracing::warn!(%error, %reason, "a result that cannot be used waits to be given back");
            let waited = now.ms() - waiting.kept.ms();
            Some(now.plus_ms(waited.clamp(SOONEST_MS, LATEST_MS)))
        }
    }
}
