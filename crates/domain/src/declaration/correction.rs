//! Taking a declaration back (S2-10..13).
//!
//! Within 15 minutes, once a day, a correction is free. Later it needs a reason, and where it would better
//! the colour a reviewer decides; until then everything stays as it is.

use crate::rating::Decision;
use crate::time::{Date, Instant};

/// For how long a correction is free.
pub const FREE_CORRECTION_MS: i64 = 15 * 60 * 1000;

/// How a declaration may be taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Correction {
    /// At once, without a reason.
    Free,
    /// With a reason; at once where it betters no colour, else by a reviewer.
    WithReason,
}

/// How a declaration recorded at `declared` may be taken back at `now`, when `last_free` was the last date on
/// which the person corrected freely.
pub fn correction(declared: Instant, now: Instant, last_free: Option<Date>) -> Correction {
    let in_time = now.ms() - declared.ms() <= FREE_CORRECTION_MS;
    if in_time && last_free != Some(now.date()) {
        Correction::Free
    } else {
        Correction::WithReason
    }
}

/// Whether the decisions `after` are better for the person anywhere than those `before`: a milder state, or
/// the same state for a shorter time.
pub fn betters(before: &[Decision], after: &[Decision]) -> bool {
    before.iter().any(|old| {
        let new = after
            .iter()
            .find(|new| new.jurisdiction == old.jurisdiction);
        new.is_none_or(|new| {
            new.state < old.state || new.state == old.state && ends_sooner(new, old)
        })
    })
}

fn ends_sooner(new: &Decision, old: &Decision) -> bool {
    let last = |decision: &Decision| decision.until.map_or(i32::MAX, Date::day);
    last(new) < last(old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_17_a_correction_is_free_for_fifteen_minutes_once_a_day() {
        let declared = Instant::from_ms(1_600_000_000_000);
        let later = |minutes: i64| declared.plus_ms(minutes * 60_000);
        assert_eq!(correction(declared, later(15), None), Correction::Free);
        assert_eq!(
            correction(declared, later(16), None),
            Correction::WithReason
        );
        assert_eq!(
            correction(declared, later(5), Some(declared.date())),
            Correction::WithReason
        );
        assert_eq!(
            correction(declared, later(5), Some(declared.date() - 1)),
            Correction::Free
        );
    }
}
