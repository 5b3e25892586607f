//! Every minute (P), and when somebody agrees to a file, the laboratories are asked what is new; held results whose document was
//! registered are taken, and those whose time is over forgotten, and the files to which a member of staff agreed are taken, also
//! where no laboratory is asked.

use std::sync::Arc;

use domain::time::Instant;
use service::Service;

use super::{LOOK, MINUTE_MS, failed};
use crate::Clock;

/// Takes results whenever a minute has passed, and at once where somebody has agreed to a file.
pub(super) async fn take(service: Arc<Service>, clock: Arc<dyn Clock>) {
    let mut look = tokio::time::interval(LOOK);
    let mut last: Option<Instant> = None;
    loop {
        let agreed = tokio::select! {
            _ = look.tick() => false,
            () = service.results_agreed() => true,
        };
        let now = clock.now();
        if !agreed && !last.is_none_or(|last| is_over(last, now)) {
            continue;
        }
        last = Some(now);
        match service.take_results(now).await {
            Ok(taken) if taken == service::ResultsTaken::default() => {}
            Ok(taken) => tracing::info!(
                taken = taken.taken,
                known = taken.known,
                held = taken.held,
                back = taken.back,
                "results of laboratories"
            ),
            Err(error) => failed("results of laboratories", &error),
        }
    }
}

/// Whether a minute has passed since, or the clock was moved.
fn is_over(last: Instant, now: Instant) -> bool {
    !(0..MINUTE_MS).contains(&(now.ms() - last.ms()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_18_laboratories_are_asked_every_minute_and_when_the_clock_is_moved() {
        let at = Instant::from_ms;
        assert!(!is_over(at(1_000), at(1_000)));
        assert!(!is_over(at(1_000), at(60_999)));
        assert!(is_over(at(1_000), at(61_000)));
        assert!(is_over(at(1_000), at(999)), "the clock was set back");
    }
}
