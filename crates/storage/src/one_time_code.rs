//! One-time codes: the newest of each phone and purpose, with what its limits need.
//!
//! The code itself is kept nowhere: it follows from a key, the phone, the purpose and the instant, so that a message
//! whose sending failed is sent again as the same message. Each change names what was read: of two tries at one
//! moment one is counted and the other looks again, and nobody gets more tries by trying at once. The phone stands
//! here under a hash of its own kind: these rows, which die within a day, lead to no other table.

use aws_lc_rs::constant_time;
use domain::time::Instant;
use zeroize::Zeroizing;

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::json;
use crate::keys::{Keys, Mac};
use crate::store::Store;
use crate::value::Value;

/// Codes that there are: six digits.
const CODES: u64 = 1_000_000;

/// A phone's newest code for one purpose.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode {
    /// What it opens.
    pub purpose: String,
    /// When it was made.
    pub made: Instant,
    /// Whether it opens something still.
    pub open: bool,
    /// How often it was tried.
    pub tries: i64,
    /// When the codes were made that were sent there, as far back as whoever writes the row counts.
    pub sent: Vec<Instant>,
    phone: Mac,
}

const TABLE: &str = "one_time_code";

const SELECT: &str = "SELECT phone_hash, purpose, made_ms, open, tries, sent FROM one_time_code
WHERE phone_hash = ?1 ORDER BY purpose";

const INSERT: &str = "INSERT INTO one_time_code (phone_hash, purpose, made_ms, open, tries, sent)
VALUES (?1, ?2, ?3, TRUE, 0, ?4)";

const RENEW: &str = "UPDATE one_time_code SET made_ms = ?3, open = TRUE, tries = 0, sent = ?4
WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?5 AND tries = ?6";

const TRY: &str = "UPDATE one_time_code SET open = ?3, tries = tries + 1
WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?4 AND tries = ?5";

const UNSEND: &str = "UPDATE one_time_code SET sent = ?3
WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?4 AND tries = ?5";

/// Codes made before `?1`, the oldest first.
const OLD: &str = "SELECT phone_hash, purpose, made_ms, open, tries, sent FROM one_time_code
WHERE made_ms < ?1 ORDER BY made_ms, phone_hash, purpose LIMIT ?2";

const DROP: &str =
    "DELETE FROM one_time_code WHERE phone_hash = ?1 AND purpose = ?2 AND made_ms = ?3";

fn phone_hash(keys: &Keys, phone: &str) -> Mac {
    keys.lookup("one-time code", phone)
}

/// 64 bits that follow from what a code is for, and say nothing to who lacks the key.
fn bits(keys: &Keys, what: &'static str, phone: Mac, purpose: &str, made: Instant) -> u64 {
    let columns = [phone.into(), purpose.into(), Value::from(made)];
    let mut bits = [0; 8];
    bits.copy_from_slice(&keys.mac(what, &columns)[..8]);
    u64::from_be_bytes(bits)
}

impl OneTimeCode {
    fn key(&self) -> Vec<Value> {
        vec![self.phone.into(), self.purpose.as_str().into()]
    }
}

impl Store {
    /// The newest codes of a phone (its canonical text), one for each purpose.
    #[crate::boxed]
    pub async fn one_time_codes(&self, phone: &str) -> Result<Vec<OneTimeCode>, ReadError> {
        let hash = phone_hash(self.keys(), phone);
        self.read(|connection| select(connection, TABLE, SELECT, &[hash.into()], read))
            .await
    }

    /// The batch that makes the code of the instant `made` the newest of a phone for a purpose. `before` is the row
    /// that was read, `sent` every sending that still counts, this one among them. A conflict where somebody else
    /// sent one meanwhile.
    pub fn send_code(
        &self,
        before: Option<&OneTimeCode>,
        (phone, purpose): (&str, &str),
        made: Instant,
        sent: &[Instant],
    ) -> Batch {
        let hash = phone_hash(self.keys(), phone);
        let mut values = vec![hash.into(), purpose.into(), made.into(), json(&sent)];
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

    /// The six digits of a row.
    pub fn code(&self, row: &OneTimeCode) -> Zeroizing<String> {
        let what = "one_time_code.code";
        let bits = bits(self.keys(), what, row.phone, &row.purpose, row.made);
        Zeroizing::new(format!("{:06}", bits % CODES))
    }

    /// What makes the message of a row one, however often it is handed over.
    pub fn message_key(&self, row: &OneTimeCode) -> u64 {
        let what = "one_time_code.message";
        bits(self.keys(), what, row.phone, &row.purpose, row.made)
    }

    /// Whether `code` is that of the row, and opens something still.
    pub fn is_code(&self, row: &OneTimeCode, code: &str) -> bool {
        let right = self.code(row);
        let same = constant_time::verify_slices_are_equal(right.as_bytes(), code.as_bytes());
        row.open && same.is_ok()
    }

    /// The batch that counts a try of a code as it was read; one that is `used` opens nothing again. A conflict where
    /// somebody else tried meanwhile.
    pub fn try_code(&self, row: &OneTimeCode, used: bool) -> Batch {
        let mut values = row.key();
        values.extend([
            (row.open && !used).into(),
            row.made.into(),
            row.tries.into(),
        ]);
        let mut batch = Batch::unguarded();
        batch.guard(TRY, values);
        batch
    }

    /// The batch that takes a sending back which may not have happened: it counts no more, and can be made again.
    pub fn unsend_code(&self, row: &OneTimeCode) -> Batch {
        let others = row.sent.iter().filter(|at| **at != row.made);
        let sent: Vec<Instant> = others.copied().collect();
        let mut values = row.key();
        values.extend([json(&sent), row.made.into(), row.tries.into()]);
        let mut batch = Batch::unguarded();
        batch.guard(UNSEND, values);
        batch
    }

    /// The codes made before an instant, `limit` at most.
    #[crate::boxed]
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
            let mut key = row.key();
            key.push(row.made.into());
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
        made: columns.instant("made_ms")?,
        open: columns.flag("open")?,
        tries: columns.i64("tries")?,
        sent: columns.json("sent")?,
    })
}
