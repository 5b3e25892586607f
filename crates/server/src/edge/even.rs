//! Answers whose time tells nothing: what is known of somebody costs some milliseconds more or less, and whoever asks could measure
//! them. Such an answer leaves at the next beat, counted from the moment at which its work began.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

/// From one beat to the next: far longer than what differs, and short for whoever waits.
const BEAT: Duration = Duration::from_millis(250);

/// Does the work, and answers at the next beat after it.
pub(crate) async fn evenly<T>(work: impl Future<Output = T>) -> T {
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    // The first beat is the beginning.
    beat.tick().await;
    let mut work = pin!(work);
    loop {
        tokio::select! {
            biased;
            done = &mut work => {
                beat.tick().await;
                return done;
            }
            _ = beat.tick() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use tokio::time::{Instant, timeout};

    use super::*;

    /// After how long the answer of some work leaves.
    async fn after(work: impl Future<Output = ()>) -> Duration {
        let start = Instant::now();
        evenly(work).await;
        start.elapsed()
    }

    #[tokio::test]
    async fn s1_21_an_answer_leaves_at_a_beat_however_long_the_work_took() {
        let long = async {
            let _over = timeout(BEAT + BEAT / 4, pending::<()>()).await;
        };
        let (at_once, long) = tokio::join!(after(ready(())), after(long));
        assert!(at_once >= BEAT, "{at_once:?}");
        assert!(long >= 2 * BEAT, "{long:?}");
        assert!(at_once < 2 * BEAT, "{at_once:?}");
    }

    #[tokio::test]
    async fn s1_21_what_was_worked_out_is_answered() {
        assert_eq!(evenly(ready(7)).await, 7);
    }
}
