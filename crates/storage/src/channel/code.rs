//! What the server presents for a device whose runtime cannot sign: the credential, and the private key to which it is
//! bound, sealed. It goes with the device, and with its person.

use domain::ids::{DeviceId, PersonId};
use domain::place::DivisionCode;
use domain::time::Date;
use zeroize::Zeroizing;

use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys};
use crate::published::{holding, raised};
use crate::store::Store;

/// A code that the server presents.
#[derive(Clone)]
pub struct ChannelCode {
    /// For which device.
    pub device: DeviceId,
    /// The city whose decision it carries.
    pub city: DivisionCode,
    /// The credential: a `COSE_Sign1`.
    pub credential: Vec<u8>,
    /// The private key to which it is bound: PKCS#8.
    pub private: Zeroizing<Vec<u8>>,
    /// The first date on which the credential is no longer good.
    pub ends: Date,
}

const TABLE: &str = "channel_code";

/// Keeps a code, in the place of the one before.
const PUT: &str =
    "INSERT INTO channel_code (person_id, device_id, city, credential, sealed, key_id, ends_day, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (person_id, device_id, city) DO UPDATE SET credential = excluded.credential, sealed = excluded.sealed,
key_id = excluded.key_id, ends_day = excluded.ends_day, mac = excluded.mac";

const SELECT: &str =
    "SELECT person_id, device_id, city, credential, sealed, key_id, ends_day, mac FROM channel_code
WHERE person_id = ?1 AND device_id = ?2 AND city = ?3";

/// Those of device `?2` of person `?1`.
pub(crate) const DROP_OF_DEVICE: &str =
    "DELETE FROM channel_code WHERE person_id = ?1 AND device_id = ?2";

/// Those of person `?1`.
pub(crate) const DROP_OF_PERSON: &str = "DELETE FROM channel_code WHERE person_id = ?1";

const DROP: &str = "DELETE FROM channel_code WHERE ends_day <= ?1";

/// A city's is written over as a whole, so the city need not stand in what was sealed: the MAC binds it.
fn cell(person: PersonId, device: DeviceId) -> Cell {
    Cell {
        table: TABLE,
        column: "sealed",
        owner: person.0,
        row: device.0,
    }
}

/// The code; `None` where the key does not open.
fn read(
    keys: &Keys,
    person: PersonId,
    columns: &mut Columns,
) -> Result<Option<ChannelCode>, ReadError> {
    columns.skip();
    let device = DeviceId(columns.i64("device_id")?);
    let city = columns.place("city")?;
    let credential = columns.bytes("credential")?;
    let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
    let ends = columns.date("ends_day")?;
    let private = keys.open_bytes(cell(person, device), key_id, &sealed);
    Ok(private.map(|private| ChannelCode {
        device,
        city,
        credential,
        private,
        ends,
    }))
}

impl Store {
    /// The batch that keeps a code of a person, in the place of the one before for this device and city.
    pub fn put_channel_code(&self, person: PersonId, code: &ChannelCode) -> Batch {
        let sealed = self.keys().seal(cell(person, code.device), &code.private);
        let mut values = vec![
            person.0.into(),
            code.device.0.into(),
            i64::from(code.city.number()).into(),
            code.credential.clone().into(),
            sealed.bytes.into(),
            sealed.key_id.into(),
            code.ends.into(),
        ];
        values.push(self.keys().mac(TABLE, &values).into());
        let mut batch = Batch::unguarded();
        batch.add(PUT, values);
        batch
    }

    /// The code of a person for a device and a city, and what does not hold.
    #[crate::boxed]
    pub async fn channel_code(
        &self,
        person: PersonId,
        device: DeviceId,
        city: DivisionCode,
    ) -> Result<(Option<ChannelCode>, Vec<Alarm>), ReadError> {
        let bound = [
            person.0.into(),
            device.0.into(),
            i64::from(city.number()).into(),
        ];
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let own = |columns: &mut Columns| read(keys, person, columns);
            let rows = holding(connection, keys, TABLE, SELECT, &bound, &mut alarms, own)?;
            let row = rows.into_iter().next();
            if matches!(row, Some(None)) {
                alarms.push(raised(AlarmKind::Altered, TABLE, device.0));
            }
            Ok((row.flatten(), alarms))
        })
        .await
    }

    /// The batch that forgets codes that are good no more.
    pub fn drop_channel_codes(&self, today: Date) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![today.into()]);
        batch
    }
}
