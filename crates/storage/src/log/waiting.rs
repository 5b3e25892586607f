//! From the outboxes into the log: lines are taken in the order in which they came about, and moved a page at a time.
//! The row of the log and the end of its row in the outbox are one batch: what a crash leaves is neither doubled nor lost.

use domain::ids::PersonId;
use domain::time::Instant;

use super::{LogLine, read};
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::lease::{self, Lease};
use crate::store::Store;
use crate::value::Value;

/// In whose outbox a line waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outbox {
    Person(PersonId),
    Bucket(i64),
}

/// A line that waits to be moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaitingLine {
    outbox: Outbox,
    /// The line.
    pub line: LogLine,
}

const OF_PEOPLE: &str = "SELECT person_id, line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest
FROM log_line WHERE instant_ms < ?1 ORDER BY instant_ms, line_id, person_id LIMIT ?2";

const OTHERS: &str =
    "SELECT bucket, line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest
FROM log_line_other WHERE instant_ms < ?1 ORDER BY instant_ms, line_id, bucket LIMIT ?2";

const SEAL: &str = "INSERT INTO sealed_line (hour, server, number, line_id, instant_ms, alias, done_by, staff_id, purpose,
action, digest)";

const MOVED_OF_PERSON: &str = "DELETE FROM log_line WHERE person_id = ?1 AND line_id = ?2";

const MOVED_OTHER: &str = "DELETE FROM log_line_other WHERE bucket = ?1 AND line_id = ?2";

impl Store {
    /// The oldest lines of before an instant that wait to be moved, `limit` at most.
    #[crate::boxed]
    pub async fn waiting_lines(
        &self,
        before: Instant,
        limit: u32,
    ) -> Result<Vec<WaitingLine>, ReadError> {
        let bound = [before.into(), i64::from(limit).into()];
        self.read(|connection| {
            let mut lines = select(connection, "log_line", OF_PEOPLE, &bound, |columns| {
                let person = PersonId(columns.i64("person_id")?);
                waiting(Outbox::Person(person), columns)
            })?;
            lines.extend(select(
                connection,
                "log_line_other",
                OTHERS,
                &bound,
                |columns| {
                    let bucket = columns.i64("bucket")?;
                    waiting(Outbox::Bucket(bucket), columns)
                },
            )?);
            lines.sort_by_key(|waiting| (waiting.line.instant, waiting.line.id));
            lines.truncate(limit as usize);
            Ok(lines)
        })
        .await
    }

    /// The batch that moves lines into the tree of an hour, each under its number there. A conflict where the lease was
    /// lost, a number is taken, or a line is where it was no longer: read and number again.
    pub fn move_lines(
        &self,
        lease: Lease,
        times: (Instant, Instant),
        hour: i64,
        lines: &[(i64, WaitingLine)],
    ) -> Batch {
        let mut batch = Batch::unguarded();
        lease::hold(&mut batch, lease, times);
        let rows = lines.iter().map(|(number, waiting)| {
            let mut row: Vec<Value> = vec![
                hour.into(),
                waiting.line.server.into(),
                (*number).into(),
                waiting.line.id.into(),
            ];
            row.extend(super::said(&waiting.line));
            row
        });
        batch.add_rows(SEAL, "", rows.collect());
        for (_, waiting) in lines {
            let (sql, owner) = match waiting.outbox {
                Outbox::Person(person) => (MOVED_OF_PERSON, person.0),
                Outbox::Bucket(bucket) => (MOVED_OTHER, bucket),
            };
            batch.guard(sql, vec![owner.into(), waiting.line.id.into()]);
        }
        batch
    }
}

fn waiting(outbox: Outbox, columns: &mut Columns) -> Result<WaitingLine, ReadError> {
    let line = read(columns)?;
    Ok(WaitingLine { outbox, line })
}
