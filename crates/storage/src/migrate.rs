//! Brings a database to the shape that this program knows, and refuses one that it does not.
//!
//! Migrations are append-only: the digest of each that was applied is kept and compared, so that a text
//! changed afterwards is noticed. A database of a newer program is refused by name.

use aws_lc_rs::digest::{SHA256, digest};
use rusqlite::Connection;

use crate::dialect;
use crate::error::OpenError;

/// One step: its name and its text, in the words that both engines share.
pub(crate) struct Migration {
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        /// Every migration, in order; the first has the number 1.
        pub(crate) const MIGRATIONS: &[Migration] = &[$(Migration {
            name: $name,
            sql: include_str!(concat!("../migrations/", $name, ".sql")),
        }),*];
    };
}

migrations![
    "0001_shared",
    "0002_person",
    "0003_ways",
    "0004_published",
    "0005_accounts",
    "0006_status",
    "0007_trust",
    "0008_staff",
    "0009_log",
    "0010_proposal",
    "0011_placement",
    "0012_laboratory",
    "0013_pending",
    "0014_quarantine",
    "0015_propagation",
    "0016_community",
    "0017_appeal",
    "0018_community_ways",
    "0019_returns_and_ends",
    "0020_app",
    "0021_documents",
    "0022_purchase",
    "0023_organisation",
    "0024_hold",
    "0025_application",
    "0026_texts",
    "0027_family",
    "0028_channels",
    "0029_itinerary",
    "0030_organisation_members",
    "0031_contact",
    "0032_venues",
    "0033_met_visits",
    "0034_proposal_answer",
    "0035_venue_managers",
    "0036_correction",
    "0037_result_files",
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
  -- Its number, from 1.
  version {I64} NOT NULL PRIMARY KEY,
  -- Its name, by which a newer program is named.
  name TEXT NOT NULL,
  -- SHA-256 of its text before the words of the engine went in.
  digest {BLOB} NOT NULL
)";

const APPLIED: &str = "SELECT version, name, digest FROM migration ORDER BY version";

const NOTE: &str = "INSERT INTO migration (version, name, digest) VALUES (?1, ?2, ?3)";

/// Why a migration does not go on.
pub(crate) enum Stop {
    /// It is refused by name.
    Refused(OpenError),
    /// The engine refuses.
    Engine(rusqlite::Error),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error)
    }
}

/// Applies what is missing. Runs inside of a write transaction of the caller, so that two programs that start
/// at one moment do it once.
pub(crate) fn migrate(connection: &Connection, known: &[Migration]) -> Result<(), Stop> {
    let (tables, ours): (i64, i64) =
        connection.query_row(dialect::TABLES, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if tables > 0 && ours == 0 {
        return Err(Stop::Refused(OpenError::Foreign));
    }
    connection.execute_batch(&dialect::translate(TABLE))?;
    let applied = applied(connection)?;
    for (version, name, digest) in &applied {
        let Some(migration) = usize::try_from(version - 1)
            .ok()
            .and_then(|at| known.get(at))
        else {
            return Err(Stop::Refused(OpenError::Newer {
                version: *version,
                name: name.clone(),
                known: known.len(),
            }));
        };
        if *digest != digest_of(migration) {
            return Err(Stop::Refused(OpenError::Changed {
                version: *version,
                name: migration.name.into(),
            }));
        }
    }
    for (version, migration) in (1_i64..).zip(known).skip(applied.len()) {
        connection.execute_batch(&dialect::translate(migration.sql))?;
        let values = rusqlite::params![version, migration.name, digest_of(migration)];
        connection.execute(NOTE, values)?;
    }
    Ok(())
}

fn applied(connection: &Connection) -> rusqlite::Result<Vec<(i64, String, Vec<u8>)>> {
    let mut select = connection.prepare(APPLIED)?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

fn digest_of(migration: &Migration) -> Vec<u8> {
    digest(&SHA256, migration.sql.as_bytes()).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_17_corrections_that_waited_before_their_reviewers_could_find_them_are_found() {
        let at = MIGRATIONS
            .iter()
            .position(|migration| migration.name == "0036_correction");
        let connection = Connection::open_in_memory().unwrap();
        assert!(migrate(&connection, &MIGRATIONS[..at.unwrap()]).is_ok());
        let asked = "
            INSERT INTO declaration VALUES (7, 10, 330100, 'resident', 1, NULL, '[]', '[]', NULL, NULL, x'00', NULL);
            INSERT INTO correction_request VALUES (7, 5, 10, 2, 3, 'waiting', NULL, x'00', 1, x'00');
            INSERT INTO correction_request VALUES (7, 6, 10, 2, 3, 'refused', 4, x'00', 1, x'00');";
        connection.execute_batch(asked).unwrap();
        assert!(migrate(&connection, MIGRATIONS).is_ok());
        let waiting =
            "SELECT jurisdiction, due_ms, person_id, correction_id FROM correction_waiting";
        let mut waiting = connection.prepare(waiting).unwrap();
        let rows = waiting.query_map([], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
        });
        let rows: Vec<[i64; 4]> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(rows, [[330_100, 3, 7, 5]]);
    }
}
