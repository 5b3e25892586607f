//! Limits: what is over one is held, loudly, and no longer counts before a third has looked.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ids::ProposalId;
use domain::proposal::{Limits, Proposal, Window, over};
use domain::time::Instant;
use storage::{Alarm, AlarmKind, ProposalRow};

use super::propose::first_id_of;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;

/// Proposals of one page.
const PAGE: u32 = 1_000;
const MINUTE_MS: i64 = 60_000;

/// The proposals that were over a limit when they were counted last, and in which minute that was.
#[derive(Default)]
pub(crate) struct OverLimits(Mutex<Option<(i64, Arc<BTreeSet<ProposalId>>)>>);

impl Service {
    /// The proposals of the last 30 days, over which the longest limit counts.
    pub(super) async fn recent(&self, now: Instant) -> Result<Vec<ProposalRow>, Error> {
        let mut after = ProposalId(first_id_of(now.plus_ms(-Window::Month.ms())).0 - 1);
        let mut all = Vec::new();
        loop {
            let page = self.store.proposals_behind(after, PAGE).await?;
            self.raise(&page.alarms, now).await?;
            let Some(last) = page.rows.last() else {
                return Ok(all);
            };
            after = last.proposal.id;
            all.extend(page.rows);
        }
    }

    /// Holds what is over a limit, and raises an alarm for each.
    pub(super) async fn hold_over(&self, now: Instant) -> Result<(), Error> {
        let rows = self.recent(now).await?;
        let found = over(&proposals(&rows), &Limits::IN_FORCE, now);
        self.hold_rows(&rows, |id| found.contains_key(&id), now)
            .await
    }

    /// What is over a limit, counted once a minute.
    pub(super) async fn over_now(&self, now: Instant) -> Result<Arc<BTreeSet<ProposalId>>, Error> {
        let minute = now.ms().div_euclid(MINUTE_MS);
        let kept = self.over_limits.kept().clone();
        if let Some((_, over)) = kept.filter(|(of, _)| *of == minute) {
            return Ok(over);
        }
        let rows = self.recent(now).await?;
        let found = over(&proposals(&rows), &Limits::IN_FORCE, now);
        let found: Arc<BTreeSet<ProposalId>> = Arc::new(found.into_keys().collect());
        *self.over_limits.kept() = Some((minute, Arc::clone(&found)));
        Ok(found)
    }

    /// A proposal that is about to be made, held where it is over a limit with those before; these are held too where
    /// they are by the same hands.
    pub(super) async fn held_if_over(
        &self,
        new: Proposal,
        now: Instant,
    ) -> Result<Proposal, Error> {
        let rows = self.recent(now).await?;
        let mut all = proposals(&rows);
        all.push(new.clone());
        let found = over(&all, &Limits::IN_FORCE, now);
        self.hold_rows(&rows, |id| found.contains_key(&id), now)
            .await?;
        if !found.contains_key(&new.id) {
            return Ok(new);
        }
        self.raise(&[Alarm::of_proposal(AlarmKind::Limit, new.id)], now)
            .await?;
        Ok(new.hold())
    }

    async fn hold_rows(
        &self,
        rows: &[ProposalRow],
        is_over: impl Fn(ProposalId) -> bool,
        now: Instant,
    ) -> Result<(), Error> {
        let mut held = Vec::new();
        for row in rows.iter().filter(|row| is_over(row.proposal.id)) {
            let proposal = row.proposal.clone().hold();
            if proposal == row.proposal {
                continue;
            }
            let alarm = Alarm::of_proposal(AlarmKind::Limit, proposal.id);
            self.raise(&[alarm], now).await?;
            match self
                .change_to(row, &proposal, None, Deed::automatic("hold proposal"), now)
                .await
            {
                // Somebody answered it meanwhile; the job looks at it again.
                Ok(()) | Err(Error::Busy) => {}
                Err(error) => return Err(error),
            }
            held.push(proposal.id);
        }
        // All are held before anything follows: what fails about one keeps no other in force.
        for id in held {
            self.follow_or_leave(id, now).await;
        }
        Ok(())
    }
}

impl OverLimits {
    fn kept(&self) -> MutexGuard<'_, Option<(i64, Arc<BTreeSet<ProposalId>>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn proposals(rows: &[ProposalRow]) -> Vec<Proposal> {
    rows.iter().map(|row| row.proposal.clone()).collect()
}
