//! Households: who lives with whom follows from the number of a person alone.
//!
//! People stand in blocks of 259 in 100 households: 2.59 a household, where the census of 2020 has 2.62. The order of the sizes within a
//! block is drawn for each block.

use crate::random::{SplitMix64, mix};

/// Of a hundred households so many have one, two, … six people (census of 2020, rounded to the mean).
const SIZES: [u64; 6] = [25, 30, 21, 13, 7, 4];
/// Households of one block.
const HOUSEHOLDS: u64 = 100;

/// People of one block.
pub(super) const BLOCK: u64 = people_of_block();

const fn people_of_block() -> u64 {
    let (mut people, mut at) = (0, 0);
    while at < SIZES.len() {
        people += SIZES[at] * (at as u64 + 1);
        at += 1;
    }
    people
}

/// A person's household.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Household {
    /// Its number, from 0.
    pub number: u64,
    /// How many live there.
    pub size: u64,
    /// The person's place in it; the head has 0.
    pub place: u64,
}

/// The household of person `n` of the population with this seed.
pub(super) fn of(seed: u64, n: u64) -> Household {
    let (block, within) = (n / BLOCK, n % BLOCK);
    let sizes = sizes(seed, block);
    let ends: Vec<u64> = sizes
        .iter()
        .scan(0, |end, size| {
            *end += size;
            Some(*end)
        })
        .collect();
    let at = ends.partition_point(|end| *end <= within);
    let size = sizes.get(at).copied().unwrap_or(1);
    let first = ends.get(at).map_or(within, |end| end - size);
    Household {
        number: block * HOUSEHOLDS + at as u64,
        size,
        place: within - first,
    }
}

/// The sizes of the households of a block, in the order that is drawn for it.
fn sizes(seed: u64, block: u64) -> Vec<u64> {
    let mut draw = SplitMix64::new(mix(seed) ^ mix(!block));
    let mut sizes: Vec<u64> = (1..)
        .zip(SIZES)
        .flat_map(|(size, times)| (0..times).map(move |_| size))
        .collect();
    for last in (1..sizes.len()).rev() {
        sizes.swap(last, draw.below(last as u64 + 1) as usize);
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_one_place_in_one_household() {
        let all: Vec<Household> = (0..BLOCK * 3).map(|n| of(7, n)).collect();
        for (n, own) in all.iter().enumerate() {
            assert!(own.place < own.size);
            let beside = all
                .iter()
                .filter(|other| other.number == own.number)
                .count();
            assert_eq!(beside as u64, own.size, "person {n}");
        }
        let heads = all.iter().filter(|own| own.place == 0).count();
        assert_eq!(heads as u64, HOUSEHOLDS * 3);
    }
}
