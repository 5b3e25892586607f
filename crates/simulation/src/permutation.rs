//! A shuffled order that can be asked for any place: which number stands at place n, without a list.
//!
//! Twenty million people get documents and phones that never repeat, and person 19,999,999 costs no more than
//! person 0. A Feistel network shuffles the next larger power of four; what falls outside of the wanted range
//! walks on until it is inside (cycle walking), which keeps every number once.

use crate::random::mix;

/// Rounds of the network; four already look random, and more cost little.
const ROUNDS: u64 = 6;

/// The numbers below a size in an order that follows from a key.
#[derive(Clone, Debug)]
pub struct Permutation {
    size: u64,
    half_bits: u32,
    key: u64,
}

impl Permutation {
    /// The shuffled order of `0..size`.
    pub const fn new(size: u64, key: u64) -> Self {
        let bits = u64::BITS - size.saturating_sub(1).leading_zeros();
        Self {
            size,
            half_bits: bits.div_ceil(2),
            key,
        }
    }

    /// How many numbers there are.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The number at a place, or none where the order has ended.
    pub const fn at(&self, place: u64) -> Option<u64> {
        if place >= self.size {
            return None;
        }
        let mut number = self.shuffled(place);
        while number >= self.size {
            number = self.shuffled(number);
        }
        Some(number)
    }

    const fn shuffled(&self, number: u64) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        let (mut left, mut right) = (number >> self.half_bits, number & mask);
        let mut round = 0;
        while round < ROUNDS {
            let fold = mix(self.key ^ mix(right ^ (round << 56))) & mask;
            (left, right) = (right, left ^ fold);
            round += 1;
        }
        (left << self.half_bits) | right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_stands_once_in_the_order() {
        for size in [1, 2, 3, 10, 1_000, 4_096, 99_991] {
            let order = Permutation::new(size, 42);
            let mut seen: Vec<u64> = (0..size).filter_map(|place| order.at(place)).collect();
            seen.sort_unstable();
            assert!(seen.into_iter().eq(0..size), "{size}");
            assert_eq!(order.at(size), None);
        }
    }

    #[test]
    fn another_key_gives_another_order() {
        let of = |key| (0..100).filter_map(move |place| Permutation::new(1_000_000, key).at(place));
        assert!(of(1).zip(of(2)).filter(|(a, b)| a == b).count() < 3);
        assert!(of(1).zip(of(1)).all(|(a, b)| a == b));
    }
}
