//! Finding people without knowing who they are: by the place of a stay, a range of ids at a time, and by the date of their
//! next review, page by page, each behind the last.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::time::Date;
use rusqlite::types::Value as Column;
use rusqlite::{Connection, OptionalExtension};

use crate::alarm::AlarmKind;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::published::{Published, raised, readable};
use crate::seen::IdRange;
use crate::store::Store;
use crate::value::Value;

const BY_PLACE: &str = "SELECT person_id FROM stay_by_place
WHERE place = ?1 AND person_id > ?2 AND person_id <= ?4 AND (to_day IS NULL OR to_day >= ?3)
ORDER BY person_id";

const NEXT_PLACE: &str = "SELECT place FROM stay_by_place WHERE place > ?1 ORDER BY place LIMIT 1";

const DUE: &str = "SELECT review_on, person_id FROM rating
WHERE review_on <= ?1 AND (review_on, person_id) > (?2, ?3)
ORDER BY review_on, person_id LIMIT ?4";

const BY_CITY: &str = "SELECT jurisdiction, CAST(count(*) AS BIGINT) FROM jurisdiction_use
GROUP BY jurisdiction ORDER BY jurisdiction";

impl Store {
    /// How many people use each jurisdiction that anybody uses.
    #[crate::boxed]
    pub async fn people_by_city(&self) -> Result<Published<Vec<(DivisionCode, u64)>>, ReadError> {
        let read =
            |columns: &mut Columns| Ok((columns.place("jurisdiction")?, columns.number("count")?));
        self.read(|connection| published(connection, "jurisdiction_use", BY_CITY, &[], read))
            .await
    }

    /// All people with a stay in one of `places` whose last day is `since` or later, of a range of ids, each once, in the order
    /// of their ids.
    #[crate::boxed]
    pub async fn people_of_range(
        &self,
        places: &[DivisionCode],
        since: Date,
        range: IdRange,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| merge(connection, places, since, range))
            .await
    }

    /// Every county in which anybody stayed, ascending.
    #[crate::boxed]
    pub async fn places_of_stays(&self) -> Result<Published<Vec<DivisionCode>>, ReadError> {
        self.read(places).await
    }

    /// The people whose facts may rate otherwise on `on` or before, behind `after`, in the order of their dates and
    /// ids, `limit` at most.
    #[crate::boxed]
    pub async fn due(
        &self,
        on: Date,
        after: Option<(Date, PersonId)>,
        limit: u32,
    ) -> Result<Published<Vec<(Date, PersonId)>>, ReadError> {
        let (day, person) = after.unwrap_or((Date::from_day(i32::MIN), PersonId(i64::MIN)));
        let bound = [
            on.into(),
            day.into(),
            person.0.into(),
            i64::from(limit).into(),
        ];
        let read = |columns: &mut Columns| {
            let on = columns.date("review_on")?;
            Ok((on, PersonId(columns.i64("person_id")?)))
        };
        self.read(|connection| published(connection, "rating", DUE, &bound, read))
            .await
    }
}

fn published<T>(
    connection: &Connection,
    table: &'static str,
    sql: &str,
    bound: &[Value],
    read: impl Fn(&mut Columns) -> Result<T, ReadError>,
) -> Result<Published<Vec<T>>, ReadError> {
    let mut alarms = Vec::new();
    let rows = readable(connection, table, sql, bound, &mut alarms, read)?;
    Ok(Published { rows, alarms })
}

/// Steps from place to place through the key. What stands between them and is none is stepped over as it is.
fn places(connection: &Connection) -> Result<Published<Vec<DivisionCode>>, ReadError> {
    let mut select = connection.prepare_cached(NEXT_PLACE)?;
    let (mut rows, mut alarms) = (Vec::new(), Vec::new());
    let mut last = Column::Integer(-1);
    loop {
        let next = select.query_row([&last], |row| row.get(0)).optional()?;
        let Some(next) = next else {
            return Ok(Published { rows, alarms });
        };
        last = next;
        let code = match last {
            Column::Integer(number) => u32::try_from(number).ok(),
            _ => None,
        };
        match code.and_then(DivisionCode::from_number) {
            Some(code) => rows.push(code),
            None if alarms.is_empty() => {
                alarms.push(raised(AlarmKind::Altered, "stay_by_place", 0));
            }
            None => {}
        }
    }
}

/// Reads all places side by side, each in the order of its people, so that a range costs what it holds.
fn merge(
    connection: &Connection,
    places: &[DivisionCode],
    since: Date,
    range: IdRange,
) -> Result<Vec<PersonId>, ReadError> {
    let mut selects = Vec::with_capacity(places.len());
    for _place in places {
        selects.push(connection.prepare_cached(BY_PLACE)?);
    }
    let mut rows = Vec::with_capacity(places.len());
    let mut heads = BinaryHeap::new();
    for (at, (select, place)) in selects.iter_mut().zip(places).enumerate() {
        let mut found = select.query((place.number(), range.after, since.day(), range.to))?;
        if let Some(row) = found.next()? {
            heads.push(Reverse((row.get::<_, i64>(0)?, at)));
        }
        rows.push(found);
    }
    let mut people: Vec<PersonId> = Vec::new();
    while let Some(Reverse((person, at))) = heads.pop() {
        if people.last() != Some(&PersonId(person)) {
            people.push(PersonId(person));
        }
        if let Some(row) = rows[at].next()? {
            heads.push(Reverse((row.get::<_, i64>(0)?, at)));
        }
    }
    Ok(people)
}
