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

/// Rows of `bytes` bytes a second, each durable when its caller is answered.
pub(crate) fn bare(parent: &Path, callers: usize, calls: u64, bytes: usize) -> anyhow::Result<f64> {
    let folder = tempfile::tempdir_in(parent)?;
    let connection = Connection::open(folder.path().join("bare.db"))?;
    connection.execute_batch(SETTINGS)?;
    let (queue, jobs) = mpsc::channel(QUEUE);
    let writer: JoinHandle<rusqlite::Result<()>> =
        std::thread::Builder::new().spawn(move || write(&connection, jobs))?;
    let runtime = callers::runtime()?;
    // Different bytes, as sealed words are.
    let row = |n: u64| (0..bytes).map(|at| (n as usize * 31 + at) as u8).collect();
    let rows: Vec<Vec<u8>> = (0..calls).map(row).collect();
    let call = move |rows: Arc<Vec<Vec<u8>>>, at: usize| {
        let queue = queue.clone();
        async move {
            let row = rows[at].clone();
            let (answer, answered) = oneshot::channel();
            queue.send(Job { row, answer }).await?;
            Ok(answered.await?)
        }
    };
    let per_second = callers::rate(&runtime, callers, rows, call);
    drop(runtime);
    writer.join().map_err(|_| anyhow!("the writer ended"))??;
    per_second
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
