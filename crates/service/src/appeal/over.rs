//! Whether what an appeal contests holds still.

use domain::appeal::{Appeal, Contested};
use domain::ids::{PersonId, ProposalId};
use domain::proposal::Rules;
use domain::state::State;
use domain::time::Instant;

use crate::Service;
use crate::error::Error;

impl Service {
    /// Whether every order that an appeal contests has ended: lifted, withdrawn, or at the end of its days. What cannot be read
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
                Contested::OfficialOrder(order) => self.official_is_over(*order, now).await?,
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

    /// Whether an appeal suspends an order by officials now: not one that has ended.
    pub(super) async fn suspends_now(&self, appeal: &Appeal, now: Instant) -> Result<bool, Error> {
        if !appeal.is_overdue(now) {
            return Ok(false);
        }
        for contested in &appeal.contests {
            if let Contested::OfficialOrder(order) = contested
                && !self.official_is_over(*order, now).await?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether an order by officials has ended.
    async fn official_is_over(&self, order: ProposalId, now: Instant) -> Result<bool, Error> {
        let rules = Rules::IN_FORCE;
        let found = self.store.proposal(order).await?;
        self.raise(&found.alarms, now).await?;
        let proposal = found.rows.map(|row| row.proposal.after(&rules, now));
        Ok(proposal.is_some_and(|proposal| {
            let ended = proposal.state.is_over() && !proposal.counts(&rules, now);
            ended || proposal.end <= now.date()
        }))
    }
}
