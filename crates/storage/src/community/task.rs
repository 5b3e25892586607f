//! Tasks with a clock. What was asked and by when is written once; that it was done stands beside it under a MAC of its own,
//! so that closing one need not read it.

use domain::community::{HomePlace, OpenTask, TaskKind};
use domain::ids::{PersonId, StaffId};
use domain::place::DivisionCode;
use domain::time::Instant;

use super::followed::of_residence;
use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::Reading;
use crate::keys::Keys;
use crate::person_batch::PersonBatch;
use crate::store::Store;
use crate::value::Value;

/// A task as kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaskRow {
    /// What is to be done.
    pub task: OpenTask,
    /// When it was done, and by which member of staff; none of staff where the person or a rule did it.
    pub done: Option<(Instant, Option<StaffId>)>,
}

const TABLE: &str = "task";
/// What the MAC of what was done is made for, apart from that of what was asked.
const DONE: &str = "task.done";

const OPEN: &str = "INSERT INTO task (person_id, kind, about, opened_ms, due_ms, mac) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (person_id, kind, about) DO NOTHING";

/// Task `?2` about `?3` of person `?1` waits at their home; where none is kept, in the county `?4` that they declared. One
/// that was done already waits nowhere.
const WAIT: &str =
    "INSERT INTO task_by_place (place, due_ms, person_id, kind, about, opened_ms, taken_by)
SELECT h.place, t.due_ms, t.person_id, t.kind, t.about, t.opened_ms, t.taken_by FROM task AS t, (
  SELECT place FROM home WHERE person_id = ?1
  UNION ALL
  SELECT CAST(?4 AS BIGINT)
  WHERE CAST(?4 AS BIGINT) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM home WHERE person_id = ?1)
) AS h
WHERE t.person_id = ?1 AND t.kind = ?2 AND t.about = ?3 AND t.done_ms IS NULL
ON CONFLICT (place, due_ms, person_id, kind, about) DO NOTHING";

const CLOSE: &str = "UPDATE task SET done_ms = ?4, done_by = ?5, done_mac = ?6
WHERE person_id = ?1 AND kind = ?2 AND about = ?3 AND done_ms IS NULL";

const WAIT_NO_MORE: &str =
    "DELETE FROM task_by_place WHERE person_id = ?1 AND kind = ?2 AND about = ?3";

const TAKE: &str = "UPDATE task SET taken_by = ?4
WHERE person_id = ?1 AND kind = ?2 AND about = ?3 AND done_ms IS NULL";

const TAKE_BY_PLACE: &str = "UPDATE task_by_place SET taken_by = ?4
WHERE person_id = ?1 AND kind = ?2 AND about = ?3";

/// What waits about person `?1` waits at `?2`. A row's place is part of its key: it is made anew and not changed.
const MOVE: &str =
    "INSERT INTO task_by_place (place, due_ms, person_id, kind, about, opened_ms, taken_by)
SELECT CAST(?2 AS BIGINT), due_ms, person_id, kind, about, opened_ms, NULL FROM task_by_place
WHERE person_id = ?1 AND place <> ?2
ON CONFLICT (place, due_ms, person_id, kind, about) DO NOTHING";

const MOVED: &str = "DELETE FROM task_by_place WHERE person_id = ?1 AND place <> ?2";

const SELECT: &str =
    "SELECT kind, about, opened_ms, due_ms, mac, taken_by, done_ms, done_by, done_mac
FROM task WHERE person_id = ?1 ORDER BY due_ms, kind, about";

/// What waits about person `?1` ends with their quarantine; what a second health role must confirm waits on.
const END: [&str; 2] = [
    "DELETE FROM task_by_place WHERE person_id = ?1 AND kind IN ('symptomatic', 'missed_check_in', 'help')",
    "DELETE FROM task WHERE person_id = ?1 AND done_ms IS NULL AND kind IN ('symptomatic', 'missed_check_in', 'help')",
];

/// Person `?1` leaves no trace.
pub(crate) const ERASE: &str = "DELETE FROM task_by_place WHERE person_id = ?1";

fn key(person: PersonId, kind: TaskKind, about: i64) -> Vec<Value> {
    vec![person.0.into(), kind.word().into(), about.into()]
}

fn asked(person: PersonId, task: &OpenTask) -> Vec<Value> {
    let mut columns = key(person, task.kind, task.about);
    columns.extend([task.opened.into(), task.due.into()]);
    columns
}

fn said_done(
    person: PersonId,
    (kind, about): (TaskKind, i64),
    (at, by): (Instant, Option<StaffId>),
) -> Vec<Value> {
    let mut columns = key(person, kind, about);
    columns.extend([at.into(), by.map(|staff| staff.0).into()]);
    columns
}

/// What a community had to do about somebody who is free is no task any more.
pub(super) fn end(batch: &mut Batch, person: PersonId) {
    let [waits, tasks] = END;
    batch.add(waits, vec![person.0.into()]);
    batch.add(tasks, vec![person.0.into()]);
}

/// What waits about somebody who moves waits at the new place.
pub(super) fn leave(batch: &mut Batch, person: PersonId, to: HomePlace) {
    let values = vec![person.0.into(), i64::from(to.number()).into()];
    batch.add(MOVE, values.clone());
    batch.add(MOVED, values);
}

impl PersonBatch {
    /// Opens a task about the person, at their home or in the county that they declared. The same again opens nothing.
    pub fn open_task(
        &mut self,
        kind: TaskKind,
        about: i64,
        residence: Option<DivisionCode>,
        now: Instant,
    ) {
        let person = self.person();
        let task = OpenTask {
            kind,
            about,
            opened: now,
            due: kind.due(now),
            taken_by: None,
        };
        let mut values = asked(person, &task);
        let mac = self.keys.mac(TABLE, &values);
        values.push(mac.into());
        self.rows.add(OPEN, values);
        let mut values = key(person, kind, about);
        values.push(of_residence(residence));
        self.rows.add(WAIT, values);
    }

    /// Notes that a task was done, by a member of staff or without one. One that is not open stays as it is.
    pub fn close_task(&mut self, kind: TaskKind, about: i64, by: Option<StaffId>, now: Instant) {
        let person = self.person();
        let mut values = said_done(person, (kind, about), (now, by));
        let mac = self.keys.mac(DONE, &values);
        values.push(mac.into());
        self.rows.add(CLOSE, values);
        self.rows.add(WAIT_NO_MORE, key(person, kind, about));
    }
}

impl Store {
    /// The batch by which a member of staff takes a task, or gives it back (`None`).
    pub fn take_task(
        &self,
        person: PersonId,
        (kind, about): (TaskKind, i64),
        by: Option<StaffId>,
    ) -> Batch {
        let mut batch = Batch::unguarded();
        for sql in [TAKE, TAKE_BY_PLACE] {
            let mut values = key(person, kind, about);
            values.push(by.map(|staff| staff.0).into());
            batch.add(sql, values);
        }
        batch
    }

    /// The tasks about a person, what is overdue first, and what does not hold. One of which it does not hold that it was done is
    /// open.
    #[crate::boxed]
    pub async fn tasks_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<TaskRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let found = select(connection, TABLE, SELECT, &[person.0.into()], |columns| {
                read(self.keys(), person, columns)
            })?;
            let mut rows = Vec::new();
            for (row, holds) in found {
                if !holds {
                    reading.alarm(AlarmKind::Altered, TABLE, row.task.about);
                }
                rows.push(row);
            }
            Ok((rows, reading.alarms))
        })
        .await
    }
}

/// A task, and whether all of it holds.
fn read(
    keys: &Keys,
    person: PersonId,
    columns: &mut Columns,
) -> Result<(TaskRow, bool), ReadError> {
    let mut task = OpenTask {
        kind: columns.word("kind")?,
        about: columns.i64("about")?,
        opened: columns.instant("opened_ms")?,
        due: columns.instant("due_ms")?,
        taken_by: None,
    };
    let mac = columns.bytes("mac")?;
    task.taken_by = columns.maybe_i64("taken_by")?.map(StaffId);
    let done_ms = columns.maybe_instant("done_ms")?;
    let by = columns.maybe_i64("done_by")?.map(StaffId);
    let its_mac = columns.maybe_bytes("done_mac")?;
    let is_asked = keys.verify(TABLE, &asked(person, &task), &mac);
    let done = done_ms.map(|at| (at, by));
    let is_done = done.is_some_and(|said| {
        let columns = said_done(person, (task.kind, task.about), said);
        its_mac.is_some_and(|mac| keys.verify(DONE, &columns, &mac))
    });
    let holds = is_asked && (is_done || done.is_none());
    let done = done.filter(|_| is_done);
    Ok((TaskRow { task, done }, holds))
}
