//! What time brings: at midnight those are rated again whose decision can change by itself; every hour what has
//! expired dies; every minute proposals that nobody answered go on.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use domain::time::{Date, Instant};
use service::{Error, Service};

use crate::Clock;

/// How often the clock is looked at: a release at midnight is there within seconds.
const LOOK: Duration = Duration::from_secs(2);
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 3_600_000;

/// Does what is due, from the start on, until `until` is there. What a crash or a failure leaves is done the next time.
pub async fn jobs(service: Arc<Service>, clock: Arc<dyn Clock>, until: impl Future<Output = ()>) {
    let mut until = std::pin::pin!(until);
    let mut look = tokio::time::interval(LOOK);
    let mut done = Done::default();
    loop {
        tokio::select! {
            () = &mut until => return,
            _ = look.tick() => done.what_is_due(&service, clock.now()).await,
        }
    }
}

/// What was done last.
#[derive(Default)]
struct Done {
    reviewed: Option<Date>,
    settled_minute: Option<i64>,
    swept_hour: Option<i64>,
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
        let minute = now.ms().div_euclid(MINUTE_MS);
        if self.settled_minute != Some(minute) {
            match service.settle_proposals(now).await {
                Ok(_) => self.settled_minute = Some(minute),
                Err(error) => failed("proposals", &error),
            }
        }
        let hour = now.ms().div_euclid(HOUR_MS);
        if self.swept_hour != Some(hour) {
            match service.sweep(now).await {
                Ok(_) => self.swept_hour = Some(hour),
                Err(error) => failed("sweep", &error),
            }
        }
    }
}

fn failed(job: &'static str, error: &Error) {
    tracing::error!(job, %error, "a job failed; it is tried again");
}
