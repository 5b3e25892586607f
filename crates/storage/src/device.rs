//! The devices of a person, as fact rows: one put here by other hands signs nobody in, one taken away is noticed.

use domain::ids::{ChannelId, DeviceId, PersonId};
use domain::rating::Kinds;
use domain::time::Instant;

use crate::alarm::Alarm;
use crate::channel;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::fact::{Fact, Reading};
use crate::person_batch::PersonBatch;
use crate::session::{self, SessionHash, SessionRow};
use crate::status;
use crate::store::Store;
use crate::value::Value;

/// A device that is linked to a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Its session.
    pub session: SessionHash,
    /// The public key of its enrolment key: an uncompressed point of P-256, 65 bytes; empty where it cannot sign.
    pub key: Vec<u8>,
    /// When it was linked.
    pub linked: Instant,
    /// The channel on which it is; absent on our own page. A person has one living device a channel.
    pub channel: Option<ChannelId>,
}

const DROP: &str = "DELETE FROM device WHERE person_id = ?1 AND device_id = ?2";

/// All devices of person `?1`.
pub(crate) const DROP_ALL: &str = "DELETE FROM device WHERE person_id = ?1";

impl Fact for Device {
    const TABLE: &'static str = "device";

    const SELECT: &'static str =
        "SELECT person_id, device_id, session_hash, device_key, linked_ms, channel_id, mac
FROM device WHERE person_id = ?1 ORDER BY device_id";

    const INSERT: &'static str =
        "INSERT INTO device (person_id, device_id, session_hash, device_key, linked_ms, channel_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    const LATER: usize = 1;

    fn columns(&self, person: PersonId) -> Vec<Value> {
        vec![
            person.0.into(),
            self.id.0.into(),
            self.session.0.into(),
            self.key.clone().into(),
            self.linked.into(),
            self.channel.map(|channel| channel.0).into(),
        ]
    }

    fn add_kinds(&self, _kinds: &mut Kinds) {}

    fn read(columns: &mut Columns) -> Result<Self, ReadError> {
        columns.skip();
        let id = DeviceId(columns.i64("device_id")?);
        let session = columns.bytes("session_hash")?.try_into();
        Ok(Self {
            id,
            session: SessionHash(session.map_err(|_| columns.unknown("session_hash"))?),
            key: columns.bytes("device_key")?,
            linked: columns.instant("linked_ms")?,
            channel: columns.maybe_i64("channel_id")?.map(ChannelId),
        })
    }
}

impl PersonBatch {
    /// Links the device of a session to the person; the session is the person's from then on.
    pub fn link_device(&mut self, device: &Device, session: &SessionRow) {
        self.add(device);
        let row = SessionRow {
            person: Some(self.person()),
            ..session.clone()
        };
        let values = session::with_mac(&self.keys, &row);
        self.rows.way(session::PUT, values);
    }

    /// Cuts a device, as it was read, with its session.
    pub fn unlink_device(&mut self, device: &Device) {
        self.forget(device);
        let key = vec![self.person().0.into(), device.id.0.into()];
        for statement in status::QUEUE_DEVICE {
            self.rows.add(statement, key.clone());
        }
        self.rows.add(DROP, key.clone());
        self.rows.add(channel::DROP_OF_DEVICE, key);
        self.rows.way(session::DROP, vec![device.session.0.into()]);
    }
}

impl Store {
    /// The devices of a person whose rows hold, by one range read, and what does not hold.
    #[crate::boxed]
    pub async fn devices_of(
        &self,
        person: PersonId,
    ) -> Result<(Vec<Device>, Vec<Alarm>), ReadError> {
        self.read(|connection| {
            let mut reading = Reading::new(connection, self.keys(), person);
            let devices = reading.rows()?;
            Ok((devices, reading.alarms))
        })
        .await
    }
}
