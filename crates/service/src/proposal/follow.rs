//! Doing what was agreed. Done again, it does nothing: a crash between the agreement and this leaves it to the job.

use domain::ids::{OrderId, PersonId, ProposalId};
use domain::notice::NoticeKind;
use domain::pending::PendingState;
use domain::place::DivisionCode;
use domain::proposal::{Content, Kind, Proposal, ProposalState, Rules, What};
use domain::quarantine::OrderState;
use domain::time::Instant;
use storage::{Alarm, AlarmKind, EvidenceRow, PersonFacts};

use super::Effect;
use super::asked::digits;
use super::effect::events_of;
use super::place::concerns;
use super::prove::Proven;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::{Error, Missing};
use crate::list::{ListStanding, parsed};
use crate::log::Deed;
use crate::pending::Leave;
use crate::shared::Shared;
use crate::what_if::UNHEARD;
use crate::whole_county::WholeCounty;

impl Service {
    /// Writes what follows from where a proposal stands, once.
    pub(super) async fn follow(&self, id: ProposalId, now: Instant) -> Result<(), Error> {
        let row = self.proposal_row(id, now).await?;
        if row.proposal.done {
            return Ok(());
        }
        let counts = self.counts_now(&row.proposal, now).await?;
        if row.proposal.counts(&Rules::IN_FORCE, now) && !counts {
            // Over a limit, and somebody changed it while it was to be held: it is done, or held, at the next look.
            tracing::warn!("a proposal over a limit is not held yet; nothing follows from it");
            return Ok(());
        }
        let to = match self.do_it(&row.proposal, counts, now).await {
            Ok(()) => row.proposal.clone().followed(),
            Err(Error::Refused(_) | Error::Invalid(_) | Error::Unknown(_)) => {
                row.proposal.clone().cannot()
            }
            Err(error) => return Err(error),
        };
        let deed = Deed::automatic("follow proposal");
        match self.change_to(&row, &to, None, deed, now).await {
            // Somebody answered it meanwhile; the job looks at it again.
            Ok(()) | Err(Error::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The same where others wait: what cannot be done now is left to the job, loudly.
    pub(super) async fn follow_or_leave(&self, id: ProposalId, now: Instant) {
        if let Err(error) = self.follow(id, now).await {
            tracing::error!(%error, "what follows from a proposal was not done; it is tried again");
        }
    }

    async fn do_it(&self, proposal: &Proposal, counts: bool, now: Instant) -> Result<(), Error> {
        if proposal.kind.makes_evidence() {
            return self.do_evidence(proposal, counts, now).await;
        }
        if !counts {
            // Nothing was written before, and nothing is taken back.
            return Ok(());
        }
        let proven = self.proven_or_alarm(proposal.id, now).await?;
        match &proven.content.what {
            What::Lifting { subject, order } => {
                self.lift(subject.person, *order, proposal.place, now).await
            }
            What::OrderLifting { of } => self.end_order(*of, now).await,
            What::Organisation { .. } => self.register_organisation(&proven.content, now).await,
            What::WholeCounty { county, area } => {
                let said = WholeCounty::parse(*county, area, true)?;
                self.say_of_county(proposal.id, &said, now).await
            }
            What::WholeCountyEnd { county, area } => {
                let said = WholeCounty::parse(*county, area, false)?;
                self.say_of_county(proposal.id, &said, now).await
            }
            What::RiskList { .. }
            | What::Policy { .. }
            | What::TrustList { .. }
            | What::Events { .. } => self.publish(&proven, now).await,
            // What makes evidence went its own way above.
            What::Order { .. } | What::Case { .. } | What::Contact { .. } => Err(unsigned()),
        }
    }

    /// A proposal whose signatures hold; where they do not, nothing follows from it, loudly.
    async fn proven_or_alarm(&self, id: ProposalId, now: Instant) -> Result<Proven, Error> {
        if let Some(proven) = self.proven(id, now).await? {
            return Ok(proven);
        }
        let alarm = Alarm::of_proposal(AlarmKind::Unsigned, id);
        self.raise(&[alarm], now).await?;
        Err(unsigned())
    }

    /// An order, a case or a contact comes, pauses or goes: as evidence, which the rules of the person's cities colour. Where a
    /// case was are events beside it.
    async fn do_evidence(
        &self,
        proposal: &Proposal,
        counts: bool,
        now: Instant,
    ) -> Result<(), Error> {
        let Some(content) = self.content_of(proposal.id, now).await? else {
            // It went with the person.
            return Ok(());
        };
        let evidence = content.evidence(now.date()).ok_or_else(unsigned)?;
        let subject = content.what.subject().ok_or_else(unsigned)?;
        if counts {
            self.proven_or_alarm(proposal.id, now).await?;
        }
        if proposal.kind == Kind::Case {
            self.do_events_of_case(proposal, &content, counts, now)
                .await?;
        }
        let is_order = proposal.kind == Kind::Order;
        let over = proposal.state.is_over() && !counts;
        let id = proposal.id.0;
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            if counts && !concerns(proposal.place, &facts.record) {
                return Ok(Drafted::Leave(()));
            }
            let kept = facts.evidence.iter().find(|row| row.evidence.id().0 == id);
            match kept {
                None if counts => {
                    if is_order {
                        draft.tell(NoticeKind::OfficialOrder, id, now);
                    }
                    draft.add_evidence(EvidenceRow {
                        evidence,
                        withdrawn: None,
                    });
                }
                Some(row) if over && row.withdrawn.is_none() => {
                    if is_order {
                        draft.tell(NoticeKind::OfficialEnded, id, now);
                    }
                    draft.withdraw_evidence(row, now);
                }
                _ => {}
            }
            Ok(Drafted::Write(()))
        };
        let action = match (is_order, counts) {
            (true, true) => "order",
            (true, false) => "order ends",
            (false, true) => "found by investigation",
            (false, false) => "investigation taken back",
        };
        let deed = Deed::automatic(action);
        match self.change(subject.person, deed, now, draft).await {
            // Nobody is registered with the document: nothing is known of them that could change.
            Ok(_) | Err(Error::NotRegistered) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Where a case was comes into force, or is taken back with the case.
    async fn do_events_of_case(
        &self,
        proposal: &Proposal,
        content: &Content,
        counts: bool,
        now: Instant,
    ) -> Result<(), Error> {
        let id = proposal.id;
        if content.what.file_digest().is_none() {
            return Ok(());
        }
        if counts {
            let text = self.file_of(id, &content.what, now).await?;
            return self.bring_events(proposal, content, &text, now).await;
        }
        self.end_events(id, now).await
    }

    /// The file of a proposal, where it is the one that was signed.
    async fn file_of(&self, id: ProposalId, what: &What, now: Instant) -> Result<String, Error> {
        let found = self.store.proposal_file(id).await?;
        self.raise(&found.alarms, now).await?;
        let text = found.rows.ok_or(Error::Unknown(Missing::Proposal))?;
        if what.file_digest() == Some(&digits(&text)) {
            Ok(text)
        } else {
            Err(unsigned())
        }
    }

    /// Events come into force. Those that touch many more by now than two could agree to wait for a third.
    async fn bring_events(
        &self,
        proposal: &Proposal,
        content: &Content,
        text: &str,
        now: Instant,
    ) -> Result<(), Error> {
        let of = events_of(content);
        if proposal.state != ProposalState::Confirmed {
            let what_if = self.what_if_events(text, of, now, UNHEARD).await?;
            if what_if.effect.is_of_many() {
                return self.has_grown(proposal.id, now).await;
            }
        }
        self.publish_events(text, of, now).await
    }

    /// A quarantine order ends early.
    async fn lift(
        &self,
        person: PersonId,
        order: OrderId,
        place: DivisionCode,
        now: Instant,
    ) -> Result<(), Error> {
        let lifted = OrderState::Lifted(now.date());
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            let row = facts.orders.iter().find(|row| row.order.id == order.0);
            let open = row.filter(|row| row.order.state.change(lifted).is_ok());
            let open = open.filter(|_| concerns(place, &facts.record));
            match open {
                Some(row) => {
                    draft.change_order(row, lifted);
                    Ok(Drafted::Write(()))
                }
                None => Ok(Drafted::Leave(())),
            }
        };
        match self
            .change(person, Deed::automatic("lift quarantine"), now, draft)
            .await
        {
            Ok(_) | Err(Error::NotRegistered) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// An order by officials ends early.
    async fn end_order(&self, of: ProposalId, now: Instant) -> Result<(), Error> {
        let row = self.proposal_row(of, now).await?;
        if let Ok(ended) = row.proposal.clone().end_early() {
            let deed = Deed::automatic("end order");
            self.change_to(&row, &ended, None, deed, now).await?;
        }
        // Also where it was over before: a crash may have come between its end and what follows. An order has nothing that ends another: this goes one step deep.
        Box::pin(self.follow(of, now)).await
    }

    /// A file comes into force, by the same verbs as an operator's command.
    async fn publish(&self, proven: &Proven, now: Instant) -> Result<(), Error> {
        let what = &proven.content.what;
        let text = self.file_of(proven.proposal.id, what, now).await?;
        match what {
            What::Events { .. } => {
                self.bring_events(&proven.proposal, &proven.content, &text, now)
                    .await?;
            }
            What::RiskList { file, digest } => {
                let leave = self.seen_by_two(proven.proposal.id, now).await?;
                let list = parsed(&text, self.saved_of(digest, now).await?, now)?;
                let leave = Leave::Seen(&leave);
                let import = self.take_list(list, (file, &text), &leave, now, |_| {});
                if import.await?.standing == ListStanding::Pending {
                    return self.has_grown(proven.proposal.id, now).await;
                }
                self.file_published(digest, proven.proposal.id, now).await?;
            }
            What::Policy {
                jurisdiction,
                version,
                digest,
            } => {
                let shared = self.shared(now).await?;
                let mut all = shared.policies();
                if all.any(|f| f.jurisdiction == *jurisdiction && f.version == *version) {
                    // It is there since a crash; who was left behind is rated by the propagation that was begun with it.
                } else {
                    let leave = self.seen_by_two(proven.proposal.id, now).await?;
                    let leave = Leave::Seen(&leave);
                    let import = self.take_policy(&text, &leave, now, |_| {}).await?;
                    if import.standing == PendingState::Pending {
                        return self.has_grown(proven.proposal.id, now).await;
                    }
                }
                self.file_published(digest, proven.proposal.id, now).await?;
            }
            _ => {
                if self.trust_file(now).await?.as_deref() != Some(&*text) {
                    self.trust_list_publish(text.as_bytes(), now).await?;
                }
            }
        }
        Ok(())
    }

    /// A listed area is its whole county, or is one no longer.
    async fn say_of_county(
        &self,
        id: ProposalId,
        said: &WholeCounty,
        now: Instant,
    ) -> Result<(), Error> {
        let seen = self.seen_by_two(id, now).await?;
        if self.say_whole_county(said, &seen, now).await? {
            return Ok(());
        }
        self.has_grown(id, now).await
    }

    /// What the two who agreed have seen of what it changes.
    async fn seen_by_two(&self, id: ProposalId, now: Instant) -> Result<Effect, Error> {
        let row = self.proposal_row(id, now).await?;
        serde_json::from_str(&row.effect).map_err(|e| Error::Refused(e.to_string()))
    }

    /// What worsens many more than those who agreed have seen does not come into force, loudly: it is proposed again.
    async fn has_grown(&self, id: ProposalId, now: Instant) -> Result<(), Error> {
        let alarm = Alarm::of_proposal(AlarmKind::Pending, id);
        self.raise(&[alarm], now).await?;
        tracing::error!(
            "what was agreed to worsens many more people by now; the last one stays in force"
        );
        Err(grown())
    }
}

fn grown() -> Error {
    Error::Refused(
        "it worsens many more people than when it was agreed to; an alarm is raised, propose it again".to_owned(),
    )
}

fn unsigned() -> Error {
    Error::Refused("the signatures of the proposal do not hold; an alarm is raised".to_owned())
}
