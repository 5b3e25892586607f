//! Who is asked: drawn among the members of staff who may.

use domain::ids::StaffId;
use domain::proposal::{Candidate, Kind, Proposal, Rules, Waits, Wanted, draw};

use super::propose::hand;
use crate::Service;
use crate::error::Error;

impl Service {
    /// Draws whom a proposal is asked of now; nobody where nobody may answer.
    pub(super) async fn drawn(&self, proposal: &Proposal) -> Result<Option<StaffId>, Error> {
        let wanted = match (proposal.waits(), &proposal.approver) {
            (Some(Waits::Approver), _) => Wanted::Approver { by: &proposal.by },
            (Some(Waits::Third), Some(approver)) => Wanted::Third {
                by: &proposal.by,
                approver,
            },
            _ => return Ok(None),
        };
        let candidates = self.candidates(proposal.kind).await?;
        Ok(draw(
            &candidates,
            wanted,
            proposal.place,
            Rules::IN_FORCE.least_candidates,
            proposal.asked,
            self.chance.bits(),
        ))
    }

    /// Who may answer a kind: whoever may propose it, is there and has a passkey.
    async fn candidates(&self, kind: Kind) -> Result<Vec<Candidate>, Error> {
        let (rows, _alarms) = self.store.staff_members().await?;
        let able = rows.into_iter().filter(|row| !row.passkeys.is_empty());
        let candidate = able.map(|row| Candidate {
            hand: hand(&row.member),
            divisions: row
                .member
                .duties
                .iter()
                .filter(|duty| kind.action().is_open_to(duty.role()))
                .map(|duty| duty.division())
                .collect(),
        });
        Ok(candidate.filter(|c| !c.divisions.is_empty()).collect())
    }
}
