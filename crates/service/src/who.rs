//! Who somebody is, for whoever opened something about them. The line that they looked is on the disk before: the caller's part.

use domain::identity::Document;
use domain::ids::PersonId;
use domain::time::Instant;
use storage::Field;

use crate::Service;
use crate::error::Error;
use crate::me::word;

/// A person by what stands on their document; empty where the words do not hold.
pub(crate) struct Who {
    pub(crate) name: String,
    pub(crate) document_kind: String,
    pub(crate) document_number: String,
}

impl Service {
    /// Who a person is.
    pub(crate) async fn who(&self, person: PersonId, now: Instant) -> Result<Who, Error> {
        let (known, alarms) = self.store.words_of(person).await?;
        self.raise(&alarms, now).await?;
        let document = word(&known, Field::Document).and_then(Document::from_canonical);
        let (kind, number) = document.map_or_else(Default::default, |document| {
            (
                document.kind().word().to_owned(),
                document.number().to_owned(),
            )
        });
        Ok(Who {
            name: word(&known, Field::Name).unwrap_or_default().to_owned(),
            document_kind: kind,
            document_number: number,
        })
    }
}
