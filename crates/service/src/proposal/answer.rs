//! Answering: the one who was drawn agrees with a signature, or refuses; the proposer takes back.

use domain::access::Action;
use domain::ids::ProposalId;
use domain::log::{By, Purpose};
use domain::proposal::{Proposal, Refusal, Rules};
use domain::staff::Member;
use domain::time::Instant;
use storage::{ProposalRow, SignatureRow, WriteError};

use super::ProposalSeen;
use super::propose::{SignedBy, ToSign, hand};
use super::see::may_see;
use crate::Service;
use crate::error::{Error, Missing};
use crate::log::Deed;

/// What somebody says to a proposal.
pub enum ProposalAnswer {
    /// The one who is asked agrees, signed over the content's digest.
    Agree(SignedBy),
    /// The one who is asked refuses.
    Refuse,
    /// The proposer takes it back.
    Withdraw,
}

impl ProposalAnswer {
    const fn action(&self) -> &'static str {
        match self {
            Self::Agree(_) => "agree to proposal",
            Self::Refuse => "refuse proposal",
            Self::Withdraw => "withdraw proposal",
        }
    }
}

/// Whether somebody tried what is not theirs: an answer nobody asked them for, a proposal that they may not see, a passkey of
/// somebody else or a signature that does not hold. Lacking duties are noted where they are looked at.
const fn is_refusal(error: &Error) -> bool {
    matches!(
        error,
        Error::Proposal(_)
            | Error::Passkey(_)
            | Error::Unknown(Missing::Passkey | Missing::Proposal)
    )
}

impl Service {
    /// Takes an answer. What was tried and not allowed stands in the log too.
    #[crate::boxed]
    pub async fn answer_proposal(
        &self,
        member: &Member,
        id: ProposalId,
        answer: &ProposalAnswer,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let answered = self.answer_once(member, id, answer, now).await;
        self.noted(member, Action::AnswerProposal, answered, now)
            .await?;
        // The answer is written; what fails behind it is done by the job.
        self.hold_over(now).await?;
        self.follow_or_leave(id, now).await;
        self.settle_one(id, now).await?;
        self.after_answer(member, id, now).await
    }

    /// What came of a try; one that is not allowed stands in the log.
    pub(super) async fn noted<T>(
        &self,
        member: &Member,
        action: Action,
        tried: Result<T, Error>,
        now: Instant,
    ) -> Result<T, Error> {
        if let Err(error) = &tried
            && is_refusal(error)
        {
            let words = error.to_string();
            self.note_refusal(member, action, &words, now).await?;
        }
        tried
    }

    async fn answer_once(
        &self,
        member: &Member,
        id: ProposalId,
        answer: &ProposalAnswer,
        now: Instant,
    ) -> Result<(), Error> {
        let row = self.proposal_row(id, now).await?;
        if !may_see(member, &row.proposal) {
            return Err(Error::Unknown(Missing::Proposal));
        }
        let (to, signature) = self.answered(member, &row, answer, now).await?;
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Approval,
            action: answer.action(),
        };
        self.change_to(&row, &to, signature.as_ref(), deed, now)
            .await
    }

    async fn answered(
        &self,
        member: &Member,
        row: &ProposalRow,
        answer: &ProposalAnswer,
        now: Instant,
    ) -> Result<(Proposal, Option<SignatureRow>), Error> {
        let (by, rules) = (hand(member), Rules::IN_FORCE);
        let proposal = row.proposal.clone().after(&rules, now);
        self.admit_staff(member, proposal.kind.action(), now)
            .await?;
        let signed = match answer {
            ProposalAnswer::Agree(signed) => signed,
            ProposalAnswer::Refuse => {
                let refused = proposal.refuse(by, &rules, now);
                return Ok((refused.map_err(Error::Proposal)?, None));
            }
            ProposalAnswer::Withdraw => {
                return Ok((proposal.withdraw(by).map_err(Error::Proposal)?, None));
            }
        };
        let act = proposal.act().ok_or(Error::Proposal(Refusal::NotNow))?;
        let agreed = proposal.agree(by, &rules, now).map_err(Error::Proposal)?;
        let to_sign = ToSign {
            id: agreed.id,
            act,
            digest: &row.digest,
        };
        let signature = self.signature(member, &to_sign, signed, now).await?;
        Ok((agreed, Some(signature)))
    }

    /// A proposal as kept.
    pub(super) async fn proposal_row(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<ProposalRow, Error> {
        let found = self.store.proposal(id).await?;
        self.raise(&found.alarms, now).await?;
        found.rows.ok_or(Error::Unknown(Missing::Proposal))
    }

    /// Writes what became of a proposal, with its line in the log.
    pub(super) async fn change_to(
        &self,
        row: &ProposalRow,
        to: &Proposal,
        signature: Option<&SignatureRow>,
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        let content = self.content_of(row.proposal.id, now).await?;
        let (about, line) = match &content {
            Some(content) => self.line_on(content, deed, now).await?,
            None => (None, self.note(deed, to.state.word(), now)),
        };
        let batch = self.store.change_proposal(row, to, signature, about, &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(()),
            // Somebody else changed it at this moment.
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }
}
