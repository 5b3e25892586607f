//! Holds as rows: fact rows like all others, so that one which was deleted or edited by other hands betters nobody.

use domain::hold::Hold;
use domain::ids::{HoldId, PersonId};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, json};
use crate::person_batch::PersonBatch;
use crate::value::Value;

/// Ends hold `?2` of person `?1`.
const END: &str = "UPDATE hold SET ended_ms = ?3, mac = ?4 WHERE person_id = ?1 AND hold_id = ?2";

/// Drops hold `?2` of person `?1`.
pub(crate) const DROP: &str = "DELETE FROM hold WHERE person_id = ?1 AND hold_id = ?2";

impl Fact for Hold {
    const TABLE: &'static str = "hold";

    const SELECT: &'static str =
        "SELECT person_id, hold_id, kind, since_ms, until_ms, ended_ms, mac
FROM hold WHERE person_id = ?1 ORDER BY hold_id";

    const INSERT: &'static str =
        "INSERT INTO hold (person_id, hold_id, kind, since_ms, until_ms, ended_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.0.into(),
            json(&self.kind),
            self.since.into(),
            self.until.into(),
            self.ended.into(),
        ]
    }

    /// It asks no rule anything.
    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        Ok(Self {
            id: HoldId(columns.i64("hold_id")?),
            kind: columns.word("kind")?,
            since: columns.instant("since_ms")?,
            until: columns.instant("until_ms")?,
            ended: columns.maybe_instant("ended_ms")?,
        })
    }
}

impl PersonBatch {
    /// Holds the person.
    pub fn hold(&mut self, hold: &Hold) {
        self.add(hold);
    }

    /// Ends a hold, as it was read, at `now`.
    pub fn end_hold(&mut self, hold: &Hold, now: Instant) {
        let ended = Hold {
            ended: Some(now),
            ..*hold
        };
        let mac = self.replace(hold, &ended);
        let values = vec![
            self.person().0.into(),
            hold.id.0.into(),
            now.into(),
            mac.into(),
        ];
        self.rows.guard(END, values);
    }
}
