//! The job of proposals: time passes. Whoever does not answer is asked no longer, what nobody approves expires, what no
//! third confirms lapses, who is a contact of a case that is none any more is none either, and what a crash left undone is
//! done; whom a lead names is told. Run again, it changes nothing.

use domain::ids::ProposalId;
use domain::proposal::Rules;
use domain::time::Instant;
use storage::ProposalRow;

use crate::Service;
use crate::error::Error;
use crate::log::Deed;

/// What became of the proposals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Settled {
    /// Proposals that were asked of somebody else.
    pub drawn: u64,
    /// Proposals that expired or lapsed.
    pub ended: u64,
}

impl Service {
    /// Lets time pass for every proposal.
    #[crate::boxed]
    pub async fn settle_proposals(&self, now: Instant) -> Result<Settled, Error> {
        self.hold_over(now).await?;
        let mut settled = Settled::default();
        for row in self.recent(now).await? {
            if let Err(error) = self.settle_and_tell(&row, &mut settled, now).await {
                // One whose rows are damaged stops none of the others.
                tracing::error!(%error, "a proposal was not settled; it is tried again");
            }
        }
        Ok(settled)
    }

    /// Whom a lead names is told here and not while somebody waits for an answer: it would tell them whether there is anybody.
    async fn settle_and_tell(
        &self,
        row: &ProposalRow,
        settled: &mut Settled,
        now: Instant,
    ) -> Result<(), Error> {
        self.settle_row(row, settled, now).await?;
        if row.proposal.asks_named() {
            self.tell_named(row.proposal.id, now).await?;
        }
        Ok(())
    }

    /// The same for one, without the telling.
    pub(super) async fn settle_one(&self, id: ProposalId, now: Instant) -> Result<(), Error> {
        let row = self.proposal_row(id, now).await?;
        self.settle_row(&row, &mut Settled::default(), now).await
    }

    async fn settle_row(
        &self,
        row: &ProposalRow,
        settled: &mut Settled,
        now: Instant,
    ) -> Result<(), Error> {
        let rules = Rules::IN_FORCE;
        let mut proposal = row.proposal.clone().after(&rules, now);
        let mut action = "end proposal";
        if self.is_of_no_case(&proposal, now).await? {
            proposal = proposal.end_with_case();
        }
        if proposal.wants_draw(&rules, now)
            && let Some(staff) = self.drawn(&proposal).await?
        {
            proposal = proposal.asked_of(Some(staff), now);
            action = "draw approver";
        }
        if proposal != row.proposal {
            match self
                .change_to(row, &proposal, None, Deed::automatic(action), now)
                .await
            {
                Ok(()) if action == "draw approver" => settled.drawn += 1,
                Ok(()) => settled.ended += 1,
                // Somebody answered it at this moment.
                Err(Error::Busy) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        if proposal.done {
            return Ok(());
        }
        self.follow(proposal.id, now).await
    }
}
