//! Tasks with a clock: taken, given back, done; and what is overdue, for whoever looks after the communities.

use domain::access::{Action, Role};
use domain::community::TaskKind;
use domain::ids::PersonId;
use domain::staff::Member;
use domain::time::Instant;
use serde::Serialize;
use storage::{OverdueTask, PersonFacts};
use utoipa::ToSchema;

use super::care::caring;
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::error::{Error, Missing};
use crate::shapes;
use crate::shared::Shared;

/// Overdue tasks of one answer.
const MOST: u32 = 200;

/// A task by what it is known by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskAsked {
    /// About whom.
    pub person: PersonId,
    /// What kind.
    pub kind: TaskKind,
    /// What it is about.
    pub about: i64,
}

/// An overdue task, without the person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct OverdueEntry {
    /// Its kind.
    #[schema(value_type = shapes::TaskKind)]
    pub kind: TaskKind,
    /// The street's name, or the county's where the street is not known.
    pub street: String,
    /// When it was opened, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub opened_ms: Instant,
    /// Since when it is overdue, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub due_ms: Instant,
    /// Whether somebody has taken it.
    pub taken: bool,
}

impl Service {
    /// Takes a task, or gives it back: the others see that somebody is on the way.
    #[crate::boxed]
    pub async fn take_task(
        &self,
        member: &Member,
        asked: TaskAsked,
        take: bool,
        now: Instant,
    ) -> Result<(), Error> {
        self.open_task_for(member, asked, now).await?;
        let by = take.then_some(member.id);
        let task = (asked.kind, asked.about);
        let batch = self.store.take_task(asked.person, task, by);
        Ok(self.store.write(batch).await?)
    }

    /// Says that a task was done.
    #[crate::boxed]
    pub async fn finish_task(
        &self,
        member: &Member,
        asked: TaskAsked,
        now: Instant,
    ) -> Result<(), Error> {
        self.open_task_for(member, asked, now).await?;
        let draft = |_: &PersonFacts, _: &Shared, draft: &mut Draft| {
            let by = Some(member.id);
            draft.batch.close_task(asked.kind, asked.about, by, now);
            Ok(Drafted::Write(()))
        };
        self.change(asked.person, caring(member, "finish task"), now, draft)
            .await?;
        Ok(())
    }

    /// Looks whether the task is there, open, and the member's to do.
    async fn open_task_for(
        &self,
        member: &Member,
        asked: TaskAsked,
        now: Instant,
    ) -> Result<(), Error> {
        self.care_for((member, Action::Visit), asked.person, now)
            .await?;
        let tasks = self.open_tasks(asked.person, now).await?;
        let own = |kind: TaskKind| kind.is_of_community() && kind != TaskKind::Help;
        let there = tasks.iter().any(|row| {
            row.task.kind == asked.kind && row.task.about == asked.about && own(asked.kind)
        });
        there.then_some(()).ok_or(Error::Unknown(Missing::Task))
    }

    /// What is overdue where the member looks after the communities: inspectors, and workers of more than one street.
    #[crate::boxed]
    pub async fn overdue_tasks(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<OverdueEntry>, Error> {
        let duties = member.duties.iter();
        let wide = duties.filter(|duty| {
            Action::ReadOverdue.is_open_to(duty.role())
                && (duty.role() != Role::CommunityWorker || duty.area().is_wide())
        });
        let areas: Vec<_> = wide.map(|duty| duty.area()).collect();
        let overdue = self.store.overdue_in(&areas, now, MOST).await?;
        let entry = |over: &OverdueTask| OverdueEntry {
            kind: over.task.kind,
            street: super::home::place_name(over.place, now.date()),
            opened_ms: over.task.opened,
            due_ms: over.task.due,
            taken: over.task.taken_by.is_some(),
        };
        Ok(overdue.iter().take(MOST as usize).map(entry).collect())
    }
}
