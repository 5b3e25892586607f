//! Who must not answer an appeal: whoever brought about what it contests, whoever answered one against it before, and whoever found it
//! right and waits for a second person, of another office where there is one.

use domain::access::Action;
use domain::appeal::{Appeal, Contested, Finder};
use domain::contact::ExposedBy;
use domain::ids::{OfficeId, PersonId, ProposalId, StaffId};
use domain::staff::Member;
use domain::time::Instant;
use storage::AppealRow;

use super::Words;
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
        if found || answered_before(member.id, row, all)? {
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

    /// A member as somebody who finds that a disputed visit is not so; `colours` is whether it colours.
    pub(super) async fn finder(
        &self,
        member: &Member,
        (person, row): (PersonId, &AppealRow),
        all: &[AppealRow],
        colours: bool,
        now: Instant,
    ) -> Result<Finder, Error> {
        let first = self.office_of_first(&row.appeal, now).await?;
        // Whether others may is asked where it matters alone: of who is of the first's office, once the clock has run out.
        let matters = first == Some(member.office.id) && row.appeal.is_overdue(now);
        let others = !matters
            || self
                .others_may(member.office.id, (person, row), all, now)
                .await?;
        Ok(Finder {
            by: member.id,
            office: member.office.id,
            colours,
            first,
            others,
        })
    }

    /// Whether a member is no second who may agree, because the first is of their office.
    pub(super) async fn is_barred_second(
        &self,
        member: &Member,
        (person, row): (PersonId, &AppealRow),
        all: &[AppealRow],
        now: Instant,
    ) -> Result<bool, Error> {
        if row.appeal.found_by().is_none() {
            return Ok(false);
        }
        let finder = self.finder(member, (person, row), all, true, now).await?;
        let (office, others) = (finder.office, finder.others);
        let admits = |first| row.appeal.admits_second(first, office, others, now);
        Ok(finder.first.is_some_and(|first| !admits(first)))
    }

    /// The office of whoever found that the visit is not so; none where nobody has, or nobody who can be read.
    async fn office_of_first(
        &self,
        appeal: &Appeal,
        now: Instant,
    ) -> Result<Option<OfficeId>, Error> {
        let Some(first) = appeal.found_by() else {
            return Ok(None);
        };
        let (row, alarms) = self.store.staff_member(first).await?;
        self.raise(&alarms, now).await?;
        Ok(row.map(|row| row.member.office.id))
    }

    /// Whether anybody of another office than this one may answer an appeal: who is there, has a passkey and had no hand in it.
    async fn others_may(
        &self,
        office: OfficeId,
        (person, row): (PersonId, &AppealRow),
        all: &[AppealRow],
        now: Instant,
    ) -> Result<bool, Error> {
        let (members, alarms) = self.store.staff_members().await?;
        self.raise(&alarms, now).await?;
        let city = row.appeal.jurisdiction;
        for one in members {
            let apart = one.member.office.id != office && !one.passkeys.is_empty();
            if apart
                && one.member.may(Action::AnswerAppeal, city)
                && !self
                    .had_a_hand(&one.member, (person, row), all, now)
                    .await?
            {
                return Ok(true);
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

/// Whether a member answered another appeal against the same, or found it right before somebody else answered or it was taken back.
fn answered_before(member: StaffId, row: &AppealRow, all: &[AppealRow]) -> Result<bool, Error> {
    let (id, contests) = (row.appeal.id, &row.appeal.contests);
    let same = |other: &&AppealRow| {
        let other = &other.appeal;
        let mut theirs = other.contests.iter();
        // Where no order runs, it is the city's colour that both contest.
        let both_without = contests.is_empty() && other.contests.is_empty();
        let same_colour = both_without && other.jurisdiction == row.appeal.jurisdiction;
        other.id != id && (same_colour || theirs.any(|one| contests.contains(one)))
    };
    for other in all.iter().filter(same) {
        let found = Words::of(other)?.found_by;
        if other.appeal.answered_by == Some(member) || found.contains(&member) {
            return Ok(true);
        }
    }
    Ok(false)
}
