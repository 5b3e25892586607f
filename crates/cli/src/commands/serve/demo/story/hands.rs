//! The staff of the story: one proposes, and whoever is drawn agrees, until what they propose counts. What an earlier try of a chapter
//! proposed is taken up: no file is published twice.

use domain::ids::ProposalId;
use domain::place::DivisionCode;
use domain::proposal::{Kind, ProposalState};
use server::ChangeTold;
use service::{Effect, Error, ProposalAsked, ProposalSeen, WhatAsked};
use simulation::colleagues::{Colleague, ColleagueError};

use super::Stage;

/// How often it is looked whether a proposal counts: one approves, a third confirms, and others may do so at the same moment.
const MOST_LOOKS: usize = 6;
const HANGZHOU: u32 = 330_100;

/// What some offices agreed to.
pub(super) struct Agreed {
    pub(super) id: ProposalId,
    /// In the order in which they signed.
    pub(super) offices: Vec<String>,
    pub(super) counted: Vec<ChangeTold>,
}

/// The place of the story.
pub(super) fn hangzhou() -> DivisionCode {
    DivisionCode::from_number(HANGZHOU).unwrap_or(DivisionCode::NATION)
}

/// Why a colleague could not.
pub(super) fn refused(error: ColleagueError) -> Error {
    match error {
        ColleagueError::Service(error) => error,
        other => Error::Refused(other.to_string()),
    }
}

pub(super) fn id_of(seen: &ProposalSeen) -> Result<ProposalId, Error> {
    let id = seen.id.parse().map(ProposalId);
    id.map_err(|_| Error::Refused("no number of a proposal".to_owned()))
}

pub(super) fn counts(seen: &ProposalSeen) -> bool {
    match seen.state {
        ProposalState::InForce => !seen.held,
        state => state == ProposalState::Confirmed,
    }
}

fn counted(effect: &Effect) -> Vec<ChangeTold> {
    let own = effect
        .changes
        .iter()
        .filter(|change| change.city == hangzhou());
    let own = own.map(|change| ChangeTold {
        from: change.from,
        to: change.to,
        people: change.people,
    });
    own.collect()
}

/// By what the same is known when it is tried again: the kind, and the file or the order that it is about.
fn named(what: &WhatAsked) -> Option<(Kind, String)> {
    match what {
        WhatAsked::RiskList { file, .. } => Some((Kind::RiskList, file.clone())),
        WhatAsked::Events { file, .. } => Some((Kind::Events, file.clone())),
        WhatAsked::OrderLifting { of } => Some((Kind::OrderLifting, of.0.to_string())),
        _ => None,
    }
}

impl Stage<'_> {
    /// The simulated colleagues of these logins, in this order.
    pub(super) fn colleagues(&self, logins: &[&str]) -> Vec<&Colleague> {
        let all = &self.demo.colleagues;
        let one = |login: &&str| {
            all.iter()
                .find(|colleague| colleague.standing.login == **login)
        };
        logins.iter().filter_map(one).collect()
    }

    /// Has one of these propose, and whoever is drawn agree, until it counts; what one of them proposed before of the same file or
    /// order is taken up. Where a visitor is drawn, it is taken back, and the next one proposes it.
    pub(super) async fn agreed(
        &self,
        proposers: &[&Colleague],
        asked: &ProposalAsked,
    ) -> Result<Agreed, Error> {
        for &by in proposers {
            for begun in self.begun(by, &asked.what).await? {
                if let Some(agreed) = self.brought(by, &begun).await? {
                    return Ok(agreed);
                }
            }
        }
        let (service, party) = (&self.demo.service, &self.demo.party);
        for &by in proposers {
            let proposed = by.propose(service, party, asked, self.now()).await;
            let proposed = match proposed.map_err(refused) {
                Ok(proposed) => proposed,
                Err(Error::NobodyToDraw) => continue,
                Err(error) => return Err(error),
            };
            if let Some(agreed) = self.brought(by, &proposed).await? {
                return Ok(agreed);
            }
        }
        Err(Error::NobodyToDraw)
    }

    /// The proposals of a kind that somebody made and that did not come to nothing.
    pub(super) async fn own(&self, by: &Colleague, kind: Kind) -> Result<Vec<ProposalSeen>, Error> {
        let service = &self.demo.service;
        let mut own = service.proposals(&by.member(), self.now()).await?;
        own.retain(|seen| {
            let is_over = seen.state.is_over_for_nothing();
            seen.own && seen.kind == kind && !is_over
        });
        Ok(own)
    }

    /// What somebody proposed of the same, and what two agreed to of it is done, should a stop have come in between.
    async fn begun(&self, by: &Colleague, what: &WhatAsked) -> Result<Vec<ProposalSeen>, Error> {
        let Some((kind, of)) = named(what) else {
            return Ok(Vec::new());
        };
        let mut begun = Vec::new();
        for own in self.own(by, kind).await? {
            let opened = self.seen(by, id_of(&own)?).await?;
            if opened.of.as_ref() == Some(&of) {
                begun.push(opened);
            }
        }
        if !begun.is_empty() {
            self.demo.service.settle_proposals(self.now()).await?;
        }
        Ok(begun)
    }

    /// A proposal as its proposer reads it now.
    async fn seen(&self, by: &Colleague, id: ProposalId) -> Result<ProposalSeen, Error> {
        let service = &self.demo.service;
        service
            .proposal_seen(&by.member(), id, None, self.now())
            .await
    }

    /// Brings a proposal to count; one that does not is taken back.
    async fn brought(
        &self,
        by: &Colleague,
        proposed: &ProposalSeen,
    ) -> Result<Option<Agreed>, Error> {
        let id = id_of(proposed)?;
        if !self.comes_to_count(by, id).await? && self.is_taken_back(by, id).await? {
            return Ok(None);
        }
        let offices = self.demo.service.offices_that_signed(id, self.now());
        Ok(Some(Agreed {
            id,
            offices: offices.await?,
            counted: counted(&proposed.effect),
        }))
    }

    /// Whether a proposal counts in the end, once everybody who is drawn has agreed.
    async fn comes_to_count(&self, by: &Colleague, id: ProposalId) -> Result<bool, Error> {
        for _ in 0..MOST_LOOKS {
            let seen = self.seen(by, id).await?;
            if counts(&seen) {
                return Ok(true);
            }
            if seen.state.is_over_for_nothing() || !self.somebody_agrees(id).await? {
                return Ok(false);
            }
        }
        Ok(false)
    }

    /// Has whoever is asked agree; nobody does where a visitor is asked.
    async fn somebody_agrees(&self, id: ProposalId) -> Result<bool, Error> {
        let (service, party) = (&self.demo.service, &self.demo.party);
        for colleague in &self.demo.colleagues {
            let answered = colleague.agree_to(service, party, id, self.now()).await;
            match answered.map_err(refused) {
                Ok(None) => {}
                // Also whoever has agreed by themselves at the same moment.
                Ok(Some(_)) | Err(Error::Proposal(_) | Error::Busy) => return Ok(true),
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Takes a proposal back that does not count. Whether it came to nothing: it may have been agreed to at the same moment.
    pub(super) async fn is_taken_back(
        &self,
        by: &Colleague,
        id: ProposalId,
    ) -> Result<bool, Error> {
        let seen = self.seen(by, id).await?;
        if seen.state.is_over_for_nothing() {
            return Ok(true);
        }
        if counts(&seen) {
            return Ok(false);
        }
        let withdrawn = by.withdraw(&self.demo.service, id, self.now()).await;
        match withdrawn.map_err(refused) {
            Ok(_) => Ok(true),
            Err(Error::Proposal(_) | Error::Busy) => {
                Ok(self.seen(by, id).await?.state.is_over_for_nothing())
            }
            Err(error) => Err(error),
        }
    }
}
