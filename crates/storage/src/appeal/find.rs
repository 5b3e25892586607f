//! Ways to appeals: by their id, and the queue of those that wait. They say nothing of how an appeal stands.

use domain::ids::{AppealId, PersonId};
use domain::place::DivisionCode;
use domain::time::Instant;

use super::Row;
use crate::alarm::Alarm;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::Fact;
use crate::published::{Published, holding};
use crate::store::Store;

const HOLDERS: &str =
    "SELECT person_id, appeal_id, jurisdiction, made_ms, due_ms, state, contests, lifted_by,
answered_by, answered_ms, suspended_ms, sealed, key_id, mac
FROM appeal WHERE appeal_id = ?1 ORDER BY person_id";

const WAITING: &str = "SELECT person_id, appeal_id, jurisdiction FROM appeal
WHERE state = 'waiting' AND due_ms <= ?1 ORDER BY due_ms, person_id, appeal_id LIMIT ?2";

impl Store {
    /// Whose appeals wait for an answer, and in which city, due at `until` or before, the most urgent first, `limit` at most: a way to
    /// them, which says nothing of how they stand.
    pub async fn appeals_waiting(
        &self,
        until: Instant,
        limit: u32,
    ) -> Result<Vec<(PersonId, AppealId, DivisionCode)>, ReadError> {
        let bound = [until.into(), i64::from(limit).into()];
        let read = |columns: &mut Columns| {
            let person = PersonId(columns.i64("person_id")?);
            let appeal = AppealId(columns.i64("appeal_id")?);
            Ok((person, appeal, columns.place("jurisdiction")?))
        };
        self.read(|connection| select(connection, Row::TABLE, WAITING, &bound, read))
            .await
    }

    /// Whose an appeal is, by the rows that hold: ids are made on pages, so that two people who want it so can have sent one at the
    /// same moment. Then those that wait stand first, the earliest before the others.
    pub async fn holders_of_appeal(
        &self,
        id: AppealId,
    ) -> Result<Published<Vec<PersonId>>, ReadError> {
        let read = |columns: &mut Columns| {
            let person = PersonId(columns.i64("person_id")?);
            let Row { appeal, .. } = Row::behind_owner(columns)?;
            Ok((!appeal.waits(), appeal.made, person))
        };
        self.read(|connection| {
            let (mut alarms, bound) = (Vec::new(), [id.0.into()]);
            let keys = self.keys();
            let rows = holding(
                connection,
                keys,
                Row::TABLE,
                HOLDERS,
                &bound,
                &mut alarms,
                read,
            );
            let mut rows = rows?;
            rows.sort_unstable();
            let of_person = |alarm: Alarm| Alarm {
                person: Some(PersonId(alarm.row)),
                row: id.0,
                ..alarm
            };
            Ok(Published {
                rows: rows.into_iter().map(|(_, _, person)| person).collect(),
                alarms: alarms.into_iter().map(of_person).collect(),
            })
        })
        .await
    }
}
