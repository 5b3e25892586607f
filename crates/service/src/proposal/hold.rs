//! Limits: what is over one is held, loudly, and no longer counts before a third has looked.

use domain::ids::ProposalId;
use domain::log::{By, Purpose};
use domain::proposal::{Limits, Window, over};
use domain::time::Instant;
use storage::{Alarm, AlarmKind, ProposalRow};

use super::propose::first_id_of;
use crate::Service;
use crate::error::Error;
use crate::log::Deed;

/// Proposals of one page.
const PAGE: u32 = 1_000;

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
        let proposals: Vec<_> = rows.iter().map(|row| row.proposal.clone()).collect();
        let found = over(&proposals, &Limits::IN_FORCE, now);
        for row in rows
            .iter()
            .filter(|row| found.contains_key(&row.proposal.id))
        {
            let held = row.proposal.clone().hold();
            if held == row.proposal {
                continue;
            }
            let alarm = Alarm::of_proposal(AlarmKind::Limit, held.id);
            self.raise(&[alarm], now).await?;
            let deed = Deed {
                by: By::System,
                purpose: Purpose::Automatic,
                action: "hold",
            };
            match self.change_to(row, &held, None, deed, now).await {
                // Somebody answered it meanwhile; the job looks at it again.
                Ok(()) | Err(Error::Busy) => {}
                Err(error) => return Err(error),
            }
            self.follow(held.id, now).await?;
        }
        Ok(())
    }
}
