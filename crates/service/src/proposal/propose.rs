//! Proposing, in two steps: the draft says what would be signed and what it would do, and the proposal comes with the
//! signature over exactly that. Nothing is kept between the steps: the second makes the content again.

use credential::passkey::{Assertion, Passkey};
use credential::{PublicKey, content_digest, proposal_challenge};
use domain::ids::ProposalId;
use domain::log::{By, Purpose};
use domain::proposal::{Act, Content, Hand, Kind, Proposal, ProposalState, Rules};
use domain::staff::Member;
use domain::time::Instant;
use storage::{NewProposal, ProposalRow, SignatureRow, WriteError};

use super::effect::events_of;
use super::{Effect, ProposalAsked, ProposalSeen};
use crate::Service;
use crate::chance::growing_id;
use crate::error::{Error, Missing};
use crate::event::{EventSaidTold, events_told};
use crate::log::Deed;
use crate::staff::Party;
use crate::what_if::{Looked, UNHEARD};

/// How long a draft can be signed.
pub(super) const DRAFT_MS: i64 = 10 * 60_000;
/// A growing id begins with its milliseconds (`chance.rs`).
const ID_SHIFT: u32 = 20;

/// What would be signed.
#[derive(Clone, PartialEq, Debug)]
pub struct ProposalDraft {
    /// The id that the proposal would have.
    pub id: ProposalId,
    /// The instant at which it would be made.
    pub made: Instant,
    /// SHA-256 of the content.
    pub digest: [u8; 32],
    /// What a passkey signs.
    pub challenge: [u8; 32],
    /// Whom it would change.
    pub effect: Effect,
    /// The events that it would bring or take back.
    pub events: Vec<EventSaidTold>,
}

/// What an authenticator answered, and which passkey it took.
pub struct SignedBy {
    /// The id of the passkey.
    pub passkey: Vec<u8>,
    /// The answer.
    pub assertion: Assertion,
    /// By whose name it was asked for.
    pub party: Party,
}

/// A content and the act that is signed of it.
pub(super) struct ToSign<'a> {
    pub(super) id: ProposalId,
    pub(super) act: Act,
    pub(super) digest: &'a [u8],
}

/// The smallest id of an instant.
pub(super) const fn first_id_of(instant: Instant) -> ProposalId {
    ProposalId(instant.ms() << ID_SHIFT)
}

/// A member of staff as proposals name them.
pub(super) fn hand(member: &Member) -> Hand {
    Hand {
        staff: member.id,
        office: member.office.id,
        division: member.office.division,
    }
}

impl Service {
    /// What a proposal would say and do. Nothing is kept of it.
    #[crate::boxed]
    pub async fn draft_proposal(
        &self,
        member: &Member,
        asked: &ProposalAsked,
        now: Instant,
    ) -> Result<ProposalDraft, Error> {
        self.draft_proposal_telling(member, asked, now, UNHEARD)
            .await
    }

    /// The same, telling how many people were looked at so far.
    pub async fn draft_proposal_telling(
        &self,
        member: &Member,
        asked: &ProposalAsked,
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<ProposalDraft, Error> {
        let asked = &*self.with_text(asked, now).await?;
        let id = ProposalId(growing_id(&*self.chance, now));
        let content = self.content_by(member, asked, id, now).await?;
        let digest = content_digest(&content.text());
        let file = asked.what.file();
        let events = match file.filter(|_| content.what.has_events()) {
            Some(text) => events_told(text, events_of(&content))?,
            None => Vec::new(),
        };
        Ok(ProposalDraft {
            id,
            made: now,
            digest,
            challenge: proposal_challenge(Act::Propose, &digest),
            effect: self.effect(&content, file, now, looked).await?,
            events,
        })
    }

    /// Takes a proposal with the signature of a draft. The approver is drawn at this moment.
    #[crate::boxed]
    pub async fn propose(
        &self,
        member: &Member,
        asked: &ProposalAsked,
        draft: (ProposalId, Instant),
        signed: &SignedBy,
        now: Instant,
    ) -> Result<ProposalSeen, Error> {
        let (id, made) = draft;
        if made > now || now.ms() - made.ms() > DRAFT_MS || id.0 >> ID_SHIFT != made.ms() {
            return Err(Error::field(
                "made",
                "草稿已超过10分钟，请重新生成并签名",
                "the draft is older than 10 minutes; draft and sign it again",
            ));
        }
        let asked = &*self.with_text(asked, now).await?;
        let content = self.content_by(member, asked, id, made).await?;
        let digest = content_digest(&content.text());
        let to_sign = ToSign {
            id,
            act: Act::Propose,
            digest: &digest,
        };
        let signature = self.signature(member, &to_sign, signed, now).await;
        let signature = self.noted(member, content.what.kind().action(), signature, now);
        let signature = signature.await?;
        // The same that was sent before is there already.
        if self.store.proposal(id).await?.rows.is_none() {
            self.keep_proposal(&content, asked.what.file(), &signature, now)
                .await?;
        }
        self.proposal_seen(member, id, None, now).await
    }

    /// Draws who is asked, looks at the limits, and writes content, file, signature and line.
    async fn keep_proposal(
        &self,
        content: &Content,
        file: Option<&str>,
        signature: &SignatureRow,
        now: Instant,
    ) -> Result<(), Error> {
        let effect = self.effect(content, file, now, UNHEARD).await?;
        let proposal = self.new_proposal(content, &effect, now).await?;
        let text = content.text();
        let row = ProposalRow {
            proposal: self.held_if_over(proposal, now).await?,
            digest: content_digest(&text).to_vec(),
            effect: serde_json::to_string(&effect).map_err(|e| Error::Refused(e.to_string()))?,
            version: 1,
        };
        let person = content.what.subject().map(|subject| subject.person);
        let new = NewProposal {
            row: &row,
            person,
            content: &text,
            file,
            signature,
        };
        let deed = Deed {
            by: By::Staff(content.by.staff),
            purpose: match content.what.kind() {
                Kind::Order | Kind::Events | Kind::Case | Kind::Contact => Purpose::Investigation,
                Kind::Lifting | Kind::OrderLifting => Purpose::Review,
                Kind::RiskList
                | Kind::WholeCounty
                | Kind::WholeCountyEnd
                | Kind::Policy
                | Kind::TrustList
                | Kind::Organisation => Purpose::Operation,
            },
            action: "propose",
        };
        let (about, line) = self.line_on(content, deed, now).await?;
        match self
            .store
            .write(self.store.add_proposal(&new, about, &line))
            .await
        {
            // A conflict: the same was sent twice at one moment.
            Ok(()) | Err(WriteError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
        match content.what.file_digest() {
            Some(digest) => self.file_proposed(digest, content.id, now).await,
            None => Ok(()),
        }
    }

    /// The content of what a member asks for, where they may.
    async fn content_by(
        &self,
        member: &Member,
        asked: &ProposalAsked,
        id: ProposalId,
        made: Instant,
    ) -> Result<Content, Error> {
        let content = self.content(asked, hand(member), id, made).await?;
        let action = content.what.kind().action();
        self.admit_staff_in(member, action, content.place, made)
            .await?;
        self.place_fits(&content, asked.what.file(), made).await?;
        Ok(content)
    }

    async fn new_proposal(
        &self,
        content: &Content,
        effect: &Effect,
        now: Instant,
    ) -> Result<Proposal, Error> {
        let proposal = Proposal {
            id: content.id,
            kind: content.what.kind(),
            basis: content.basis,
            place: content.place,
            by: content.by,
            made: content.made,
            end: content.end,
            people: effect.people(content.what.kind()),
            state: ProposalState::AwaitingApproval,
            held: self.came_to_nothing(content, now).await?,
            asked: None,
            asked_at: now,
            approver: None,
            approved: None,
            done: true,
        };
        let asked = self.drawn(&proposal).await?;
        if asked.is_none() {
            return Err(Error::NobodyToDraw);
        }
        Ok(proposal.asked_of(asked, now))
    }

    /// Whether the same about the same person, or the same place, by the same office came to nothing a short time ago: the draw is not tried
    /// again and again until a friend is drawn.
    async fn came_to_nothing(&self, content: &Content, now: Instant) -> Result<bool, Error> {
        const MOST: u32 = 1_000;
        const DAY_MS: i64 = 86_400_000;
        let since = now.plus_ms(-Rules::IN_FORCE.again_days * DAY_MS);
        let kind = content.what.kind();
        let same = |p: &Proposal| {
            let by_office = p.kind == kind && p.by.office == content.by.office;
            by_office && p.state.is_over_for_nothing() && p.made > since
        };
        let Some(subject) = content.what.subject() else {
            // Of what names nobody, the place is the same.
            let recent = self.recent(now).await?;
            let mut recent = recent.iter().map(|row| &row.proposal);
            return Ok(recent.any(|p| p.place == content.place && same(p)));
        };
        for id in self.store.proposals_about(subject.person, MOST).await? {
            let row = self.store.proposal(id).await?.rows;
            if row.is_some_and(|row| same(&row.proposal)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The signature of a member over a content, where it is theirs.
    pub(super) async fn signature(
        &self,
        member: &Member,
        to_sign: &ToSign<'_>,
        signed: &SignedBy,
        now: Instant,
    ) -> Result<SignatureRow, Error> {
        let (staff, alarms) = self.store.staff_member(member.id).await?;
        self.raise(&alarms, now).await?;
        let staff = staff.filter(|row| row.ended.is_none());
        let passkeys = staff.map(|row| row.passkeys).unwrap_or_default();
        let passkey = passkeys.into_iter().find(|p| p.id == signed.passkey);
        let passkey = passkey.ok_or(Error::Unknown(Missing::Passkey))?;
        let key = PublicKey::from_raw(&passkey.public_key);
        let key = key.map_err(|e| Error::Refused(e.to_string()))?;
        let own = Passkey {
            id: passkey.id.clone(),
            key,
        };
        let challenge = proposal_challenge(to_sign.act, to_sign.digest);
        own.verify(&signed.assertion, &challenge, &signed.party.relying())
            .map_err(Error::Passkey)?;
        Ok(SignatureRow {
            proposal: to_sign.id,
            act: to_sign.act,
            by: hand(member),
            passkey: passkey.id,
            public_key: passkey.public_key,
            authenticator_data: signed.assertion.authenticator_data.clone(),
            client_data: signed.assertion.client_data.clone(),
            signature: signed.assertion.signature.clone(),
            origin: signed.party.origin.clone(),
            signed: now,
        })
    }
}
