//! What time brings, and what a crash left: propagations that stand still go on; at midnight those are rated again whose decision can change by itself; from 20:00 on those are
//! reminded whose check-in is waited for; every minute short messages go out, the figures of venues from 05:00 on, proposals that nobody answered go on and
//! laboratories are asked for results; watched places are looked at; every few minutes the status lists of recognised services
//! are fetched; every hour the log is
//! sealed and what has expired dies.

mod results;
mod sweep;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use domain::time::{Date, Instant};
use service::gateway::list_sources::ListSource;
use service::{Error, MessagesSent, Service, Standstill, Watched, is_reminder_time};
use tokio::task::JoinSet;

use crate::Clock;

/// How often the clock is looked at: a release at midnight is there within seconds.
const LOOK: Duration = Duration::from_secs(2);
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 3_600_000;
/// How often the lists of others are fetched (P).
const FETCH_MS: i64 = 5 * 60_000;
/// How soon after some did not come.
const FETCH_AGAIN_MS: i64 = 60_000;

/// Does what is due, from the start on, until `until` is there. What a crash or a failure leaves is done the next time.
pub async fn jobs(service: Arc<Service>, clock: Arc<dyn Clock>, until: impl Future<Output = ()>) {
    // Beside the rest: who is slow elsewhere delays nobody's release here.
    let mut beside = JoinSet::new();
    beside.spawn(fetch(Arc::clone(&service), Arc::clone(&clock)));
    beside.spawn(send(Arc::clone(&service), Arc::clone(&clock)));
    beside.spawn(results::take(Arc::clone(&service), Arc::clone(&clock)));
    beside.spawn(resume(Arc::clone(&service), Arc::clone(&clock)));
    beside.spawn(count(Arc::clone(&service), Arc::clone(&clock)));
    beside.spawn(sweep::expired(Arc::clone(&service), Arc::clone(&clock)));
    beside.spawn(sweep::records(Arc::clone(&service), Arc::clone(&clock)));
    for source in service.list_sources() {
        beside.spawn(watch(
            Arc::clone(&service),
            Arc::clone(&clock),
            Arc::clone(source),
        ));
    }
    let mut until = std::pin::pin!(until);
    let mut look = tokio::time::interval(LOOK);
    let mut done = Done::default();
    loop {
        tokio::select! {
            () = &mut until => {
                // What is sealed before the stop needs no trust in what happens to the file meanwhile.
                if let Err(error) = service.seal_log_at_stop(clock.now()).await {
                    failed("sealing the log", &error);
                }
                break;
            }
            _ = look.tick() => done.what_is_due(&service, clock.now()).await,
        }
    }
    beside.abort_all();
}

/// Counts the states of each city, every hour.
async fn count(service: Arc<Service>, clock: Arc<dyn Clock>) {
    let mut look = tokio::time::interval(LOOK);
    let mut counted_hour: Option<i64> = None;
    loop {
        look.tick().await;
        let now = clock.now();
        let hour = now.ms().div_euclid(HOUR_MS);
        if counted_hour == Some(hour) {
            continue;
        }
        match service.count_cities(now).await {
            Ok(people) => {
                tracing::info!(people, "the states of each city are counted");
                counted_hour = Some(hour);
            }
            Err(error) => failed("counting the states of each city", &error),
        }
    }
}

/// Goes on with propagations whose figures stand still, because whoever did them is gone.
async fn resume(service: Arc<Service>, clock: Arc<dyn Clock>) {
    let mut look = tokio::time::interval(LOOK);
    let mut seen = Standstill::default();
    loop {
        look.tick().await;
        match service.resume_still(&mut seen, clock.now()).await {
            Ok(0) => {}
            Ok(resumed) => tracing::info!(resumed, "propagations that were cut off are done"),
            Err(error) => failed("propagations", &error),
        }
    }
}

/// Looks at a watched place whenever it is due.
async fn watch(service: Arc<Service>, clock: Arc<dyn Clock>, source: Arc<dyn ListSource>) {
    let mut look = tokio::time::interval(LOOK);
    let mut last: Option<Instant> = None;
    loop {
        look.tick().await;
        let now = clock.now();
        if last.is_some_and(|last| !is_due(last, source.every_ms(), now)) {
            continue;
        }
        last = Some(now);
        match service.watch_lists(&*source, now).await {
            Ok(watched) if watched == Watched::default() => {}
            Ok(watched) => tracing::info!(
                in_force = watched.in_force,
                waiting = watched.waiting,
                broken = watched.broken,
                "a watched place had something new"
            ),
            Err(error) => failed("watching for lists", &error),
        }
    }
}

/// Whether it is time again: after a while, and where the clock was moved.
fn is_due(last: Instant, every_ms: i64, now: Instant) -> bool {
    !(0..every_ms).contains(&(now.ms() - last.ms()))
}

/// Sends the short messages that wait, and the figures of venues, every minute.
async fn send(service: Arc<Service>, clock: Arc<dyn Clock>) {
    let mut look = tokio::time::interval(LOOK);
    let mut sent_minute: Option<i64> = None;
    loop {
        look.tick().await;
        let now = clock.now();
        let minute = now.ms().div_euclid(MINUTE_MS);
        if sent_minute == Some(minute) {
            continue;
        }
        match service.send_notices(now).await {
            Ok(messages) => {
                if messages != MessagesSent::default() {
                    tracing::info!(
                        sent = messages.sent,
                        unreached = messages.unreached,
                        waiting = messages.waiting,
                        "short messages"
                    );
                }
                sent_minute = Some(minute);
            }
            Err(error) => failed("short messages", &error),
        }
        match service.send_venue_figures(now).await {
            Ok(messages) if messages == MessagesSent::default() => {}
            Ok(messages) => tracing::info!(
                sent = messages.sent,
                unreached = messages.unreached,
                waiting = messages.waiting,
                "figures of venues"
            ),
            Err(error) => failed("figures of venues", &error),
        }
    }
}

/// Fetches the lists of others whenever it is due.
async fn fetch(service: Arc<Service>, clock: Arc<dyn Clock>) {
    let mut look = tokio::time::interval(LOOK);
    let mut last: Option<Fetched> = None;
    loop {
        look.tick().await;
        let now = clock.now();
        let trust = match service.trust_published(now).await {
            Ok(trust) => trust,
            Err(error) => {
                failed("looking at the trust list", &error);
                continue;
            }
        };
        if last.is_none_or(|last| last.is_over(trust, now)) {
            last = Some(Fetched {
                at: now,
                trust,
                again_ms: again_ms(&service, now).await,
            });
        }
    }
}

/// Fetches them; in how many milliseconds they are fetched again.
async fn again_ms(service: &Service, now: Instant) -> i64 {
    match service.fetch_trusted_lists(now).await {
        Ok(lists) if lists.failed == 0 => FETCH_MS,
        Ok(_) => FETCH_AGAIN_MS,
        Err(error) => {
            failed("the lists of others", &error);
            FETCH_AGAIN_MS
        }
    }
}

/// What was fetched last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Fetched {
    at: Instant,
    /// The trust list by which it was, by the instant of its publication.
    trust: Option<Instant>,
    again_ms: i64,
}

impl Fetched {
    /// Whether it is time again: after a while, at once where others are recognised now, and where the clock was moved.
    fn is_over(self, trust: Option<Instant>, now: Instant) -> bool {
        self.trust != trust || is_due(self.at, self.again_ms, now)
    }
}

/// What was done last.
#[derive(Default)]
struct Done {
    reviewed: Option<Date>,
    reminded: Option<Date>,
    settled_minute: Option<i64>,
    sealed_hour: Option<i64>,
}

impl Done {
    async fn what_is_due(&mut self, service: &Service, now: Instant) {
        let today = now.date();
        if self.reviewed != Some(today) {
            match service.review(now, |_| {}).await {
                Ok(progress) => {
                    tracing::info!(
                        looked_at = progress.looked_at,
                        changed = progress.changed,
                        "the day's review"
                    );
                    self.reviewed = Some(today);
                }
                Err(error) => failed("review", &error),
            }
        }
        if self.reminded != Some(today) && is_reminder_time(now) {
            match service.remind(now).await {
                Ok(looked_at) => {
                    tracing::info!(looked_at, "reminders");
                    self.reminded = Some(today);
                }
                Err(error) => failed("reminders", &error),
            }
        }
        let minute = now.ms().div_euclid(MINUTE_MS);
        if self.settled_minute != Some(minute) && settle(service, now).await {
            self.settled_minute = Some(minute);
        }
        let hour = now.ms().div_euclid(HOUR_MS);
        if self.sealed_hour != Some(hour) {
            match service.seal_log(now).await {
                Ok(sealed) => {
                    tracing::info!(
                        lines = sealed.lines,
                        hours = sealed.hours,
                        "the log is sealed"
                    );
                    self.sealed_hour = Some(hour);
                }
                Err(error) => failed("sealing the log", &error),
            }
        }
    }
}

/// Lets the clocks of proposals, appeals, applications and family wishes run on, and writes the counts of failures; whatever is
/// wrong with the ones, the others go on, and each that failed is told by its own name. Whether all of it is done.
async fn settle(service: &Service, now: Instant) -> bool {
    let parts = [
        ("proposals", service.settle_proposals(now).await.map(drop)),
        ("appeals", service.settle_appeals(now).await.map(drop)),
        (
            "applications",
            service.settle_applications(now).await.map(drop),
        ),
        ("family wishes", service.settle_family(now).await.map(drop)),
        ("counts of failures", service.write_failures(now).await),
    ];
    let failures = failures(parts);
    for (job, error) in &failures {
        failed(job, error);
    }
    failures.is_empty()
}

/// Which parts failed, each with its error.
fn failures(
    parts: impl IntoIterator<Item = (&'static str, Result<(), Error>)>,
) -> Vec<(&'static str, Error)> {
    let parts = parts.into_iter();
    parts
        .filter_map(|(part, outcome)| outcome.err().map(|error| (part, error)))
        .collect()
}

fn failed(job: &'static str, error: &Error) {
    tracing::error!(job, %error, "a job failed; it is tried again");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_that_fails_is_told_by_its_own_name() {
        let parts = [
            ("proposals", Err(Error::Busy)),
            ("appeals", Ok(())),
            ("applications", Err(Error::Damaged)),
        ];
        let failures = failures(parts);
        let told: Vec<_> = failures.iter().map(|(part, _)| *part).collect();
        assert_eq!(told, ["proposals", "applications"]);
    }

    #[test]
    fn s2_7_lists_of_others_are_fetched_every_few_minutes_and_at_once_when_others_are_recognised() {
        let at = |ms| Instant::from_ms(1_600_000_000_000 + ms);
        let last = Fetched {
            at: at(0),
            trust: Some(at(-5)),
            again_ms: FETCH_MS,
        };
        let over = |trust, now| last.is_over(trust, at(now));
        assert!(!over(last.trust, 0) && !over(last.trust, FETCH_MS - 1));
        assert!(over(last.trust, FETCH_MS), "it is time");
        assert!(over(last.trust, -1), "the clock was set back");
        assert!(
            over(Some(at(1)), 2) && over(None, 2),
            "others are recognised"
        );
    }
}
