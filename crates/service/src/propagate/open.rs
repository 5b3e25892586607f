//! Propagations that are not done: shown to whoever asks, and taken over where whoever began them is gone.

use std::collections::BTreeMap;

use domain::time::Instant;
use storage::PropagationRow;

use super::Progress;
use super::run::progress_of;
use crate::Service;
use crate::error::Error;

/// The most that are shown.
const SHOWN: u32 = 20;
/// One whose beat stands still for so long is taken over (P): each page that is written raises it.
const STILL_MS: i64 = 10_000;

/// A propagation and how far it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PropagationStanding {
    /// Its id.
    pub id: i64,
    /// Why: `list`, `policy`, `placement`, `whole_county` or `event`.
    pub cause: String,
    /// When it began.
    pub begun: Instant,
    /// How much of all people was looked through, in thousandths.
    pub share: u16,
    /// People who were looked at.
    pub looked_at: u64,
    /// People whose decision changed.
    pub changed: u64,
    /// People whose rows do not hold.
    pub damaged: u64,
    /// Whether all of it is done.
    pub done: bool,
}

impl From<PropagationRow> for PropagationStanding {
    fn from(row: PropagationRow) -> Self {
        let progress = progress_of(&row.step);
        Self {
            id: row.id,
            cause: row.cause,
            begun: row.begun,
            share: progress.share,
            looked_at: progress.looked_at,
            changed: progress.changed,
            damaged: progress.damaged,
            done: row.step.done,
        }
    }
}

/// The beats that were seen of propagations which are not done, each with the instant at which it was seen first.
#[derive(Default)]
pub struct Standstill(BTreeMap<i64, (i64, Instant)>);

impl Standstill {
    /// Whether one stands still since so long that whoever did it is gone. Where the clock was moved, it is looked at anew.
    fn stands_still(&mut self, row: &PropagationRow, now: Instant) -> bool {
        let seen = self.0.entry(row.id).or_insert((row.step.beat, now));
        if seen.0 != row.step.beat || now < seen.1 {
            *seen = (row.step.beat, now);
        }
        now.ms() - seen.1.ms() >= STILL_MS
    }
}

impl Service {
    /// The latest propagations, the newest first, 20 at most.
    #[crate::boxed]
    pub async fn propagations(&self, now: Instant) -> Result<Vec<PropagationStanding>, Error> {
        let found = self.store.propagations(SHOWN).await?;
        self.raise(&found.alarms, now).await?;
        Ok(found.rows.into_iter().map(Into::into).collect())
    }

    /// Goes on with every propagation that is not done, whoever began it. Says how many there were, and what they came to; of
    /// those that fail the first error, once the others are done.
    pub async fn resume_propagations(
        &self,
        now: Instant,
        mut tell: impl FnMut(Progress),
    ) -> Result<(usize, Progress), Error> {
        let open = self.store.open_propagations().await?;
        self.raise(&open.alarms, now).await?;
        let mut all = Progress::default();
        let mut failed: Option<Error> = None;
        for row in &open.rows {
            match self.propagate(row, now, &mut tell).await {
                Ok(progress) => all.add(progress),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok((open.rows.len(), all)), Err)
    }

    /// Goes on with those that stand still. Says how many there were; of those that fail the first error, once the others are
    /// done.
    #[crate::boxed]
    pub async fn resume_still(
        &self,
        watched: &mut Standstill,
        now: Instant,
    ) -> Result<usize, Error> {
        let open = self.store.open_propagations().await?;
        self.raise(&open.alarms, now).await?;
        watched
            .0
            .retain(|id, _| open.rows.iter().any(|row| row.id == *id));
        let mut resumed = 0;
        let mut failed: Option<Error> = None;
        for row in &open.rows {
            if !watched.stands_still(row, now) {
                continue;
            }
            match self.propagate(row, now, |_| {}).await {
                Ok(_) => resumed += 1,
                // Another was quicker.
                Err(Error::Busy) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(resumed), Err)
    }
}
