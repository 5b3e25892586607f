//! Where ids come from. The edge gives the system's random numbers, tests give a seed.

use std::sync::{Mutex, PoisonError};

use domain::time::Instant;
use zeroize::Zeroizing;

/// Bits of a growing id below its milliseconds.
const BELOW_MS: u32 = 20;

/// A source of random numbers that nobody can foresee.
pub trait Chance: Send + Sync {
    /// 64 random bits.
    fn bits(&self) -> u64;
}

/// A positive id of 63 random bits: it says nothing, not even its age.
pub(crate) fn random_id(chance: &dyn Chance) -> i64 {
    ((chance.bits() >> 1) as i64).max(1)
}

/// A positive id that grows with time, for rows that are only ever added: 43 bits of milliseconds, then 20 of
/// chance.
pub(crate) fn growing_id(chance: &dyn Chance, now: Instant) -> i64 {
    let ms = now.ms().max(0) & ((1 << 43) - 1);
    (ms << BELOW_MS) | (chance.bits() >> (64 - BELOW_MS)) as i64
}

/// Growing ids of which no two meet that are given one after the other within a millisecond, for lines of the log: a single act
/// may write very many at one instant. The first of a millisecond is drawn, and the others follow it.
#[derive(Default)]
pub(crate) struct GrowingIds(Mutex<i64>);

impl GrowingIds {
    pub(crate) fn next(&self, chance: &dyn Chance, now: Instant) -> i64 {
        let drawn = growing_id(chance, now);
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same_ms = *last >> BELOW_MS == drawn >> BELOW_MS;
        *last = if is_same_ms { *last + 1 } else { drawn };
        *last
    }
}

/// Words of a secret: four of 64 bits.
const SECRET_WORDS: usize = 4;

/// A secret of 256 random bits, by its prefix recognised as what it is.
pub(crate) fn secret(chance: &dyn Chance, prefix: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(secret_length(prefix)));
    text.push_str(prefix);
    for _ in 0..SECRET_WORDS {
        text.push_str(&Zeroizing::new(format!("{:016x}", chance.bits())));
    }
    text
}

/// How long a secret with this prefix is.
pub(crate) const fn secret_length(prefix: &str) -> usize {
    prefix.len() + SECRET_WORDS * 16
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Same(u64);
    impl Chance for Same {
        fn bits(&self) -> u64 {
            self.0
        }
    }

    #[test]
    fn ids_are_positive_and_grow_with_time() {
        let early = growing_id(&Same(u64::MAX), Instant::from_ms(1_600_000_000_000));
        let late = growing_id(&Same(0), Instant::from_ms(1_600_000_000_001));
        assert!(0 < early && early < late);
        assert!(random_id(&Same(u64::MAX)) > 0 && random_id(&Same(0)) > 0);
    }

    #[test]
    fn a_hundred_thousand_lines_of_one_instant_never_meet() {
        let (ids, same) = (GrowingIds::default(), Same(7 << 44));
        let now = Instant::from_ms(1_600_000_000_000);
        let drawn: std::collections::HashSet<i64> =
            (0..100_000).map(|_| ids.next(&same, now)).collect();
        assert_eq!(drawn.len(), 100_000);
        let at = |id: &i64| id >> BELOW_MS == now.ms();
        assert!(drawn.iter().all(at), "each begins with its millisecond");
    }

    #[test]
    fn a_secret_says_what_it_is() {
        let secret = secret(&Same(10), "hcs_");
        assert!(secret.starts_with("hcs_000000000000000a"));
        assert_eq!(secret.len(), secret_length("hcs_"));
    }
}
