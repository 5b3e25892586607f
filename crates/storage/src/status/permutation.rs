//! The secret permutation behind the places of a status list: a Feistel network over its bits, keyed by the database
//! and the day. Which number has which place says nothing to who lacks the key.

use domain::time::Date;

use crate::keys::Keys;
use crate::value::Value;

/// Bits of one half of a place.
const HALF: u32 = 13;

/// Places of a day's list.
pub const STATUS_PLACES: u32 = 1 << (2 * HALF);

const MASK: u32 = (1 << HALF) - 1;

/// Four rounds make a Feistel network of random functions a permutation that cannot be told from a random one.
const ROUNDS: i64 = 4;

/// The place of a number below [`STATUS_PLACES`].
pub(super) fn place(keys: &Keys, list: Date, number: u32) -> u32 {
    let (mut left, mut right) = (number >> HALF & MASK, number & MASK);
    for round in 0..ROUNDS {
        (left, right) = (right, left ^ mix(keys, list, round, right));
    }
    left << HALF | right
}

fn mix(keys: &Keys, list: Date, round: i64, half: u32) -> u32 {
    let columns = [list.into(), Value::I64(round), i64::from(half).into()];
    let mac = keys.mac("status_list.place", &columns);
    u32::from_be_bytes([mac[0], mac[1], mac[2], mac[3]]) & MASK
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn keys(seed: u8) -> Keys {
        let seal = [(1, Zeroizing::new(vec![seed; 32]))].into();
        Keys::new(&seal, &[seed; 32], &[seed; 32]).unwrap()
    }

    #[test]
    fn no_two_numbers_share_a_place_and_neighbours_lie_far_apart() {
        let (keys, day) = (keys(7), Date::from_day(18_312));
        let mut places: Vec<u32> = (0..20_000).map(|n| place(&keys, day, n)).collect();
        let near = places
            .windows(2)
            .filter(|pair| pair[0].abs_diff(pair[1]) < 1_000);
        assert!(near.count() < 20);
        assert!(places.iter().all(|place| *place < STATUS_PLACES));
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 20_000);
    }

    #[test]
    fn another_day_or_database_has_other_places() {
        let first = |seed, day| place(&keys(seed), Date::from_day(day), 1);
        assert_ne!(first(7, 18_312), first(7, 18_313));
        assert_ne!(first(7, 18_312), first(8, 18_312));
    }
}
