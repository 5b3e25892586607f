//! Whether what an appeal contests holds still.

use domain::appeal::{Appeal, Contested};
use domain::ids::{PersonId, ProposalId};
use domain::proposal::{Kind, Proposal, Rules};
use domain::state::State;
use domain::time::Instant;
use storage::ProposalRow;

use super::contests::is_met;
use crate::Service;
use crate::error::Error;

impl Service {
    /// Whether everything that an appeal contests has ended: lifted, withdrawn, or at the end of its days. What cannot be read
    /// holds until somebody has looked.
    pub(super) async fn all_over(
        &self,
        person: PersonId,
        appeal: &Appeal,
        now: Instant,
    ) -> Result<bool, Error> {
        let facts = self.read_person(person, now).await?;
        for contested in &appeal.contests {
            let over = match contested {
                Contested::OfficialOrder(proposal) | Contested::Naming(proposal) => {
                    let proposal = self.contested_proposal(*proposal, now).await?;
                    proposal.is_some_and(|proposal| is_over(&proposal, now))
                }
                Contested::Visit(visit) => {
                    let (shared, facts, decisions) = self.current(person, now).await?;
                    !is_met(*visit, (&facts.record, &*shared), &decisions)
                }
                Contested::Order(order) => {
                    let row = facts.orders.iter().find(|row| row.order.id == order.0);
                    row.is_some_and(|row| row.order.state.ended().is_some())
                }
            };
            if !over {
                return Ok(false);
            }
        }
        Ok(!appeal.contests.is_empty())
    }

    /// Whether what an appeal contests has ended; where no order runs, whether its city's colour has.
    pub(super) async fn has_ended(
        &self,
        person: PersonId,
        appeal: &Appeal,
        now: Instant,
    ) -> Result<bool, Error> {
        if !appeal.contests.is_empty() {
            return self.all_over(person, appeal, now).await;
        }
        let decisions = self.rate(person, now).await?;
        let mut of_city = decisions
            .iter()
            .filter(|decision| decision.jurisdiction == appeal.jurisdiction);
        Ok(of_city.all(|decision| decision.state < State::Yellow))
    }

    /// Whether an appeal suspends now what officials brought about: not what has ended, nor what rests on the person's own word.
    pub(super) async fn suspends_now(&self, appeal: &Appeal, now: Instant) -> Result<bool, Error> {
        if !appeal.is_overdue(now) {
            return Ok(false);
        }
        for contested in &appeal.contests {
            let Some(proposal) = contested.proposal() else {
                continue;
            };
            let proposal = self.contested_proposal(proposal, now).await?;
            if proposal.is_none_or(|p| p.yields_to_appeal() && !is_over(&p, now)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether an appeal is against being a case.
    pub(super) async fn is_of_case(&self, appeal: &Appeal, now: Instant) -> Result<bool, Error> {
        for contested in &appeal.contests {
            if let Contested::Naming(proposal) = contested {
                let proposal = self.contested_proposal(*proposal, now).await?;
                if proposal.is_some_and(|proposal| proposal.kind == Kind::Case) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The proposal by which officials brought about what is contested, as it stands now.
    async fn contested_proposal(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<Option<Proposal>, Error> {
        let found = self.store.proposal(id).await?;
        self.raise(&found.alarms, now).await?;
        let after = |row: ProposalRow| row.proposal.after(&Rules::IN_FORCE, now);
        Ok(found.rows.map(after))
    }
}

/// Whether what a proposal brought about has ended.
fn is_over(proposal: &Proposal, now: Instant) -> bool {
    let ended = proposal.state.is_over() && !proposal.counts(&Rules::IN_FORCE, now);
    ended || proposal.end <= now.date()
}
