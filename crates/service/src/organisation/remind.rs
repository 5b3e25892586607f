//! One tap asks everybody of a unit who has not reported today to do so: a notice in the app, once a day for each, whichever of their
//! organisations asks.

use domain::ids::{OrganisationId, UnitId};
use domain::log::Purpose;
use domain::notice::NoticeKind;
use domain::organisation::reported;
use domain::staff::Member;
use domain::time::Instant;
use storage::PersonFacts;

use super::units::of_manager;
use crate::Service;
use crate::error::Error;

impl Service {
    /// Reminds who has not reported today; how many they are.
    #[crate::boxed]
    pub async fn remind_unit(
        &self,
        member: &Member,
        way: (OrganisationId, UnitId),
        now: Instant,
    ) -> Result<usize, Error> {
        self.managed_unit(member, way, now).await?;
        let mut known = self.members_known(way, now).await?;
        let read: Vec<&PersonFacts> = known.iter().map(|one| &one.facts).collect();
        let looked = ("read organisation list", Purpose::Organisation);
        self.note_looks(member, &read, looked, now).await?;
        known.retain(|one| !reported(&one.facts.record, now.date()));
        let deed = of_manager(member, "remind member");
        let day = i64::from(now.date().day());
        let batches = known.iter().map(|one| {
            let line = self.line(deed, one.facts.alias, "", now);
            let key = (one.facts.id, NoticeKind::ReportReminder, day);
            self.store.tell_once(key, &line)
        });
        for outcome in self.store.write_many(batches.collect()).await {
            match outcome {
                // Told today already.
                Ok(()) | Err(storage::WriteError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(known.len())
    }
}
