//! A person's numbers (S0-13..15): each comes with its channel, is shown masked, and is given back without being forgotten
//! at once: a check of the itinerary compares it for two weeks more.

use crate::ids::{ChannelId, NumberId};
use crate::time::Instant;

/// For how many days a number that was given back is still compared (S0-15).
pub const COMPARED_DAYS: i64 = 14;
/// How many numbers a person has at a time (P).
pub const MOST_NUMBERS: usize = 10;

const DAY_MS: i64 = 86_400_000;

words! {
    /// By what a number was believed to be the person's to add.
    Ground {
        /// The registry says that it is registered to the person's document.
        Registered = "registered",
        /// Whoever holds it agreed by a one-time code whose text says what it opens.
        Agreed = "agreed",
    }
}

/// A number of a person, without its digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Number {
    /// Its id among the person's.
    pub id: NumberId,
    /// The channel with which it came; none: our own page.
    pub channel: Option<ChannelId>,
    /// By what it was added.
    pub ground: Ground,
    /// Since when.
    pub since: Instant,
    /// When it was given back.
    pub given_back: Option<Instant>,
}

impl Number {
    /// Whether the person sees it: only while it is theirs.
    pub const fn is_shown(&self) -> bool {
        self.given_back.is_none()
    }

    /// Whether the registry says that it is registered to the person's document.
    pub fn is_own(&self) -> bool {
        self.ground == Ground::Registered
    }

    /// Whether a check of the itinerary compares it at `now` (S0-13, S0-15).
    pub fn is_compared(&self, now: Instant) -> bool {
        self.given_back
            .is_none_or(|since| now.ms() < since.ms() + COMPARED_DAYS * DAY_MS)
    }

    /// Before which instant a number was given back that is compared no more at `now`, and forgotten.
    pub fn forgotten_before(now: Instant) -> Instant {
        now.plus_ms(-COMPARED_DAYS * DAY_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_15_a_number_that_was_given_back_is_compared_for_14_days_and_shown_no_more() {
        let back = Instant::from_ms(1_600_000_000_000);
        let number = Number {
            id: NumberId(7),
            channel: None,
            ground: Ground::Agreed,
            since: back.plus_ms(-DAY_MS),
            given_back: Some(back),
        };
        let last = back.plus_ms(14 * DAY_MS - 1);
        assert!(!number.is_shown() && number.is_compared(last));
        assert!(back.ms() > Number::forgotten_before(last).ms());
        let over = back.plus_ms(14 * DAY_MS);
        assert!(!number.is_compared(over));
        assert_eq!(back.ms(), Number::forgotten_before(over).ms());
        let kept = Number {
            given_back: None,
            ..number
        };
        assert!(kept.is_shown() && kept.is_compared(over));
    }
}
