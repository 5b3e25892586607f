//! What time brings: at midnight those are rated again whose decision can change by itself; every hour the log is
//! sealed and what has expired dies.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use domain::time::{Date, Instant};
use service::{Error, Service};

use crate::Clock;

/// How often the clock is looked at: a release at midnight is there within seconds.
const LOOK: Duration = Duration::from_secs(2);
const HOUR_MS: i64 = 3_600_000;

/// Does what is due, from the start on, until `until` is there. What a crash or a failure leaves is done the next time.
pub async fn jobs(service: Arc<Service>, clock: Arc<dyn Clock>, until: impl Future<Output = ()>) {
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
                return;
            }
            _ = look.tick() => done.what_is_due(&service, clock.now()).await,
        }
    }
}

/// What was done last.
#[derive(Default)]
struct Done {
    reviewed: Option<Date>,
    swept_hour: Option<i64>,
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
