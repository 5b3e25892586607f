//! Drafts that take longer than a request may: a list or a policy is tried on everybody, aside, and whoever drafted it asks how
//! far that came. They are this server's own; one that ends with it is drafted again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::ids::StaffId;
use domain::staff::Member;
use domain::time::Instant;
use service::{Error, Missing, ProposalAsked, ProposalDraft, Service};
use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::problem::Problem;

/// How long a request waits for its draft before it is told how far it came.
const WAIT: Duration = Duration::from_secs(5);
/// The most drafts that are tried at once: each reads everybody.
const MOST: usize = 4;
/// For how long one that nobody asks about is kept: as long as it could be signed.
const KEPT_MS: i64 = 10 * 60_000;

/// What is being tried.
#[derive(Default)]
pub(crate) struct Drafts {
    running: Mutex<HashMap<i64, Running>>,
    next: AtomicI64,
}

struct Running {
    of: StaffId,
    begun: Instant,
    trial: Arc<Trial>,
    task: AbortHandle,
}

/// What a trial tells while it runs, and at its end.
#[derive(Default)]
struct Trial {
    looked_at: AtomicU64,
    outcome: Mutex<Option<Result<ProposalDraft, Error>>>,
    ended: Notify,
}

impl Trial {
    fn outcome(&self) -> MutexGuard<'_, Option<Result<ProposalDraft, Error>>> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn until_ended(&self) {
        loop {
            let ended = self.ended.notified();
            if self.outcome().is_some() {
                return;
            }
            ended.await;
        }
    }
}

/// How far a draft came.
pub(crate) enum Came {
    /// It is ready.
    Ready(ProposalDraft),
    /// It is asked about by this id; so many people were looked at.
    Trying { id: i64, looked_at: u64 },
}

impl Drafts {
    /// Begins a draft, and waits a while for it.
    pub(crate) async fn begin(
        &self,
        service: &Arc<Service>,
        member: &Member,
        asked: ProposalAsked,
        now: Instant,
    ) -> Result<Came, Problem> {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let trial = Arc::new(Trial::default());
        {
            let mut running = self.running();
            end_old(&mut running, now);
            if running.len() >= MOST {
                return Err(Error::Busy.into());
            }
            let (service, own) = (Arc::clone(service), member.clone());
            let task = tokio::spawn(run(service, own, asked, now, Arc::clone(&trial)));
            let one = Running {
                of: member.id,
                begun: now,
                trial,
                task: task.abort_handle(),
            };
            running.insert(id, one);
        }
        self.wait(member.id, id).await
    }

    /// Waits a while for a draft of a member's own; what came of it is told once.
    pub(crate) async fn wait(&self, of: StaffId, id: i64) -> Result<Came, Problem> {
        let own = |one: &&Running| one.of == of;
        let trial = self
            .running()
            .get(&id)
            .filter(own)
            .map(|one| Arc::clone(&one.trial));
        let trial = trial.ok_or(Error::Unknown(Missing::Draft))?;
        let _in_time = timeout(WAIT, trial.until_ended()).await;
        let Some(outcome) = trial.outcome().take() else {
            let looked_at = trial.looked_at.load(Ordering::Relaxed);
            return Ok(Came::Trying { id, looked_at });
        };
        self.running().remove(&id);
        Ok(Came::Ready(outcome?))
    }

    fn running(&self) -> MutexGuard<'_, HashMap<i64, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn run(
    service: Arc<Service>,
    member: Member,
    asked: ProposalAsked,
    now: Instant,
    trial: Arc<Trial>,
) {
    let looked = |people| trial.looked_at.store(people, Ordering::Relaxed);
    let drafted = service
        .draft_proposal_telling(&member, &asked, now, &looked)
        .await;
    *trial.outcome() = Some(drafted);
    trial.ended.notify_waiters();
}

/// Ends what nobody has asked about for as long as it could be signed.
fn end_old(running: &mut HashMap<i64, Running>, now: Instant) {
    running.retain(|_, one| {
        let kept = (0..KEPT_MS).contains(&(now.ms() - one.begun.ms()));
        if !kept {
            one.task.abort();
        }
        kept
    });
}
