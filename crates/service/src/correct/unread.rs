//! Requests whose words nobody can read, as another version of the program may have written them. Nobody could decide them: once their
//! clock has run out they end, and until then their person can take them back. Their words are not opened for it.

use domain::ids::PersonId;
use domain::time::Instant;
use storage::{CorrectionBare, CorrectionWaiting, PersonFacts};

use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::Error;
use crate::log::Deed;
use crate::shared::Shared;

/// How many that are overdue are looked at together.
const PAGE: u32 = 500;

impl Service {
    /// Ends the requests that are overdue and that nobody can read.
    pub(crate) async fn sweep_corrections(&self, now: Instant) -> Result<(), Error> {
        let mut after = None;
        // Of whom one could not be looked at keeps nobody behind them waiting.
        let mut failed: Option<Error> = None;
        loop {
            let overdue = self.store.corrections_overdue(now, after, PAGE).await?;
            let Some(last) = overdue.last() else {
                return failed.map_or(Ok(()), Err);
            };
            after = Some(*last);
            for one in overdue {
                match self.end_unread(one, now).await {
                    // Of whom something does not hold, staff look first.
                    Ok(()) | Err(Error::NotRegistered | Error::Damaged | Error::Refused(_)) => {}
                    Err(error) if failed.is_none() => failed = Some(error),
                    Err(error) => {
                        tracing::error!(%error, "another correction could not be looked at either");
                    }
                }
            }
        }
    }

    async fn end_unread(&self, one: CorrectionWaiting, now: Instant) -> Result<(), Error> {
        let read = self.corrections(one.person, now).await?;
        if read.iter().any(|row| row.request.id == one.id) {
            return Ok(());
        }
        let shared = self.shared(now).await?;
        let facts = self.read_person(one.person, now).await?;
        let bare = self.corrections_bare(one.person, now).await?;
        let found = bare.iter().find(|bare| bare.request().id == one.id);
        let over = found.and_then(|bare| Some((bare, bare.request().over(now).ok()?)));
        let Some((bare, over)) = over else {
            return Ok(());
        };
        let mut draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            draft.batch.end_bare_correction(bare, over);
            Ok(Drafted::Write(()))
        };
        let (read, deed) = ((&facts, &*shared), Deed::automatic("end correction"));
        // What changed meanwhile is looked at in an hour.
        let _done = self.attempt_on(read, deed, now, &mut draft).await?;
        Ok(())
    }

    /// The requests of a person whose rows hold, without their words.
    pub(super) async fn corrections_bare(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<CorrectionBare>, Error> {
        let (bare, alarms) = self.store.corrections_bare(person).await?;
        self.raise(&alarms, now).await?;
        Ok(bare)
    }
}
