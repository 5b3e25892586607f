//! The numbers that get a venue's figures each morning, sealed. What was sent is noted by day, and the message of a venue, a day and an
//! agreement has one key: handed over again after a crash it is the same message.

use domain::ids::VenueId;
use domain::time::{Date, Instant};

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Cell;
use crate::log::{self, LogLine};
use crate::published::{holding, raised};
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A number that gets a venue's figures.
#[derive(Clone)]
pub struct VenueNumberRow {
    /// The venue.
    pub venue: VenueId,
    /// Its digits (the canonical text).
    pub phone: Word,
    /// When its holder agreed.
    pub agreed: Instant,
    /// The last day whose figures went out.
    pub sent: Option<Date>,
}

const TABLE: &str = "venue_number";

/// One of a venue that is open.
const PUT: &str = "INSERT INTO venue_number (venue_id, sealed, key_id, agreed_ms, sent_day, mac)
SELECT ?1, ?2, ?3, ?4, ?5, ?6 FROM venue WHERE venue_id = ?1 AND closed_ms IS NULL
ON CONFLICT (venue_id) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id,
agreed_ms = excluded.agreed_ms, sent_day = excluded.sent_day, mac = excluded.mac";

/// Notes a day, while the number is the one that was read.
const SENT: &str = "UPDATE venue_number SET sealed = ?2, key_id = ?3, sent_day = ?5, mac = ?6
WHERE venue_id = ?1 AND agreed_ms = ?4 AND sent_day IS NOT DISTINCT FROM ?7";

const ONE: &str = "SELECT venue_id, sealed, key_id, agreed_ms, sent_day, mac FROM venue_number
WHERE venue_id = ?1 ORDER BY venue_id";

const DUE: &str = "SELECT venue_id, sealed, key_id, agreed_ms, sent_day, mac FROM venue_number
WHERE venue_id > ?1 AND (sent_day IS NULL OR sent_day < ?2) ORDER BY venue_id LIMIT ?3";

const DROP: &str = "DELETE FROM venue_number WHERE venue_id = ?1";

const fn cell(venue: i64) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: venue,
        row: 0,
    }
}

/// A row as it lies there.
struct Sealed {
    venue: i64,
    bytes: Vec<u8>,
    key_id: i64,
    agreed: Instant,
    sent: Option<Date>,
}

fn read(columns: &mut Columns) -> Result<Sealed, ReadError> {
    Ok(Sealed {
        venue: columns.i64("venue_id")?,
        bytes: columns.bytes("sealed")?,
        key_id: columns.i64("key_id")?,
        agreed: columns.instant("agreed_ms")?,
        sent: columns.maybe_date("sent_day")?,
    })
}

/// The number of a venue goes, as it does with the venue.
pub(super) fn add_end(batch: &mut Batch, venue: VenueId) {
    batch.add(DROP, vec![venue.0.into()]);
}

impl Store {
    /// The batch that gives a venue a number, in the place of one before; a conflict where the venue was closed meanwhile.
    pub fn put_venue_number(&self, row: &VenueNumberRow, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        batch.guard(PUT, self.columns_of_number(row));
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that notes the day of the last figures of a number, as it was read.
    pub fn venue_figures_sent(&self, read: &VenueNumberRow, on: Date) -> Batch {
        let to = VenueNumberRow {
            sent: Some(on),
            ..read.clone()
        };
        let mut values = self.columns_of_number(&to);
        values.push(read.sent.into());
        let mut batch = Batch::unguarded();
        batch.guard(SENT, values);
        batch
    }

    /// The batch that takes a venue's number away.
    pub fn end_venue_number(&self, venue: VenueId, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        add_end(&mut batch, venue);
        log::add_other(&mut batch, line);
        batch
    }

    /// The number of a venue, and what does not hold.
    #[crate::boxed]
    pub async fn venue_number(
        &self,
        venue: VenueId,
    ) -> Result<(Option<VenueNumberRow>, Vec<Alarm>), ReadError> {
        let (rows, alarms) = self.venue_numbers(ONE, vec![venue.0.into()]).await?;
        Ok((rows.into_iter().next(), alarms))
    }

    /// The numbers behind a venue that have not had the figures of a day, `limit` at most, and what does not hold.
    #[crate::boxed]
    pub async fn venue_numbers_due(
        &self,
        on: Date,
        after: VenueId,
        limit: u32,
    ) -> Result<(Vec<VenueNumberRow>, Vec<Alarm>), ReadError> {
        let bound = vec![after.0.into(), on.into(), i64::from(limit).into()];
        self.venue_numbers(DUE, bound).await
    }

    /// What makes the message of a number's figures of a day one, however often it is handed over; another number of the venue has
    /// its own.
    pub fn venue_message_key(&self, row: &VenueNumberRow, on: Date) -> u64 {
        let about = [row.venue.0.into(), row.agreed.into(), on.into()];
        let mac = self.keys().mac("venue_number.message", &about);
        let bytes = mac.iter().take(8);
        bytes.fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
    }

    fn columns_of_number(&self, row: &VenueNumberRow) -> Vec<Value> {
        let sealed = self
            .keys()
            .seal(cell(row.venue.0), row.phone.as_str().as_bytes());
        let mut values: Vec<Value> = vec![
            row.venue.0.into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
            row.agreed.into(),
            row.sent.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        values
    }

    async fn venue_numbers(
        &self,
        sql: &'static str,
        bound: Vec<Value>,
    ) -> Result<(Vec<VenueNumberRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let (mut alarms, keys) = (Vec::new(), self.keys());
            let mut rows = Vec::new();
            for row in holding(connection, keys, TABLE, sql, &bound, &mut alarms, read)? {
                match keys.open(cell(row.venue), row.key_id, &row.bytes) {
                    Some(phone) => rows.push(VenueNumberRow {
                        venue: VenueId(row.venue),
                        phone,
                        agreed: row.agreed,
                        sent: row.sent,
                    }),
                    None => alarms.push(raised(AlarmKind::Altered, TABLE, row.venue)),
                }
            }
            Ok((rows, alarms))
        })
        .await
    }
}
