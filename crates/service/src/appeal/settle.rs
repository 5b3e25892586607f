//! The job of appeals: what is not answered in time suspends an order by officials, and that staff named the person a case or a
//! contact; what was granted is granted once the second person has agreed; what nobody answered before its orders had ended is
//! closed. Run again, it changes nothing.

use domain::appeal::{Appeal, AppealState};
use domain::ids::{AppealId, PersonId};
use domain::proposal::{Proposal, Rules};
use domain::time::Instant;
use storage::{Alarm, AppealRow};

use super::queue::Queue;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;

/// What became of the appeals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AppealsSettled {
    /// Appeals by which what officials brought about was suspended.
    pub suspended: u64,
    /// Appeals that were granted by two.
    pub granted: u64,
    /// Appeals whose orders had ended before anybody answered.
    pub closed: u64,
}

impl Service {
    /// Lets time pass for every appeal that waits.
    #[crate::boxed]
    pub async fn settle_appeals(&self, now: Instant) -> Result<AppealsSettled, Error> {
        let (mut queue, mut settled) = (Queue::default(), AppealsSettled::default());
        while let Some(page) = self.next_waiting(&mut queue, now).await? {
            for waiting in page {
                match self.settle_appeal(waiting.person, waiting.id, now).await {
                    Ok(one) => {
                        settled.suspended += one.suspended;
                        settled.granted += one.granted;
                        settled.closed += one.closed;
                    }
                    // One whose rows are damaged stops none of the others.
                    Err(error) => {
                        tracing::error!(%error, "an appeal was not settled; it is tried again");
                    }
                }
            }
        }
        Ok(settled)
    }

    /// The same for one.
    pub(super) async fn settle_appeal(
        &self,
        person: PersonId,
        id: AppealId,
        now: Instant,
    ) -> Result<AppealsSettled, Error> {
        let mut settled = AppealsSettled::default();
        let all = self.appeals(person, now).await?;
        let Some(row) = all.into_iter().find(|row| row.appeal.id == id) else {
            return Ok(settled);
        };
        if let Some((appeal, action)) = self.passed(person, &row.appeal, now).await? {
            match appeal.state {
                AppealState::Granted => settled.granted = 1,
                AppealState::Over => settled.closed = 1,
                _ => settled.suspended = u64::from(appeal.suspended != row.appeal.suspended),
            }
            let from = row.appeal.clone();
            let to = AppealRow { appeal, ..row };
            let deed = Deed::automatic(action);
            self.change_appeal(person, (&from, &to), deed, now).await?;
        }
        Ok(settled)
    }

    /// What the passing of time makes of an appeal; nothing where it stays as it is.
    async fn passed(
        &self,
        person: PersonId,
        appeal: &Appeal,
        now: Instant,
    ) -> Result<Option<(Appeal, &'static str)>, Error> {
        let followed = self.follow_appeal(person, appeal, now).await?;
        if followed.is_some() || !appeal.is_overdue(now) {
            return Ok(followed);
        }
        if self.has_ended(person, appeal, now).await? {
            let over = appeal.clone().over(now).map_err(Error::Appeal)?;
            return Ok(Some((over, "close appeal")));
        }
        let suspends = appeal.suspended.is_none() && self.suspends_now(appeal, now).await?;
        if suspends && self.is_of_case(appeal, now).await? {
            // Who is ill may be out by it: it is said aloud, before it is written.
            let alarm = Alarm::of_appeal(person, appeal.id);
            self.raise(&[alarm], now).await?;
        }
        let suspended = Appeal {
            suspended: Some(now),
            ..appeal.clone()
        };
        Ok(suspends.then_some((suspended, "suspend order")))
    }

    /// What the proposals make of an appeal that somebody granted; nothing where they wait still. It is granted only once all that it
    /// contests has ended, whatever they say of themselves.
    async fn follow_appeal(
        &self,
        person: PersonId,
        appeal: &Appeal,
        now: Instant,
    ) -> Result<Option<(Appeal, &'static str)>, Error> {
        if !appeal.waits() || appeal.lifted_by.is_empty() {
            return Ok(None);
        }
        let (mut agreed, mut done) = (true, true);
        for id in &appeal.lifted_by {
            let found = self.store.proposal(*id).await?;
            self.raise(&found.alarms, now).await?;
            let proposal = found.rows.map(|row| row.proposal);
            if proposal.as_ref().is_none_or(|p| came_to_nothing(p, now)) {
                let again = appeal.clone().not_lifted();
                return Ok(Some((again, "reopen appeal")));
            }
            done &= proposal.as_ref().is_some_and(|p| p.done);
            agreed &= proposal.is_some_and(|p| p.counts(&Rules::IN_FORCE, now));
        }
        if !agreed {
            return Ok(None);
        }
        if self.all_over(person, appeal, now).await? {
            let granted = appeal.clone().lifted(now).map_err(Error::Appeal)?;
            return Ok(Some((granted, "grant appeal")));
        }
        // All was done that two agreed to, and it lifted nothing: somebody answers anew.
        Ok(done.then(|| (appeal.clone().not_lifted(), "reopen appeal")))
    }
}

/// Whether a proposal is over without having counted.
fn came_to_nothing(proposal: &Proposal, now: Instant) -> bool {
    let rules = Rules::IN_FORCE;
    let after = proposal.clone().after(&rules, now);
    after.state.is_over() && !after.counts(&rules, now)
}
