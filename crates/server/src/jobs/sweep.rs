//! Every hour what has expired dies, in two tasks beside the rest: what is old in everybody's records takes so long where there are
//! many people that nothing else waits for it, and is not begun anew because a part of the other failed.

use std::sync::Arc;

use domain::time::Instant;
use service::Service;

use super::{HOUR_MS, LOOK, MINUTE_MS, failed};
use crate::Clock;

/// Sweeps what has expired, every hour; a minute later again where a part of it failed.
pub(super) async fn expired(service: Arc<Service>, clock: Arc<dyn Clock>) {
    let mut look = tokio::time::interval(LOOK);
    let mut sweeps = Sweeps::default();
    loop {
        look.tick().await;
        let now = clock.now();
        if !sweeps.begin(now) {
            continue;
        }
        match service.sweep(now).await {
            Ok(_) => sweeps.done(now),
            Err(error) => failed("sweep", &error),
        }
    }
}

/// Lets go what is over in the records of whose turn it is, once an hour; what an hour missed the next one makes up for.
pub(super) async fn records(service: Arc<Service>, clock: Arc<dyn Clock>) {
    let mut look = tokio::time::interval(LOOK);
    let mut turns = Turns::default();
    loop {
        look.tick().await;
        let now = clock.now();
        let Some(missed) = turns.begin(now) else {
            continue;
        };
        match service.sweep_records(missed, now).await {
            Ok(swept) => {
                turns.done(now);
                tracing::info!(
                    shortened = swept.shortened,
                    left = swept.left,
                    "old records are swept"
                );
            }
            Err(error) => failed("old records", &error),
        }
    }
}

/// When what has expired was swept last.
#[derive(Default)]
struct Sweeps {
    done_hour: Option<i64>,
    tried_minute: Option<i64>,
}

impl Sweeps {
    /// Whether it is time: once a minute until it is done for the hour.
    fn begin(&mut self, now: Instant) -> bool {
        let minute = now.ms().div_euclid(MINUTE_MS);
        let is_due = self.done_hour != Some(hour(now)) && self.tried_minute != Some(minute);
        if is_due {
            self.tried_minute = Some(minute);
        }
        is_due
    }

    fn done(&mut self, now: Instant) {
        self.done_hour = Some(hour(now));
    }
}

/// Which hours' turns were taken.
#[derive(Default)]
struct Turns {
    tried: Option<i64>,
    done: Option<i64>,
}

impl Turns {
    /// How many hours before this one were missed; nothing where the hour's turn was begun already, whatever became of it.
    fn begin(&mut self, now: Instant) -> Option<i64> {
        let hour = hour(now);
        if self.tried == Some(hour) {
            return None;
        }
        self.tried = Some(hour);
        let done = *self.done.get_or_insert(hour - 1);
        Some((hour - 1 - done).max(0))
    }

    /// The turn of the hour in which it was begun is done, and all before it.
    fn done(&mut self, begun: Instant) {
        self.done = Some(hour(begun));
    }
}

fn hour(now: Instant) -> i64 {
    now.ms().div_euclid(HOUR_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64, minutes: i64) -> Instant {
        Instant::from_ms(1_600_000_000_000 / HOUR_MS * HOUR_MS)
            .plus_ms(hours * HOUR_MS + minutes * MINUTE_MS)
    }

    #[test]
    fn n_8_a_sweep_of_which_a_part_fails_is_tried_again_a_minute_later_and_no_sooner() {
        let mut sweeps = Sweeps::default();
        assert!(sweeps.begin(at(0, 0)));
        assert!(!sweeps.begin(at(0, 0).plus_ms(2_000)), "two seconds later");
        assert!(sweeps.begin(at(0, 1)));
        sweeps.done(at(0, 1));
        assert!(!sweeps.begin(at(0, 2)));
        assert!(sweeps.begin(at(1, 0)), "the next hour");
    }

    #[test]
    fn n_8_records_are_swept_once_an_hour_and_the_next_one_makes_up_for_what_was_missed() {
        let mut turns = Turns::default();
        assert_eq!(turns.begin(at(0, 0)), Some(0));
        // It failed: nothing is begun anew in this hour.
        assert_eq!(turns.begin(at(0, 0).plus_ms(2_000)), None);
        assert_eq!(turns.begin(at(0, 59)), None);
        assert_eq!(turns.begin(at(1, 0)), Some(1));
        // It took until the fourth hour.
        turns.done(at(1, 0));
        assert_eq!(turns.begin(at(4, 0)), Some(2));
        turns.done(at(4, 0));
        assert_eq!(turns.begin(at(4, 1)), None);
        assert_eq!(turns.begin(at(2, 0)), Some(0), "the clock was set back");
    }
}
