//! Folding the log into the file, on a thread of its own: nobody who waits for a commit pays for it. People lie all over the
//! file, so that folding a page costs as much as writing it to the log, and its sync several times as much.
//!
//! What is in the log is on the disk and seen by every reader; folding only makes room. While others write, pages are copied
//! without a sync. At rest all of the log is folded, and the next commit begins it anew. Where there is no rest, the writer
//! waits once for each gigabyte.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use crate::dialect::{self, Log};

/// From so many pages on that are not folded, they are: 64 MB. Fewer would write the pages of the file that change often again
/// and again; of more, each read searches a longer log.
const FEW: u32 = 16_384;

/// From so many pages on the log is begun anew though nobody rests: 1 GB.
const MANY: u32 = 262_144;

/// Nobody has committed for so long: a rest.
const REST: Duration = Duration::from_millis(250);

/// The handle of the thread that folds. It ends when nobody can commit any more; dropping the handle waits for that.
pub(crate) struct Folder(Option<JoinHandle<()>>);

/// By which the writer says that it has committed.
pub(crate) struct Committed(SyncSender<()>);

impl Committed {
    /// Says it; costs nothing where the thread is at work already.
    pub(crate) fn tell(&self) {
        // Full: it will look at this commit too. Gone: only while all of it ends.
        let _told = self.0.try_send(());
    }
}

impl Folder {
    /// Starts the thread on a connection of its own.
    pub(crate) fn start(connection: Connection) -> std::io::Result<(Self, Committed)> {
        let (committed, commits) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("healthcode-folder".into())
            .spawn(move || run(&connection, &commits))?;
        Ok((Self(Some(thread)), Committed(committed)))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that folds the log ended by a panic");
        }
    }
}

fn run(connection: &Connection, commits: &Receiver<()>) {
    while commits.recv().is_ok() {
        loop {
            fold(connection, false);
            match commits.recv_timeout(REST) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        fold(connection, true);
    }
}

/// Folds what there is to fold. Another that folds at the same time, or a disk that is full, only puts it off: what is written
/// stays in the log.
fn fold(connection: &Connection, at_rest: bool) {
    let folded = dialect::look_at_log(connection).and_then(|log| match due(log, at_rest) {
        Due::Nothing => Ok(log),
        Due::Fold => dialect::fold_log(connection),
        Due::BeginAnew => {
            dialect::fold_log(connection).and_then(|_| dialect::restart_log(connection))
        }
    });
    if let Err(error) = folded
        && !dialect::is_busy(&error)
    {
        tracing::warn!(%error, "the log was not folded");
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Due {
    Nothing,
    Fold,
    BeginAnew,
}

/// What is due of a log.
const fn due(log: Log, at_rest: bool) -> Due {
    let waiting = log.pages.saturating_sub(log.folded);
    if log.pages >= MANY && !at_rest {
        Due::BeginAnew
    } else if waiting >= FEW || (at_rest && log.pages >= FEW && waiting > 0) {
        Due::Fold
    } else {
        Due::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_21_a_log_is_folded_in_part_while_others_write_and_whole_at_rest() {
        let log = |pages, folded| Log { pages, folded };
        assert_eq!(due(log(FEW - 1, 0), false), Due::Nothing);
        assert_eq!(due(log(FEW - 1, 0), true), Due::Nothing);
        assert_eq!(due(log(FEW, 0), false), Due::Fold);
        assert_eq!(due(log(FEW * 2, FEW + 1), false), Due::Nothing);
        assert_eq!(due(log(FEW * 2, FEW + 1), true), Due::Fold);
        assert_eq!(due(log(FEW, FEW), true), Due::Nothing);
        assert_eq!(due(log(MANY, MANY - 1), false), Due::BeginAnew);
        assert_eq!(due(log(MANY, MANY - 1), true), Due::Fold);
    }

    /// Two connections to one file, for who writes and for who folds.
    fn both(folder: &std::path::Path) -> (Connection, Connection) {
        let path = folder.join("a.db");
        let writer = Connection::open(&path).unwrap();
        dialect::prepare_writer(&writer).unwrap();
        writer
            .execute_batch("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)")
            .unwrap();
        let folds = Connection::open(&path).unwrap();
        dialect::prepare_reader(&folds).unwrap();
        (writer, folds)
    }

    fn write(writer: &Connection) {
        writer
            .execute("INSERT INTO t (b) VALUES (zeroblob(40000))", [])
            .unwrap();
    }

    #[test]
    fn s2_21_the_writer_folds_nothing_itself_and_a_folded_log_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, folds) = both(folder.path());
        for _ in 0..400 {
            write(&writer);
        }
        let log = dialect::look_at_log(&folds).unwrap();
        assert!(log.pages > 4_000 && log.folded == 0, "{log:?}");
        let after = dialect::fold_log(&folds).unwrap();
        assert_eq!((after.pages, after.folded), (log.pages, log.pages));
        write(&writer);
        let anew = dialect::look_at_log(&folds).unwrap();
        assert!(anew.pages < 20 && anew.folded == 0, "{anew:?}");
    }

    #[test]
    fn s2_21_a_log_begins_anew_though_somebody_reads_and_who_reads_sees_one_moment() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, folds) = both(folder.path());
        write(&writer);
        let count = |reader: &Connection| -> i64 {
            reader
                .query_row("SELECT count(*) FROM t", [], |row| row.get(0))
                .unwrap()
        };
        let reader = Connection::open(folder.path().join("a.db")).unwrap();
        reader.execute_batch("BEGIN").unwrap();
        assert_eq!(count(&reader), 1);
        write(&writer);
        // What the reader needs stays: its page in the file is not written over.
        let log = dialect::fold_log(&folds).unwrap();
        assert!(log.folded < log.pages, "{log:?}");
        assert_eq!(count(&reader), 1);
        reader.execute_batch("COMMIT").unwrap();
        dialect::restart_log(&folds).unwrap();
        write(&writer);
        let anew = dialect::look_at_log(&folds).unwrap();
        assert!(anew.pages < log.pages, "{anew:?}");
        assert_eq!(count(&reader), 3);
    }
}
