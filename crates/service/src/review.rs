//! The job of the day: those whose decision can change by itself are rated again. Its cost follows the people
//! who are due, not the population.

use domain::ids::PersonId;
use domain::time::{Date, Instant};
use futures_util::{StreamExt, stream};

use crate::Service;
use crate::error::Error;

/// People of one page.
const PAGE: u32 = 1_000;

/// How far a job came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// People who were looked at.
    pub looked_at: u64,
    /// People whose decision changed.
    pub changed: u64,
    /// People whose rows, or the policies of whose cities, do not hold: nothing is decided before staff have looked.
    pub damaged: u64,
}

/// People who are rated at the same time: their batches queue together and are committed in groups.
const AT_ONCE: usize = 128;

impl Progress {
    /// Rates people, many at a time.
    pub(crate) async fn rate(
        &mut self,
        service: &Service,
        people: &[PersonId],
        now: Instant,
    ) -> Result<(), Error> {
        let people = people.iter().copied();
        let rated = people.map(|person| service.rate_again(person, now));
        let mut rated = stream::iter(rated).buffer_unordered(AT_ONCE);
        while let Some(outcome) = rated.next().await {
            self.looked_at += 1;
            match outcome {
                Ok((_, changed)) => self.changed += u64::from(changed),
                // Erased in between.
                Err(Error::NotRegistered) => {}
                Err(Error::Damaged | Error::Refused(_)) => self.damaged += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Service {
    /// Rates everyone who is due on the date of `now`, and erases what was kept of the erased until then. Run
    /// again, it finds nobody.
    pub async fn review(
        &self,
        now: Instant,
        mut tell: impl FnMut(Progress),
    ) -> Result<Progress, Error> {
        let mut progress = Progress::default();
        let mut after: Option<(Date, PersonId)> = None;
        loop {
            let due = self.store.due(now.date(), after, PAGE).await?;
            let Some(last) = due.last().copied() else {
                return Ok(progress);
            };
            let mut people = Vec::with_capacity(due.len());
            for (_, person) in due {
                if !self.erase_rest(person, now).await? {
                    people.push(person);
                }
            }
            progress.rate(self, &people, now).await?;
            tell(progress);
            after = Some(last);
        }
    }
}
