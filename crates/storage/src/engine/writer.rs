//! One thread writes. It takes what has queued, commits it as one group, and only then answers: an
//! acknowledgement always follows the sync to disk, and many waiting batches share one.
//!
//! Each batch counts alone. One whose guard raises has written nothing yet, and the others go on. One that fails
//! behind its guard must be undone alone: then the whole group is begun again with each batch as a savepoint. That
//! is rare, and a savepoint keeps a copy of every page that changes.

use std::sync::Arc;
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::batch::{Batch, Role, Statement};
use crate::dialect;
use crate::engine::folder::{Committed, FEW, Folder};
use crate::engine::length::Length;
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
    // Dropped last: it ends with the thread that commits.
    _folder: Folder,
}

impl Writer {
    /// Starts the thread on a connection that is prepared for writing, and beside it the one that folds its log, on `folds`.
    pub(crate) fn start(connection: Connection, folds: Connection) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (folder, committed) = Folder::start(folds)?;
        let thread = std::thread::Builder::new()
            .name("healthcode-writer".into())
            .spawn(move || run(&connection, jobs, &committed))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
            _folder: folder,
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

fn run(connection: &Connection, mut jobs: mpsc::Receiver<Job>, committed: &Committed) {
    let mut group = Vec::with_capacity(GROUP);
    let mut length = Length::new();
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        gather(&mut jobs, &mut group);
        let mut outcomes = commit_patiently(connection, &group).into_iter();
        for job in group.drain(..) {
            let own = outcomes.by_ref().take(job.batches.len()).collect();
            // Nobody may be waiting any more; what is written stays written.
            let _gone = job.answer.send(own);
        }
        // Of a shorter log nothing is folded: nobody is woken for it.
        if length.keep(connection) >= FEW {
            committed.tell();
        }
    }
}

/// Lets those go first who only wait for a processor, and takes what they queue: where many ask at once, more of them share a
/// commit and its sync, and where nobody does, this takes no time.
fn gather(jobs: &mut mpsc::Receiver<Job>, group: &mut Vec<Job>) {
    std::thread::yield_now();
    while group.len() < GROUP
        && let Ok(job) = jobs.try_recv()
    {
        group.push(job);
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
    let outcomes = if let Some(outcomes) = together(connection, group)? {
        outcomes
    } else {
        execute(connection, "ROLLBACK")?;
        execute(connection, dialect::BEGIN_WRITE)?;
        let each = batches(group).map(|batch| apart(connection, batch));
        each.collect::<rusqlite::Result<Vec<_>>>()?
    };
    execute(connection, "COMMIT")?;
    Ok(outcomes)
}

/// Runs all batches one after the other; `None` where one left something that must be undone. The error is one that
/// concerns the whole group.
fn together(connection: &Connection, group: &[Job]) -> rusqlite::Result<Option<Vec<Outcome>>> {
    let mut outcomes = Vec::with_capacity(group.len());
    for batch in batches(group) {
        match statements(connection, batch) {
            Ok(()) => outcomes.push(Ok(())),
            Err((at, refusal)) => {
                let refusal = of_batch(connection, refusal)?;
                // A statement that fails undoes itself; what stands before it stays.
                if at > 0 {
                    return Ok(None);
                }
                outcomes.push(Err(refusal.into()));
            }
        }
    }
    Ok(Some(outcomes))
}

/// Runs one batch as a savepoint. The outer error is one that concerns the whole group.
fn apart(connection: &Connection, batch: &Batch) -> rusqlite::Result<Outcome> {
    execute(connection, "SAVEPOINT batch")?;
    let outcome = match statements(connection, batch) {
        Ok(()) => Ok(()),
        Err((_, refusal)) => {
            let refusal = of_batch(connection, refusal)?;
            execute(connection, "ROLLBACK TO batch")?;
            Err(refusal.into())
        }
    };
    execute(connection, "RELEASE batch")?;
    Ok(outcome)
}

enum Refusal {
    Conflict,
    Engine(rusqlite::Error),
}

impl From<Refusal> for WriteError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Conflict => Self::Conflict,
            Refusal::Engine(error) => {
                tracing::error!(%error, "a batch was refused by the engine");
                Self::Engine(Arc::new(error))
            }
        }
    }
}

/// The refusal, where it concerns its batch alone; the error, where it concerns the whole group.
fn of_batch(connection: &Connection, refusal: Refusal) -> rusqlite::Result<Refusal> {
    // The engine may have given up the whole transaction (disk full, input or output error).
    let given_up = connection.is_autocommit();
    match refusal {
        Refusal::Conflict if given_up => Err(rusqlite::Error::InvalidQuery),
        Refusal::Engine(error) if given_up || dialect::is_busy(&error) => Err(error),
        refusal => Ok(refusal),
    }
}

/// Runs the statements of a batch; where one is refused, says which and why.
fn statements(connection: &Connection, batch: &Batch) -> Result<(), (usize, Refusal)> {
    let mut before = 0;
    for (at, statement) in batch.statements.iter().enumerate() {
        if statement.role == Role::Following && before == 0 {
            continue;
        }
        let changed = run_statement(connection, statement);
        before = changed.as_ref().copied().unwrap_or(0);
        let guard = statement.role == Role::Guard;
        let refusal = match changed {
            Ok(rows) if !guard || rows == 1 => continue,
            Ok(_) => Refusal::Conflict,
            Err(error) if dialect::is_duplicate(&error) => Refusal::Conflict,
            Err(error) if guard && dialect::is_null_refused(&error) => Refusal::Conflict,
            Err(error) => Refusal::Engine(error),
        };
        return Err((at, refusal));
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
