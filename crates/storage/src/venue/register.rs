//! Places with a code. The figures of a day follow from the look-up key, the venue, its edition and the day: they stand in no
//! table, and nobody who has not seen them today knows them.

use domain::ids::{OrganisationId, VenueId};
use domain::time::{Date, Instant};
use domain::venue::{FIGURES, Position, VenueKind};

use super::number;
use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::without_later;
use crate::keys::Mac;
use crate::log::{self, LogLine};
use crate::published::holding_later;
use crate::store::Store;
use crate::value::Value;

/// The keyed hash of the secret of a venue's device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VenueDevice(Mac);

/// A place with a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VenueRow {
    /// Made on the page that registers it: the same id twice is one venue.
    pub id: VenueId,
    /// The organisation that answers for it.
    pub organisation: OrganisationId,
    /// What it is.
    pub kind: VenueKind,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub position: Position,
    /// When it closes, in minutes after midnight.
    pub closes: u16,
    /// When it was registered.
    pub made: Instant,
    /// How often its code was renewed.
    pub edition: u32,
    /// The one device on which its staff scan.
    pub device: Option<VenueDevice>,
    /// When its manager closed it for good: its code opens nothing from then on.
    pub closed: Option<Instant>,
}

const TABLE: &str = "venue";
/// `closed_ms` came with a later migration.
const LATER: usize = 1;

const INSERT: &str = "INSERT INTO venue (venue_id, organisation_id, kind, name, latitude, longitude, closes, made_ms, edition, device_hash, closed_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (venue_id) DO NOTHING";

const ONE: &str = "SELECT venue_id, organisation_id, kind, name, latitude, longitude, closes, made_ms, edition, device_hash, closed_ms, mac FROM venue
WHERE venue_id = ?1";

const OF_ORGANISATION: &str = "SELECT venue_id, organisation_id, kind, name, latitude, longitude, closes, made_ms, edition, device_hash, closed_ms, mac FROM venue
WHERE organisation_id = ?1 ORDER BY made_ms, venue_id";

/// Changes edition and device while they are those that were read, or closes it; one that is closed is never changed.
const CHANGE: &str = "UPDATE venue SET edition = ?2, device_hash = ?3, closed_ms = ?4, mac = ?5
WHERE venue_id = ?1 AND edition = ?6 AND device_hash IS NOT DISTINCT FROM ?7 AND closed_ms IS NULL";

fn device(device: Option<VenueDevice>) -> Value {
    device.map(|VenueDevice(hash)| hash.to_vec()).into()
}

fn columns(row: &VenueRow) -> Vec<Value> {
    vec![
        row.id.0.into(),
        row.organisation.0.into(),
        row.kind.word().into(),
        row.name.as_str().into(),
        i64::from(row.position.latitude()).into(),
        i64::from(row.position.longitude()).into(),
        i64::from(row.closes).into(),
        row.made.into(),
        i64::from(row.edition).into(),
        device(row.device),
        row.closed.into(),
    ]
}

fn read(columns: &mut Columns) -> Result<VenueRow, ReadError> {
    Ok(VenueRow {
        id: VenueId(columns.i64("venue_id")?),
        organisation: OrganisationId(columns.i64("organisation_id")?),
        kind: columns.word("kind")?,
        name: columns.text("name")?,
        position: Position::new(columns.number("latitude")?, columns.number("longitude")?)
            .ok_or_else(|| columns.unknown("latitude"))?,
        closes: columns.number("closes")?,
        made: columns.instant("made_ms")?,
        edition: columns.number("edition")?,
        device: match columns.maybe_bytes("device_hash")? {
            None => None,
            Some(bytes) => {
                let hash = Mac::try_from(&*bytes).map_err(|_| columns.unknown("device_hash"))?;
                Some(VenueDevice(hash))
            }
        },
        closed: columns.maybe_instant("closed_ms")?,
    })
}

impl Store {
    /// The batch that registers a venue. One of the same id stays as it is.
    pub fn add_venue(&self, row: &VenueRow, line: &LogLine) -> Batch {
        let mut values = columns(row);
        values.push(self.mac_of_venue(row).into());
        let mut batch = Batch::unguarded();
        batch.add(INSERT, values);
        log::add_other(&mut batch, line);
        batch
    }

    fn mac_of_venue(&self, row: &VenueRow) -> Mac {
        self.keys().mac(TABLE, without_later(&columns(row), LATER))
    }

    /// The batch that gives a venue, as it was read, another edition or another device, or closes it; the number that got its
    /// figures goes with it.
    pub fn change_venue(&self, read: &VenueRow, to: &VenueRow, line: &LogLine) -> Batch {
        let values = vec![
            to.id.0.into(),
            i64::from(to.edition).into(),
            device(to.device),
            to.closed.into(),
            self.mac_of_venue(to).into(),
            i64::from(read.edition).into(),
            device(read.device),
        ];
        let mut batch = Batch::unguarded();
        batch.guard(CHANGE, values);
        if to.closed.is_some() {
            number::add_end(&mut batch, to.id);
        }
        log::add_other(&mut batch, line);
        batch
    }

    /// A venue, and what does not hold.
    #[crate::boxed]
    pub async fn venue(&self, id: VenueId) -> Result<(Option<VenueRow>, Vec<Alarm>), ReadError> {
        let (rows, alarms) = self.venues(ONE, id.0).await?;
        Ok((rows.into_iter().next(), alarms))
    }

    /// The venues of an organisation in the order in which they were registered, and what does not hold.
    #[crate::boxed]
    pub async fn venues_of(
        &self,
        organisation: OrganisationId,
    ) -> Result<(Vec<VenueRow>, Vec<Alarm>), ReadError> {
        self.venues(OF_ORGANISATION, organisation.0).await
    }

    async fn venues(
        &self,
        sql: &'static str,
        id: i64,
    ) -> Result<(Vec<VenueRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let venues = (TABLE, sql, LATER);
            let rows = holding_later(connection, keys, venues, &[id.into()], &mut alarms, read)?;
            Ok((rows, alarms))
        })
        .await
    }

    /// The figures that stand beside a venue's printed code on a day.
    pub fn venue_figures(&self, venue: &VenueRow, on: Date) -> String {
        let words = format!("{} {} {on}", venue.id.0, venue.edition);
        let hash = self.keys().lookup("venue figures", &words);
        let number = hash.iter().take(8);
        let number = number.fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        let figures = number % 10_u64.pow(FIGURES as u32);
        format!("{figures:0FIGURES$}")
    }

    /// The token of a venue's screen: it opens the code of the minute on whatever device has it, and nothing once the printed code
    /// was renewed.
    pub fn venue_screen_token(&self, venue: &VenueRow) -> Vec<u8> {
        let words = format!("{} {}", venue.id.0, venue.edition);
        self.keys().lookup("venue screen", &words).to_vec()
    }

    /// Whether a token is that of a venue's screen.
    pub fn is_venue_screen_token(&self, venue: &VenueRow, token: &[u8]) -> bool {
        let own = self.venue_screen_token(venue);
        aws_lc_rs::constant_time::verify_slices_are_equal(&own, token).is_ok()
    }

    /// The hash of the secret of a venue's device.
    pub fn venue_device(&self, secret: &str) -> VenueDevice {
        VenueDevice(self.keys().lookup("venue device", secret))
    }

    /// The id of the visit that follows from what a phone presented: scanned twice it is one.
    pub fn presented_visit(&self, presentation: &[u8]) -> i64 {
        let hash = self
            .keys()
            .lookup("presented visit", &hex::encode(presentation));
        let bits = hash.iter().take(8);
        let bits = bits.fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        ((bits >> 1) as i64).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the MAC of a row covered before a venue could be closed.
    const BEFORE: usize = 10;

    #[test]
    fn n_5_a_venue_from_before_it_could_be_closed_holds_and_a_closed_one_stands_for_itself() {
        let open = VenueRow {
            id: VenueId(1),
            organisation: OrganisationId(2),
            kind: VenueKind::Shop,
            name: "一店".to_owned(),
            position: Position::new(1, 2).unwrap(),
            closes: 60,
            made: Instant::from_ms(3),
            edition: 0,
            device: None,
            closed: None,
        };
        let all = columns(&open);
        assert!(without_later(&all, LATER) == &all[..BEFORE]);
        let closed = columns(&VenueRow {
            closed: Some(Instant::from_ms(4)),
            ..open
        });
        assert!(without_later(&closed, LATER) == &closed[..]);
    }
}
