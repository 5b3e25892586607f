//! The job of the day: those whose decision can change by itself are rated again. Its cost follows the people
//! who are due, not the population.

use domain::ids::PersonId;
use domain::time::{Date, Instant};

use crate::Service;
use crate::error::Error;
use crate::propagate::{Progress, Propagation};

/// People of one page.
const PAGE: u32 = 1_000;

impl Service {
    /// Rates everyone who is due on the date of `now`, and erases what was kept of the erased until then. Run
    /// again, it finds nobody.
    pub async fn review(
        &self,
        now: Instant,
        mut tell: impl FnMut(Progress),
    ) -> Result<Progress, Error> {
        let mut propagation = Propagation::new(self, now);
        let mut after: Option<(Date, PersonId)> = None;
        loop {
            let due = self.store.due(now.date(), after, PAGE).await?;
            self.raise(&due.alarms, now).await?;
            let due = due.rows;
            let Some(last) = due.last().copied() else {
                return propagation.end().await;
            };
            let mut people = Vec::with_capacity(due.len());
            for (_, person) in due {
                if !self.erase_rest(person, now).await? {
                    people.push(person);
                }
            }
            propagation.rate(&people, |_| true).await?;
            tell(propagation.progress());
            after = Some(last);
        }
    }
}
