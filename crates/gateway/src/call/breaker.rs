//! When a neighbour is left alone, and when it is tried again. Values in, values out: no clock, no lock.

use domain::time::Instant;

/// A clock that goes back by more than this was set back; less is a call that took its time.
const SET_BACK_MS: i64 = 60_000;

/// Counts failures in a row. After `most` of them nobody asks for `rest_ms`; then one call tries, and the first
/// answer lets everybody ask again. A call that tried and never came back is replaced after another `rest_ms`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Breaker {
    most: u32,
    rest_ms: i64,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Everybody may ask; so many failures in a row.
    Closed(u32),
    /// Nobody asks before this instant.
    Open(Instant),
}

impl Breaker {
    pub(crate) const fn new(most: u32, rest_ms: i64) -> Self {
        Self {
            most,
            rest_ms,
            state: State::Closed(0),
        }
    }

    /// Whether somebody may ask now. The one who is let through after a rest is the only one for another rest.
    pub(crate) fn admits(&mut self, now: Instant) -> bool {
        let State::Open(until) = self.state else {
            return true;
        };
        // A clock that was set back (a demo's may be) must not lengthen the rest by days.
        let longest = self.rest_ms.saturating_add(SET_BACK_MS);
        let set_back = until.ms().saturating_sub(now.ms()) > longest;
        let over = now >= until || set_back;
        if over {
            self.state = State::Open(now.plus_ms(self.rest_ms));
        }
        over
    }

    /// Whether the neighbour is left alone.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// The neighbour answered. Whether it had been left alone before.
    pub(crate) fn answered(&mut self) -> bool {
        let was_open = self.is_open();
        self.state = State::Closed(0);
        was_open
    }

    /// The neighbour did not answer. Whether it is left alone from here on.
    pub(crate) fn failed(&mut self, now: Instant) -> bool {
        let State::Closed(failures) = self.state else {
            return false;
        };
        let failures = failures.saturating_add(1);
        let opens = failures >= self.most;
        self.state = if opens {
            State::Open(now.plus_ms(self.rest_ms))
        } else {
            State::Closed(failures)
        };
        opens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(ms: i64) -> Instant {
        Instant::from_ms(ms)
    }

    fn opened() -> Breaker {
        let mut breaker = Breaker::new(3, 1_000);
        assert!(!breaker.failed(at(0)) && !breaker.failed(at(0)) && breaker.failed(at(0)));
        breaker
    }

    #[test]
    fn failures_in_a_row_open_it_and_an_answer_between_them_does_not() {
        let mut breaker = Breaker::new(2, 1_000);
        assert!(!breaker.failed(at(0)));
        assert!(!breaker.answered());
        assert!(!breaker.failed(at(1)) && breaker.admits(at(1)));
        assert!(breaker.failed(at(1)) && !breaker.admits(at(1)));
    }

    #[test]
    fn after_the_rest_one_call_tries_and_an_answer_closes_it() {
        let mut breaker = opened();
        assert!(!breaker.admits(at(999)));
        assert!(breaker.admits(at(1_000)), "one call tries");
        assert!(!breaker.admits(at(1_000)), "and no second one");
        assert!(breaker.answered());
        assert!(breaker.admits(at(1_000)) && breaker.admits(at(1_000)));
    }

    #[test]
    fn a_try_that_fails_or_never_comes_back_costs_one_more_rest() {
        let mut breaker = opened();
        assert!(breaker.admits(at(1_000)));
        assert!(!breaker.failed(at(1_000)));
        assert!(!breaker.admits(at(1_999)));
        assert!(breaker.admits(at(2_000)));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_lengthen_the_rest_by_days() {
        let mut breaker = opened();
        assert!(!breaker.admits(at(-5_000)), "a call that took its time");
        assert!(breaker.admits(at(-86_400_000)));
    }
}
