//! The run: so many people, so many of them at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::ids::PersonId;
use domain::time::Instant;
use service::{Error, Service};
use tokio::task::{JoinError, JoinSet};

use super::ack::Ack;
use super::answers::{Answers, LIST, LIST_FILE};

/// How much load.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Number of the first synthetic person.
    pub first: u64,
    /// How many people.
    pub people: u64,
    /// How many of them at once.
    pub at_once: usize,
    /// Declarations of each.
    pub declarations: u64,
    /// Check-ins of each.
    pub check_ins: u64,
}

/// Why a run ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The service refused.
    #[error(transparent)]
    Service(#[from] Error),
    /// Nobody takes the acknowledgements any more.
    #[error("an acknowledgement cannot be written: {0}")]
    Acknowledge(#[from] io::Error),
    /// A task ended by a panic.
    #[error("a task of the load ended: {0}")]
    Task(#[from] JoinError),
}

/// Publishes what a run needs: the built-in policies and the simulated list.
pub async fn import_list(service: &Service, now: Instant) -> Result<(), LoadError> {
    service.publish_builtin(now).await?;
    service
        .import_list(LIST_FILE, LIST, None, now, |_| {})
        .await?;
    Ok(())
}

/// Runs the load. The first use case is at `now` and each further one a millisecond later. `acknowledge` is called
/// for each that the service has answered with `Ok`, before the person's next.
pub async fn run(
    service: Arc<Service>,
    answers: Arc<Answers>,
    load: Load,
    now: Instant,
    acknowledge: impl Fn(Ack) -> io::Result<()> + Send + Sync + 'static,
) -> Result<(), LoadError> {
    let worker = Arc::new(Worker {
        service,
        answers,
        load,
        next: AtomicU64::new(load.first),
        clock: AtomicI64::new(now.ms()),
        acknowledge: Box::new(acknowledge),
    });
    let mut tasks = JoinSet::new();
    for _ in 0..load.at_once {
        let worker = Arc::clone(&worker);
        tasks.spawn(async move { worker.work().await });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}

struct Worker {
    service: Arc<Service>,
    answers: Arc<Answers>,
    load: Load,
    next: AtomicU64,
    clock: AtomicI64,
    acknowledge: Box<dyn Fn(Ack) -> io::Result<()> + Send + Sync>,
}

impl Worker {
    async fn work(&self) -> Result<(), LoadError> {
        loop {
            let n = self.next.fetch_add(1, Ordering::Relaxed);
            if n >= self.load.first + self.load.people {
                return Ok(());
            }
            self.one(n).await?;
        }
    }

    /// Everything that person `n` does.
    async fn one(&self, n: u64) -> Result<(), LoadError> {
        let person = self.register(n).await?;
        (self.acknowledge)(Ack::Registered { person, n })?;
        for k in 0..self.load.declarations {
            let now = self.now();
            let shared = self.service.shared(now).await?;
            let declaration = self.answers.declaration(n, k, shared.history(), now.date());
            self.service.declare(person, &declaration, now).await?;
            let declaration = declaration.id;
            (self.acknowledge)(Ack::Declared {
                declaration,
                person,
            })?;
        }
        for k in 0..self.load.check_ins {
            let now = self.now();
            let check_in = self.answers.check_in(n, k, now);
            self.service.check_in(person, &check_in, now).await?;
            let check_in = check_in.id;
            (self.acknowledge)(Ack::CheckedIn { check_in, person })?;
        }
        Ok(())
    }

    /// Registers person `n`, or finds whom an earlier run has registered.
    async fn register(&self, n: u64) -> Result<PersonId, LoadError> {
        let applicant = self.answers.applicant(n);
        match self.service.register(&applicant, self.now()).await {
            Ok(registered) => Ok(registered.person),
            Err(Error::AlreadyRegistered) => {
                let holder = self.service.holder_of(&applicant.document).await?;
                Ok(holder.ok_or(Error::AlreadyRegistered)?)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn now(&self) -> Instant {
        Instant::from_ms(self.clock.fetch_add(1, Ordering::Relaxed))
    }
}
