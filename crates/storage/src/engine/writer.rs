//! One thread writes. It takes what has queued, commits it as one group, and only then answers: an
//! acknowledgement always follows the sync to disk, and many waiting batches share one.
//!
//! Each batch is a savepoint inside of the group's transaction, so that one whose guard raises is undone alone.

use std::sync::Arc;
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::batch::{Batch, Role, Statement};
use crate::dialect;
use crate::error::WriteError;

/// The most callers that share one commit.
const GROUP: usize = 1_024;

/// The most callers that wait; who comes then waits for a place.
const QUEUE: usize = 4_096;

type Outcome = Result<(), WriteError>;

/// Batches that came together, each counting alone.
struct Job {
    batches: Vec<Batch>,
    answer: oneshot::Sender<Vec<Outcome>>,
}

/// The handle of the writer thread. Dropping it writes what has queued and ends the thread.
pub(crate) struct Writer {
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread on a connection that is prepared for writing.
    pub(crate) fn start(connection: Connection) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("healthcode-writer".into())
            .spawn(move || run(&connection, jobs))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Writes batches; each is durable when its outcome is `Ok`. A caller that stops waiting stops none of them.
    pub(crate) async fn write(&self, batches: Vec<Batch>) -> Result<Vec<Outcome>, WriteError> {
        let (answer, outcomes) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or(WriteError::Closed)?;
        let sent = queue.send(Job { batches, answer }).await;
        sent.map_err(|_| WriteError::Closed)?;
        outcomes.await.map_err(|_| WriteError::Closed)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread ended by a panic");
        }
    }
}

fn run(connection: &Connection, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        let mut outcomes = commit_patiently(connection, &group).into_iter();
        for job in group.drain(..) {
            let own = outcomes.by_ref().take(job.batches.len()).collect();
            // Nobody may be waiting any more; what is written stays written.
            let _gone = job.answer.send(own);
        }
    }
}

/// Commits a group, again and again while another process holds the lock, within bounds (SQL rule 16).
fn commit_patiently(connection: &Connection, group: &[Job]) -> Vec<Outcome> {
    let mut tries = dialect::BUSY_TRIES;
    loop {
        let error = match commit(connection, group) {
            Ok(outcomes) => return outcomes,
            Err(error) => error,
        };
        undo(connection);
        if dialect::is_busy(&error) && tries > 0 {
            tries -= 1;
            continue;
        }
        tracing::error!(%error, "a group of batches was not written");
        let refused = WriteError::Engine(Arc::new(error));
        return batches(group).map(|_| Err(refused.clone())).collect();
    }
}

fn batches(group: &[Job]) -> impl Iterator<Item = &Batch> {
    group.iter().flat_map(|job| &job.batches)
}

fn commit(connection: &Connection, group: &[Job]) -> rusqlite::Result<Vec<Outcome>> {
    execute(connection, dialect::BEGIN_WRITE)?;
    let outcomes = batches(group)
        .map(|batch| apart(connection, batch))
        .collect::<rusqlite::Result<Vec<_>>>()?;
    execute(connection, "COMMIT")?;
    Ok(outcomes)
}

/// Runs one batch as a savepoint. The outer error is one that concerns the whole group.
fn apart(connection: &Connection, batch: &Batch) -> rusqlite::Result<Outcome> {
    execute(connection, "SAVEPOINT batch")?;
    let outcome = statements(connection, batch);
    if let Err(refusal) = outcome {
        if connection.is_autocommit() {
            // The engine gave up the whole transaction (disk full, input or output error).
            return Err(match refusal {
                Refusal::Engine(error) => error,
                Refusal::Conflict => rusqlite::Error::InvalidQuery,
            });
        }
        execute(connection, "ROLLBACK TO batch")?;
        execute(connection, "RELEASE batch")?;
        return match refusal {
            Refusal::Conflict => Ok(Err(WriteError::Conflict)),
            Refusal::Engine(error) if dialect::is_busy(&error) => Err(error),
            Refusal::Engine(error) => {
                tracing::error!(%error, "a batch was refused by the engine");
                Ok(Err(WriteError::Engine(Arc::new(error))))
            }
        };
    }
    execute(connection, "RELEASE batch")?;
    Ok(Ok(()))
}

enum Refusal {
    Conflict,
    Engine(rusqlite::Error),
}

fn statements(connection: &Connection, batch: &Batch) -> Result<(), Refusal> {
    for statement in &batch.statements {
        let changed = run_statement(connection, statement);
        let guard = statement.role == Role::Guard;
        match changed {
            Ok(rows) if !guard || rows == 1 => {}
            Ok(_) => return Err(Refusal::Conflict),
            Err(error) if dialect::is_duplicate(&error) => return Err(Refusal::Conflict),
            Err(error) if guard && dialect::is_null_refused(&error) => {
                return Err(Refusal::Conflict);
            }
            Err(error) => return Err(Refusal::Engine(error)),
        }
    }
    Ok(())
}

fn run_statement(connection: &Connection, statement: &Statement) -> rusqlite::Result<usize> {
    let mut prepared = connection.prepare_cached(&statement.sql)?;
    prepared.execute(rusqlite::params_from_iter(&statement.values))
}

fn execute(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}

fn undo(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = execute(connection, "ROLLBACK")
    {
        tracing::error!(%error, "a group of batches could not be rolled back");
    }
}
