//! The yardstick: one row of bytes for each call, and nothing else.

use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::anyhow;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::callers;

/// The settings of our writer.
const SETTINGS: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
PRAGMA cache_size = -65536;
PRAGMA wal_autocheckpoint = 16384;
PRAGMA journal_size_limit = 134217728;
CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
";

const INSERT: &str = "INSERT INTO bare (bytes) VALUES (?1)";

/// The most callers that share one commit, as in our writer.
const GROUP: usize = 1_024;
/// The most callers that wait.
const QUEUE: usize = 4_096;

/// A row and who waits for it.
struct Job {
    row: Vec<u8>,
    answer: oneshot::Sender<()>,
}

/// A file to which rows are appended by one thread, which commits what has queued.
#[derive(Clone)]
pub(crate) struct Bare(mpsc::Sender<Job>);

/// The thread of a file; it ends when nobody can append any more.
pub(crate) type Writer = JoinHandle<rusqlite::Result<()>>;

impl Bare {
    /// A fresh file in a folder.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<(Self, Writer)> {
        let connection = Connection::open(folder.join("bare.db"))?;
        connection.execute_batch(SETTINGS)?;
        let (queue, jobs) = mpsc::channel(QUEUE);
        let writer = std::thread::Builder::new().spawn(move || write(&connection, jobs))?;
        Ok((Self(queue), writer))
    }

    /// Appends a row; it is durable when this is done.
    pub(crate) async fn append(&self, row: Vec<u8>) -> anyhow::Result<()> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Job { row, answer }).await?;
        Ok(answered.await?)
    }
}

/// A row of so many bytes, different from others as sealed words are.
pub(crate) fn row(n: usize, bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| (n * 31 + at) as u8).collect()
}

/// Rows of `bytes` bytes a second, each durable when its caller is answered.
pub(crate) fn bare(parent: &Path, callers: usize, calls: u64, bytes: usize) -> anyhow::Result<f64> {
    let folder = tempfile::tempdir_in(parent)?;
    let (bare, writer) = Bare::open(folder.path())?;
    let runtime = callers::runtime()?;
    let rows: Vec<Vec<u8>> = (0..calls).map(|n| row(n as usize, bytes)).collect();
    let call = move |rows: Arc<Vec<Vec<u8>>>, at: usize| {
        let bare = bare.clone();
        async move { bare.append(rows[at].clone()).await }
    };
    let per_second = callers::rate(&runtime, callers, rows, call);
    drop(runtime);
    ended(writer)?;
    per_second
}

/// Waits for the thread of a file.
pub(crate) fn ended(writer: Writer) -> anyhow::Result<()> {
    Ok(writer.join().map_err(|_| anyhow!("the writer ended"))??)
}

fn write(connection: &Connection, mut jobs: mpsc::Receiver<Job>) -> rusqlite::Result<()> {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for job in &group {
            connection.prepare_cached(INSERT)?.execute([&job.row])?;
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        for job in group.drain(..) {
            let _gone = job.answer.send(());
        }
    }
    Ok(())
}
