//! A reviewer who had no hand in it grants a correction, or says why the declaration stays.

use domain::access::Action;
use domain::correction_request::{CorrectionRefusal, CorrectionRequest, MAX_REASON};
use domain::ids::{CorrectionId, PersonId};
use domain::log::{By, Purpose};
use domain::notice::NoticeKind;
use domain::staff::Member;
use domain::time::Instant;
use storage::{CorrectionRow, PersonFacts};

use super::see::{CorrectionSeen, seen_row};
use super::{Words, refused};
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::{Error, Missing};
use crate::log::Deed;
use crate::shared::Shared;

impl Service {
    /// Grants or refuses a correction, with words that the person reads: needed for a refusal. What was tried and is not theirs stands in
    /// the log.
    #[crate::boxed]
    pub async fn decide_correction(
        &self,
        member: &Member,
        id: CorrectionId,
        (grant, answer): (bool, &str),
        now: Instant,
    ) -> Result<CorrectionSeen, Error> {
        let found = self.correction(id, now).await?;
        let (action, city) = (Action::DecideCorrection, found.city);
        self.admit_staff_in(member, action, city, now).await?;
        if Words::of(&found.row)?.taken_by == Some(member.id) {
            self.note_refusal(member, action, "same hands", now).await?;
            return Err(refused(CorrectionRefusal::SameHands));
        }
        let answer = answer.trim();
        if answer.chars().count() > MAX_REASON || (answer.is_empty() && !grant) {
            return Err(Error::field(
                "words",
                "请用1至500个字符写明理由，本人会看到",
                "say why in 1 to 500 characters; the person reads it",
            ));
        }
        let decision = (member, grant, answer);
        let (row, words) = self
            .write_decision(found.facts.id, id, decision, now)
            .await?;
        Ok(seen_row(member, (&row, &words), city, now))
    }

    /// Writes a decision; a grant with all that follows from it.
    async fn write_decision(
        &self,
        person: PersonId,
        id: CorrectionId,
        (member, grant, answer): (&Member, bool, &str),
        now: Instant,
    ) -> Result<(CorrectionRow, Words), Error> {
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Review,
            action: if grant {
                "grant correction"
            } else {
                "refuse correction"
            },
        };
        for _try in 0..TRIES {
            let shared = self.shared(now).await?;
            let facts = self.read_person(person, now).await?;
            let checks = self.checks_of(person, now).await?;
            let rows = self.corrections(person, now).await?;
            let (own, others): (Vec<_>, Vec<_>) =
                rows.into_iter().partition(|row| row.request.id == id);
            let [row] = &own[..] else {
                return Err(Error::Unknown(Missing::Correction));
            };
            let words = Words {
                answer: answer.to_owned(),
                ..Words::of(row)?
            };
            let decided = row.request.decide(grant, member.id, now);
            let to: CorrectionRequest = decided.map_err(refused)?;
            let to = words.row(to)?;
            let mut draft = |facts: &PersonFacts, shared: &Shared, draft: &mut Draft| {
                registered(facts)?;
                draft.batch.end_correction(&to);
                if grant {
                    let beside = (&others[..], &checks[..]);
                    self.grant_correction(draft, shared, (&to.request, &words), beside, now)?;
                }
                draft.tell(NoticeKind::CorrectionAnswered, id.0, now);
                Ok(Drafted::Write(()))
            };
            let read = (&facts, &*shared);
            let done = self.attempt_on(read, deed, now, &mut draft).await?;
            if done.is_some() {
                return Ok((to, words));
            }
        }
        Err(Error::Busy)
    }
}
