//! Finding people without knowing who they are: by the place of a stay, by the date of their next review, by
//! the generation that they were rated with. Keyset paging throughout: each page begins behind the last.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::time::Date;
use rusqlite::Connection;

use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::shared::Generation;
use crate::store::Store;

const BY_PLACE: &str = "SELECT person_id FROM stay_by_place
WHERE place = ?1 AND person_id > ?2 AND (to_day IS NULL OR to_day >= ?3)
ORDER BY person_id";

const DUE: &str = "SELECT review_on, person_id FROM rating
WHERE review_on <= ?1 AND (review_on, person_id) > (?2, ?3)
ORDER BY review_on, person_id LIMIT ?4";

const RATED_BEFORE: &str = "SELECT person_id FROM rating
WHERE generation < ?1 AND person_id > ?2
ORDER BY person_id LIMIT ?3";

const BY_CITY: &str = "SELECT jurisdiction, CAST(count(*) AS BIGINT) FROM jurisdiction_use
GROUP BY jurisdiction ORDER BY jurisdiction";

impl Store {
    /// How many people use each jurisdiction that anybody uses.
    pub async fn people_by_city(&self) -> Result<Vec<(DivisionCode, u64)>, ReadError> {
        self.read(|connection| {
            select(connection, "jurisdiction_use", BY_CITY, &[], |columns| {
                Ok((columns.place("jurisdiction")?, columns.number("count")?))
            })
        })
        .await
    }

    /// The people with a stay in one of `places` whose last day is `since` or later, behind `after`, each once, in
    /// the order of their ids, `limit` at most. It finds whom to look at; what counts is read of each.
    pub async fn people_with_stay_in(
        &self,
        places: &[DivisionCode],
        since: Date,
        after: Option<PersonId>,
        limit: usize,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| merge(connection, places, since, after, limit))
            .await
    }

    /// The people whose facts may rate otherwise on `on` or before, behind `after`, in the order of their dates and
    /// ids, `limit` at most.
    pub async fn due(
        &self,
        on: Date,
        after: Option<(Date, PersonId)>,
        limit: u32,
    ) -> Result<Vec<(Date, PersonId)>, ReadError> {
        let (day, person) = after.unwrap_or((Date::from_day(i32::MIN), PersonId(i64::MIN)));
        let bound = [
            on.into(),
            day.into(),
            person.0.into(),
            i64::from(limit).into(),
        ];
        self.read(|connection| {
            select(connection, "rating", DUE, &bound, |columns| {
                let on = columns.date("review_on")?;
                Ok((on, PersonId(columns.i64("person_id")?)))
            })
        })
        .await
    }

    /// The people rated with shared data older than `generation`, behind `after`, in the order of their ids, `limit`
    /// at most.
    pub async fn rated_before(
        &self,
        generation: Generation,
        after: Option<PersonId>,
        limit: u32,
    ) -> Result<Vec<PersonId>, ReadError> {
        let after = after.map_or(i64::MIN, |person| person.0);
        let bound = [generation.0.into(), after.into(), i64::from(limit).into()];
        let person = |columns: &mut Columns| Ok(PersonId(columns.i64("person_id")?));
        self.read(|connection| select(connection, "rating", RATED_BEFORE, &bound, person))
            .await
    }
}

/// Reads all places side by side, each in the order of its people, so that a page costs what it holds.
fn merge(
    connection: &Connection,
    places: &[DivisionCode],
    since: Date,
    after: Option<PersonId>,
    limit: usize,
) -> Result<Vec<PersonId>, ReadError> {
    let mut selects = Vec::with_capacity(places.len());
    for _place in places {
        selects.push(connection.prepare_cached(BY_PLACE)?);
    }
    let after = after.map_or(i64::MIN, |person| person.0);
    let mut rows = Vec::with_capacity(places.len());
    let mut heads = BinaryHeap::new();
    for (at, (select, place)) in selects.iter_mut().zip(places).enumerate() {
        let mut found = select.query((place.number(), after, since.day()))?;
        if let Some(row) = found.next()? {
            heads.push(Reverse((row.get::<_, i64>(0)?, at)));
        }
        rows.push(found);
    }
    let mut people: Vec<PersonId> = Vec::new();
    while let Some(Reverse((person, at))) = heads.pop() {
        if people.last() != Some(&PersonId(person)) {
            if people.len() == limit {
                break;
            }
            people.push(PersonId(person));
        }
        if let Some(row) = rows[at].next()? {
            heads.push(Reverse((row.get::<_, i64>(0)?, at)));
        }
    }
    Ok(people)
}
