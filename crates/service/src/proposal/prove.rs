//! Reading a proposal back: whether what it brings may be read.
//!
//! A row says what was agreed, its MAC that this program wrote it, and the signatures that two people meant it, each with a
//! passkey of theirs. All three are looked at each time, so that a clerk at the database makes no evidence, and rows of
//! evidence alone are none, whoever wrote them. Whoever holds the keys of the database could write passkeys too.

use credential::passkey::{Assertion, Passkey};
use credential::{PublicKey, content_digest, proposal_challenge};
use domain::facts::TestResult;
use domain::ids::{AppealId, PersonId, ProposalId};
use domain::proposal::{Act, Content, Hand, Proposal, ProposalState, Rules, What};
use domain::record::Evidence;
use domain::time::Instant;
use storage::{
    Alarm, AlarmKind, LogLine, PersonFacts, ProposalRow, SignatureRow, SuspendedEvidence,
};

use crate::Service;
use crate::error::Error;
use crate::laboratory::is_reported;
use crate::log::Deed;
use crate::staff::Party;

/// A proposal whose signatures hold.
pub(crate) struct Proven {
    pub(crate) proposal: Proposal,
    pub(crate) content: Content,
}

impl Proven {
    /// Whether it says exactly this of exactly this person.
    fn says(&self, person: PersonId, evidence: Evidence) -> bool {
        let subject = self.content.what.subject();
        let recorded = match evidence {
            Evidence::OfficialOrder(order) => order.recorded,
            Evidence::Exposure(exposure) => exposure.recorded,
            Evidence::Entry(_) | Evidence::Test(_) => return false,
        };
        subject.is_some_and(|subject| subject.person == person)
            && self.content.evidence(recorded) == Some(evidence)
    }
}

impl Service {
    /// Puts into a person's record what of their evidence is proven and counts now, and beside it what would count but for an
    /// appeal. What should be proven and is not raises an alarm and is not read.
    pub(crate) async fn take_proven(
        &self,
        facts: &mut PersonFacts,
        now: Instant,
    ) -> Result<(), Error> {
        let mut appeals = None;
        for row in facts.evidence.clone() {
            let id = match (row.evidence, row.withdrawn) {
                (Evidence::OfficialOrder(order), None) => ProposalId(order.id),
                (Evidence::Exposure(exposure), None) => ProposalId(exposure.id),
                (Evidence::Test(test), None) => {
                    take_reported(facts, test);
                    continue;
                }
                _ => continue,
            };
            // Only whom officials ordered or named can have appealed against that: nobody else's appeals are read.
            if appeals.is_none() {
                appeals = Some(self.appeals(facts.id, now).await?);
            }
            let kept = appeals.iter().flatten().map(|row| &row.appeal);
            let suspending = kept.filter(|appeal| appeal.suspends(id, now));
            let by: Vec<AppealId> = suspending.map(|appeal| appeal.id).collect();
            let (proven, evidence) = (self.proven(id, now).await?, row.evidence);
            match proven.filter(|proven| proven.says(facts.id, evidence)) {
                Some(proven) if !self.counts_now(&proven.proposal, now).await? => {}
                Some(proven) if !by.is_empty() && proven.proposal.yields_to_appeal() => {
                    facts.suspended.push(SuspendedEvidence { evidence, by });
                }
                Some(_) => facts.record.evidence.push(evidence),
                None => facts.alarms.push(unsigned(facts.id, id.0)),
            }
        }
        Ok(())
    }

    /// Whether a proposal counts. That it is over a limit is counted here and not believed of its row: an older row, put back
    /// by whoever can write to the database, says nothing of it.
    pub(super) async fn counts_now(
        &self,
        proposal: &Proposal,
        now: Instant,
    ) -> Result<bool, Error> {
        if !proposal.counts(&Rules::IN_FORCE, now) {
            return Ok(false);
        }
        let last = [ProposalState::Confirmed, ProposalState::Agreed].contains(&proposal.state);
        Ok(last || !self.over_now(now).await?.contains(&proposal.id))
    }

    /// A proposal with its content, where its rows hold and the signatures that its state needs are good, and the word of whom
    /// it names where its state rests on that.
    pub(crate) async fn proven(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<Option<Proven>, Error> {
        let Some((row, content, signatures)) = self.read_back(id, now).await? else {
            return Ok(None);
        };
        if !is_signed(&row, &signatures) || !self.is_agreed(&row, &content, now).await? {
            return Ok(None);
        }
        Ok(Some(Proven {
            proposal: row.proposal,
            content,
        }))
    }

    /// A proposal with its content, where its rows hold and its proposer's signature is good, whoever agreed to it.
    pub(super) async fn proposed(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<Option<(ProposalRow, Content)>, Error> {
        let read = self.read_back(id, now).await?;
        let read = read.filter(|(row, _, signatures)| is_proposed(row, signatures));
        Ok(read.map(|(row, content, _)| (row, content)))
    }

    /// A proposal with its content and signatures, where they are of one another and of passkeys of who signed.
    async fn read_back(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<Option<(ProposalRow, Content, Vec<SignatureRow>)>, Error> {
        let found = self.store.proposal(id).await?;
        let signatures = self.store.signatures_of(id).await?;
        self.raise(&found.alarms, now).await?;
        self.raise(&signatures.alarms, now).await?;
        let (Some(row), Some(content)) = (found.rows, self.content_of(id, now).await?) else {
            return Ok(None);
        };
        if !agrees(&row, &content) {
            return Ok(None);
        }
        for signature in &signatures.rows {
            if !self.is_theirs(signature).await? {
                return Ok(None);
            }
        }
        Ok(Some((row, content, signatures.rows)))
    }

    /// Whether the passkey of a signature belongs to who signed, or did: what was signed before somebody left stays good.
    async fn is_theirs(&self, signature: &SignatureRow) -> Result<bool, Error> {
        let passkeys = self.store.passkeys_ever_of(signature.by.staff).await?;
        let mut own = passkeys.rows.iter();
        Ok(own.any(|p| p.id == signature.passkey && p.public_key == signature.public_key))
    }

    /// The content of a proposal; nothing where it went with the person.
    pub(crate) async fn content_of(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<Option<Content>, Error> {
        let (text, alarms) = self.store.proposal_content(id).await?;
        self.raise(&alarms, now).await?;
        Ok(text.and_then(|text| Content::parse(&text)))
    }

    /// The line for a deed on a content: in the outbox of whom it names, so that they read it.
    pub(super) async fn line_on(
        &self,
        content: &Content,
        deed: Deed,
        now: Instant,
    ) -> Result<(Option<PersonId>, LogLine), Error> {
        let words = content.text();
        let ended = match content.what {
            What::OrderLifting { of } => self.content_of(of, now).await?,
            _ => None,
        };
        // What ends an order concerns whom the order is about.
        let concerned = ended.as_ref().unwrap_or(content);
        if let Some(subject) = concerned.what.subject() {
            let line = self.line_about(subject.person, deed, &words, now).await?;
            let person = line.alias.map(|_| subject.person);
            return Ok((person, line));
        }
        Ok((None, self.note(deed, &words, now)))
    }
}

/// Evidence that nobody signed.
fn unsigned(person: PersonId, row: i64) -> Alarm {
    Alarm {
        person: Some(person),
        kind: AlarmKind::Unsigned,
        table: "evidence".to_owned(),
        row,
    }
}

/// Puts a test into a person's record where a laboratory reported it. Where none did, its row is gone: nothing gets better
/// before staff have looked.
fn take_reported(facts: &mut PersonFacts, test: TestResult) {
    if is_reported(facts, &test) {
        facts.record.evidence.push(Evidence::Test(test));
        return;
    }
    facts.missing = true;
    facts.alarms.push(Alarm {
        person: Some(facts.id),
        kind: AlarmKind::Missing,
        table: "laboratory_result".to_owned(),
        row: test.id,
    });
}

/// Whether row and content speak of the same.
fn agrees(row: &ProposalRow, content: &Content) -> bool {
    let proposal = &row.proposal;
    row.digest == content_digest(&content.text())
        && proposal.id == content.id
        && proposal.kind == content.what.kind()
        && (proposal.basis, proposal.place, proposal.by)
            == (content.basis, content.place, content.by)
        && (proposal.made, proposal.end) == (content.made, content.end)
}

/// Who signed an act over this content, where the signature is good.
fn signer(row: &ProposalRow, signatures: &[SignatureRow], act: Act) -> Option<Hand> {
    let signature = signatures.iter().find(|s| s.act == act)?;
    is_good(signature, row).then_some(signature.by)
}

/// Whether a proposal carries its proposer's signature.
fn is_proposed(row: &ProposalRow, signatures: &[SignatureRow]) -> bool {
    signer(row, signatures, Act::Propose) == Some(row.proposal.by)
}

/// Whether a proposal carries the signatures that its state needs, of people of different offices. The word of whom it names
/// stands in the place of all but the proposer's, and is looked at beside ([`Service::is_agreed`]).
fn is_signed(row: &ProposalRow, signatures: &[SignatureRow]) -> bool {
    let proposal = &row.proposal;
    if proposal.state == ProposalState::Agreed {
        return is_proposed(row, signatures);
    }
    let by = |act: Act| signer(row, signatures, act);
    let proposer = by(Act::Propose).filter(|hand| *hand == proposal.by);
    let (Some(proposer), Some(approver)) = (proposer, proposal.approver) else {
        return false;
    };
    if by(Act::Approve) != Some(approver) || !approver.differs_from(&proposer) {
        return false;
    }
    proposal.state != ProposalState::Confirmed
        || by(Act::Confirm)
            .is_some_and(|third| third.is_apart_from(&proposer) && third.is_apart_from(&approver))
}

/// Whether a signature is one over this content.
fn is_good(signature: &SignatureRow, row: &ProposalRow) -> bool {
    let Ok(key) = PublicKey::from_raw(&signature.public_key) else {
        return false;
    };
    let passkey = Passkey {
        id: signature.passkey.clone(),
        key,
    };
    let assertion = Assertion {
        authenticator_data: signature.authenticator_data.clone(),
        client_data: signature.client_data.clone(),
        signature: signature.signature.clone(),
    };
    let challenge = proposal_challenge(signature.act, &row.digest);
    let Some(party) = Party::of(&signature.origin) else {
        return false;
    };
    signature.proposal == row.proposal.id
        && passkey
            .verify(&assertion, &challenge, &party.relying())
            .is_ok()
}
