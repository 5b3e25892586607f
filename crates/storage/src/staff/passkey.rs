//! Passkeys of staff: what an authenticator is known by, and its last count.

use domain::ids::StaffId;
use domain::time::Instant;
use rusqlite::Connection;

use super::{StaffRow, StaffSessionRow, challenge, session};
use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::Keys;
use crate::log::{self, LogLine};
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

/// A passkey as kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffPasskey {
    /// By which the authenticator knows it.
    pub id: Vec<u8>,
    /// Its public key: an uncompressed point of P-256, 65 bytes.
    pub public_key: Vec<u8>,
    /// The last count of its authenticator; 0 where it keeps none.
    pub counter: u32,
    /// What the member calls the device.
    pub device: String,
    /// When it was added.
    pub added: Instant,
    /// The epoch of its member in which it was added.
    pub(super) epoch: i64,
}

impl StaffPasskey {
    /// A passkey that is to be added.
    pub fn new(
        id: Vec<u8>,
        public_key: Vec<u8>,
        counter: u32,
        device: &str,
        added: Instant,
    ) -> Self {
        Self {
            id,
            public_key,
            counter,
            device: device.to_owned(),
            added,
            epoch: 0,
        }
    }
}

const TABLE: &str = "staff_passkey";

/// Adds a passkey, or takes one of an earlier epoch into this one.
const INSERT: &str =
    "INSERT INTO staff_passkey (staff_id, passkey_id, epoch, public_key, counter, device, added_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (staff_id, passkey_id) DO UPDATE SET epoch = excluded.epoch, public_key = excluded.public_key,
counter = excluded.counter, device = excluded.device, added_ms = excluded.added_ms, mac = excluded.mac
WHERE staff_passkey.epoch < excluded.epoch";

const COUNT: &str = "UPDATE staff_passkey SET epoch = ?3, public_key = ?4, counter = ?5, device = ?6, added_ms = ?7,
mac = ?8
WHERE staff_id = ?1 AND passkey_id = ?2 AND counter = ?9";

const OF: &str =
    "SELECT staff_id, passkey_id, epoch, public_key, counter, device, added_ms, mac FROM staff_passkey
WHERE staff_id = ?1 ORDER BY added_ms, passkey_id";

const WITH_ID: &str =
    "SELECT staff_id, passkey_id, epoch, public_key, counter, device, added_ms, mac FROM staff_passkey
WHERE passkey_id = ?1 ORDER BY staff_id";

fn with_mac(keys: &Keys, staff: StaffId, epoch: i64, passkey: &StaffPasskey) -> Vec<Value> {
    let mut values = vec![
        staff.0.into(),
        passkey.id.clone().into(),
        epoch.into(),
        passkey.public_key.clone().into(),
        i64::from(passkey.counter).into(),
        passkey.device.as_str().into(),
        passkey.added.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

fn read(columns: &mut Columns) -> Result<(StaffId, StaffPasskey), ReadError> {
    let staff = StaffId(columns.i64("staff_id")?);
    let id = columns.bytes("passkey_id")?;
    let epoch = columns.i64("epoch")?;
    let passkey = StaffPasskey {
        id,
        epoch,
        public_key: columns.bytes("public_key")?,
        counter: columns.number("counter")?,
        device: columns.text("device")?,
        added: columns.instant("added_ms")?,
    };
    Ok((staff, passkey))
}

/// Adds a passkey in its member's epoch; a conflict where they have it.
pub(super) fn add(batch: &mut Batch, keys: &Keys, row: &StaffRow, passkey: &StaffPasskey) {
    batch.guard(INSERT, with_mac(keys, row.member.id, row.epoch, passkey));
}

/// The passkeys of a member, of whatever epoch.
pub(super) fn of(
    connection: &Connection,
    keys: &Keys,
    staff: StaffId,
    alarms: &mut Vec<Alarm>,
) -> Result<Vec<StaffPasskey>, ReadError> {
    let bound = [staff.0.into()];
    let rows = holding(connection, keys, TABLE, OF, &bound, alarms, read)?;
    Ok(rows.into_iter().map(|(_, passkey)| passkey).collect())
}

impl Store {
    /// Whose passkeys have this id, of whatever epoch, and what does not hold.
    #[crate::boxed]
    pub async fn staff_with_passkey(
        &self,
        id: &[u8],
    ) -> Result<(Vec<StaffId>, Vec<Alarm>), ReadError> {
        let bound = [id.to_vec().into()];
        self.read(|connection| {
            let mut alarms = Vec::new();
            let keys = self.keys();
            let rows = holding(connection, keys, TABLE, WITH_ID, &bound, &mut alarms, read)?;
            Ok((rows.into_iter().map(|(staff, _)| staff).collect(), alarms))
        })
        .await
    }

    /// The batch that adds a passkey of a challenge's answer. A conflict where the challenge was answered before, or
    /// the member has the passkey.
    pub fn add_passkey(
        &self,
        row: &StaffRow,
        passkey: &StaffPasskey,
        (asked, ends): (&[u8], Instant),
        line: &LogLine,
    ) -> Batch {
        let mut batch = Batch::unguarded();
        challenge::answer(&mut batch, self.keys(), asked, ends);
        add(&mut batch, self.keys(), row, passkey);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that signs a member in by a passkey whose authenticator now counts `counter`. A conflict where the
    /// challenge was answered before, or the passkey was used meanwhile.
    pub fn sign_in_by_passkey(
        &self,
        row: &StaffRow,
        (passkey, counter): (&StaffPasskey, u32),
        (asked, ends): (&[u8], Instant),
        opened: &StaffSessionRow,
        line: &LogLine,
    ) -> Batch {
        let mut batch = Batch::unguarded();
        challenge::answer(&mut batch, self.keys(), asked, ends);
        let used = StaffPasskey {
            counter,
            ..passkey.clone()
        };
        let mut values = with_mac(self.keys(), row.member.id, passkey.epoch, &used);
        values.push(i64::from(passkey.counter).into());
        batch.guard(COUNT, values);
        session::open(&mut batch, self.keys(), row, opened);
        log::add_other(&mut batch, line);
        batch
    }
}
