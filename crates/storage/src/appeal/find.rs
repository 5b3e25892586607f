//! Ways to appeals: by their id, and the queue of those that wait. They say nothing of how an appeal stands.

use domain::ids::{AppealId, PersonId};
use domain::place::DivisionCode;
use domain::time::Instant;

use super::Row;
use crate::alarm::{Alarm, AlarmKind};
use crate::columns::{Columns, select, values};
use crate::error::ReadError;
use crate::fact::Fact;
use crate::published::{Published, holding};
use crate::store::Store;
use crate::value::Value;

/// An appeal that waits, and whose it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AppealWaiting {
    /// Whose.
    pub person: PersonId,
    /// Its id.
    pub id: AppealId,
    /// The city whose decision it is.
    pub city: DivisionCode,
}

/// A page of the appeals that wait.
pub struct AppealsWaiting {
    /// They, the most urgent first.
    pub rows: Vec<AppealWaiting>,
    /// Rows that cannot be read; they stop no other.
    pub alarms: Vec<Alarm>,
    /// Behind what the next page begins; absent where this is the last.
    pub next: Option<AppealMark>,
}

/// A place in the queue: the columns by which it is ordered, as they stand in the row.
pub struct AppealMark([Value; 3]);

const HOLDERS: &str =
    "SELECT person_id, appeal_id, jurisdiction, made_ms, due_ms, state, contests, lifted_by,
answered_by, answered_ms, suspended_ms, sealed, key_id, mac
FROM appeal WHERE appeal_id = ?1 ORDER BY person_id";

const WAITING: &str = "SELECT due_ms, person_id, appeal_id, jurisdiction FROM appeal
WHERE state = 'waiting' AND (due_ms, person_id, appeal_id) > (?1, ?2, ?3)
ORDER BY due_ms, person_id, appeal_id LIMIT ?4";

const COUNT: &str = "SELECT count(*) FROM appeal WHERE state = 'waiting' AND due_ms <= ?1";

impl Store {
    /// Whose appeals wait for an answer, and in which city, behind `after`, the most urgent first, `limit` at most: a way to them,
    /// which says nothing of how they stand.
    #[crate::boxed]
    pub async fn appeals_waiting(
        &self,
        after: Option<AppealMark>,
        limit: u32,
    ) -> Result<AppealsWaiting, ReadError> {
        let AppealMark(mark) = after.unwrap_or_else(|| AppealMark([i64::MIN; 3].map(Value::I64)));
        let mut bound = Vec::from(mark);
        bound.push(i64::from(limit).into());
        self.read(|connection| {
            let mut page = AppealsWaiting {
                rows: Vec::new(),
                alarms: Vec::new(),
                next: None,
            };
            let (mut found, mut last) = (0, None);
            let mut statement = connection.prepare_cached(WAITING)?;
            let mut rows = statement.query(rusqlite::params_from_iter(&bound))?;
            while let Some(row) = rows.next()? {
                let values = values(row)?;
                found += 1;
                last = values.first_chunk().cloned().map(AppealMark);
                match waiting(&mut Columns::new(Row::TABLE, values.clone())) {
                    Ok(row) => page.rows.push(row),
                    Err(_) => page.alarms.push(unreadable(&values)),
                }
            }
            page.next = last.filter(|_| found == limit);
            Ok(page)
        })
        .await
    }

    /// How many appeals wait that were to be answered at `until` or before.
    #[crate::boxed]
    pub async fn appeals_waiting_count(&self, until: Instant) -> Result<u64, ReadError> {
        let read = |columns: &mut Columns| columns.number("count");
        let counts: Vec<u64> = self
            .read(|connection| select(connection, Row::TABLE, COUNT, &[until.into()], read))
            .await?;
        Ok(counts.into_iter().sum())
    }

    /// Whose an appeal is, by the rows that hold: ids are made on pages, so that two people who want it so can have sent one at the
    /// same moment. Then those that wait stand first, the earliest before the others.
    #[crate::boxed]
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

fn waiting(columns: &mut Columns) -> Result<AppealWaiting, ReadError> {
    columns.instant("due_ms")?;
    Ok(AppealWaiting {
        person: PersonId(columns.i64("person_id")?),
        id: AppealId(columns.i64("appeal_id")?),
        city: columns.place("jurisdiction")?,
    })
}

/// The alarm about a row of the queue that this program did not write so.
fn unreadable(values: &[Value]) -> Alarm {
    let number = |at: usize| match values.get(at) {
        Some(Value::I64(number)) => *number,
        _ => 0,
    };
    let alarm = Alarm {
        person: Some(PersonId(number(1))),
        kind: AlarmKind::Altered,
        table: Row::TABLE.into(),
        row: number(2),
    };
    alarm.report();
    alarm
}
