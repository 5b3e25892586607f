//! Answering: whoever had no hand in it says why it stays, or signs what lifts it.

use domain::access::Action;
use domain::appeal::{Appeal, AppealRefusal, Contested, MAX_WORDS};
use domain::ids::{AppealId, PersonId, ProposalId, StaffId};
use domain::log::{By, Purpose};
use domain::proposal::What;
use domain::staff::Member;
use domain::time::Instant;
use storage::AppealRow;

use super::{AppealSeen, Words};
use crate::Service;
use crate::error::Error;
use crate::log::Deed;
use crate::proposal::concerns;

/// What somebody says to an appeal, with the words that the person reads.
pub enum AppealAnswer {
    /// What it contests stays.
    Reject(String),
    /// What it contests is lifted by these proposals, which whoever answers has signed; a disputed visit is set aside by
    /// none, and where it colours once two have found the same, of two offices.
    Grant(String, Vec<ProposalId>),
}

impl AppealAnswer {
    fn words(&self) -> &str {
        match self {
            Self::Reject(words) | Self::Grant(words, _) => words.trim(),
        }
    }
}

impl Service {
    /// Takes an answer. What was tried and is not theirs stands in the log.
    #[crate::boxed]
    pub async fn answer_appeal(
        &self,
        member: &Member,
        id: AppealId,
        answer: &AppealAnswer,
        now: Instant,
    ) -> Result<AppealSeen, Error> {
        let (person, row, all) = self.appeal_row(id, now).await?;
        let city = row.appeal.jurisdiction;
        self.admit_staff_in(member, Action::AnswerAppeal, city, now)
            .await?;
        if self.had_a_hand(member, (person, &row), &all, now).await? {
            self.note_refusal(member, Action::AnswerAppeal, "same hands", now)
                .await?;
            return Err(Error::Appeal(AppealRefusal::SameHands));
        }
        let words = answer.words();
        if words.is_empty() || words.chars().count() > MAX_WORDS {
            return Err(Error::field(
                "words",
                "请用1至1000个字符写明理由，本人会看到",
                "say why in 1 to 1000 characters; the person reads it",
            ));
        }
        let kept = Words {
            answer: words.to_owned(),
            found_by: found_by(member.id, &row, answer)?,
            ..Words::of(&row)?
        };
        if let (AppealAnswer::Grant(..), Some(visit)) = (answer, row.appeal.visit()) {
            self.set_visit_aside(member, (person, &row), &all, (visit, &kept), now)
                .await?;
        } else {
            let appeal = self
                .answered_appeal(member, (person, &row.appeal), answer, now)
                .await?;
            let to = AppealRow {
                appeal,
                words: kept.sealed()?,
            };
            self.change_appeal(person, (&row.appeal, &to), deed(member), now)
                .await?;
        }
        self.settle_appeal(person, id, now).await?;
        self.appeal_seen(member, id, None, now).await
    }

    /// An appeal once it was answered so; what becomes of a disputed visit is asked of the facts on which it is written (`aside`).
    async fn answered_appeal(
        &self,
        member: &Member,
        (person, appeal): (PersonId, &Appeal),
        answer: &AppealAnswer,
        now: Instant,
    ) -> Result<Appeal, Error> {
        let appeal = appeal.clone();
        let answered = match answer {
            AppealAnswer::Reject(_) => appeal.reject(member.id, now),
            AppealAnswer::Grant(_, proposals) => {
                for contested in &appeal.contests {
                    let lifts = self.lifts(member, person, *contested, proposals, now);
                    if !lifts.await? {
                        return Err(Error::Appeal(AppealRefusal::NotLifted));
                    }
                }
                appeal.grant(member.id, proposals.clone())
            }
        };
        answered.map_err(Error::Appeal)
    }

    /// Whether one of these proposals of a member lifts what is contested: of this person, at a place that concerns them.
    async fn lifts(
        &self,
        member: &Member,
        person: PersonId,
        contested: Contested,
        proposals: &[ProposalId],
        now: Instant,
    ) -> Result<bool, Error> {
        let facts = self.read_person(person, now).await?;
        for id in proposals {
            let Some(content) = self.content_of(*id, now).await? else {
                continue;
            };
            let lifts = match (&content.what, contested) {
                (What::OrderLifting { of }, contested) if contested.proposal().is_some() => {
                    Some(*of) == contested.proposal()
                }
                (What::Lifting { subject, order }, Contested::Order(contested)) => {
                    subject.person == person
                        && *order == contested
                        && concerns(content.place, &facts.record)
                }
                _ => false,
            };
            if lifts && content.by.staff == member.id {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// What an answer is in the log.
pub(super) fn deed(member: &Member) -> Deed {
    Deed {
        by: By::Staff(member.id),
        purpose: Purpose::Appeal,
        action: "answer appeal",
    }
}

/// Who of the staff found an appeal right, once this answer is there: of one that was written before that was kept, who answered it.
fn found_by(
    member: StaffId,
    row: &AppealRow,
    answer: &AppealAnswer,
) -> Result<Vec<StaffId>, Error> {
    let mut found = Words::of(row)?.found_by;
    let grants = matches!(answer, AppealAnswer::Grant(..));
    found.extend(row.appeal.answered_by);
    found.extend(grants.then_some(member));
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
