//! Passwords of staff, each with the secret of its one-time passwords, both sealed.

use domain::ids::StaffId;
use zeroize::Zeroizing;

use super::{StaffRow, StaffSessionRow, session};
use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys};
use crate::log::{self, LogLine};
use crate::published::{holding, raised};
use crate::store::Store;
use crate::value::Value;
use crate::words::Word;

/// A password as kept. No `Debug`.
#[derive(Clone)]
pub struct StaffPassword {
    /// Argon2id of the password: a PHC string.
    pub hash: Word,
    /// The secret of the one-time passwords (RFC 6238).
    pub secret: Zeroizing<Vec<u8>>,
    /// The last step whose one-time password was used.
    pub used_step: i64,
}

const TABLE: &str = "staff_password";

const PUT: &str =
    "INSERT INTO staff_password (staff_id, epoch, sealed_hash, sealed_secret, key_id, used_step, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (staff_id) DO UPDATE SET epoch = excluded.epoch, sealed_hash = excluded.sealed_hash,
sealed_secret = excluded.sealed_secret, key_id = excluded.key_id, used_step = excluded.used_step, mac = excluded.mac";

/// Notes the step that is used while no later one was.
const USE: &str =
    "UPDATE staff_password SET sealed_hash = ?3, sealed_secret = ?4, key_id = ?5, used_step = ?6, mac = ?7
WHERE staff_id = ?1 AND epoch = ?2 AND used_step = ?8";

const OF: &str =
    "SELECT staff_id, epoch, sealed_hash, sealed_secret, key_id, used_step, mac FROM staff_password
WHERE staff_id = ?1";

fn cell(column: &'static str, staff: StaffId) -> Cell {
    Cell {
        table: TABLE,
        column,
        owner: staff.0,
        row: 0,
    }
}

fn with_mac(keys: &Keys, row: &StaffRow, password: &StaffPassword) -> Vec<Value> {
    let staff = row.member.id;
    let hash = keys.seal(cell("sealed_hash", staff), password.hash.as_bytes());
    let secret = keys.seal(cell("sealed_secret", staff), &password.secret);
    let mut values = vec![
        staff.0.into(),
        row.epoch.into(),
        hash.bytes.into(),
        secret.bytes.into(),
        secret.key_id.into(),
        password.used_step.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

/// Sets a member's password in their epoch; an earlier one is written over.
pub(super) fn put(batch: &mut Batch, keys: &Keys, row: &StaffRow, password: &StaffPassword) {
    batch.add(PUT, with_mac(keys, row, password));
}

impl Store {
    /// The password of a member that counts, and what does not hold.
    #[crate::boxed]
    pub async fn password_of(
        &self,
        row: &StaffRow,
    ) -> Result<(Option<StaffPassword>, Vec<Alarm>), ReadError> {
        let (keys, staff) = (self.keys(), row.member.id);
        self.read(|connection| {
            let mut alarms = Vec::new();
            let read = |columns: &mut Columns| read(keys, staff, columns);
            let bound = [staff.0.into()];
            let rows = holding(connection, keys, TABLE, OF, &bound, &mut alarms, read)?;
            let Some((epoch, opened)) = rows.into_iter().next() else {
                return Ok((None, alarms));
            };
            if opened.is_none() {
                alarms.push(raised(AlarmKind::Altered, TABLE, staff.0));
            }
            Ok((opened.filter(|_| epoch == row.epoch), alarms))
        })
        .await
    }

    /// The batch that signs a member in by their password and the one-time password of `step`. A conflict where this
    /// step or a later one was used meanwhile.
    pub fn sign_in_by_password(
        &self,
        row: &StaffRow,
        (password, step): (&StaffPassword, i64),
        opened: &StaffSessionRow,
        line: &LogLine,
    ) -> Batch {
        let used = StaffPassword {
            used_step: step,
            ..password.clone()
        };
        let mut values = with_mac(self.keys(), row, &used);
        values.push(password.used_step.into());
        let mut batch = Batch::unguarded();
        batch.guard(USE, values);
        session::open(&mut batch, self.keys(), row, opened);
        log::add_other(&mut batch, line);
        batch
    }
}

/// Epoch and password; no password where it does not open.
fn read(
    keys: &Keys,
    staff: StaffId,
    columns: &mut Columns,
) -> Result<(i64, Option<StaffPassword>), ReadError> {
    columns.skip();
    let epoch = columns.i64("epoch")?;
    let (hash, secret) = (
        columns.bytes("sealed_hash")?,
        columns.bytes("sealed_secret")?,
    );
    let key_id = columns.i64("key_id")?;
    let hash = keys.open(cell("sealed_hash", staff), key_id, &hash);
    let secret = keys.open_bytes(cell("sealed_secret", staff), key_id, &secret);
    let used_step = columns.i64("used_step")?;
    let opened = hash.zip(secret).map(|(hash, secret)| StaffPassword {
        hash,
        secret,
        used_step,
    });
    Ok((epoch, opened))
}
