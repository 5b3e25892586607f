//! Closing a venue for good. Its code is refused from then on, with words, wherever it still hangs; visits of the last days stay
//! under the keys of their days until these die, for an event that names the place.

use domain::ids::{OrganisationId, VenueId};
use domain::staff::Member;
use domain::time::Instant;
use storage::VenueRow;

use crate::Service;
use crate::error::{Error, Missing};
use crate::organisation::of_manager;

impl Service {
    /// Closes a venue of an organisation that a member manages. Closed again, it stays as it is.
    #[crate::boxed]
    pub async fn close_venue(
        &self,
        member: &Member,
        (organisation, venue): (OrganisationId, VenueId),
        now: Instant,
    ) -> Result<(), Error> {
        self.managed(member, organisation, now).await?;
        let rows = self.venues_of(organisation, now).await?;
        let row = rows.into_iter().find(|row| row.id == venue);
        let row = row.ok_or(Error::Unknown(Missing::Venue))?;
        if row.closed.is_some() {
            return Ok(());
        }
        let to = VenueRow {
            device: None,
            closed: Some(now),
            ..row.clone()
        };
        let line = self.note(of_manager(member, "close venue"), &row.name, now);
        self.change_venue((&row, &to), &line).await
    }
}
