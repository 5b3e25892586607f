//! What whom a proposal names says of it (N-5). That somebody is a contact is a lead as long as one epidemiologist says so: they
//! read it on their page, and their own "that is so" brings it into force in the place of everybody who was still to agree.
//! "That is not so" is kept for those in whose hands the proposal is, who can agree all the same.
//!
//! *Invariant:* the proposer reads of who said nothing what they read of who is not registered.

use domain::ids::{PersonId, ProposalId};
use domain::log::By;
use domain::notice::NoticeKind;
use domain::proposal::{
    Content, Kind, NamedAnswer, NamedBy, Proposal, ProposalState, Refusal, Rules, What,
};
use domain::time::Instant;
use storage::{NamedAnswerRow, Notice, PersonFacts, ProposalRow, WriteError};

use super::place::concerns;
use crate::Service;
use crate::change::{Draft, Drafted, registered};
use crate::error::{Error, Missing};
use crate::event::ContactsTold;
use crate::log::{Deed, Hand};
use crate::shared::Shared;

/// The most proposals, and notices, of one person that are looked at.
const MOST: u32 = 1_000;

/// That an investigation names a person a contact, and waits for somebody.
pub(crate) struct Lead {
    /// The proposal, as kept.
    row: ProposalRow,
    /// What it says.
    pub(crate) content: Content,
    /// What the person says of it, where they said something.
    pub(crate) answer: Option<NamedAnswer>,
}

impl Lead {
    /// The proposal.
    pub(crate) const fn proposal(&self) -> &Proposal {
        &self.row.proposal
    }

    /// Until when it waits.
    pub(crate) fn until(&self) -> Instant {
        match self.row.proposal.state {
            ProposalState::InForce => self.row.proposal.third_due(&Rules::IN_FORCE),
            _ => self.row.proposal.approval_due(&Rules::IN_FORCE),
        }
    }
}

impl Service {
    /// The leads about a person, the newest first.
    pub(crate) async fn leads(
        &self,
        facts: &PersonFacts,
        now: Instant,
    ) -> Result<Vec<Lead>, Error> {
        let mut leads = Vec::new();
        for id in self.store.proposals_about(facts.id, MOST).await? {
            let found = self.store.proposal(id).await?;
            let waits = |row: &ProposalRow| row.proposal.asks_named();
            if found.rows.is_some_and(|row| waits(&row)) {
                leads.extend(self.lead(facts, id, now).await?);
            }
        }
        leads.reverse();
        Ok(leads)
    }

    /// The lead of this number about a person: a proposal that its proposer signed, that waits, of a case that counts, at a
    /// place that they have to do with.
    async fn lead(
        &self,
        facts: &PersonFacts,
        id: ProposalId,
        now: Instant,
    ) -> Result<Option<Lead>, Error> {
        let Some((row, content)) = self.proposed(id, now).await? else {
            return Ok(None);
        };
        let What::Contact { subject, case, .. } = &content.what else {
            return Ok(None);
        };
        let waits = row.proposal.clone().after(&Rules::IN_FORCE, now);
        let is_theirs = subject.person == facts.id && concerns(row.proposal.place, &facts.record);
        if !(is_theirs && waits.asks_named() && self.is_case_now(*case, now).await?) {
            return Ok(None);
        }
        let answer = self.named_answer(&row, &content, now).await?;
        Ok(Some(Lead {
            answer: answer.map(|answer| answer.answer),
            row,
            content,
        }))
    }

    /// A person says of what names them a contact that it is so, or is not. The same said again is the same; the first answer
    /// stays.
    #[crate::boxed]
    pub async fn answer_contact(
        &self,
        hand: Hand,
        id: ProposalId,
        answer: NamedAnswer,
        now: Instant,
    ) -> Result<ContactsTold, Error> {
        let content = self.content_of(id, now).await?;
        let subject = content.as_ref().and_then(|content| content.what.subject());
        let is_theirs = subject.is_some_and(|subject| subject.person == hand.person);
        let content = content.filter(|c| is_theirs && c.what.kind() == Kind::Contact);
        let content = content.ok_or(Error::Unknown(Missing::Proposal))?;
        let row = self.proposal_row(id, now).await?;
        match self.named_answer(&row, &content, now).await? {
            Some(before) if before.answer == answer => {}
            Some(_) => return Err(answered()),
            None => {
                let facts = self.read_person(hand.person, now).await?;
                let lead = self.lead(&facts, id, now).await?;
                let lead = lead.ok_or(Error::Proposal(Refusal::NotNow))?;
                self.keep_answer(hand, &lead, answer, now).await?;
            }
        }
        self.follow_or_leave(id, now).await;
        self.my_contacts(hand.person, now).await
    }

    /// Writes an answer with what becomes of the proposal by it, and the line that the person reads.
    async fn keep_answer(
        &self,
        hand: Hand,
        lead: &Lead,
        answer: NamedAnswer,
        now: Instant,
    ) -> Result<(), Error> {
        let proposal = lead.proposal().clone();
        let (to, action) = match answer {
            NamedAnswer::Agrees => {
                let to = proposal.agree_as_named(now).map_err(Error::Proposal)?;
                (to, "agree to being a contact")
            }
            NamedAnswer::Denies => (proposal, "deny being a contact"),
        };
        let row = NamedAnswerRow {
            person: hand.person,
            proposal: to.id,
            answer,
            by: match hand.by {
                By::Guardian => NamedBy::Guardian,
                _ => NamedBy::Oneself,
            },
            digest: lead.row.digest.clone(),
            answered: now,
        };
        let (about, line) = self.line_on(&lead.content, hand.deed(action), now).await?;
        let change = (&lead.row, &to);
        let batch = self.store.answer_as_named(change, &row, about, &line);
        match self.store.write(batch).await {
            Ok(()) => Ok(()),
            // Somebody else answered it at this moment.
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }

    /// What whom a proposal names says of exactly this content; nothing where they said nothing.
    pub(super) async fn named_answer(
        &self,
        row: &ProposalRow,
        content: &Content,
        now: Instant,
    ) -> Result<Option<NamedAnswerRow>, Error> {
        let What::Contact { subject, .. } = &content.what else {
            return Ok(None);
        };
        let found = self.store.named_answer(subject.person, content.id).await?;
        self.raise(&found.alarms, now).await?;
        Ok(found.rows.filter(|answer| answer.digest == row.digest))
    }

    /// Whether a proposal whose state rests on the word of whom it names has that word.
    pub(super) async fn is_agreed(
        &self,
        row: &ProposalRow,
        content: &Content,
        now: Instant,
    ) -> Result<bool, Error> {
        if row.proposal.state != ProposalState::Agreed {
            return Ok(true);
        }
        let answer = self.named_answer(row, content, now).await?;
        Ok(answer.is_some_and(|answer| answer.answer == NamedAnswer::Agrees))
    }

    /// Whether a proposal that says who a case is counts.
    async fn is_case_now(&self, case: ProposalId, now: Instant) -> Result<bool, Error> {
        let found = self.store.proposal(case).await?;
        self.raise(&found.alarms, now).await?;
        match found.rows {
            Some(row) if row.proposal.kind == Kind::Case => {
                self.counts_now(&row.proposal, now).await
            }
            _ => Ok(false),
        }
    }

    /// Whether a proposal names a contact of a case that is none any more.
    pub(super) async fn is_of_no_case(
        &self,
        proposal: &Proposal,
        now: Instant,
    ) -> Result<bool, Error> {
        if proposal.kind != Kind::Contact || proposal.state.is_over_for_nothing() {
            return Ok(false);
        }
        let content = self.content_of(proposal.id, now).await?;
        let Some(What::Contact { case, .. }) = content.map(|content| content.what) else {
            return Ok(false);
        };
        let case = self.store.proposal(case).await?.rows;
        let case = case.map(|row| row.proposal.after(&Rules::IN_FORCE, now));
        Ok(case.is_some_and(|case| case.state.is_over_for_nothing()))
    }

    /// Tells whom a lead names that they are asked, once: the job does it, so that the proposer notices of nobody whether they are
    /// registered, and nobody is told before the case counts.
    pub(super) async fn tell_named(&self, id: ProposalId, now: Instant) -> Result<(), Error> {
        let content = self.content_of(id, now).await?;
        let subject = content.as_ref().and_then(|content| content.what.subject());
        let Some(person) = subject.map(|subject| subject.person) else {
            return Ok(());
        };
        let facts = match self.read_person(person, now).await {
            Err(Error::NotRegistered) => return Ok(()),
            facts => facts?,
        };
        if self.lead(&facts, id, now).await?.is_none() || self.is_told(person, id, now).await? {
            return Ok(());
        }
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            registered(facts)?;
            draft.tell(NoticeKind::NamedContact, id.0, now);
            Ok(Drafted::Write(()))
        };
        let deed = Deed::automatic("ask whom it names");
        match self.change(person, deed, now, draft).await {
            Ok(_) | Err(Error::NotRegistered) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Whether the person was told of a lead.
    async fn is_told(&self, person: PersonId, id: ProposalId, now: Instant) -> Result<bool, Error> {
        let (notices, alarms) = self.store.notices_of(person, MOST).await?;
        self.raise(&alarms, now).await?;
        let told = |notice: &Notice| {
            (notice.key.kind, notice.key.about) == (NoticeKind::NamedContact, id.0)
        };
        Ok(notices.iter().any(told))
    }
}

fn answered() -> Error {
    Error::field(
        "answer",
        "您已经回答过，不能更改；有异议的，可在“申诉”中提出，或告知流调人员",
        "you have answered already, and the first answer stays; object under Appeals, or tell the investigators",
    )
}
