//! Whose a sample is: a way to a person, which says nothing of what was found.

use domain::ids::PersonId;
use rusqlite::OptionalExtension;

use crate::batch::Batch;
use crate::error::ReadError;
use crate::keys::Mac;
use crate::store::Store;

/// Keyed hash of a laboratory and its name of a sample.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SampleHash(pub(crate) Mac);

const SELECT: &str = "SELECT person_id FROM laboratory_sample WHERE sample_hash = ?1";

/// Sample `?1` is of person `?2`.
const LEAD: &str = "INSERT INTO laboratory_sample (sample_hash, person_id) VALUES (?1, ?2)
ON CONFLICT (sample_hash) DO UPDATE SET person_id = excluded.person_id";

/// Sample `?1` leads to person `?2` no more.
const LEAVE: &str = "DELETE FROM laboratory_sample WHERE sample_hash = ?1 AND person_id = ?2";

/// The same of all samples of person `?1`, found through the whole table.
pub(crate) const LEAVE_ALL: &str = "DELETE FROM laboratory_sample WHERE person_id = ?1";

/// Adds the way from a sample to its person.
pub(super) fn lead(batch: &mut Batch, sample: SampleHash, person: PersonId) {
    batch.way(LEAD, vec![sample.0.into(), person.0.into()]);
}

/// Takes the way from a sample to a person away; one that leads to another by now stays.
pub(super) fn leave(batch: &mut Batch, sample: SampleHash, person: PersonId) {
    batch.way(LEAVE, vec![sample.0.into(), person.0.into()]);
}

impl Store {
    /// The keyed hash of a sample: each laboratory numbers its own.
    pub fn sample_hash(&self, laboratory: &str, sample: &str) -> SampleHash {
        let words = format!("{laboratory}\u{1f}{sample}");
        SampleHash(self.keys().lookup("sample", &words))
    }

    /// The person whom an earlier revision of a sample named.
    #[crate::boxed]
    pub async fn sample_of(&self, sample: SampleHash) -> Result<Option<PersonId>, ReadError> {
        self.read(|connection| {
            let mut select = connection.prepare_cached(SELECT)?;
            let person = select.query_row([sample.0], |row| row.get(0).map(PersonId));
            Ok(person.optional()?)
        })
        .await
    }
}
