//! How long the log may grow where nobody ever rests: the writer begins it anew between two commits, when those who waited are
//! answered. Most of it is folded by then ([`super::folder`]), so that the writer waits for little.

use std::time::Duration;

use rusqlite::Connection;

use super::folder::FEW;
use crate::dialect;

/// From so many pages on: 1 GB.
const MANY: u32 = 262_144;

/// How long the writer waits for those who read what stands in the log.
const PATIENCE: Duration = Duration::from_millis(100);

/// From how many pages on the log is begun anew.
pub(super) struct Length {
    most: u32,
    next: u32,
}

impl Length {
    pub(super) const fn new() -> Self {
        Self::of(MANY)
    }

    const fn of(most: u32) -> Self {
        Self { most, next: most }
    }

    /// Begins the log anew where it is long, and says how many pages it had; one that cannot be looked at counts as long. Where
    /// somebody reads in it for long it grows by 64 MB before the next try: what is written does not wait for what is read.
    pub(super) fn keep(&mut self, connection: &Connection) -> u32 {
        let looked = dialect::look_at_log(connection);
        let kept = looked.and_then(|log| {
            if log.pages < self.next {
                return Ok(log.pages);
            }
            self.next = log.pages.saturating_add(FEW);
            if dialect::restart_log(connection, PATIENCE)? {
                self.next = self.most;
            }
            Ok(log.pages)
        });
        kept.unwrap_or_else(|error| {
            tracing::warn!(%error, "the log was not begun anew");
            u32::MAX
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn pages(connection: &Connection) -> u32 {
        dialect::look_at_log(connection).unwrap().pages
    }

    fn connect(folder: &Path) -> Connection {
        Connection::open(folder.join("a.db")).unwrap()
    }

    fn write(writer: &Connection) {
        let insert = "INSERT INTO t (b) VALUES (zeroblob(40000))";
        writer.execute(insert, []).unwrap();
    }

    fn count(reader: &Connection) -> i64 {
        let count = "SELECT count(*) FROM t";
        reader.query_row(count, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn s2_21_a_log_that_nobody_rests_beside_is_begun_anew_and_waits_for_no_reader_long() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, reader) = (connect(folder.path()), connect(folder.path()));
        dialect::prepare_writer(&writer).unwrap();
        let table = "CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)";
        writer.execute_batch(table).unwrap();
        let mut length = Length::of(100);
        for _ in 0..50 {
            write(&writer);
            length.keep(&writer);
            assert!(pages(&writer) < 100 + 20, "it is begun anew");
        }
        reader.execute_batch("BEGIN").unwrap();
        assert_eq!(count(&reader), 50);
        for _ in 0..50 {
            write(&writer);
            length.keep(&writer);
        }
        assert!(pages(&writer) > 500, "somebody reads in it");
        assert_eq!(count(&reader), 50, "who reads sees one moment");
        reader.execute_batch("COMMIT").unwrap();
        length.next = 100;
        length.keep(&writer);
        write(&writer);
        assert!(pages(&writer) < 20);
        assert_eq!(count(&reader), 101);
    }
}
