//! Applications that did not go through at once: one a phone, its words sealed. A way, like a session: there is no person yet.

use domain::application::Application;
use domain::ids::{ApplicationId, PersonId, StaffId};
use domain::place::DivisionCode;
use domain::time::Instant;
use rusqlite::Connection;

use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::claim;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::json;
use crate::keys::{Cell, Keys, Mac};
use crate::person_batch::PersonBatch;
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// The phone that applied, by its keyed hash.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PhoneKey(Mac);

/// An application as kept.
#[derive(Clone)]
pub struct ApplicationRow {
    /// The application.
    pub application: Application,
    /// Whom it registered; absent while nobody.
    pub person: Option<PersonId>,
    /// Whether a short message about its end waits.
    pub sms: bool,
    /// Its words, in a form that is the caller's.
    pub words: Word,
    /// Whose it is.
    pub phone: PhoneKey,
}

const TABLE: &str = "application";

/// Makes a phone's application, in the place of one before.
const PUT: &str =
    "INSERT INTO application (phone_hash, application_id, person_id, city, state, made_ms, due_ms,
doubts, decided_by, decided_ms, sms, sealed, key_id, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT (phone_hash) DO UPDATE SET application_id = excluded.application_id, person_id = excluded.person_id,
city = excluded.city, state = excluded.state, made_ms = excluded.made_ms, due_ms = excluded.due_ms,
doubts = excluded.doubts, decided_by = excluded.decided_by, decided_ms = excluded.decided_ms, sms = excluded.sms,
sealed = excluded.sealed, key_id = excluded.key_id, mac = excluded.mac";

/// Writes one over that still stands as it was read (`?15`).
const CHANGE: &str =
    "UPDATE application SET person_id = ?3, city = ?4, state = ?5, made_ms = ?6, due_ms = ?7,
doubts = ?8, decided_by = ?9, decided_ms = ?10, sms = ?11, sealed = ?12, key_id = ?13, mac = ?14
WHERE phone_hash = ?1 AND application_id = ?2 AND state = ?15";

const OF_PHONE: &str =
    "SELECT phone_hash, application_id, person_id, city, state, made_ms, due_ms, doubts, decided_by,
decided_ms, sms, sealed, key_id, mac FROM application WHERE phone_hash = ?1";

const BY_ID: &str =
    "SELECT phone_hash, application_id, person_id, city, state, made_ms, due_ms, doubts, decided_by,
decided_ms, sms, sealed, key_id, mac FROM application WHERE application_id = ?1";

/// The applications in a state, the most urgent first.
const IN_STATE: &str = "SELECT due_ms, application_id, city FROM application
WHERE state = ?1 AND due_ms <= ?2 ORDER BY due_ms, application_id LIMIT ?3";

const MESSAGES: &str = "SELECT decided_ms, application_id FROM application WHERE sms
ORDER BY decided_ms, application_id LIMIT ?1";

const OLD: &str = "DELETE FROM application WHERE decided_ms < ?1 AND NOT sms";

/// The application of phone `?1`.
pub(crate) const DROP: &str = "DELETE FROM application WHERE phone_hash = ?1";

/// The application that registered person `?1`, through the whole table.
pub(crate) const DROP_ALL: &str = "DELETE FROM application WHERE person_id = ?1";

fn cell(phone: Mac) -> Cell {
    let [owner, row] = [&phone[..8], &phone[8..]].map(|half| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(half);
        i64::from_be_bytes(bytes)
    });
    Cell {
        table: TABLE,
        column: "sealed",
        owner,
        row,
    }
}

fn with_mac(keys: &Keys, row: &ApplicationRow) -> Vec<Value> {
    let kept = &row.application;
    let sealed = keys.seal(cell(row.phone.0), row.words.as_bytes());
    let mut values = vec![
        row.phone.0.into(),
        kept.id.0.into(),
        row.person.map(|person| person.0).into(),
        i64::from(kept.city.number()).into(),
        kept.state.word().into(),
        kept.made.into(),
        kept.due.into(),
        json(&kept.doubts),
        kept.decided_by.map(|staff| staff.0).into(),
        kept.decided.into(),
        Value::Bool(row.sms),
        sealed.bytes.into(),
        sealed.key_id.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

impl Store {
    /// A new application of a phone (its canonical text).
    pub fn application(
        &self,
        phone: &str,
        application: Application,
        words: Word,
    ) -> ApplicationRow {
        ApplicationRow {
            application,
            person: None,
            sms: false,
            words,
            phone: PhoneKey(claim::phone_hash(self.keys(), phone)),
        }
    }

    /// The batch that makes an application the one of its phone.
    pub fn put_application(&self, row: &ApplicationRow) -> Batch {
        let mut batch = Batch::unguarded();
        batch.way(PUT, with_mac(self.keys(), row));
        batch
    }

    /// The batch that writes `to` over an application that still stands as it was read; else a conflict.
    pub fn change_application(&self, read: &ApplicationRow, to: &ApplicationRow) -> Batch {
        let mut values = with_mac(self.keys(), to);
        values.push(read.application.state.word().into());
        let mut batch = Batch::unguarded();
        batch.guard(CHANGE, values);
        batch
    }

    /// The application of a phone (its canonical text), opened, and what does not hold.
    #[crate::boxed]
    pub async fn application_of_phone(
        &self,
        phone: &str,
    ) -> Result<(Option<ApplicationRow>, Vec<Alarm>), ReadError> {
        let bound = [claim::phone_hash(self.keys(), phone).into()];
        self.read(|connection| one(connection, self.keys(), OF_PHONE, &bound))
            .await
    }

    /// The application of an id, opened, and what does not hold.
    #[crate::boxed]
    pub async fn application_by_id(
        &self,
        id: ApplicationId,
    ) -> Result<(Option<ApplicationRow>, Vec<Alarm>), ReadError> {
        self.read(|connection| one(connection, self.keys(), BY_ID, &[id.0.into()]))
            .await
    }

    /// Which applications are in a state and due at `until` or before, the most urgent first, and of which city.
    #[crate::boxed]
    pub async fn applications_in(
        &self,
        state: &'static str,
        until: Instant,
        limit: u32,
    ) -> Result<Vec<(ApplicationId, DivisionCode)>, ReadError> {
        let bound = [state.into(), until.into(), i64::from(limit).into()];
        self.read(|connection| {
            select(connection, TABLE, IN_STATE, &bound, |columns| {
                columns.skip();
                let id = ApplicationId(columns.i64("application_id")?);
                Ok((id, columns.place("city")?))
            })
        })
        .await
    }

    /// The applications about whose end a short message waits, the longest waiting first.
    #[crate::boxed]
    pub async fn application_messages(&self, limit: u32) -> Result<Vec<ApplicationId>, ReadError> {
        let bound = [i64::from(limit).into()];
        self.read(|connection| {
            select(connection, TABLE, MESSAGES, &bound, |columns| {
                columns.skip();
                Ok(ApplicationId(columns.i64("application_id")?))
            })
        })
        .await
    }

    /// What makes the short message about an application's end one, however often it is handed over.
    pub fn application_message_key(&self, id: ApplicationId) -> u64 {
        let mac = self.keys().mac("application.message", &[id.0.into()]);
        let mut bits = [0; 8];
        bits.copy_from_slice(&mac[..8]);
        u64::from_be_bytes(bits)
    }

    /// The batch that forgets applications that were decided before an instant.
    pub fn drop_applications(&self, before: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(OLD, vec![before.into()]);
        batch
    }
}

impl PersonBatch {
    /// Writes what became of an application, as it was read, beside what it makes of the person: both or nothing. Where
    /// somebody else decided it meanwhile it is a conflict.
    pub fn settle_application(&mut self, read: &ApplicationRow, to: &ApplicationRow) {
        let mut values = with_mac(&self.keys, to);
        values.push(read.application.state.word().into());
        self.rows.guard(CHANGE, values);
    }
}

fn one(
    connection: &Connection,
    keys: &Keys,
    sql: &str,
    bound: &[Value],
) -> Result<(Option<ApplicationRow>, Vec<Alarm>), ReadError> {
    let mut alarms = Vec::new();
    let row = |columns: &mut Columns| read(columns, keys);
    let rows = holding(connection, keys, TABLE, sql, bound, &mut alarms, row)?;
    Ok((rows.into_iter().next(), alarms))
}

fn read(columns: &mut Columns, keys: &Keys) -> Result<ApplicationRow, ReadError> {
    let phone = columns.bytes("phone_hash")?.try_into();
    let phone: Mac = phone.map_err(|_| columns.unknown("phone_hash"))?;
    let id = ApplicationId(columns.i64("application_id")?);
    let person = columns.maybe_i64("person_id")?.map(PersonId);
    let application = Application {
        id,
        city: columns.place("city")?,
        state: columns.word("state")?,
        made: columns.instant("made_ms")?,
        due: columns.instant("due_ms")?,
        doubts: columns.json("doubts")?,
        decided_by: columns.maybe_i64("decided_by")?.map(StaffId),
        decided: columns.maybe_instant("decided_ms")?,
    };
    let sms = columns.i64("sms")? != 0;
    let (sealed, key_id) = (columns.bytes("sealed")?, columns.i64("key_id")?);
    let words = keys.open(cell(phone), key_id, &sealed);
    Ok(ApplicationRow {
        application,
        person,
        sms,
        words: words.ok_or_else(|| columns.unknown("sealed"))?,
        phone: PhoneKey(phone),
    })
}
