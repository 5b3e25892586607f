//! The yardsticks: SQLite alone.

use std::path::Path;

use anyhow::{Context, anyhow};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// The settings of our writer.
const SETTINGS: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
PRAGMA cache_size = -65536;
PRAGMA wal_autocheckpoint = 16384;
PRAGMA journal_size_limit = 134217728;
";

const TABLES: &str = "
CREATE TABLE person (person_id INTEGER PRIMARY KEY, temperature INTEGER, recorded_day INTEGER NOT NULL, colour TEXT NOT NULL);
CREATE TABLE row_of (person_id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
";

/// Bytes of a rating row.
const ROW_BYTES: usize = 250;
/// Rows of one commit, as in a propagation.
const PAGE: u64 = 2_000;

/// Reads every column of every rating row on two threads, and says how many rows there were.
pub(crate) fn raw_read(path: &Path) -> anyhow::Result<u64> {
    let halves = [(i64::MIN, i64::MAX / 2), (i64::MAX / 2, i64::MAX)];
    std::thread::scope(|scope| {
        let threads = halves.map(|half| scope.spawn(move || read_half(path, half)));
        let mut rows = 0;
        for thread in threads {
            rows += thread.join().map_err(|_| anyhow!("a thread ended"))??;
        }
        Ok(rows)
    })
}

fn read_half(path: &Path, (after, to): (i64, i64)) -> anyhow::Result<u64> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    let mut select = connection.prepare(
        "SELECT person_id, version, generation, review_on, decisions, facts, gap_ms, kinds, mac
FROM rating WHERE person_id > ?1 AND person_id <= ?2 ORDER BY person_id",
    )?;
    let mut rows = select.query([after, to])?;
    let (mut count, mut bytes) = (0, 0);
    while let Some(row) = rows.next()? {
        count += 1;
        for at in 0..9 {
            bytes += match row.get_ref(at)? {
                ValueRef::Text(read) | ValueRef::Blob(read) => read.len(),
                _ => 8,
            };
        }
    }
    std::hint::black_box(bytes);
    Ok(count)
}

/// A database that knows of each person a temperature and a colour, and a row of bytes.
pub(crate) struct Plain {
    connection: Connection,
    people: u64,
    turn: u64,
    _folder: tempfile::TempDir,
}

impl Plain {
    /// So many people, one in `warm` with a temperature.
    pub(crate) fn new(folder: &Path, people: u64, warm: u64) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(folder)?;
        let mut connection = Connection::open(folder.path().join("plain.db"))?;
        connection.execute_batch(SETTINGS)?;
        connection.execute_batch(TABLES)?;
        let mut next = 0;
        while next < people {
            let end = people.min(next + 500_000);
            let group = connection.transaction()?;
            for n in next..end {
                let warm = n.is_multiple_of(warm).then_some(369);
                group
                    .prepare_cached("INSERT INTO person VALUES (?1, ?2, ?3, 'green')")?
                    .execute((n as i64, warm, (n % 7) as i64))?;
                group
                    .prepare_cached("INSERT INTO row_of VALUES (?1, ?2)")?
                    .execute((n as i64, vec![n as u8; ROW_BYTES]))?;
            }
            group.commit()?;
            next = end;
        }
        Ok(Self {
            connection,
            people,
            turn: 0,
            _folder: folder,
        })
    }

    /// The rule of the policy as one statement over everybody; another limit each time. How many changed.
    pub(crate) fn update(&mut self) -> anyhow::Result<usize> {
        self.turn += 1;
        let fever = if self.turn.is_multiple_of(2) {
            373
        } else {
            368
        };
        let changed = self.connection.execute(
            "UPDATE person SET colour = CASE WHEN temperature >= ?1 AND recorded_day >= 3 THEN 'yellow' ELSE 'green' END
WHERE colour IS NOT CASE WHEN temperature >= ?1 AND recorded_day >= 3 THEN 'yellow' ELSE 'green' END",
            [fever],
        )?;
        Ok(changed)
    }

    /// Writes the rows of `count` people over, who lie as far apart as those of a county, 2,000 to a commit.
    pub(crate) fn write_over(&mut self, count: u64) -> anyhow::Result<()> {
        self.turn += 1;
        let apart = (self.people / count.max(1)).max(1);
        let mut written = 0;
        while written < count {
            let group = self.connection.transaction()?;
            for n in written..count.min(written + PAGE) {
                let person = n * apart + self.turn % apart;
                let bytes = vec![self.turn as u8; ROW_BYTES];
                group
                    .prepare_cached("UPDATE row_of SET bytes = ?2 WHERE person_id = ?1")?
                    .execute((person as i64, bytes))
                    .context("a row is written over")?;
            }
            group.commit()?;
            written += PAGE;
        }
        Ok(())
    }
}
