//! Ways to a person: who holds a document, who uses a phone or an address for e-mail. Kept under keyed hashes.
//!
//! Registration claims first (SQL rule 2): whoever registers a document gets the person that the claim holds,
//! so that two registrations at one instant are one person, and one that ended half way is finished by the
//! next try.

use domain::ids::PersonId;
use domain::time::Instant;
use rusqlite::OptionalExtension;

use crate::batch::Batch;
use crate::error::{ReadError, WriteError};
use crate::keys::{Keys, Mac};
use crate::store::Store;

/// Document `?1` leads to person `?2` since `?3`, where it leads to nobody.
pub(crate) const CLAIM: &str =
    "INSERT INTO document_claim (document_hash, person_id, claimed_ms) VALUES (?1, ?2, ?3)
ON CONFLICT (document_hash) DO NOTHING";

const HOLDER: &str = "SELECT person_id FROM document_claim WHERE document_hash = ?1";

const USERS: &str =
    "SELECT person_id FROM phone_claim WHERE phone_hash = ?1 ORDER BY person_id LIMIT ?2";

/// Person `?2` uses phone `?1`.
pub(crate) const USE_PHONE: &str = "INSERT INTO phone_claim (phone_hash, person_id) VALUES (?1, ?2)
ON CONFLICT (phone_hash, person_id) DO NOTHING";

/// Person `?2` no longer uses phone `?1`.
pub(crate) const LEAVE_PHONE: &str =
    "DELETE FROM phone_claim WHERE phone_hash = ?1 AND person_id = ?2";

/// Document `?1` leads to person `?2` no more; where it leads to another by now, it goes on to.
pub(crate) const RELEASE: &str =
    "DELETE FROM document_claim WHERE document_hash = ?1 AND person_id = ?2";

/// The keyed hash of a document's canonical text.
pub(crate) fn document_hash(keys: &Keys, document: &str) -> Mac {
    keys.lookup("document", document)
}

/// The keyed hash of the canonical text of a phone or an address; the one begins with +, the other has an @ in it.
pub(crate) fn phone_hash(keys: &Keys, phone: &str) -> Mac {
    keys.lookup("phone", phone)
}

impl Store {
    /// Claims a document (its canonical text) for `proposed`, and says who holds it: `proposed`, or the person who
    /// held it already. The claim is durable before anything else of a registration is written.
    #[crate::boxed]
    pub async fn claim(
        &self,
        document: &str,
        proposed: PersonId,
        now: Instant,
    ) -> Result<PersonId, WriteError> {
        let hash = document_hash(self.keys(), document);
        let mut batch = Batch::unguarded();
        batch.add(CLAIM, vec![hash.into(), proposed.0.into(), now.into()]);
        self.write(batch).await?;
        let holder = self.holder_of(document).await?;
        holder.ok_or(WriteError::Conflict)
    }

    /// The person who holds a document (its canonical text), registered or about to be.
    #[crate::boxed]
    pub async fn holder_of(&self, document: &str) -> Result<Option<PersonId>, ReadError> {
        let hash = document_hash(self.keys(), document);
        self.read(|connection| {
            let mut select = connection.prepare_cached(HOLDER)?;
            let holder = select.query_row([hash], |row| row.get(0).map(PersonId));
            Ok(holder.optional()?)
        })
        .await
    }

    /// The people who use a phone or an address (its canonical text), `limit` at most.
    #[crate::boxed]
    pub async fn users_of(&self, phone: &str, limit: u32) -> Result<Vec<PersonId>, ReadError> {
        let hash = phone_hash(self.keys(), phone);
        self.read(|connection| {
            let mut select = connection.prepare_cached(USERS)?;
            let users = select.query_map(rusqlite::params![hash, limit], |row| {
                row.get(0).map(PersonId)
            })?;
            Ok(users.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }
}
