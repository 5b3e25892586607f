//! How long to wait before the next try, so that many who fail together do not come back together.

use std::time::Duration;

use crate::limits::Limits;

/// The pause after try number `tried` (from 1): a moment that `bits` picks between nothing and a bound that
/// doubles from try to try ("full jitter").
pub(crate) fn pause(limits: &Limits, tried: u32, bits: u64) -> Duration {
    let doubled = 1_u64
        .checked_shl(tried.saturating_sub(1))
        .unwrap_or(u64::MAX);
    let bound = limits.pause_ms.saturating_mul(doubled);
    let bound = bound.min(limits.pause_most_ms);
    Duration::from_millis(bits % bound.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_the_longest_and_chance_picks_within_it() {
        let limits = Limits {
            pause_ms: 100,
            pause_most_ms: 350,
            ..Limits::default()
        };
        let longest = |tried, bound: u64| pause(&limits, tried, bound).as_millis() as u64;
        for (tried, bound) in [(1, 100), (2, 200), (3, 350), (40, 350), (400, 350)] {
            assert_eq!(longest(tried, bound), bound);
            assert_eq!(longest(tried, bound + 1), 0);
            assert!(longest(tried, u64::MAX) <= bound);
        }
    }
}
