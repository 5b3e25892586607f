//! Help on its way: what a worker says of a request.

use domain::access::Action;
use domain::community::{HelpState, TaskKind};
use domain::ids::PersonId;
use domain::staff::Member;
use domain::time::Instant;
use storage::{HelpRow, PersonFacts};

use super::care::caring;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::{Error, Missing};
use crate::shared::Shared;

impl Service {
    /// Says that help is on the way, or was brought; the person reads it. Said again it is said already, and it goes forward only.
    #[crate::boxed]
    pub async fn bring_help(
        &self,
        member: &Member,
        (person, id): (PersonId, i64),
        state: HelpState,
        now: Instant,
    ) -> Result<(), Error> {
        self.care_for((member, Action::Visit), person, now).await?;
        let (rows, alarms) = self.store.help_of(person).await?;
        self.raise(&alarms, now).await?;
        let row = rows.into_iter().find(|row| row.id == id);
        let row = row.ok_or(Error::Unknown(Missing::Help))?;
        let from = row.state;
        if !from.goes_to(state) {
            return Ok(());
        }
        let brought = HelpRow {
            state,
            since: now,
            by: Some(member.id),
            ..row
        };
        let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            draft.batch.bring_help(&brought, from);
            if state == HelpState::Done {
                let by = Some(member.id);
                draft.batch.close_task(TaskKind::Help, id, by, now);
            }
            Ok(Drafted::Write(()))
        };
        self.change(person, caring(member, "bring help"), now, draft)
            .await?;
        if state == HelpState::OnTheWay {
            let task = (TaskKind::Help, id);
            let taken = self.store.take_task(person, task, Some(member.id));
            self.store.write(taken).await?;
        }
        Ok(())
    }
}
