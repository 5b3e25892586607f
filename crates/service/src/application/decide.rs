//! A reviewer decides an application that they had no hand in.

use domain::access::Action;
use domain::application::{ApplicationRefusal, ApplicationState, Doubt, MAX_REASON};
use domain::hold::HoldKind;
use domain::ids::{ApplicationId, HoldId, PersonId};
use domain::log::{By, Purpose};
use domain::notice::NoticeKind;
use domain::staff::Member;
use domain::time::Instant;
use storage::{ApplicationRow, PersonFacts, WriteError};

use super::kept::{Asked, Kept};
use super::see::ApplicationSeen;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

impl Service {
    /// Accepts or refuses an application, with a reason that the applicant reads. What was tried and is not theirs stands in
    /// the log.
    #[crate::boxed]
    pub async fn decide_application(
        &self,
        member: &Member,
        id: ApplicationId,
        (accept, reason): (bool, &str),
        now: Instant,
    ) -> Result<ApplicationSeen, Error> {
        let row = self.application_row(id, now).await?;
        let (action, city) = (Action::DecideApplication, row.application.city);
        self.admit_staff_in(member, action, city, now).await?;
        let kept = Kept::of(&row)?;
        if kept.hands.contains(&member.id.0) {
            self.note_refusal(member, action, "same hands", now).await?;
            return Err(Error::Application(ApplicationRefusal::SameHands));
        }
        let reason = reason.trim();
        if reason.chars().count() > MAX_REASON || (reason.is_empty() && !accept) {
            return Err(Error::field(
                "reason",
                "请用1至500个字符写明理由，申请人会看到",
                "say why in 1 to 500 characters; the applicant reads it",
            ));
        }
        if row.application.state != ApplicationState::Review {
            return Err(Error::Application(ApplicationRefusal::NotNow));
        }
        let decided = row.application.clone().decide(accept, Some(member.id), now);
        let words = Kept {
            reason: reason.to_owned(),
            ..kept
        };
        let to = ApplicationRow {
            application: decided.map_err(Error::Application)?,
            words: words.sealed()?,
            ..row.clone()
        };
        let by = By::Staff(member.id);
        if accept {
            self.accept(&row, to, by, now).await?;
        } else {
            self.refuse(&row, to, by, now).await?;
        }
        self.application_seen(member, id, None, now).await
    }

    async fn accept(
        &self,
        row: &ApplicationRow,
        to: ApplicationRow,
        by: By,
        now: Instant,
    ) -> Result<(), Error> {
        let asked = Kept::of(row)?.asked()?;
        let person = match self.holder_for(&asked, now).await? {
            Some((person, true)) => person,
            Some((person, false)) => {
                // Only what a reviewer has read is decided: whose code it is now was not in it.
                if !row.application.doubts.contains(&Doubt::Takeover) {
                    return Err(Error::Application(ApplicationRefusal::NotNow));
                }
                return self.take_over(person, (row, to), by, now).await;
            }
            // What a crash left between the queue and the registration, or whose code was deleted meanwhile.
            None => {
                self.register_applicant(row, &asked, false, now)
                    .await?
                    .person
            }
        };
        let to = ApplicationRow {
            person: Some(person),
            ..to
        };
        let about = row.application.id;
        let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            for hold in review_holds(draft) {
                draft.end_hold(hold, now);
            }
            draft.tell(NoticeKind::ApplicationAccepted, about.0, now);
            draft.batch.settle_application(row, &to);
            Ok(Drafted::Write(()))
        };
        let deed = of_reviewer(by, "accept application");
        self.decided(person, deed, now, draft).await
    }

    async fn refuse(
        &self,
        row: &ApplicationRow,
        to: ApplicationRow,
        by: By,
        now: Instant,
    ) -> Result<(), Error> {
        let deed = of_reviewer(by, "refuse application");
        let asked: Asked = Kept::of(row)?.asked()?;
        let holder = self.holder_for(&asked, now).await?;
        if let Some((person, true)) = holder {
            // They stay held, and read what to correct.
            let about = row.application.id;
            let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
                draft.tell(NoticeKind::ApplicationRefused, about.0, now);
                draft.batch.settle_application(row, &to);
                Ok(Drafted::Write(()))
            };
            return self.decided(person, deed, now, draft).await;
        }
        let to = ApplicationRow { sms: true, ..to };
        let change = self.store.change_application(row, &to);
        let line = match holder {
            Some((person, _)) => self.line_about(person, deed, &to.words, now).await?,
            None => self.note(deed, &to.words, now),
        };
        let noted = match holder {
            Some((person, _)) if line.alias.is_some() => self.store.log_about(person, &line),
            _ => self.store.log(&line),
        };
        match self.store.write(change.with(noted)).await {
            Ok(()) => Ok(()),
            Err(WriteError::Conflict) => Err(Error::Application(ApplicationRefusal::NotNow)),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a decision about a person, unless somebody else has decided meanwhile.
    pub(super) async fn decided(
        &self,
        person: PersonId,
        deed: Deed,
        now: Instant,
        draft: impl FnMut(&PersonFacts, &Shared, &mut Draft) -> Result<Drafted<()>, Error>,
    ) -> Result<(), Error> {
        match self.change(person, deed, now, draft).await {
            Ok(_) => Ok(()),
            Err(Error::Busy) => Err(Error::Application(ApplicationRefusal::NotNow)),
            Err(error) => Err(error),
        }
    }
}

/// The holds that wait for a reviewer.
pub(super) fn review_holds(draft: &Draft) -> Vec<HoldId> {
    let standing = draft.record.holds.iter();
    standing
        .filter(|hold| hold.kind == HoldKind::ApplicationReview && hold.ended.is_none())
        .map(|hold| hold.id)
        .collect()
}

pub(super) const fn of_reviewer(by: By, action: &'static str) -> Deed {
    Deed {
        by,
        purpose: Purpose::Review,
        action,
    }
}
