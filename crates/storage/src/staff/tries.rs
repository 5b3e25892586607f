//! How often a login was tried lately. Counted whether anybody has the login or not, so that the limit says nothing.

use domain::time::Instant;

use crate::batch::Batch;
use crate::columns::{Columns, select};
use crate::error::ReadError;
use crate::fact::json;
use crate::keys::Mac;
use crate::store::Store;

/// The tries of a login.
#[derive(Clone)]
pub struct StaffTries {
    /// When it was tried, as far back as whoever writes the row counts.
    pub at: Vec<Instant>,
    login: Mac,
    /// 0 where there is no row yet.
    version: i64,
}

const TABLE: &str = "staff_try";

const SELECT: &str = "SELECT tries, version FROM staff_try WHERE login_hash = ?1";

const INSERT: &str =
    "INSERT INTO staff_try (login_hash, tries, version, last_ms) VALUES (?1, ?2, ?3, ?4)";

const UPDATE: &str = "UPDATE staff_try SET tries = ?2, version = ?3, last_ms = ?4
WHERE login_hash = ?1 AND version = ?5";

const DROP: &str = "DELETE FROM staff_try WHERE last_ms <= ?1";

impl Store {
    /// The tries of a login (in lower case) that are kept.
    #[crate::boxed]
    pub async fn staff_tries(&self, login: &str) -> Result<StaffTries, ReadError> {
        let login = self.keys().lookup("staff try", login);
        self.read(|connection| {
            let read = |columns: &mut Columns| {
                Ok(StaffTries {
                    at: columns.json("tries")?,
                    login,
                    version: columns.i64("version")?,
                })
            };
            let rows = select(connection, TABLE, SELECT, &[login.into()], read)?;
            Ok(rows.into_iter().next().unwrap_or(StaffTries {
                at: Vec::new(),
                login,
                version: 0,
            }))
        })
        .await
    }

    /// The batch that writes the tries of a login as they are from `now` on. A conflict where somebody else tried
    /// meanwhile.
    pub fn keep_staff_tries(&self, before: &StaffTries, at: &[Instant], now: Instant) -> Batch {
        let mut values = vec![
            before.login.into(),
            json(&at),
            (before.version + 1).into(),
            now.into(),
        ];
        let mut batch = Batch::unguarded();
        if before.version == 0 {
            batch.guard(INSERT, values);
        } else {
            values.push(before.version.into());
            batch.guard(UPDATE, values);
        }
        batch
    }

    /// The batch that forgets logins that were last tried at `until` or before.
    pub fn drop_staff_tries(&self, until: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![until.into()]);
        batch
    }
}
