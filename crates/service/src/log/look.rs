//! Looking at a person: never without a purpose from the list, and never without a line that the person sees.

use domain::ids::PersonId;
use domain::log::{By, Purpose};
use domain::time::Instant;
use storage::PersonFacts;

use super::Deed;
use crate::Service;
use crate::error::Error;

impl Service {
    /// A person as staff may see them. The line is on the disk before anything is answered. Refused without a purpose
    /// from [`Purpose::STAFF`].
    pub async fn look_at(
        &self,
        person: PersonId,
        by: By,
        purpose: Option<Purpose>,
        action: &'static str,
        now: Instant,
    ) -> Result<PersonFacts, Error> {
        let purpose = purpose.filter(|purpose| purpose.is_for_staff());
        let purpose = purpose.ok_or_else(|| {
            Error::field(
                "purpose",
                "请从列表中选择查看的目的",
                "is missing or not one that may be given; choose one from the list",
            )
        })?;
        let facts = self.read_person(person, now).await?;
        let deed = Deed {
            by,
            purpose,
            action,
        };
        let line = self.line_about(person, deed, "", now).await?;
        self.store
            .write(self.store.log_about(person, &line))
            .await?;
        Ok(facts)
    }
}
