//! Ids for a load that can be made again: they follow from a seed. Whoever runs twice on one database gives two
//! seeds, or two people get one id.

use std::sync::atomic::{AtomicU64, Ordering};

use service::Chance;

use crate::random::mix;

/// Numbers that follow from a seed, for many callers at once. For load only: anybody can foresee them.
#[derive(Debug)]
pub struct SeededChance {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededChance {
    /// The numbers of a seed.
    pub const fn new(seed: u64) -> Self {
        Self {
            seed: mix(mix(seed)),
            drawn: AtomicU64::new(0),
        }
    }
}

impl Chance for SeededChance {
    fn bits(&self) -> u64 {
        mix(self.seed ^ mix(self.drawn.fetch_add(1, Ordering::Relaxed)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_seeds_draw_one_number() {
        let mut drawn = HashSet::new();
        for seed in 0..200 {
            let chance = SeededChance::new(seed);
            drawn.extend((0..200).map(|_| chance.bits()));
        }
        assert_eq!(drawn.len(), 200 * 200);
    }
}
