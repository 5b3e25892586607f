//! The codes of a venue: one on paper, bound to the place and good until it is renewed, and one on a screen, good for two minutes. A
//! screen stands at a door all day, so it has a token of its own and no session of anybody's.

use credential::{Hour, VenueCode};
use domain::ids::{OrganisationId, VenueId};
use domain::staff::Member;
use domain::time::Instant;
use domain::venue::SCREEN_MS;
use storage::{OrganisationRow, VenueRow, WriteError};

use crate::Service;
use crate::error::{Error, Missing};
use crate::organisation::of_manager;

/// What a screen shows.
pub struct VenueScreen {
    /// The name of the place.
    pub name: String,
    /// The text of its code.
    pub code: String,
    /// From when it opens nothing any more.
    pub ends: Instant,
}

impl Service {
    /// The code of a venue's screen, of this minute, for whoever has the screen's token. Asked for again, it is a new one.
    #[crate::boxed]
    pub async fn venue_screen(
        &self,
        venue: VenueId,
        token: &[u8],
        now: Instant,
    ) -> Result<VenueScreen, Error> {
        let (row, alarms) = self.store.venue(venue).await?;
        self.raise(&alarms, now).await?;
        let row = row.filter(|row| row.closed.is_none());
        let row = row.filter(|row| self.store.is_venue_screen_token(row, token));
        let row = row.ok_or(Error::Unknown(Missing::VenueScreen))?;
        let owner = self.organisation_row(row.organisation, now).await?;
        let owner = owner.ok_or(Error::Unknown(Missing::VenueScreen))?;
        let minute = Instant::from_ms(now.ms().div_euclid(1_000) * 1_000);
        let code = self.signed_code(&owner, &row, Some(minute), now).await?;
        Ok(VenueScreen {
            name: row.name,
            code,
            ends: minute.plus_ms(SCREEN_MS),
        })
    }

    /// Renews the printed code of a venue: one that was put up before opens nothing from now on, and its figures are others.
    #[crate::boxed]
    pub async fn renew_venue(
        &self,
        member: &Member,
        way: (OrganisationId, VenueId),
        now: Instant,
    ) -> Result<(), Error> {
        let (_, row) = self.managed_venue(member, way, now).await?;
        let to = VenueRow {
            edition: row.edition + 1,
            ..row.clone()
        };
        let line = self.note(of_manager(member, "renew venue code"), &row.name, now);
        self.change_venue((&row, &to), &line).await
    }

    /// Writes a change of a venue; whoever changed it at this moment was quicker, and is told to look again.
    pub(super) async fn change_venue(
        &self,
        (read, to): (&VenueRow, &VenueRow),
        line: &storage::LogLine,
    ) -> Result<(), Error> {
        let batch = self.store.change_venue(read, to, line);
        match self.store.write(batch).await {
            Ok(()) => Ok(()),
            Err(WriteError::Conflict) => Err(Error::Busy),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn printed_code(
        &self,
        owner: &OrganisationRow,
        row: &VenueRow,
        now: Instant,
    ) -> Result<String, Error> {
        self.signed_code(owner, row, None, now).await
    }

    async fn signed_code(
        &self,
        owner: &OrganisationRow,
        row: &VenueRow,
        minute: Option<Instant>,
        now: Instant,
    ) -> Result<String, Error> {
        let issuer = owner.division.city().unwrap_or(owner.division);
        let shared = self.shared(now).await?;
        let key = shared.keys().signing(issuer, now);
        let key =
            key.ok_or_else(|| Error::Signing("the city has no key for this hour".to_owned()))?;
        let code = VenueCode {
            issuer,
            issued: Hour::of(now),
            venue: row.id,
            edition: row.edition,
            kind: row.kind,
            name: row.name.clone(),
            position: row.position,
            minute,
            demo: self.is_demo(),
        };
        code.sign(key).map_err(|e| Error::Signing(e.to_string()))
    }
}
