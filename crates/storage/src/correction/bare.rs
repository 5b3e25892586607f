//! Requests without their words: so that one whose words nobody can read ends all the same.

use domain::correction_request::CorrectionRequest;
use domain::ids::PersonId;

use super::Row;
use crate::alarm::Alarm;
use crate::error::ReadError;
use crate::fact::Reading;
use crate::person_batch::PersonBatch;
use crate::store::Store;

/// A request whose row holds, its words as they are sealed.
pub struct CorrectionBare(Row);

impl CorrectionBare {
    /// The request.
    pub const fn request(&self) -> CorrectionRequest {
        self.0.request
    }
}

impl PersonBatch {
    /// Writes what became of a request that waited; its words stay as they are. One that no longer waits is a conflict.
    pub fn end_bare_correction(&mut self, bare: &CorrectionBare, to: CorrectionRequest) {
        self.end_row(Row {
            request: to,
            sealed: bare.0.sealed.clone(),
            key_id: bare.0.key_id,
        });
    }
}

impl Store {
    /// The requests of a person without opening their words, and what does not hold.
    #[crate::boxed]
    pub async fn corrections_bare(
        &self,
        person: PersonId,
    ) -> Result<(Vec<CorrectionBare>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let rows = reading.rows::<Row>()?;
            let bare = rows.into_iter().map(CorrectionBare).collect();
            Ok((bare, reading.alarms))
        })
        .await
    }
}
