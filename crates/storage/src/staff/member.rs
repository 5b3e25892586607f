//! Members of staff as rows: name and login sealed, duties in the row itself.

use domain::ids::{OfficeId, StaffId};
use domain::staff::{Duty, Member, Office};
use domain::time::Instant;
use rusqlite::Connection;

use super::{StaffPasskey, office, passkey};
use crate::alarm::{Alarm, AlarmKind};
use crate::batch::Batch;
use crate::columns::Columns;
use crate::error::ReadError;
use crate::keys::{Cell, Keys, Mac};
use crate::published::{holding, raised};
use crate::value::Value;
use crate::words::Word;

/// A member of staff as kept. No `Debug`: it holds a name.
#[derive(Clone)]
pub struct StaffRow {
    /// Who, where, and what they may do.
    pub member: Member,
    /// The login, in lower case.
    pub login: Word,
    /// The name.
    pub name: Word,
    /// When they were added.
    pub made: Instant,
    /// When they left; absent while they are there.
    pub ended: Option<Instant>,
    /// When the code that brings the account into use ends; absent once it was used.
    pub code_ends: Option<Instant>,
    /// Their passkeys that count, in the order in which they were added.
    pub passkeys: Vec<StaffPasskey>,
    /// Rows of theirs that were made in another epoch do not count.
    pub(super) epoch: i64,
    pub(super) version: i64,
    pub(super) code: Option<Mac>,
}

/// A row without what stands in other tables.
struct Bare {
    id: StaffId,
    office: OfficeId,
    login: Word,
    name: Word,
    duties: Vec<Duty>,
    epoch: i64,
    version: i64,
    made: Instant,
    ended: Option<Instant>,
    code: Option<Mac>,
    code_ends: Option<Instant>,
}

impl Bare {
    fn with(self, office: Office, passkeys: Vec<StaffPasskey>) -> StaffRow {
        StaffRow {
            member: Member {
                id: self.id,
                office,
                duties: self.duties,
            },
            login: self.login,
            name: self.name,
            made: self.made,
            ended: self.ended,
            code_ends: self.code_ends,
            passkeys,
            epoch: self.epoch,
            version: self.version,
            code: self.code,
        }
    }
}

const TABLE: &str = "staff";

const CLAIM: &str = "INSERT INTO staff_login (login_hash, staff_id) VALUES (?1, ?2)";

const INSERT: &str =
    "INSERT INTO staff (staff_id, office_id, login_hash, sealed_login, sealed_name, key_id, duties,
epoch, version, made_ms, ended_ms, code_hash, code_ends_ms, mac)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

/// Writes a member over who is still as they were read.
const UPDATE: &str =
    "UPDATE staff SET office_id = ?2, login_hash = ?3, sealed_login = ?4, sealed_name = ?5,
key_id = ?6, duties = ?7, epoch = ?8, version = ?9, made_ms = ?10, ended_ms = ?11, code_hash = ?12,
code_ends_ms = ?13, mac = ?14
WHERE staff_id = ?1 AND version = ?15";

const ALL: &str =
    "SELECT staff_id, office_id, login_hash, sealed_login, sealed_name, key_id, duties, epoch,
version, made_ms, ended_ms, code_hash, code_ends_ms, mac FROM staff ORDER BY made_ms, staff_id";

const BY_ID: &str =
    "SELECT staff_id, office_id, login_hash, sealed_login, sealed_name, key_id, duties, epoch,
version, made_ms, ended_ms, code_hash, code_ends_ms, mac FROM staff WHERE staff_id = ?1";

const BY_LOGIN: &str =
    "SELECT staff_id, office_id, login_hash, sealed_login, sealed_name, key_id, duties, epoch,
version, made_ms, ended_ms, code_hash, code_ends_ms, mac FROM staff
WHERE staff_id IN (SELECT staff_id FROM staff_login WHERE login_hash = ?1) AND login_hash = ?1 ORDER BY staff_id";

const BY_CODE: &str =
    "SELECT staff_id, office_id, login_hash, sealed_login, sealed_name, key_id, duties, epoch,
version, made_ms, ended_ms, code_hash, code_ends_ms, mac FROM staff WHERE code_hash = ?1 ORDER BY staff_id";

/// By what a member is looked for.
pub(super) enum By<'a> {
    Anything,
    Id(StaffId),
    Login(&'a str),
    Code(&'a str),
}

fn cell(column: &'static str, id: StaffId) -> Cell {
    Cell {
        table: TABLE,
        column,
        owner: id.0,
        row: 0,
    }
}

/// The hash by which a login leads to its member.
pub(super) fn login_hash(keys: &Keys, login: &str) -> Mac {
    keys.lookup("staff login", login)
}

/// The hash by which a code leads to its member.
pub(super) fn code_hash(keys: &Keys, code: &str) -> Mac {
    keys.lookup("staff code", code)
}

/// The row with its MAC behind it, the words sealed anew.
fn with_mac(keys: &Keys, row: &StaffRow) -> Vec<Value> {
    let id = row.member.id;
    let login = keys.seal(cell("sealed_login", id), row.login.as_bytes());
    let name = keys.seal(cell("sealed_name", id), row.name.as_bytes());
    let duties: Vec<String> = row.member.duties.iter().map(Duty::to_string).collect();
    let mut values = vec![
        id.0.into(),
        row.member.office.id.0.into(),
        login_hash(keys, &row.login).into(),
        login.bytes.into(),
        name.bytes.into(),
        name.key_id.into(),
        duties.join(" ").into(),
        row.epoch.into(),
        row.version.into(),
        row.made.into(),
        row.ended.into(),
        row.code.into(),
        row.code_ends.into(),
    ];
    values.push(keys.mac(TABLE, &values).into());
    values
}

/// Adds a new member; a conflict where another has the login.
pub(super) fn insert(batch: &mut Batch, keys: &Keys, row: &StaffRow) {
    let claim = vec![login_hash(keys, &row.login).into(), row.member.id.0.into()];
    batch.guard(CLAIM, claim);
    batch.guard(INSERT, with_mac(keys, row));
}

/// Writes a member over; a conflict where they are no longer as they were read.
pub(super) fn update(batch: &mut Batch, keys: &Keys, row: &StaffRow) {
    let next = StaffRow {
        version: row.version + 1,
        ..row.clone()
    };
    let mut values = with_mac(keys, &next);
    values.push(row.version.into());
    batch.guard(UPDATE, values);
}

/// The members who are looked for, with their offices and passkeys; who works in an office that does not hold is left
/// out.
pub(super) fn find(
    connection: &Connection,
    keys: &Keys,
    by: &By<'_>,
    alarms: &mut Vec<Alarm>,
) -> Result<Vec<StaffRow>, ReadError> {
    let mut found = Vec::new();
    for bare in rows(connection, keys, by, alarms)? {
        let Some(office) = office::one(connection, keys, bare.office, alarms)? else {
            continue;
        };
        let mut passkeys = passkey::of(connection, keys, bare.id, alarms)?;
        passkeys.retain(|passkey| passkey.epoch == bare.epoch);
        found.push(bare.with(office, passkeys));
    }
    Ok(found)
}

fn rows(
    connection: &Connection,
    keys: &Keys,
    by: &By<'_>,
    alarms: &mut Vec<Alarm>,
) -> Result<Vec<Bare>, ReadError> {
    let (sql, bound) = match by {
        By::Anything => (ALL, Vec::new()),
        By::Id(id) => (BY_ID, vec![id.0.into()]),
        By::Login(login) => (BY_LOGIN, vec![login_hash(keys, login).into()]),
        By::Code(code) => (BY_CODE, vec![code_hash(keys, code).into()]),
    };
    let read = |columns: &mut Columns| read(keys, columns);
    let rows = holding(connection, keys, TABLE, sql, &bound, alarms, read)?;
    let mut opened = Vec::with_capacity(rows.len());
    for row in rows {
        match row {
            Ok(bare) => opened.push(bare),
            Err(id) => alarms.push(raised(AlarmKind::Altered, TABLE, id.0)),
        }
    }
    Ok(opened)
}

/// The row; who it is about where its words do not open.
fn read(keys: &Keys, columns: &mut Columns) -> Result<Result<Bare, StaffId>, ReadError> {
    let id = StaffId(columns.i64("staff_id")?);
    let office = OfficeId(columns.i64("office_id")?);
    columns.skip();
    let (login, name) = (
        columns.bytes("sealed_login")?,
        columns.bytes("sealed_name")?,
    );
    let key_id = columns.i64("key_id")?;
    let open = |column, sealed: &[u8]| keys.open(cell(column, id), key_id, sealed);
    let words = open("sealed_login", &login).zip(open("sealed_name", &name));
    let duties = columns.text("duties")?;
    let duties: Result<Vec<Duty>, _> = duties.split_whitespace().map(str::parse).collect();
    let duties = duties.map_err(|_| columns.unknown("duties"))?;
    let (epoch, version) = (columns.i64("epoch")?, columns.i64("version")?);
    let made = columns.instant("made_ms")?;
    let ended = columns.maybe_instant("ended_ms")?;
    let code = columns.maybe_bytes("code_hash")?.map(Mac::try_from);
    let code = code.transpose().map_err(|_| columns.unknown("code_hash"))?;
    let code_ends = columns.maybe_instant("code_ends_ms")?;
    Ok(words.ok_or(id).map(|(login, name)| Bare {
        id,
        office,
        login,
        name,
        duties,
        epoch,
        version,
        made,
        ended,
        code,
        code_ends,
    }))
}
