//! How often people did not get on, by cause and day. About nobody: a cause is a word of a closed list.

use domain::help::Cause;
use domain::time::Date;

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "failure_count";

const INSERT: &str = "INSERT INTO failure_count (on_day, cause, failures)";

const ADD: &str = "ON CONFLICT (on_day, cause) DO UPDATE SET failures = failure_count.failures + excluded.failures";

const SINCE: &str =
    "SELECT cause, CAST(sum(failures) AS BIGINT) FROM failure_count WHERE on_day > ?1
GROUP BY cause ORDER BY cause";

const DROP: &str = "DELETE FROM failure_count WHERE on_day <= ?1";

impl Store {
    /// The batch that adds failures to those of a day.
    pub fn add_failures(&self, day: Date, counts: &[(Cause, u64)]) -> Batch {
        let row = |(cause, failures): &(Cause, u64)| -> Vec<Value> {
            let failures = Value::I64(failures.cast_signed());
            vec![day.into(), cause.word().into(), failures]
        };
        let mut batch = Batch::unguarded();
        batch.add_rows(INSERT, ADD, counts.iter().map(row).collect());
        batch
    }

    /// The failures after a day, by cause. A cause that this program does not know is left out.
    #[crate::boxed]
    pub async fn failures_after(&self, day: Date) -> Result<Vec<(Cause, u64)>, ReadError> {
        let read = |columns: &mut Columns| {
            let cause = Cause::from_word(&columns.text("cause")?);
            Ok((cause, columns.i64("failures")?.unsigned_abs()))
        };
        let found = self.read(|connection| select(connection, TABLE, SINCE, &[day.into()], read));
        let found = found.await?.into_iter();
        Ok(found
            .filter_map(|(cause, failures)| Some((cause?, failures)))
            .collect())
    }

    /// The batch that drops the counts up to a day.
    pub fn drop_failures(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![day.into()]);
        batch
    }
}
