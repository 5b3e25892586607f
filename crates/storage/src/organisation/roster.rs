//! Which rows of rosters came on a day, under a keyed hash, whether anybody is registered with them or not: what is written for a row
//! says nothing of whom it names, and an organisation tries so many a day and no more.

use domain::ids::OrganisationId;
use domain::time::Date;

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::keys::Mac;
use crate::store::Store;

/// The keyed hash of a row of a roster.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RosterHash(Mac);

const INSERT: &str = "INSERT INTO roster_row (organisation_id, on_day, row_hash)";

const ONCE: &str = "ON CONFLICT (organisation_id, on_day, row_hash) DO NOTHING";

const COUNT: &str =
    "SELECT CAST(count(*) AS BIGINT) FROM roster_row WHERE organisation_id = ?1 AND on_day = ?2";

const OLD: &str = "DELETE FROM roster_row WHERE on_day < ?1";

impl Store {
    /// The hash of a row's words.
    pub fn roster_hash(&self, words: &str) -> RosterHash {
        RosterHash(self.keys().lookup("roster row", words))
    }

    /// How many rows an organisation sent on a day; the same row twice is one.
    #[crate::boxed]
    pub async fn roster_rows(
        &self,
        organisation: OrganisationId,
        on: Date,
    ) -> Result<usize, ReadError> {
        let bound = [organisation.0.into(), on.into()];
        let read = |columns: &mut Columns| columns.number("count");
        let counts = self
            .read(|connection| select(connection, "roster_row", COUNT, &bound, read))
            .await?;
        Ok(counts.first().copied().unwrap_or_default())
    }

    /// The batch that notes the rows of a roster.
    pub fn note_roster(
        &self,
        organisation: OrganisationId,
        on: Date,
        rows: &[RosterHash],
    ) -> Batch {
        let row = |hash: &RosterHash| vec![organisation.0.into(), on.into(), hash.0.into()];
        let mut batch = Batch::unguarded();
        batch.add_rows(INSERT, ONCE, rows.iter().map(row).collect());
        batch
    }

    /// The batch that drops the rows of the days before `day`.
    pub fn drop_rosters(&self, day: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(OLD, vec![day.into()]);
        batch
    }
}
