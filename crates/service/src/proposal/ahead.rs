//! Orders by officials that hold somebody's erasure: those that stand, whether they count now or not, and those that two or three
//! have not yet agreed to. Else whoever erases themself and registers again is another person, whom the order never names.

use std::collections::BTreeSet;

use domain::ids::{EvidenceId, ProposalId};
use domain::proposal::{Proposal, ProposalState, Rules};
use domain::record::{Evidence, Record, Whereabouts};
use domain::time::{Date, Instant};
use storage::{PersonFacts, Rest};

use crate::Service;
use crate::error::Error;

/// The most proposals about one person that are looked at.
const MOST: u32 = 1_000;

/// What of a person orders by officials need.
#[derive(Default)]
pub(crate) struct OrdersAhead {
    /// The first date on which none of them needs anything; absent where there is none.
    pub(crate) until: Option<Date>,
    /// The evidence that they are.
    evidence: BTreeSet<EvidenceId>,
    /// The proposals that wait, with where they lie.
    waiting: Vec<Proposal>,
}

impl OrdersAhead {
    /// Adds what they need to what is kept of a record: an order counts only for whom its place concerns.
    pub(crate) fn keep(&self, record: &Record, rest: &mut Rest) {
        rest.evidence.extend(&self.evidence);
        for proposal in &self.waiting {
            rest.proposals.insert(proposal.id);
            let there = record.stays.iter().find(|stay| match stay.whereabouts {
                Whereabouts::County(county) => proposal.place.contains(county),
                Whereabouts::Abroad(_) => false,
            });
            rest.stays.extend(there.map(|stay| stay.id));
            rest.declarations.extend(there.map(|stay| stay.declaration));
        }
    }
}

impl Service {
    /// The orders by officials against a person that colour them, or can still.
    pub(crate) async fn orders_ahead(
        &self,
        facts: &PersonFacts,
        now: Instant,
    ) -> Result<OrdersAhead, Error> {
        let mut ahead = OrdersAhead::default();
        for row in &facts.evidence {
            let (Evidence::OfficialOrder(order), None) = (row.evidence, row.withdrawn) else {
                // A case or contact keeps its evidence as long as a colour or an order rests on it.
                continue;
            };
            let proposal = self.standing_of(ProposalId(order.id), now).await?;
            // One whose proposal cannot be read stands until somebody has looked.
            let is_over = proposal.is_some_and(|p| p.state.is_over() && !p.counts(&RULES, now));
            if order.until > now.date() && !is_over {
                ahead.until = ahead.until.max(Some(order.until));
                ahead.evidence.insert(row.evidence.id());
            }
        }
        for id in self.store.proposals_about(facts.id, MOST).await? {
            let mut evidence = facts.evidence.iter();
            if evidence.any(|row| row.evidence.id().0 == id.0) {
                continue;
            }
            let Some(proposal) = self.standing_of(id, now).await? else {
                continue;
            };
            if let Some(due) = due(&proposal, now).filter(|_| proposal.kind.makes_evidence()) {
                ahead.until = ahead.until.max(Some(due.date().next()));
                ahead.waiting.push(proposal);
            }
        }
        Ok(ahead)
    }

    /// A proposal as time has left it.
    async fn standing_of(&self, id: ProposalId, now: Instant) -> Result<Option<Proposal>, Error> {
        let found = self.store.proposal(id).await?;
        self.raise(&found.alarms, now).await?;
        Ok(found.rows.map(|row| row.proposal.after(&RULES, now)))
    }
}

const RULES: Rules = Rules::IN_FORCE;

/// Until when an order that has made no evidence may make some.
fn due(proposal: &Proposal, now: Instant) -> Option<Instant> {
    match proposal.state {
        ProposalState::AwaitingApproval => Some(proposal.approval_due(&RULES)),
        ProposalState::InForce => Some(proposal.third_due(&RULES)),
        // What was agreed is written by the job.
        ProposalState::Confirmed | ProposalState::Agreed if !proposal.done => Some(now),
        _ => None,
    }
}
