//! Visits, sealed under the key of their day. Whoever has neither that key nor an event that names the venue and the day reads
//! nothing of anybody.

use domain::ids::{PersonId, VenueId};
use domain::time::{Date, Instant};
use domain::venue::VenueVisit;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::select;
use crate::error::ReadError;
use crate::log::{self, LogLine};
use crate::published::raised;
use crate::purchase::DayKey;
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "venue_visit";

/// The same id twice is one visit, and the first stays.
const INSERT: &str =
    "INSERT INTO venue_visit (venue_id, on_day, visit_id, sealed) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (venue_id, on_day, visit_id) DO NOTHING";

const LEAVE: &str =
    "UPDATE venue_visit SET sealed = ?4 WHERE venue_id = ?1 AND on_day = ?2 AND visit_id = ?3";

const OF_DAY: &str = "SELECT visit_id, sealed FROM venue_visit
WHERE venue_id = ?1 AND on_day = ?2 ORDER BY visit_id";

const ONE: &str = "SELECT visit_id, sealed FROM venue_visit
WHERE venue_id = ?1 AND on_day = ?2 AND visit_id = ?3";

const DROP: &str = "DELETE FROM venue_visit WHERE on_day < ?1";

/// What lies sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    person: PersonId,
    from_ms: Instant,
    left_ms: Option<Instant>,
}

fn associated(venue: VenueId, day: Date, id: i64) -> Vec<u8> {
    format!("venue_visit sealed {} {} {id}", venue.0, day.day()).into_bytes()
}

impl Store {
    /// The batch that keeps a visit under the key of its day; one of the same id stays as it is. `None` where the key is another
    /// day's, or the cipher fails.
    pub fn keep_venue_visit(&self, visit: &VenueVisit, key: &DayKey) -> Option<Batch> {
        sealed(visit, key, INSERT)
    }

    /// The batch that writes into a visit when the person left.
    pub fn leave_venue_visit(&self, visit: &VenueVisit, key: &DayKey) -> Option<Batch> {
        sealed(visit, key, LEAVE)
    }

    /// One visit, by what only its phone knows, and what does not hold.
    #[crate::boxed]
    pub async fn venue_visit(
        &self,
        venue: VenueId,
        key: &DayKey,
        id: i64,
    ) -> Result<(Option<VenueVisit>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let (rows, alarms) = open(connection, venue, key, ONE, Some(id))?;
            Ok((rows.into_iter().next(), alarms))
        })
        .await
    }

    /// The visits of a venue on a day, for a match with an event that names both, and what does not hold. Where the key of the
    /// day is gone there are none.
    #[crate::boxed]
    pub async fn venue_visits(
        &self,
        venue: VenueId,
        day: Date,
    ) -> Result<(Vec<VenueVisit>, Vec<Alarm>), ReadError> {
        let (keys, mut alarms) = self.day_keys(day, day).await?;
        let Some(key) = keys.first() else {
            return Ok((Vec::new(), alarms));
        };
        let (visits, more) = self
            .read(|connection| open(connection, venue, key, OF_DAY, None))
            .await?;
        alarms.extend(more);
        Ok((visits, alarms))
    }

    /// The batch that notes that visits were opened for an event.
    pub fn note_opened_visits(&self, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that drops the visits of the days before `day`.
    pub fn drop_venue_visits(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![day.into()]);
        batch
    }
}

fn sealed(visit: &VenueVisit, key: &DayKey, sql: &'static str) -> Option<Batch> {
    if key.day != visit.day {
        return None;
    }
    let words = Sealed {
        person: visit.person,
        from_ms: visit.from,
        left_ms: visit.left,
    };
    let words = serde_json::to_vec(&words).ok()?;
    let bytes = key.seal_visit(&associated(visit.venue, visit.day, visit.id), &words)?;
    let mut batch = Batch::unguarded();
    let values = vec![
        visit.venue.0.into(),
        visit.day.into(),
        visit.id.into(),
        bytes.into(),
    ];
    batch.add(sql, values);
    Some(batch)
}

fn open(
    connection: &Connection,
    venue: VenueId,
    key: &DayKey,
    sql: &'static str,
    id: Option<i64>,
) -> Result<(Vec<VenueVisit>, Vec<Alarm>), ReadError> {
    let mut bound: Vec<Value> = vec![venue.0.into(), key.day.into()];
    bound.extend(id.map(Value::from));
    let rows = select(connection, TABLE, sql, &bound, |columns| {
        Ok((columns.i64("visit_id")?, columns.bytes("sealed")?))
    })?;
    let (mut visits, mut alarms) = (Vec::new(), Vec::new());
    for (id, sealed) in rows {
        let words = key.open_visit(&associated(venue, key.day, id), &sealed);
        let words = words.and_then(|words| serde_json::from_slice::<Sealed>(&words).ok());
        match words {
            Some(words) => visits.push(VenueVisit {
                venue,
                day: key.day,
                id,
                person: words.person,
                from: words.from_ms,
                left: words.left_ms,
            }),
            None => alarms.push(raised(AlarmKind::Altered, TABLE, id)),
        }
    }
    Ok((visits, alarms))
}
