//! Published trust lists: whom this service recognises, as the file's text. The last is in force, and only while its row
//! holds: one that somebody put here recognises nobody.

use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::log::{self, LogLine};
use crate::published::{Published, holding};
use crate::shared::raise_generation;
use crate::store::Store;
use crate::value::Value;

/// A trust list as published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrustRow {
    /// Counts up from 1.
    pub version: i64,
    /// The file.
    pub text: String,
    /// When it was published.
    pub published: Instant,
}

const TABLE: &str = "trust_list";

const INSERT: &str =
    "INSERT INTO trust_list (version, text, published_ms, mac) VALUES (?1, ?2, ?3, ?4)";

const LAST: &str =
    "SELECT version, text, published_ms, mac FROM trust_list ORDER BY version DESC LIMIT 1";

impl Store {
    /// The batch that publishes a trust list, with its line in the log, and raises the generation. A conflict where
    /// another has its version.
    pub fn publish_trust(&self, row: &TrustRow, line: &LogLine) -> Batch {
        let mut values: Vec<Value> = vec![
            row.version.into(),
            row.text.as_str().into(),
            row.published.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        raise_generation(&mut batch);
        batch.guard(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    /// The last trust list, where its row holds, and what does not.
    #[crate::boxed]
    pub async fn trust(&self) -> Result<Published<Option<TrustRow>>, ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| {
                Ok(TrustRow {
                    version: columns.i64("version")?,
                    text: columns.text("text")?,
                    published: columns.instant("published_ms")?,
                })
            };
            let rows = holding(connection, self.keys(), TABLE, LAST, &[], &mut alarms, read)?;
            Ok(Published {
                rows: rows.into_iter().next(),
                alarms,
            })
        })
        .await
    }
}
