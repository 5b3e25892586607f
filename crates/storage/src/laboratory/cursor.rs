//! How far the laboratories' service was asked. A mark that does not hold is none: then everything is asked for again, and
//! what is here already is left as it is.

use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::published::{Published, holding};
use crate::store::Store;
use crate::value::Value;

const TABLE: &str = "laboratory_cursor";

const NOTE: &str = "INSERT INTO laboratory_cursor (id, mark, noted_ms, mac) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (id) DO UPDATE SET mark = excluded.mark, noted_ms = excluded.noted_ms, mac = excluded.mac";

const SELECT: &str = "SELECT id, mark, noted_ms, mac FROM laboratory_cursor WHERE id = 1";

impl Store {
    /// The batch that notes how far the service was asked.
    pub fn note_laboratory_mark(&self, mark: &str, now: Instant) -> Batch {
        let mut values: Vec<Value> = vec![1.into(), mark.into(), now.into()];
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(NOTE, values);
        batch
    }

    /// How far it was asked, where the row holds; and what does not hold.
    #[crate::boxed]
    pub async fn laboratory_mark(&self) -> Result<Published<Option<String>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| {
                columns.skip();
                columns.text("mark")
            };
            let rows = holding(
                connection,
                self.keys(),
                TABLE,
                SELECT,
                &[],
                &mut alarms,
                read,
            )?;
            let rows = rows.into_iter().next();
            Ok(Published { rows, alarms })
        })
        .await
    }
}
