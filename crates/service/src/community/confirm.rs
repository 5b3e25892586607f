//! Confirming a check-in that a worker entered: by the person, or by a second health role. Nobody's colour rises by one
//! worker's word.

use domain::access::Action;
use domain::community::{CheckInAnswer, TaskKind, VisitHow};
use domain::facts::{Symptom, Temperature};
use domain::ids::{CheckInId, PersonId, StaffId};
use domain::log::{By, Purpose};
use domain::record::{CheckIn, CheckInBy};
use domain::staff::Member;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::{AnswerRow, Field, PersonFacts};
use utoipa::ToSchema;

use super::seen::reached_at;
use crate::Service;
use crate::change::{Draft, Drafted, TRIES, registered};
use crate::error::{Error, Missing};
use crate::log::Deed;
use crate::me::word;
use crate::session::Session;
use crate::shapes;
use crate::shared::Shared;

/// Waiting check-ins of one answer.
const MOST: usize = 50;
/// Tasks of an area that are looked through.
const MOST_TASKS: u32 = 2_000;

/// A check-in that a worker entered with symptoms, for whoever may confirm it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct WaitingCheckIn {
    /// Whose it is.
    pub person: String,
    /// The check-in, as text.
    pub check_in: String,
    /// The name in full.
    pub name: String,
    /// The phone, to ask them.
    pub phone: String,
    /// The date for which it counts.
    #[schema(value_type = shapes::Date)]
    pub on: Date,
    /// The temperature in degrees Celsius.
    #[schema(value_type = Option<f64>)]
    pub temperature: Option<Temperature>,
    /// New symptoms.
    #[schema(value_type = Vec<shapes::Symptom>)]
    pub symptoms: Vec<Symptom>,
    /// How the worker reached them.
    #[schema(value_type = shapes::VisitHow)]
    pub how: VisitHow,
    /// Whether the person said that it is not so.
    pub objected: bool,
    /// When it is overdue, in epoch milliseconds.
    #[schema(value_type = i64)]
    pub due_ms: Instant,
}

impl Service {
    /// The check-ins that wait for a second health role, what is overdue first. One that the member entered is not theirs to
    /// confirm and not among them. Whom it shows has a line of it in their log.
    #[crate::boxed]
    pub async fn check_ins_to_confirm(
        &self,
        member: &Member,
        now: Instant,
    ) -> Result<Vec<WaitingCheckIn>, Error> {
        let areas = member.areas(Action::ConfirmCheckIn);
        let kinds = [TaskKind::Confirm];
        let tasks = self.store.tasks_in(&areas, &kinds, MOST_TASKS).await?;
        let mut waiting = Vec::new();
        let mut shown = Vec::new();
        for (person, task) in tasks {
            if waiting.len() == MOST {
                break;
            }
            let by = (member, Action::ConfirmCheckIn);
            let Ok(facts) = self.care_for(by, person, now).await else {
                continue;
            };
            let check_in = CheckInId(task.about);
            let entry = self
                .waiting_check_in(member.id, &facts, check_in, now)
                .await?;
            if let Some(entry) = entry {
                waiting.push(WaitingCheckIn {
                    due_ms: task.due,
                    ..entry
                });
                shown.push(facts);
            }
        }
        let shown: Vec<&PersonFacts> = shown.iter().collect();
        let looked = ("read entered check-in", Purpose::Review);
        self.note_looks(member, &shown, looked, now).await?;
        Ok(waiting)
    }

    async fn waiting_check_in(
        &self,
        reader: StaffId,
        facts: &PersonFacts,
        id: CheckInId,
        now: Instant,
    ) -> Result<Option<WaitingCheckIn>, Error> {
        let (visits, answers, alarms) = self.store.visits_of(facts.id).await?;
        self.raise(&alarms, now).await?;
        let visit = visits.iter().find(|v| v.check_in == id && v.by != reader);
        let entered = facts.record.check_ins.iter().find(|c| c.id == id);
        let (Some(visit), Some(entered)) = (visit, entered) else {
            return Ok(None);
        };
        let (words, alarms) = self.store.words_of(facts.id).await?;
        self.raise(&alarms, now).await?;
        let said = |field| word(&words, field).unwrap_or_default().to_owned();
        Ok(Some(WaitingCheckIn {
            person: facts.id.0.to_string(),
            check_in: id.0.to_string(),
            name: said(Field::Name),
            phone: reached_at(&words),
            on: entered.on,
            temperature: entered.temperature,
            symptoms: entered.symptoms.clone(),
            how: visit.how,
            objected: answers
                .iter()
                .any(|a| a.check_in == id && a.by.is_none() && a.answer == CheckInAnswer::Objected),
            due_ms: now,
        }))
    }

    /// A second health role says of a check-in that a worker entered whether it is so; never the one who entered it.
    #[crate::boxed]
    pub async fn confirm_check_in(
        &self,
        member: &Member,
        (person, id): (PersonId, CheckInId),
        answer: CheckInAnswer,
        now: Instant,
    ) -> Result<(), Error> {
        let by = (member, Action::ConfirmCheckIn);
        self.care_for(by, person, now).await?;
        let (visits, _, alarms) = self.store.visits_of(person).await?;
        self.raise(&alarms, now).await?;
        let visit = visits.iter().find(|visit| visit.check_in == id);
        let visit = visit.ok_or(Error::Unknown(Missing::EnteredCheckIn))?;
        if visit.by == member.id {
            self.note_refusal(member, Action::ConfirmCheckIn, "own", now)
                .await?;
            return Err(own_entry());
        }
        let deed = Deed {
            by: By::Staff(member.id),
            purpose: Purpose::Review,
            action: "confirm check-in",
        };
        self.answer_entered(person, id, (Some(member.id), answer), deed, now)
            .await
    }

    /// The person says of a check-in that a worker entered for them whether it is so. Where they say that it is not, it waits for a
    /// second health role.
    #[crate::boxed]
    pub async fn answer_check_in(
        &self,
        session: &Session,
        id: CheckInId,
        answer: CheckInAnswer,
        now: Instant,
    ) -> Result<(), Error> {
        let person = session.person()?;
        let deed = session.hand()?.deed("answer check-in");
        self.answer_entered(person, id, (None, answer), deed, now)
            .await
    }

    async fn answer_entered(
        &self,
        person: PersonId,
        id: CheckInId,
        (by, answer): (Option<StaffId>, CheckInAnswer),
        deed: Deed,
        now: Instant,
    ) -> Result<(), Error> {
        for _try in 0..TRIES {
            let (_, answers, alarms) = self.store.visits_of(person).await?;
            self.raise(&alarms, now).await?;
            let answered = answers.iter().any(|a| a.check_in == id && a.by == by);
            let mut draft = |facts: &PersonFacts, _: &Shared, draft: &mut Draft| {
                registered(facts)?;
                draft.answer_entered(id, (by, answer), answered, now)
            };
            let done = self.attempt(person, deed, now, &mut draft).await?;
            if done.is_some() {
                return Ok(());
            }
        }
        Err(Error::Busy)
    }
}

impl Draft {
    /// Takes an answer to a check-in that a worker entered; one that was given before, or comes after it was confirmed, changes
    /// nothing.
    fn answer_entered(
        &mut self,
        id: CheckInId,
        (by, answer): (Option<StaffId>, CheckInAnswer),
        answered: bool,
        now: Instant,
    ) -> Result<Drafted<()>, Error> {
        let found = self.record.check_ins.iter().find(|c| c.id == id);
        let entered = found.filter(|c| c.by == CheckInBy::Staff).cloned();
        let entered = entered.ok_or(Error::Unknown(Missing::EnteredCheckIn))?;
        if answered || entered.confirmed.is_some() {
            return Ok(Drafted::Leave(()));
        }
        self.batch.answer_check_in(&AnswerRow {
            check_in: id,
            by,
            answer,
            recorded: now,
        });
        if answer == CheckInAnswer::Confirmed {
            self.confirm_check_in(&entered, now);
        }
        if by.is_some() || answer == CheckInAnswer::Confirmed {
            self.batch.close_task(TaskKind::Confirm, id.0, by, now);
        }
        Ok(Drafted::Write(()))
    }

    /// Confirms a check-in, as it was read.
    fn confirm_check_in(&mut self, entered: &CheckIn, now: Instant) {
        let confirmed = CheckIn {
            confirmed: Some(now),
            ..entered.clone()
        };
        self.batch.confirm_check_in(entered, &confirmed);
        for check_in in self
            .record
            .check_ins
            .iter_mut()
            .filter(|c| c.id == entered.id)
        {
            check_in.confirmed = Some(now);
        }
    }
}

fn own_entry() -> Error {
    Error::field(
        "check_in",
        "这次打卡是您本人录入的，须由另一位工作人员或居民本人确认",
        "was entered by yourself; the person or another member of staff confirms it",
    )
}
