//! The job of the day: those whose decision can change by itself are rated again. Its cost follows the people
//! who are due, not the population.

use domain::ids::PersonId;
use domain::time::{Date, Instant};

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
}

impl Progress {
    /// Rates one person more.
    pub(crate) async fn rate(
        &mut self,
        service: &Service,
        person: PersonId,
        now: Instant,
    ) -> Result<(), Error> {
        self.looked_at += 1;
        match service.rate_again(person, now).await {
            Ok((_, changed)) => self.changed += u64::from(changed),
            // Erased in between.
            Err(Error::NotRegistered) => {}
            Err(error) => return Err(error),
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
            for (_, person) in due {
                if !self.erase_rest(person, now).await? {
                    progress.rate(self, person, now).await?;
                }
            }
            tell(progress);
            after = Some(last);
        }
    }
}
