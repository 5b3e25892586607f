//! Where members of staff are signed in. The secret itself is nowhere, and a session counts only in its member's epoch.

use domain::ids::StaffId;
use domain::time::Instant;

use super::StaffRow;
use super::member::{By, find};
use crate::alarm::Alarm;
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Keys, Mac};
use crate::log::{self, LogLine};
use crate::published::holding;
use crate::store::Store;
use crate::value::Value;

/// The keyed hash of a session's secret, by which it is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StaffSessionHash(Mac);

/// By what somebody has proven who they are.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// A password and a one-time password, which a false page can ask for and pass on.
    Password,
    /// A passkey, which answers its own service alone.
    Passkey,
}

impl Strength {
    /// The word in SQL and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
        }
    }
}

/// A session as kept.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffSessionRow {
    /// By which its holder names it.
    pub id: i64,
    /// By which it is found.
    pub hash: StaffSessionHash,
    /// By what the holder proved who they are.
    pub strength: Strength,
    /// What the device calls itself.
    pub device: String,
    /// When they signed in.
    pub made: Instant,
    /// When it was last used, to the minute.
    pub used: Instant,
}

/// A member with the session by which they are signed in.
#[derive(Clone)]
pub struct SignedInStaff {
    /// The member.
    pub row: StaffRow,
    /// The session.
    pub session: StaffSessionRow,
}

/// A session with its member's id and epoch.
struct Owned {
    staff: StaffId,
    epoch: i64,
    session: StaffSessionRow,
}

const TABLE: &str = "staff_session";

const INSERT: &str =
    "INSERT INTO staff_session (staff_id, session_id, session_hash, epoch, strength, device, made_ms, used_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const USE: &str = "UPDATE staff_session SET session_hash = ?3, epoch = ?4, strength = ?5, device = ?6, made_ms = ?7,
used_ms = ?8, mac = ?9
WHERE staff_id = ?1 AND session_id = ?2";

const WITH_HASH: &str =
    "SELECT staff_id, session_id, session_hash, epoch, strength, device, made_ms, used_ms, mac FROM staff_session
WHERE session_hash = ?1 ORDER BY staff_id, session_id";

const OF: &str =
    "SELECT staff_id, session_id, session_hash, epoch, strength, device, made_ms, used_ms, mac FROM staff_session
WHERE staff_id = ?1 ORDER BY made_ms, session_id";

const DROP: &str = "DELETE FROM staff_session WHERE staff_id = ?1 AND session_id = ?2";

const DROP_OLD: &str = "DELETE FROM staff_session WHERE made_ms <= ?1";

fn with_mac(keys: &Keys, staff: StaffId, epoch: i64, row: &StaffSessionRow) -> Vec<Value> {
    let mut values = vec![
        staff.0.into(),
        row.id.into(),
        row.hash.0.into(),
        epoch.into(),
        row.strength.word().into(),
        row.device.as_str().into(),
        row.made.into(),
        row.used.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

fn read(columns: &mut Columns) -> Result<Owned, ReadError> {
    let staff = StaffId(columns.i64("staff_id")?);
    let id = columns.i64("session_id")?;
    let hash = Mac::try_from(columns.bytes("session_hash")?);
    let hash = hash.map_err(|_| columns.unknown("session_hash"))?;
    Ok(Owned {
        staff,
        epoch: columns.i64("epoch")?,
        session: StaffSessionRow {
            id,
            hash: StaffSessionHash(hash),
            strength: columns.word("strength")?,
            device: columns.text("device")?,
            made: columns.instant("made_ms")?,
            used: columns.instant("used_ms")?,
        },
    })
}

/// Opens a session in its member's epoch.
pub(super) fn open(batch: &mut Batch, keys: &Keys, row: &StaffRow, session: &StaffSessionRow) {
    batch.add(INSERT, with_mac(keys, row.member.id, row.epoch, session));
}

impl Store {
    /// The hash of a session's secret.
    pub fn staff_session_hash(&self, secret: &str) -> StaffSessionHash {
        StaffSessionHash(self.keys().lookup("staff session", secret))
    }

    /// The session with this hash and its member, where both hold and it is of the member's epoch, and what does not
    /// hold.
    #[crate::boxed]
    pub async fn staff_session(
        &self,
        hash: StaffSessionHash,
    ) -> Result<(Option<SignedInStaff>, Vec<Alarm>), ReadError> {
        let bound = [hash.0.into()];
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let rows = holding(
                connection,
                keys,
                TABLE,
                WITH_HASH,
                &bound,
                &mut alarms,
                read,
            )?;
            let Some(owned) = rows.into_iter().next() else {
                return Ok((None, alarms));
            };
            let members = find(connection, keys, &By::Id(owned.staff), &mut alarms)?;
            let member = members.into_iter().next();
            let member = member.filter(|row| row.epoch == owned.epoch && row.ended.is_none());
            let signed_in = member.map(|row| SignedInStaff {
                row,
                session: owned.session,
            });
            Ok((signed_in, alarms))
        })
        .await
    }

    /// The sessions of a member in their epoch, whether they have ended by the clock or not, and what does not hold.
    #[crate::boxed]
    pub async fn staff_sessions(
        &self,
        row: &StaffRow,
    ) -> Result<(Vec<StaffSessionRow>, Vec<Alarm>), ReadError> {
        let bound = [row.member.id.0.into()];
        self.read(|connection| {
            let (keys, mut alarms) = (self.keys(), Vec::new());
            let rows = holding(connection, keys, TABLE, OF, &bound, &mut alarms, read)?;
            let own = rows.into_iter().filter(|owned| owned.epoch == row.epoch);
            Ok((own.map(|owned| owned.session).collect(), alarms))
        })
        .await
    }

    /// The batch that notes a use of a session.
    pub fn use_staff_session(
        &self,
        row: &StaffRow,
        session: &StaffSessionRow,
        used: Instant,
    ) -> Batch {
        let used = StaffSessionRow {
            used,
            ..session.clone()
        };
        let mut batch = Batch::unguarded();
        batch.add(USE, with_mac(self.keys(), row.member.id, row.epoch, &used));
        batch
    }

    /// The batch that ends a session of a member.
    pub fn end_staff_session(&self, staff: StaffId, session: i64, line: &LogLine) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![staff.0.into(), session.into()]);
        log::add_other(&mut batch, line);
        batch
    }

    /// The batch that forgets the sessions that were opened at `until` or before.
    pub fn drop_staff_sessions(&self, until: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP_OLD, vec![until.into()]);
        batch
    }
}
