//! Registering a place: of a closed list of kinds, for an organisation that two people registered and one manages, who answers for it.

use domain::ids::{OrganisationId, VenueId};
use domain::organisation::is_name;
use domain::staff::Member;
use domain::time::{Date, Instant};
use domain::venue::{
    LATEST_CLOSING, MAX_VENUE_NAME, MOST_VENUES, Position, VenueKind, short_number,
};
use storage::{OrganisationRow, VenueRow};

use crate::Service;
use crate::error::{Error, Missing};
use crate::organisation::of_manager;

/// A place that is to have a code.
pub struct NewVenue<'a> {
    /// Made on the page: the same id twice is one venue.
    pub id: VenueId,
    /// What it is.
    pub kind: VenueKind,
    /// What it is called.
    pub name: &'a str,
    /// Where it is.
    pub position: Option<Position>,
    /// When it closes, in minutes after midnight.
    pub closes: u16,
}

/// A venue, for its manager. Who visits it is nowhere here.
pub struct VenueSeen {
    /// Which.
    pub id: VenueId,
    /// What it is.
    pub kind: VenueKind,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub position: Position,
    /// When it closes, in minutes after midnight.
    pub closes: u16,
    /// The text of its code, for paper.
    pub code: String,
    /// The figures that stand beside it today.
    pub figures: String,
    /// The date of the figures.
    pub today: Date,
    /// What opens its screen; the manager gives it to the device at the door.
    pub screen: Vec<u8>,
    /// Whether a device of its staff is set up.
    pub device: bool,
    /// The number that gets the figures each morning, masked.
    pub number: Option<String>,
    /// By which a message names the venue.
    pub short_number: String,
}

impl Service {
    /// The venues of an organisation, for its manager.
    #[crate::boxed]
    pub async fn venues(
        &self,
        member: &Member,
        organisation: OrganisationId,
        now: Instant,
    ) -> Result<Vec<VenueSeen>, Error> {
        let owner = self.managed(member, organisation, now).await?;
        let rows = self.open_venues(organisation, now).await?;
        let mut seen = Vec::with_capacity(rows.len());
        for row in rows {
            let code = self.printed_code(&owner, &row, now).await?;
            let number = self.number_of_venue(row.id, now).await?;
            seen.push(VenueSeen {
                code,
                number,
                short_number: short_number(row.id),
                figures: self.store.venue_figures(&row, now.date()),
                today: now.date(),
                screen: self.store.venue_screen_token(&row),
                device: row.device.is_some(),
                id: row.id,
                kind: row.kind,
                name: row.name,
                position: row.position,
                closes: row.closes,
            });
        }
        Ok(seen)
    }

    /// Registers a venue. Squares, streets, places of worship, courts and petition offices are refused, with the reason.
    #[crate::boxed]
    pub async fn add_venue(
        &self,
        member: &Member,
        organisation: OrganisationId,
        new: &NewVenue<'_>,
        now: Instant,
    ) -> Result<(), Error> {
        self.managed(member, organisation, now).await?;
        let rows = self.venues_of(organisation, now).await?;
        if rows.iter().any(|row| row.id == new.id) {
            return Ok(());
        }
        let open: Vec<VenueRow> = rows
            .into_iter()
            .filter(|row| row.closed.is_none())
            .collect();
        let position = checked(new, &open)?;
        let row = VenueRow {
            id: new.id,
            organisation,
            kind: new.kind,
            name: new.name.trim().to_owned(),
            position,
            closes: new.closes,
            made: now,
            edition: 0,
            device: None,
            closed: None,
        };
        let line = self.note(of_manager(member, "register venue"), &row.name, now);
        let batch = self.store.add_venue(&row, &line);
        Ok(self.store.write(batch).await?)
    }

    /// A venue of an organisation that a member manages, while it is open, and the organisation.
    pub(super) async fn managed_venue(
        &self,
        member: &Member,
        (organisation, venue): (OrganisationId, VenueId),
        now: Instant,
    ) -> Result<(OrganisationRow, VenueRow), Error> {
        let owner = self.managed(member, organisation, now).await?;
        let rows = self.open_venues(organisation, now).await?;
        let row = rows.into_iter().find(|row| row.id == venue);
        Ok((owner, row.ok_or(Error::Unknown(Missing::Venue))?))
    }

    /// Those of an organisation that are open.
    async fn open_venues(
        &self,
        organisation: OrganisationId,
        now: Instant,
    ) -> Result<Vec<VenueRow>, Error> {
        let mut rows = self.venues_of(organisation, now).await?;
        rows.retain(|row| row.closed.is_none());
        Ok(rows)
    }

    pub(super) async fn venues_of(
        &self,
        organisation: OrganisationId,
        now: Instant,
    ) -> Result<Vec<VenueRow>, Error> {
        let (rows, alarms) = self.store.venues_of(organisation).await?;
        self.raise(&alarms, now).await?;
        Ok(rows)
    }
}

fn checked(new: &NewVenue<'_>, rows: &[VenueRow]) -> Result<Position, Error> {
    if let Some(why) = new.kind.refused() {
        return Err(Error::field("kind", &why.zh, &why.en));
    }
    let name = new.name.trim();
    if !is_name(name, MAX_VENUE_NAME) || rows.iter().any(|row| row.name == name) {
        return Err(Error::field(
            "name",
            "请填写场所名称，1至30个字符，同一单位内不重复",
            "name the place in 1 to 30 characters, each of the organisation's otherwise",
        ));
    }
    if rows.len() >= MOST_VENUES {
        return Err(Error::field(
            "name",
            "一个单位最多100个场所，请另登记单位",
            "an organisation has at most 100 venues; register another organisation",
        ));
    }
    if !(1..=LATEST_CLOSING).contains(&new.closes) {
        return Err(Error::field(
            "closes",
            "请填写打烊时间，最晚为次日6时",
            "say when it closes, at the latest at 6 o'clock of the next morning",
        ));
    }
    new.position.ok_or_else(|| {
        Error::field(
            "position",
            "请填写场所的位置（纬度、经度），或在场所内用本机定位",
            "say where it is (latitude, longitude), or take the position of a device that is there",
        )
    })
}
