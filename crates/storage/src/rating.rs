//! The rating row: the guard of every batch about a person, and the index of their decisions.
//!
//! One statement is both: it raises where the version or the generation is no longer the one that was read,
//! and writes the new decisions where it is. So there is no batch about a person without a new rating.
//!
//! The row carries a digest of the MACs of all fact rows. A fact deleted by somebody else, or put back in an
//! older form, no longer fits to it; that it was once missing stays noted (`gap_ms`) until staff have looked.

use domain::ids::PersonId;
use domain::rating::{Decision, Kinds};
use domain::time::{Date, Instant};
use rusqlite::{Connection, Statement};

use crate::alarm::AlarmKind;
use crate::batch::Batch;
use crate::columns::{Columns, values};
use crate::error::ReadError;
use crate::fact::{Reading, json};
use crate::keys::{Keys, Mac};
use crate::shared::Generation;
use crate::value::Value;

/// The decisions that a batch writes.
#[derive(Clone, PartialEq, Debug)]
pub struct Rating {
    /// One decision for each jurisdiction that the person uses.
    pub decisions: Vec<Decision>,
    /// The first date on which the same facts could rate otherwise; absent where no date is.
    pub review_on: Option<Date>,
    /// The generation of the shared data that they were made with, as read before those data.
    pub generation: Generation,
}

/// The rating row as it was read.
pub(crate) struct RatingRow {
    pub(crate) version: i64,
    /// The decisions; absent where the row was altered.
    pub(crate) rating: Option<Rating>,
    pub(crate) facts: Vec<u8>,
    pub(crate) gap: Option<Instant>,
}

/// What the next rating row is written over.
pub(crate) struct Before {
    /// The version that was read; absent where the person has no rating yet.
    pub(crate) version: Option<i64>,
    pub(crate) person: PersonId,
    /// Since when fact rows are missing.
    pub(crate) gap: Option<Instant>,
    /// The `review_on` that was read; absent where there was no row that held.
    #[expect(
        clippy::option_option,
        reason = "no row, and a row without a date, are two things"
    )]
    pub(crate) review_on: Option<Option<Date>>,
}

const TABLE: &str = "rating";

/// The place of `review_on` among the columns.
const REVIEW_ON: usize = 3;

const SELECT: &str =
    "SELECT person_id, version, generation, review_on, decisions, facts, gap_ms, kinds, mac
FROM rating WHERE person_id = ?1";

const UPDATE: &str = "UPDATE rating SET
version = CASE WHEN version = CAST(?10 AS BIGINT)
  AND CAST(?3 AS BIGINT) = (SELECT generation FROM shared WHERE id = 1) THEN CAST(?2 AS BIGINT) END,
generation = ?3, review_on = ?4, decisions = ?5, facts = ?6, gap_ms = ?7, kinds = ?8, mac = ?9
WHERE person_id = ?1";

/// The same where the date stays as it is: the index over it is not touched, which would be a page more for each person of a
/// propagation.
const UPDATE_ON_TIME: &str = "UPDATE rating SET
version = CASE WHEN version = CAST(?9 AS BIGINT)
  AND CAST(?3 AS BIGINT) = (SELECT generation FROM shared WHERE id = 1) THEN CAST(?2 AS BIGINT) END,
generation = ?3, decisions = ?4, facts = ?5, gap_ms = ?6, kinds = ?7, mac = ?8
WHERE person_id = ?1";

const INSERT: &str =
    "INSERT INTO rating (person_id, version, generation, review_on, decisions, facts, gap_ms, kinds, mac)
VALUES (?1, CASE WHEN CAST(?3 AS BIGINT) = (SELECT generation FROM shared WHERE id = 1)
  THEN CAST(?2 AS BIGINT) END, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/// The digest of the MACs of all fact rows of a person, in no particular order, and of the gap.
pub(crate) fn digest(keys: &Keys, person: PersonId, gap: Option<Instant>, macs: &[Mac]) -> Mac {
    let mut sorted = macs.to_vec();
    sorted.sort_unstable();
    keys.mac(
        "rating.facts",
        &[person.0.into(), gap.into(), sorted.concat().into()],
    )
}

/// A batch that begins with the guard and the new rating.
pub(crate) fn guarded(
    keys: &Keys,
    before: &Before,
    rating: &Rating,
    macs: &[Mac],
    kinds: Kinds,
) -> Batch {
    let facts = digest(keys, before.person, before.gap, macs);
    let mut columns = vec![
        before.person.0.into(),
        Value::I64(before.version.unwrap_or(0) + 1),
        rating.generation.0.into(),
        rating.review_on.into(),
        json(&rating.decisions),
        facts.into(),
        before.gap.into(),
        kinds.number().into(),
    ];
    columns.push(keys.mac(TABLE, &columns).into());
    let mut batch = Batch::unguarded();
    match before.version {
        Some(version) => {
            columns.push(version.into());
            if before.review_on == Some(rating.review_on) {
                columns.remove(REVIEW_ON);
                batch.guard(UPDATE_ON_TIME, columns);
            } else {
                batch.guard(UPDATE, columns);
            }
        }
        None => batch.guard(INSERT, columns),
    }
    batch
}

/// The rating row of each of these people, in their order.
pub(crate) fn of_each(
    connection: &Connection,
    people: &mut [Reading<'_>],
) -> Result<Vec<Option<RatingRow>>, ReadError> {
    let mut select = connection.prepare_cached(SELECT)?;
    let rows = people.iter_mut().map(|one| one.rating_by(&mut select));
    rows.collect()
}

impl Reading<'_> {
    /// The person's rating row: one point read.
    pub(crate) fn rating(&mut self) -> Result<Option<RatingRow>, ReadError> {
        let mut select = self.connection.prepare_cached(SELECT)?;
        self.rating_by(&mut select)
    }

    fn rating_by(&mut self, select: &mut Statement<'_>) -> Result<Option<RatingRow>, ReadError> {
        let mut found = select.query([self.person.0])?;
        let Some(row) = found.next()? else {
            return Ok(None);
        };
        let mut values = values(row)?;
        let mac = values.pop();
        // A row from before kinds were kept has none, and its MAC says nothing of them.
        if values.last() == Some(&Value::Null) {
            values.pop();
        }
        let holds = matches!(&mac, Some(Value::Blob(mac)) if self.keys.verify(TABLE, &values, mac));
        if !holds {
            self.alarm(AlarmKind::Altered, TABLE, 0);
        }
        read(&mut Columns::new(TABLE, values), holds).map(Some)
    }
}

fn read(columns: &mut Columns, holds: bool) -> Result<RatingRow, ReadError> {
    columns.skip();
    if !holds {
        return Ok(altered(columns));
    }
    let version = columns.i64("version")?;
    let generation = Generation(columns.i64("generation")?);
    let review_on = columns.maybe_date("review_on")?;
    Ok(RatingRow {
        version,
        rating: Some(Rating {
            decisions: columns.json("decisions")?,
            review_on,
            generation,
        }),
        facts: columns.bytes("facts")?,
        gap: columns.maybe_instant("gap_ms")?,
    })
}

/// Of an altered row only what can be checked or harms nobody: the version, which the guard compares, and the
/// digest and gap, which have a key of their own.
fn altered(columns: &mut Columns) -> RatingRow {
    let version = columns.i64("version").unwrap_or(0);
    for _generation_review_on_decisions in 0..3 {
        columns.skip();
    }
    RatingRow {
        version,
        rating: None,
        facts: columns.bytes("facts").unwrap_or_default(),
        gap: columns.maybe_instant("gap_ms").unwrap_or(None),
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    const ROWS: &str = "CREATE TABLE rating (person_id, version, generation, review_on, decisions, facts, gap_ms, kinds, mac)";
    const ROW: &str = "INSERT INTO rating (person_id, version, generation, review_on, decisions, facts, gap_ms, kinds, mac)
VALUES (1, 1, 1, NULL, '[]', x'00', NULL, ?1, ?2)";

    /// A row whose MAC was made over seven columns, or over these kinds as well; and what it is read as.
    fn read_back(covered: &[i64], kinds: Option<i64>) -> bool {
        let seal = [(1, Zeroizing::new(vec![7; 32]))].into();
        let keys = Keys::new(&seal, &[8; 32], &[9; 32]).unwrap();
        let mut columns: Vec<Value> = vec![
            Value::I64(1),
            Value::I64(1),
            Value::I64(1),
            Value::Null,
            "[]".into(),
            vec![0_u8].into(),
            Value::Null,
        ];
        columns.extend(covered.iter().map(|kinds| Value::I64(*kinds)));
        let connection = Connection::open_in_memory().unwrap();
        connection.execute(ROWS, []).unwrap();
        let mac = keys.mac(TABLE, &columns).to_vec();
        connection.execute(ROW, (kinds, mac)).unwrap();
        let mut reading = Reading::new(&connection, &keys, PersonId(1));
        let row = reading.rating().unwrap().unwrap();
        row.rating.is_some()
    }

    #[test]
    fn s2_21_a_row_from_before_kinds_were_kept_holds_and_none_is_made_into_one() {
        assert!(read_back(&[], None));
        assert!(read_back(&[5], Some(5)));
        assert!(!read_back(&[5], None), "kinds were taken out");
        assert!(!read_back(&[], Some(5)), "kinds were put in");
        assert!(!read_back(&[5], Some(4)));
    }
}
