//! Check-ins that a worker enters for a person without a phone, at the door or on the phone.

use domain::access::Action;
use domain::community::{TaskKind, VisitHow};
use domain::facts::{Symptom, Temperature};
use domain::ids::{CheckInId, PersonId};
use domain::record::{CheckIn, CheckInBy};
use domain::staff::Member;
use domain::time::Instant;
use storage::{PersonFacts, TaskRow, VisitRow};

use super::care::{caring, was_in_quarantine};
use crate::Service;
use crate::change::{Draft, Drafted};
use crate::check_in::problem;
use crate::error::Error;
use crate::shared::Shared;

/// What a worker enters.
pub struct Visit {
    /// Made on the worker's device: the same id twice is one check-in.
    pub id: CheckInId,
    /// For whom.
    pub person: PersonId,
    /// When it was made, by the device's corrected clock; it may arrive later.
    pub made: Instant,
    /// How the worker reached them.
    pub how: VisitHow,
    /// The temperature.
    pub temperature: Option<Temperature>,
    /// New symptoms.
    pub symptoms: Vec<Symptom>,
}

impl Service {
    /// Keeps a check-in that a worker entered. It counts the day; its symptoms count only once the person or a second health role
    /// confirms them. That somebody was reached also closes the tasks of missed days.
    #[crate::boxed]
    pub async fn visit(&self, member: &Member, visit: &Visit, now: Instant) -> Result<(), Error> {
        let by = (member, Action::Visit);
        let person = visit.person;
        // Who moves is handed over at once; what was recorded on the stairs before counts all the same.
        if !self.was_theirs(by, visit, now).await? {
            self.care_for(by, person, now).await?;
        }
        let tasks = self.open_tasks(person, now).await?;
        let draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
            if draft.record.check_ins.iter().any(|c| c.id == visit.id) {
                return Ok(Drafted::Leave(()));
            }
            let entered = entered(visit, now);
            if !was_in_quarantine(facts, entered.on) {
                return Err(not_in_quarantine());
            }
            let made = draft.record.check_ins.iter().filter(|c| c.on == entered.on);
            if let Some(problem) = problem(&entered, made.count(), now) {
                return Err(Error::Invalid(vec![problem]));
            }
            draft.batch.visited(&VisitRow {
                check_in: visit.id,
                by: member.id,
                how: visit.how,
                recorded: now,
            });
            draft.check_in(entered);
            for row in tasks
                .iter()
                .filter(|row| row.task.kind == TaskKind::MissedCheckIn)
            {
                let (kind, about) = (row.task.kind, row.task.about);
                draft.batch.close_task(kind, about, Some(member.id), now);
            }
            Ok(Drafted::Write(()))
        };
        self.change(person, caring(member, "enter check-in"), now, draft)
            .await?;
        Ok(())
    }

    /// Whether the person lived in an area of the member when the visit was made, and has left it today.
    async fn was_theirs(
        &self,
        (member, action): (&Member, Action),
        visit: &Visit,
        now: Instant,
    ) -> Result<bool, Error> {
        let left = self.store.places_left(visit.person).await?;
        if !left.into_iter().any(|place| member.may_at(action, place)) {
            return Ok(false);
        }
        let (home, alarms) = self.store.home_of(visit.person).await?;
        self.raise(&alarms, now).await?;
        Ok(home.is_some_and(|row| visit.made < row.since))
    }

    /// The tasks about a person that are not done.
    pub(super) async fn open_tasks(
        &self,
        person: PersonId,
        now: Instant,
    ) -> Result<Vec<TaskRow>, Error> {
        let (mut tasks, alarms) = self.store.tasks_of(person).await?;
        self.raise(&alarms, now).await?;
        tasks.retain(|row| row.done.is_none());
        Ok(tasks)
    }
}

fn entered(visit: &Visit, now: Instant) -> CheckIn {
    CheckIn {
        on: visit.made.min(now).date(),
        recorded: now,
        temperature: visit.temperature,
        symptoms: visit.symptoms.clone(),
        by: CheckInBy::Staff,
        ..CheckIn::new(visit.id, visit.made)
    }
}

fn not_in_quarantine() -> Error {
    Error::field(
        "person",
        "当天不在隔离期，无需打卡；请刷新名单",
        "was not in quarantine on that day and needs no check-in; look at the list again",
    )
}
