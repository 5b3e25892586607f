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
