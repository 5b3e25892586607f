//! The job of applications: the registry is asked again, and who is told of an end is told. Run again, it changes nothing.

use domain::application::ApplicationState;
use domain::ids::{ApplicationId, PersonId};
use domain::notice::NoticeKind;
use domain::time::Instant;
use gateway::registry::Agreement;
use storage::{ApplicationRow, PersonFacts, WriteError};

use super::APPLICATION_DAYS;
use super::admit::Admitted;
use super::apply::not_confirmed;
use super::kept::Kept;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

/// Applications of one look.
const MOST: u32 = 1_000;

/// What became of the applications that waited for the registry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ApplicationsSettled {
    /// Those that went through by themselves.
    pub through: u64,
    /// Those that a reviewer has now.
    pub to_review: u64,
    /// Those to which the registry did not agree.
    pub refused: u64,
    /// Those that wait still.
    pub waiting: u64,
}

impl Service {
    /// Asks the registry again about every application that waits for it. Where it gives no answer the others wait too.
    #[crate::boxed]
    pub async fn settle_applications(&self, now: Instant) -> Result<ApplicationsSettled, Error> {
        let mut settled = ApplicationsSettled::default();
        if self.neighbours.is_none() {
            return Ok(settled);
        }
        let far = Instant::from_ms(i64::MAX);
        let state = ApplicationState::Registry.word();
        let waiting = self.store.applications_in(state, far, MOST).await?;
        for (position, (id, _)) in waiting.iter().enumerate() {
            match self.settle_application(*id, &mut settled, now).await {
                Ok(true) => {}
                Ok(false) => {
                    settled.waiting += (waiting.len() - position) as u64;
                    break;
                }
                // One that is damaged, or was decided meanwhile, stops none of the others.
                Err(error) => {
                    tracing::error!(%error, "an application was not settled; it is tried again");
                }
            }
        }
        Ok(settled)
    }

    /// One of them; whether the registry gave an answer.
    async fn settle_application(
        &self,
        id: ApplicationId,
        settled: &mut ApplicationsSettled,
        now: Instant,
    ) -> Result<bool, Error> {
        let row = self.application_row(id, now).await?;
        if row.application.state != ApplicationState::Registry {
            return Ok(true);
        }
        let kept = Kept::of(&row)?;
        let applicant = kept.asked()?.applicant;
        let both = applicant.contact.as_ref().zip(kept.born);
        let (contact, born) = both.ok_or(Error::Damaged)?;
        let asked = (&applicant.name, &applicant.document);
        let agreement = match self.ask_registry(asked, (contact, born), now).await {
            Ok(agreement) => agreement,
            Err(Error::Waits { .. }) => return Ok(false),
            Err(error) => return Err(error),
        };
        if agreement == Agreement::No {
            self.refuse_unproven(&row, now).await?;
            settled.refused += 1;
            return Ok(true);
        }
        match self.admit(&row, now).await? {
            Admitted::Registered(registered) => {
                self.tell_accepted(registered.person, id, now).await?;
                settled.through += 1;
            }
            // The registration of before the crash.
            Admitted::Before(person) => {
                self.close_application(&kept.contact, now).await?;
                self.tell_accepted(person, id, now).await?;
                settled.through += 1;
            }
            Admitted::Unproven => {
                self.refuse_unproven(&row, now).await?;
                settled.refused += 1;
            }
            Admitted::Review => settled.to_review += 1,
        }
        Ok(true)
    }

    /// The registry does not agree: whoever reads it reads what they would have read at once.
    async fn refuse_unproven(&self, row: &ApplicationRow, now: Instant) -> Result<(), Error> {
        let application = row.application.clone().decide(false, None, now);
        let refused = ApplicationRow {
            application: application.map_err(Error::Application)?,
            sms: true,
            ..row.clone()
        };
        match self
            .store
            .write(self.store.change_application(row, &refused))
            .await
        {
            // Somebody was faster.
            Ok(()) | Err(WriteError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Tells a person that they went through: by a notice, and a short message with it.
    pub(super) async fn tell_accepted(
        &self,
        person: PersonId,
        id: ApplicationId,
        now: Instant,
    ) -> Result<(), Error> {
        let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            draft.tell(NoticeKind::ApplicationAccepted, id.0, now);
            Ok(Drafted::Write(()))
        };
        let deed = Deed::automatic("accept application");
        self.change(person, deed, now, draft).await?;
        Ok(())
    }

    /// Forgets what was decided long ago.
    pub(crate) async fn sweep_applications(&self, now: Instant) -> Result<(), Error> {
        let before = (now.date() - APPLICATION_DAYS).start();
        self.store
            .write(self.store.drop_applications(before))
            .await?;
        let dead = self.store.drop_unit_links(now.date());
        Ok(self.store.write(dead).await?)
    }
}

/// The words that the unproven hear, also of an answer that came later.
pub(super) fn unproven() -> domain::policy::Text {
    not_confirmed().text()
}
