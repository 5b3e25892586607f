//! Visits that events met, as rows of the person, their words sealed, and the second copy that is keyed by a hash of venue and day.

use std::collections::BTreeSet;

use domain::contact::VenueDay;
use domain::ids::{PersonId, VenueId};
use domain::rating::Kinds;
use domain::record::{SetAside, VisitRecord};
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, SealedFact};
use crate::facts::PersonFacts;
use crate::keys::{Keys, Mac};
use crate::person_batch::PersonBatch;
use crate::seen::IdRange;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// The second copy of a visit, by which an event finds the people it touches.
const ADD_BY_VENUE_DAY: &str =
    "INSERT INTO met_by_venue_day (venue_day, person_id, visit_id) VALUES (?1, ?2, ?3)
ON CONFLICT (venue_day, person_id, visit_id) DO NOTHING";

/// Takes the second copy away.
const DROP_BY_VENUE_DAY: &str =
    "DELETE FROM met_by_venue_day WHERE venue_day = ?1 AND person_id = ?2 AND visit_id = ?3";

/// The people of one venue and day within a range of ids.
const BY_VENUE_DAY: &str = "SELECT person_id FROM met_by_venue_day
WHERE venue_day = ?1 AND person_id > ?2 AND person_id <= ?3 ORDER BY person_id, visit_id";

/// The people behind one of whom events met visits before an instant.
const BEFORE: &str = "SELECT DISTINCT person_id FROM met_visit WHERE met_ms < ?1 AND person_id > ?2
ORDER BY person_id LIMIT ?3";

/// Drops visit `?2` of person `?1`.
const DROP: &str = "DELETE FROM met_visit WHERE person_id = ?1 AND visit_id = ?2";

/// A visit as it lies there.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) id: i64,
    met: Instant,
    sealed: Vec<u8>,
    key_id: i64,
}

/// What is sealed of a visit.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    venue: VenueId,
    from_ms: Instant,
    left_ms: Option<Instant>,
    closed_ms: Instant,
    /// Since when reviewers hold that it is not so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    set_aside_ms: Option<Instant>,
    /// Whether one of them alone found it. Of rows that do not say it nobody knows: what their person was promised stays so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    set_aside_by_one: bool,
}

impl Fact for Row {
    const TABLE: &'static str = "met_visit";

    const SELECT: &'static str = "SELECT person_id, visit_id, met_ms, sealed, key_id, mac
FROM met_visit WHERE person_id = ?1 ORDER BY visit_id";

    const INSERT: &'static str =
        "INSERT INTO met_visit (person_id, visit_id, met_ms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.into(),
            self.met.into(),
            self.sealed.clone().into(),
            self.key_id.into(),
        ]
    }

    fn add_kinds(&self, kinds: &mut Kinds) {
        kinds.add_visit();
    }

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: columns.i64("visit_id")?,
            met: columns.instant("met_ms")?,
            sealed: columns.bytes("sealed")?,
            key_id: columns.i64("key_id")?,
        })
    }
}

impl SealedFact for Row {
    type Opened = Option<VisitRecord>;

    fn id(&self) -> i64 {
        self.id
    }

    fn sealed(&self) -> (&[u8], i64) {
        (&self.sealed, self.key_id)
    }

    fn opened(self, words: Word) -> Option<VisitRecord> {
        let words: Words = serde_json::from_str(&words).ok()?;
        Some(VisitRecord {
            id: self.id,
            venue: words.venue,
            from: words.from_ms,
            left: words.left_ms,
            closed: words.closed_ms,
            met: self.met,
            set_aside: words.set_aside_ms.map(|since| SetAside {
                since,
                by_two: !words.set_aside_by_one,
            }),
        })
    }
}

/// Takes away that by which events find a visit.
pub(crate) fn leave_day(keys: &Keys, batch: &mut Batch, person: PersonId, visit: &VisitRecord) {
    batch.way(DROP_BY_VENUE_DAY, way(keys, person, visit));
}

fn way(keys: &Keys, person: PersonId, visit: &VisitRecord) -> Vec<Value> {
    let day = VenueDay {
        venue: visit.venue,
        day: visit.from.date(),
    };
    let hash = day_hash(keys, day);
    vec![hash.into(), person.0.into(), visit.id.into()]
}

fn day_hash(keys: &Keys, VenueDay { venue, day }: VenueDay) -> Mac {
    keys.lookup("venue day", &format!("{} {day}", venue.0))
}

impl Store {
    /// The people of whom an event met a visit on one of these days of venues, of a range of ids; one may stand there twice.
    #[crate::boxed]
    pub async fn people_of_venue_days(
        &self,
        venue_days: &BTreeSet<VenueDay>,
        range: IdRange,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(BY_VENUE_DAY)?;
            let mut people = Vec::new();
            for day in venue_days {
                let hash = day_hash(self.keys(), *day);
                let mut found = select.query((hash.as_slice(), range.after, range.to))?;
                while let Some(row) = found.next()? {
                    people.push(PersonId(row.get(0)?));
                }
            }
            Ok(people)
        })
        .await
    }
}

impl Store {
    /// Some of the people behind one of whom events met visits before an instant, in the order of their ids.
    #[crate::boxed]
    pub async fn people_met_before(
        &self,
        before: Instant,
        after: PersonId,
        limit: u32,
    ) -> Result<Vec<PersonId>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(BEFORE)?;
            let mut found = select.query((before.ms(), after.0, limit))?;
            let mut people = Vec::new();
            while let Some(row) = found.next()? {
                people.push(PersonId(row.get(0)?));
            }
            Ok(people)
        })
        .await
    }
}

impl PersonBatch {
    /// Forgets met visits, as they were read, and what leads to them: those of which `goes` says so, by id and the instant at which an
    /// event met them.
    pub fn forget_visits(&mut self, facts: &PersonFacts, goes: impl Fn(i64, Instant) -> bool) {
        for row in facts.visits.iter().filter(|row| goes(row.id, row.met)) {
            self.forget(row);
            self.drop_row(DROP, &[row.id]);
        }
        let mut ways = Batch::unguarded();
        for visit in facts.record.visits.iter().filter(|v| goes(v.id, v.met)) {
            leave_day(&self.keys, &mut ways, self.person(), visit);
        }
        self.rows.append(ways);
    }

    /// Adds a visit that an event met, in the place of what was known of it before.
    pub fn meet_visit(&mut self, facts: &PersonFacts, visit: &VisitRecord) {
        for row in facts.visits.iter().filter(|row| row.id == visit.id) {
            self.forget(row);
            self.drop_row(DROP, &[row.id]);
        }
        let words = Words {
            venue: visit.venue,
            from_ms: visit.from,
            left_ms: visit.left,
            closed_ms: visit.closed,
            set_aside_ms: visit.set_aside.map(|aside| aside.since),
            set_aside_by_one: visit.set_aside.is_some_and(|aside| !aside.by_two),
        };
        let words = serde_json::to_vec(&words).unwrap_or_default();
        let sealed = self.keys.seal(Row::cell(self.person(), visit.id), &words);
        self.add(&Row {
            id: visit.id,
            met: visit.met,
            sealed: sealed.bytes,
            key_id: sealed.key_id,
        });
        let values = way(&self.keys, self.person(), visit);
        self.rows.way(ADD_BY_VENUE_DAY, values);
    }
}
