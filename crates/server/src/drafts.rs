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

/// What is being tried: one a member.
pub(crate) struct Drafts {
    running: Mutex<HashMap<i64, Running>>,
    next: AtomicI64,
    wait: Duration,
}

impl Default for Drafts {
    fn default() -> Self {
        Self {
            running: Mutex::default(),
            next: AtomicI64::default(),
            wait: WAIT,
        }
    }
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

    fn end(&self, outcome: Result<ProposalDraft, Error>) {
        *self.outcome() = Some(outcome);
        self.ended.notify_waiters();
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
    /// Begins a draft in the place of the member's own older one, and waits a while for it.
    pub(crate) async fn begin(
        &self,
        service: &Arc<Service>,
        member: &Member,
        asked: ProposalAsked,
        now: Instant,
    ) -> Result<Came, Problem> {
        let (service, own) = (Arc::clone(service), member.clone());
        let id = self.hold(member.id, now, |trial| run(service, own, asked, now, trial))?;
        self.wait(member.id, id).await
    }

    /// Lets one run, aside. Only those that still run count: what nobody fetches keeps nobody from drafting.
    fn hold<F: Future<Output = ()> + Send + 'static>(
        &self,
        of: StaffId,
        now: Instant,
        run: impl FnOnce(Arc<Trial>) -> F,
    ) -> Result<i64, Error> {
        let mut running = self.running();
        end_others(&mut running, of, now);
        let at_work = running.values().filter(|one| !one.task.is_finished());
        if at_work.count() >= MOST {
            return Err(Error::Busy);
        }
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let trial = Arc::new(Trial::default());
        let one = Running {
            of,
            begun: now,
            task: tokio::spawn(run(Arc::clone(&trial))).abort_handle(),
            trial,
        };
        running.insert(id, one);
        Ok(id)
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
        let _in_time = timeout(self.wait, trial.until_ended()).await;
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
    trial.end(drafted);
}

/// Ends what a member drafted before, and what nobody has asked about for as long as it could be signed.
fn end_others(running: &mut HashMap<i64, Running>, of: StaffId, now: Instant) {
    running.retain(|_, one| {
        let kept = one.of != of && (0..KEPT_MS).contains(&(now.ms() - one.begun.ms()));
        if !kept {
            one.task.abort();
        }
        kept
    });
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;

    use super::*;

    const NOW: Instant = Instant::from_ms(1_657_000_000_000);

    /// Who asks is told at once how far it came.
    fn drafts() -> Drafts {
        Drafts {
            wait: Duration::ZERO,
            ..Drafts::default()
        }
    }

    /// A draft of a member that is tried until it is told to end.
    fn blocked(drafts: &Drafts, of: i64) -> Result<(i64, oneshot::Sender<()>), Error> {
        let (end, told) = oneshot::channel();
        let run = |trial: Arc<Trial>| async move {
            trial.looked_at.store(7, Ordering::Relaxed);
            if told.await.is_ok() {
                trial.end(Err(Error::NobodyToDraw));
            }
        };
        let id = drafts.hold(StaffId(of), NOW, run)?;
        Ok((id, end))
    }

    async fn until_finished(drafts: &Drafts, id: i64) {
        while !drafts.running().get(&id).unwrap().task.is_finished() {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn n_6_a_draft_that_takes_long_is_asked_about_until_it_ends_and_told_once() {
        let drafts = drafts();
        let (id, end) = blocked(&drafts, 1).unwrap();
        tokio::task::yield_now().await;
        let came = drafts.wait(StaffId(1), id).await;
        assert!(matches!(came, Ok(Came::Trying { id: same, looked_at: 7 }) if same == id));
        assert!(drafts.wait(StaffId(2), id).await.is_err(), "another's");
        end.send(()).unwrap();
        until_finished(&drafts, id).await;
        assert!(
            drafts.wait(StaffId(1), id).await.is_err(),
            "what came of it"
        );
        assert!(drafts.running().is_empty());
    }

    #[tokio::test]
    async fn n_6_one_member_has_one_draft_and_keeps_nobody_from_theirs() {
        let drafts = drafts();
        let mut tries = Vec::new();
        for _again in 0..2 * MOST {
            tries.push(blocked(&drafts, 1).unwrap());
        }
        assert_eq!(drafts.running().len(), 1);
        let (first, newest) = (tries[0].0, tries.last().unwrap().0);
        assert!(
            drafts.wait(StaffId(1), first).await.is_err(),
            "it was ended"
        );
        assert!(drafts.wait(StaffId(1), newest).await.is_ok());
        assert!(blocked(&drafts, 2).is_ok());
    }

    #[tokio::test]
    async fn n_6_what_ended_and_nobody_fetched_keeps_nobody_from_drafting() {
        let drafts = drafts();
        let mut all = Vec::new();
        for member in 0..MOST {
            all.push(blocked(&drafts, member as i64).unwrap());
        }
        let late = MOST as i64;
        assert!(matches!(blocked(&drafts, late), Err(Error::Busy)));
        let (id, end) = all.remove(0);
        end.send(()).unwrap();
        until_finished(&drafts, id).await;
        let begun = blocked(&drafts, late);
        assert!(begun.is_ok());
        assert!(
            drafts.running().contains_key(&id),
            "it can still be fetched"
        );
    }
}
