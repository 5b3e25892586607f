//! How many short messages went out in an hour. It says nothing of anybody.

use rusqlite::OptionalExtension;

use crate::batch::Batch;
use crate::error::ReadError;
use crate::store::Store;

/// Rows of an hour.
const BUCKETS: u64 = 16;

const COUNT: &str = "INSERT INTO text_hour (on_hour, bucket, sent) VALUES (?1, ?2, 1)
ON CONFLICT (on_hour, bucket) DO UPDATE SET sent = text_hour.sent + 1";

const SENT: &str = "SELECT CAST(sum(sent) AS BIGINT) FROM text_hour WHERE on_hour = ?1";

const DROP: &str = "DELETE FROM text_hour WHERE on_hour < ?1";

impl Store {
    /// How many short messages were handed over in an hour (hours since 1970).
    #[crate::boxed]
    pub async fn texts_in(&self, hour: i64) -> Result<i64, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(SENT)?;
            let sent = select.query_row([hour], |row| row.get::<_, Option<i64>>(0));
            Ok(sent.optional()?.flatten().unwrap_or(0))
        })
        .await
    }

    /// The batch that counts one more; `key` is that of the message.
    pub fn count_text(&self, hour: i64, key: u64) -> Batch {
        let bucket = i64::try_from(key % BUCKETS).unwrap_or(0);
        let mut batch = Batch::unguarded();
        batch.add(COUNT, vec![hour.into(), bucket.into()]);
        batch
    }

    /// The batch that forgets the hours before one.
    pub fn drop_text_hours(&self, hour: i64) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![hour.into()]);
        batch
    }
}
