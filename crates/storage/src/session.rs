//! Sessions: from the hash of a secret to a device, of a person or of a phone alone.
//!
//! The secret itself is nowhere. A session of a person counts only while its device stands among the person's
//! ([`crate::Device`]), which is written and cut under the person's guard.

use domain::ids::{ChannelId, PersonId};
use domain::time::{Date, Instant};
use rusqlite::Connection;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::device::Device;
use crate::error::ReadError;
use crate::fact::{Reading, without_later};
use crate::keys::{Cell, Keys, Mac};
use crate::published::holding_later;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// The keyed hash of a session's secret, by which it is found.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionHash(pub(crate) Mac);

impl SessionHash {
    /// The hash as text, for what is kept sealed beside it.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    /// The hash of a text.
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = hex::decode(text).ok()?;
        Mac::try_from(bytes).ok().map(Self)
    }
}

/// A session as kept.
#[derive(Clone)]
pub struct SessionRow {
    /// By which it is found.
    pub hash: SessionHash,
    /// Whose device it is; absent while the phone alone has proven itself.
    pub person: Option<PersonId>,
    /// The phone with which it signed in (its canonical text).
    pub phone: Word,
    /// The public key of the device's enrolment key: an uncompressed point of P-256, 65 bytes. Empty where the device
    /// cannot sign, and the server presents for it.
    pub device_key: Vec<u8>,
    /// When it signed in.
    pub made: Instant,
    /// The first date on which it is no longer one.
    pub ends: Date,
    /// The channel that vouched for the phone; absent on our own page.
    pub channel: Option<ChannelId>,
}

/// How many of the last columns came with a later migration.
const LATER: usize = 1;

const TABLE: &str = "session";

const SELECT: &str =
    "SELECT session_hash, person_id, sealed, key_id, device_key, made_ms, ends_day, channel_id, mac
FROM session WHERE session_hash = ?1";

/// Makes a session, or writes it over.
pub(crate) const PUT: &str =
    "INSERT INTO session (session_hash, person_id, sealed, key_id, device_key, made_ms, ends_day, channel_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (session_hash) DO UPDATE SET person_id = excluded.person_id, sealed = excluded.sealed,
key_id = excluded.key_id, ends_day = excluded.ends_day, mac = excluded.mac";

/// Writes a session over that is still of whom it was.
const SLIDE: &str = "UPDATE session SET sealed = ?3, key_id = ?4, ends_day = ?7, mac = ?9
WHERE session_hash = ?1 AND person_id IS NOT DISTINCT FROM CAST(?2 AS BIGINT)
AND device_key = ?5 AND made_ms = ?6
AND channel_id IS NOT DISTINCT FROM CAST(?8 AS BIGINT)";

/// Ends a session.
pub(crate) const DROP: &str = "DELETE FROM session WHERE session_hash = ?1";

const ENDED: &str = "SELECT session_hash, person_id FROM session
WHERE ends_day <= ?1 ORDER BY ends_day, session_hash LIMIT ?2";

fn cell(hash: SessionHash) -> Cell {
    let [owner, row] = [&hash.0[..8], &hash.0[8..]].map(|half| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(half);
        i64::from_be_bytes(bytes)
    });
    Cell {
        table: TABLE,
        column: "phone",
        owner,
        row,
    }
}

/// The row with its MAC behind it, the phone sealed anew.
pub(crate) fn with_mac(keys: &Keys, row: &SessionRow) -> Vec<Value> {
    let sealed = keys.seal(cell(row.hash), row.phone.as_bytes());
    let mut values = vec![
        row.hash.0.into(),
        row.person.map(|person| person.0).into(),
        sealed.bytes.into(),
        sealed.key_id.into(),
        row.device_key.clone().into(),
        row.made.into(),
        row.ends.into(),
        row.channel.map(|channel| channel.0).into(),
    ];
    values.push(keys.mac(TABLE, without_later(&values, LATER)).into());
    values
}

impl Store {
    /// The hash of a session's secret.
    pub fn session_hash(&self, secret: &str) -> SessionHash {
        SessionHash(self.keys().lookup("session", secret))
    }

    /// The batch that opens a session of a phone alone, or gives one back to it.
    pub fn open_session(&self, row: &SessionRow) -> Batch {
        let mut batch = Batch::unguarded();
        batch.way(PUT, with_mac(self.keys(), row));
        batch
    }

    /// The session with this hash, where there is one and its row holds, and what does not hold.
    #[crate::boxed]
    pub async fn session(
        &self,
        hash: SessionHash,
    ) -> Result<(Option<SessionRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| read(connection, self.keys(), hash))
            .await
    }

    /// The same with the device of the session, where it is a person's and stands among theirs, read at one moment.
    #[crate::boxed]
    pub async fn session_and_device(
        &self,
        hash: SessionHash,
    ) -> Result<(Option<SessionRow>, Option<Device>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let (row, mut alarms) = read(connection, self.keys(), hash)?;
            let Some(person) = row.as_ref().and_then(|row| row.person) else {
                return Ok((row, None, alarms));
            };
            let mut reading = Reading::new(connection, self.keys(), person);
            let devices: Vec<Device> = reading.rows()?;
            let device = devices.into_iter().find(|device| device.session == hash);
            alarms.append(&mut reading.alarms);
            Ok((row, device, alarms))
        })
        .await
    }

    /// The batch that lets a session, as it was read, last until `ends`. It changes nothing where the session has
    /// become another's since.
    pub fn slide_session(&self, session: &SessionRow, ends: Date) -> Batch {
        let row = SessionRow {
            ends,
            ..session.clone()
        };
        let mut batch = Batch::unguarded();
        batch.way(SLIDE, with_mac(self.keys(), &row));
        batch
    }

    /// The batch that ends a session of a phone alone. That of a person ends with its device
    /// ([`crate::PersonBatch::unlink_device`]).
    pub fn close_session(&self, hash: SessionHash) -> Batch {
        let mut batch = Batch::unguarded();
        batch.way(DROP, vec![hash.0.into()]);
        batch
    }

    /// The sessions that have ended on `on` or before, `limit` at most, and whose device they are.
    #[crate::boxed]
    pub async fn ended_sessions(
        &self,
        on: Date,
        limit: u32,
    ) -> Result<Vec<(SessionHash, Option<PersonId>)>, ReadError> {
        let bound = [on.into(), i64::from(limit).into()];
        self.read(|connection| {
            select(connection, TABLE, ENDED, &bound, |columns| {
                Ok((
                    hash_of(columns)?,
                    columns.maybe_i64("person_id")?.map(PersonId),
                ))
            })
        })
        .await
    }
}

fn hash_of(columns: &mut Columns) -> Result<SessionHash, ReadError> {
    let hash = columns.bytes("session_hash")?.try_into();
    hash.map(SessionHash)
        .map_err(|_| columns.unknown("session_hash"))
}

fn read(
    connection: &Connection,
    keys: &Keys,
    hash: SessionHash,
) -> Result<(Option<SessionRow>, Vec<Alarm>), ReadError> {
    let mut alarms = Vec::new();
    let row = |columns: &mut Columns| {
        let hash = hash_of(columns)?;
        let person = columns.maybe_i64("person_id")?.map(PersonId);
        let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
        let phone = keys.open(cell(hash), key_id, &sealed);
        Ok(SessionRow {
            hash,
            person,
            phone: phone.ok_or_else(|| columns.unknown("sealed"))?,
            device_key: columns.bytes("device_key")?,
            made: columns.instant("made_ms")?,
            ends: columns.date("ends_day")?,
            channel: columns.maybe_i64("channel_id")?.map(ChannelId),
        })
    };
    let bound = [hash.0.into()];
    let select = (TABLE, SELECT, LATER);
    let rows = holding_later(connection, keys, select, &bound, &mut alarms, row)?;
    Ok((rows.into_iter().next(), alarms))
}
