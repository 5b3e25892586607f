//! The number that a guardian shows to whoever sees the member: a way to the guardian's side of the link.

use domain::ids::{LinkId, PersonId};
use domain::time::Instant;
use rusqlite::OptionalExtension;

use crate::batch::Batch;
use crate::error::ReadError;
use crate::store::Store;

const PUT: &str = "INSERT INTO family_reference (reference_hash, person_id, link_id, until_ms) VALUES (?1, ?2, ?3, ?4)";

const LED: &str =
    "SELECT person_id, link_id FROM family_reference WHERE reference_hash = ?1 AND until_ms > ?2";

const DEAD: &str = "DELETE FROM family_reference WHERE until_ms <= ?1";

/// The numbers of person `?1`.
pub(crate) const DROP_ALL: &str = "DELETE FROM family_reference WHERE person_id = ?1";

impl Store {
    /// The batch that lets a number lead to a guardian's link until an instant. A conflict where it leads elsewhere.
    pub fn put_reference(
        &self,
        reference: &str,
        (guardian, link): (PersonId, LinkId),
        until: Instant,
    ) -> Batch {
        let hash = self.keys().lookup("family reference", reference);
        let mut batch = Batch::unguarded();
        let values = vec![hash.into(), guardian.0.into(), link.0.into(), until.into()];
        batch.guard(PUT, values);
        batch
    }

    /// Where a number leads: a way, which counts only where the guardian's own row says so too.
    #[crate::boxed]
    pub async fn referred(
        &self,
        reference: &str,
        now: Instant,
    ) -> Result<Option<(PersonId, LinkId)>, ReadError> {
        let hash = self.keys().lookup("family reference", reference);
        self.read(|connection| {
            let mut select = connection.prepare_cached(LED)?;
            let led = select.query_row((hash, now.ms()), |row| {
                Ok((PersonId(row.get(0)?), LinkId(row.get(1)?)))
            });
            Ok(led.optional()?)
        })
        .await
    }

    /// The batch that forgets numbers that are dead at `now`.
    pub fn drop_references(&self, now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DEAD, vec![now.into()]);
        batch
    }
}
