//! Entries into cities as rows: fact rows like all others, so that one which was deleted or edited by other hands betters nobody.

use domain::ids::PersonId;
use domain::itinerary::EntryRecord;
use domain::rating::Kinds;
use domain::time::Instant;

use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::Fact;
use crate::person_batch::PersonBatch;
use crate::value::Value;

/// Notes that an entry is verified.
const VERIFY: &str = "UPDATE city_entry SET verified_ms = ?4, mac = ?5
WHERE person_id = ?1 AND jurisdiction = ?2 AND recorded_ms = ?3";

/// Drops an entry of person `?1`.
pub(crate) const DROP: &str =
    "DELETE FROM city_entry WHERE person_id = ?1 AND jurisdiction = ?2 AND recorded_ms = ?3";

impl Fact for EntryRecord {
    const TABLE: &'static str = "city_entry";

    const SELECT: &'static str =
        "SELECT person_id, jurisdiction, recorded_ms, on_day, verified_ms, mac
FROM city_entry WHERE person_id = ?1 ORDER BY jurisdiction, recorded_ms";

    const INSERT: &'static str =
        "INSERT INTO city_entry (person_id, jurisdiction, recorded_ms, on_day, verified_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            i64::from(self.jurisdiction.number()).into(),
            self.recorded.into(),
            self.on.into(),
            self.verified.into(),
        ]
    }

    /// It asks no rule anything.
    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            jurisdiction: columns.place("jurisdiction")?,
            recorded: columns.instant("recorded_ms")?,
            on: columns.date("on_day")?,
            verified: columns.maybe_instant("verified_ms")?,
        })
    }
}

impl PersonBatch {
    /// Opens an entry.
    pub fn enter_city(&mut self, entry: &EntryRecord) {
        self.add(entry);
    }

    /// Notes that an entry, as it was read, is verified since `now`.
    pub fn verify_entry(&mut self, entry: &EntryRecord, now: Instant) {
        let verified = EntryRecord {
            verified: Some(now),
            ..*entry
        };
        let mac = self.replace(entry, &verified);
        let values = vec![
            self.person().0.into(),
            i64::from(entry.jurisdiction.number()).into(),
            entry.recorded.into(),
            now.into(),
            mac.into(),
        ];
        self.rows.guard(VERIFY, values);
    }
}
