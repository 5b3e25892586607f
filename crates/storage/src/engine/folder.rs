//! Folding the log into the file, on a thread of its own: nobody who waits for a commit pays for it. People lie all over the
//! file, so that folding a page costs as much as writing it to the log, and its sync several times as much.
//!
//! What is in the log is on the disk and seen by every reader; folding only makes room. While others write, pages are copied
//! and nobody waits. At rest all of the log is folded, and the next commit begins it anew. Where there is no rest, the writer
//! sees to it (`super::length`), which must sync the file first: so that little is left to it, each part that was copied is
//! written to the disk here at once.

use std::fs::File;
use std::mem::ManuallyDrop;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use crate::dialect::{self, Log};

/// From so many pages on that are not folded, they are: 64 MB. Fewer would write the pages of the file that change often again
/// and again; of more, each read searches a longer log.
pub(super) const FEW: u32 = 16_384;

/// Nobody has committed for so long: a rest.
const REST: Duration = Duration::from_millis(250);

/// The handle of the thread that folds. It ends when nobody can commit any more; dropping the handle waits for that.
pub(crate) struct Folder(Option<JoinHandle<()>>);

/// By which the writer says that it has committed to a log of which something may be folded.
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
        let file = open(&connection)?;
        let thread = std::thread::Builder::new()
            .name("healthcode-folder".into())
            .spawn(move || run(&connection, file.as_deref(), &commits))?;
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

/// The file of a connection, to be synced. It stays open as long as the process: closing it would end the locks that SQLite
/// holds on it (POSIX: those of a process, whichever descriptor is closed).
fn open(connection: &Connection) -> std::io::Result<Option<ManuallyDrop<File>>> {
    let path = connection.path().filter(|path| !path.is_empty());
    path.map(|path| File::open(path).map(ManuallyDrop::new))
        .transpose()
}

fn run(connection: &Connection, file: Option<&File>, commits: &Receiver<()>) {
    while commits.recv().is_ok() {
        loop {
            if fold(connection, false) {
                sync(file);
            }
            match commits.recv_timeout(REST) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        fold(connection, true);
    }
}

/// Writes what was copied to the disk. That it cannot be only leaves more to the sync that counts, which SQLite does itself.
fn sync(file: Option<&File>) {
    if let Some(Err(error)) = file.map(File::sync_data) {
        tracing::warn!(%error, "the file was not synced");
    }
}

/// Folds what there is to fold, and says whether that was anything. Another that folds at the same time, or a disk that is full,
/// only puts it off: what is written stays in the log.
fn fold(connection: &Connection, at_rest: bool) -> bool {
    let looked = dialect::look_at_log(connection);
    let folded = looked.and_then(|log| {
        let due = is_due(log, at_rest);
        if due {
            dialect::fold_log(connection)?;
        }
        Ok(due)
    });
    folded.unwrap_or_else(|error| {
        if !dialect::is_busy(&error) {
            tracing::warn!(%error, "the log was not folded");
        }
        false
    })
}

/// Whether a log is folded now.
const fn is_due(log: Log, at_rest: bool) -> bool {
    let waiting = log.pages.saturating_sub(log.folded);
    waiting >= FEW || (at_rest && log.pages >= FEW && waiting > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_21_a_log_is_folded_in_part_while_others_write_and_whole_at_rest() {
        let log = |pages, folded| Log { pages, folded };
        assert!(!is_due(log(FEW - 1, 0), false));
        assert!(!is_due(log(FEW - 1, 0), true));
        assert!(is_due(log(FEW, 0), false));
        assert!(!is_due(log(FEW * 2, FEW + 1), false));
        assert!(is_due(log(FEW * 2, FEW + 1), true));
        assert!(!is_due(log(FEW, FEW), true));
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
}
