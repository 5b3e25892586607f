//! The staff of the story: one proposes, and whoever is drawn agrees, until what they propose counts.

use domain::ids::ProposalId;
use domain::place::DivisionCode;
use domain::proposal::ProposalState;
use server::ChangeTold;
use service::{Effect, Error, ProposalAsked, ProposalSeen};
use simulation::colleagues::{Colleague, ColleagueError};

use super::Stage;

/// The most offices that one proposal needs: who proposes, who approves, a third.
const MOST_HANDS: usize = 3;
const HANGZHOU: u32 = 330_100;

/// What some offices agreed to.
pub(super) struct Agreed<'a> {
    pub(super) id: ProposalId,
    pub(super) by: &'a Colleague,
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

fn counts(seen: &ProposalSeen) -> bool {
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

    /// Has one of these propose, and whoever is drawn agree, until it counts. Where a visitor is drawn, it is taken back, and the next
    /// one proposes it.
    pub(super) async fn agreed<'c>(
        &self,
        proposers: &[&'c Colleague],
        asked: &ProposalAsked,
    ) -> Result<Agreed<'c>, Error> {
        let (service, party) = (&self.demo.service, &self.demo.party);
        for &by in proposers {
            let proposed = by.propose(service, party, asked, self.now()).await;
            let proposed = proposed.map_err(refused)?;
            let id = id_of(&proposed)?;
            let mut offices = vec![by.standing.office.name.clone()];
            if self.until_it_counts(id, &mut offices).await? {
                let counted = counted(&proposed.effect);
                return Ok(Agreed {
                    id,
                    by,
                    offices,
                    counted,
                });
            }
            by.withdraw(service, id, self.now())
                .await
                .map_err(refused)?;
        }
        Err(Error::NobodyToDraw)
    }

    /// Whether it counts in the end; the offices of those who agreed are added.
    async fn until_it_counts(
        &self,
        id: ProposalId,
        offices: &mut Vec<String>,
    ) -> Result<bool, Error> {
        let (service, party) = (&self.demo.service, &self.demo.party);
        while offices.len() < MOST_HANDS {
            let mut agreed = None;
            for colleague in &self.demo.colleagues {
                let answered = colleague.agree_to(service, party, id, self.now()).await;
                agreed = answered.map_err(refused)?;
                if agreed.is_some() {
                    offices.push(colleague.standing.office.name.clone());
                    break;
                }
            }
            match agreed {
                None => return Ok(false),
                Some(seen) if counts(&seen) => return Ok(true),
                Some(_) => {}
            }
        }
        Ok(false)
    }
}
