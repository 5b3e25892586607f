//! Who must not answer an appeal: whoever brought about what it contests, whoever answered one against it before, and whoever found it
//! right and waits for a second person.

use domain::appeal::Contested;
use domain::contact::ExposedBy;
use domain::ids::{OfficeId, PersonId, ProposalId, StaffId};
use domain::staff::Member;
use domain::time::Instant;
use storage::AppealRow;

use crate::Service;
use crate::error::Error;

impl Service {
    /// Whether a member, or their office, had a hand in what an appeal contests.
    pub(super) async fn had_a_hand(
        &self,
        member: &Member,
        (person, row): (PersonId, &AppealRow),
        all: &[AppealRow],
        now: Instant,
    ) -> Result<bool, Error> {
        let found = row.appeal.found_by() == Some(member.id);
        if found || answered_before(member.id, row, all) {
            return Ok(true);
        }
        for contested in &row.appeal.contests {
            for proposal in self.brought_by(person, *contested, now).await? {
                let hands = self.hands_of(proposal, now).await?;
                let own = |(staff, office): &(StaffId, OfficeId)| {
                    *staff == member.id || *office == member.office.id
                };
                if hands.iter().any(own) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The proposals that brought about what is contested: of a visit those of the events that touch it.
    async fn brought_by(
        &self,
        person: PersonId,
        contested: Contested,
        now: Instant,
    ) -> Result<Vec<ProposalId>, Error> {
        let Contested::Visit(visit) = contested else {
            return Ok(contested.proposal().into_iter().collect());
        };
        let facts = match self.read_person(person, now).await {
            // Who was erased meanwhile has no visit, and keeps nobody's queue from being read.
            Err(Error::NotRegistered) => return Ok(Vec::new()),
            facts => facts?,
        };
        let shared = self.shared(now).await?;
        let exposures = shared.exposures(&facts.record);
        let all = exposures.iter();
        let touching = all.filter(|exposed| exposed.by == ExposedBy::Visit(visit));
        Ok(touching
            .flat_map(|exposed| exposed.event.proposals())
            .collect())
    }

    /// Everybody who signed a proposal, by their signatures.
    async fn hands_of(
        &self,
        id: ProposalId,
        now: Instant,
    ) -> Result<Vec<(StaffId, OfficeId)>, Error> {
        let signatures = self.store.signatures_of(id).await?;
        self.raise(&signatures.alarms, now).await?;
        let hands = signatures.rows.iter().map(|signature| signature.by);
        Ok(hands.map(|hand| (hand.staff, hand.office)).collect())
    }
}

fn answered_before(member: StaffId, row: &AppealRow, all: &[AppealRow]) -> bool {
    let (id, contests) = (row.appeal.id, &row.appeal.contests);
    let same = |other: &&AppealRow| {
        let other = &other.appeal;
        let mut theirs = other.contests.iter();
        // Where no order runs, it is the city's colour that both contest.
        let both_without = contests.is_empty() && other.contests.is_empty();
        let same_colour = both_without && other.jurisdiction == row.appeal.jurisdiction;
        other.id != id && (same_colour || theirs.any(|one| contests.contains(one)))
    };
    let mut others = all.iter().filter(same);
    others.any(|other| other.appeal.answered_by == Some(member))
}
