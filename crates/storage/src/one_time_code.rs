//! One-time codes: the newest of each phone and purpose, as a keyed hash, with what its limits need.
//!
//! Each change names what was read, so that of two tries at one moment one is counted and the other looks again:
//! nobody gets more tries by trying at once. The phone stands here under a hash of its own kind: these rows, which
//! die within a day, lead to no other table.

use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::json;
use crate::keys::{Keys, Mac};
use crate::store::Store;
use crate::value::Value;

/// A phone's newest code for one purpose.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode {
    /// What it opens.
    pub purpose: String,
    /// When it was made.
    pub made: Instant,
    /// How often it was tried.
    pub tries: i64,
    /// When codes were sent there, as far back as whoever writes the row counts.
    pub sent: Vec<Instant>,
    phone: Mac,
    code: Option<Vec<u8>>,
}

const TABLE: &str = "one_time_code";

const SELECT: &str =
    "SELECT phone_hash, purpose, code_hash, made_ms, tries, sent FROM one_time_code
WHERE phone_hash = ?1 ORDER BY purpose";

const INSERT: &str =
    "INSERT INTO one_time_code (phone_hash, purpose, code_hash, made_ms, tries, sent)
VALUES (?1, ?2, ?3, ?4, 0, ?5)";

const RENEW: &str = "UPDATE one_time_code SET code_hash = ?3, made_ms = ?4, tries = 0, sent = ?5
WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?6 AND tries = ?7";

const TRY: &str = "UPDATE one_time_code SET code_hash = ?3, tries = tries + 1
WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?4 AND tries = ?5";

const UNSEND: &str = "UPDATE one_time_code SET code_hash = NULL, sent = ?3
WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?4 AND tries = ?5";

/// Codes made before `?1`, the oldest first.
const OLD: &str = "SELECT phone_hash, purpose, code_hash, made_ms, tries, sent FROM one_time_code
WHERE made_ms < ?1 ORDER BY made_ms, phone_hash, purpose LIMIT ?2";

const DROP: &str =
    "DELETE FROM one_time_code WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?3";

fn phone_hash(keys: &Keys, phone: &str) -> Mac {
    keys.lookup("one-time code", phone)
}

fn code_hash(keys: &Keys, phone: &Mac, purpose: &str, made: Instant, code: &str) -> Mac {
    let columns = [
        (*phone).into(),
        purpose.into(),
        made.into(),
        Value::from(code),
    ];
    keys.mac("one_time_code.code", &columns)
}

impl Store {
    /// The newest codes of a phone (its canonical text), one for each purpose.
    pub async fn one_time_codes(&self, phone: &str) -> Result<Vec<OneTimeCode>, ReadError> {
        let hash = phone_hash(self.keys(), phone);
        self.read(|connection| select(connection, TABLE, SELECT, &[hash.into()], read))
            .await
    }

    /// The batch that makes `code` the newest of a phone for a purpose. `before` is the row that was read, `sent`
    /// every sending that still counts, this one among them. A conflict where somebody else sent one meanwhile.
    pub fn send_code(
        &self,
        before: Option<&OneTimeCode>,
        (phone, purpose): (&str, &str),
        code: &str,
        sent: &[Instant],
        now: Instant,
    ) -> Batch {
        let hash = phone_hash(self.keys(), phone);
        let code = code_hash(self.keys(), &hash, purpose, now, code);
        let mut values = vec![
            hash.into(),
            purpose.into(),
            code.into(),
            now.into(),
            json(&sent),
        ];
        let mut batch = Batch::unguarded();
        match before {
            Some(before) => {
                values.extend([before.made.into(), before.tries.into()]);
                batch.guard(RENEW, values);
            }
            None => batch.guard(INSERT, values),
        }
        batch
    }

    /// Whether `code` is the one that was sent and was not used yet.
    pub fn is_code(&self, row: &OneTimeCode, code: &str) -> bool {
        let given = code_hash(self.keys(), &row.phone, &row.purpose, row.made, code);
        let constant_time = aws_lc_rs::constant_time::verify_slices_are_equal;
        row.code
            .as_ref()
            .is_some_and(|code| constant_time(code, &given).is_ok())
    }

    /// The batch that counts a try of a code as it was read; one that is `used` opens nothing again. A conflict where
    /// somebody else tried meanwhile.
    pub fn try_code(&self, row: &OneTimeCode, used: bool) -> Batch {
        let code = row.code.clone().filter(|_| !used);
        let values = vec![
            row.phone.into(),
            row.purpose.as_str().into(),
            code.into(),
            row.made.into(),
            row.tries.into(),
        ];
        let mut batch = Batch::unguarded();
        batch.guard(TRY, values);
        batch
    }

    /// The batch that takes back a sending that did not happen: its code opens nothing, and the next may follow at
    /// once.
    pub fn unsend_code(&self, row: &OneTimeCode) -> Batch {
        let sent: Vec<Instant> = row
            .sent
            .iter()
            .copied()
            .filter(|at| *at != row.made)
            .collect();
        let values = vec![
            row.phone.into(),
            row.purpose.as_str().into(),
            json(&sent),
            row.made.into(),
            row.tries.into(),
        ];
        let mut batch = Batch::unguarded();
        batch.guard(UNSEND, values);
        batch
    }

    /// The codes made before an instant, `limit` at most.
    pub async fn codes_made_before(
        &self,
        instant: Instant,
        limit: u32,
    ) -> Result<Vec<OneTimeCode>, ReadError> {
        let bound = [instant.into(), i64::from(limit).into()];
        self.read(|connection| select(connection, TABLE, OLD, &bound, read))
            .await
    }

    /// The batch that drops codes.
    pub fn drop_codes(&self, codes: &[OneTimeCode]) -> Batch {
        let mut batch = Batch::unguarded();
        for row in codes {
            let key = vec![
                row.phone.into(),
                row.purpose.as_str().into(),
                row.made.into(),
            ];
            batch.add(DROP, key);
        }
        batch
    }
}

fn read(columns: &mut Columns) -> Result<OneTimeCode, ReadError> {
    let phone = columns.bytes("phone_hash")?;
    Ok(OneTimeCode {
        phone: Mac::try_from(phone).map_err(|_| columns.unknown("phone_hash"))?,
        purpose: columns.text("purpose")?,
        code: columns.maybe_bytes("code_hash")?,
        made: columns.instant("made_ms")?,
        tries: columns.i64("tries")?,
        sent: columns.json("sent")?,
    })
}
