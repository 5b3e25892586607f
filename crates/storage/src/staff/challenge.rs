//! Challenges: what an authenticator signs to show that it is there now.
//!
//! One says by itself when it ends and that it is ours, so that asking for many leaves nothing; only those that were
//! answered are noted, because an answer counts once.

use domain::time::Instant;

use crate::batch::Batch;
use crate::keys::{Keys, MAC};
use crate::store::Store;
use crate::value::Value;

/// Random bytes of a challenge.
const RANDOM: usize = 16;
/// Bytes of the instant at which it ends.
const ENDS: usize = 8;

const ANSWER: &str = "INSERT INTO staff_challenge (challenge_hash, ends_ms) VALUES (?1, ?2)";

const DROP: &str = "DELETE FROM staff_challenge WHERE ends_ms <= ?1";

fn mac(keys: &Keys, purpose: &str, random: &[u8], ends: Instant) -> [u8; MAC] {
    let columns = [
        Value::from(purpose),
        random.to_vec().into(),
        Value::from(ends),
    ];
    keys.mac("staff_challenge.asked", &columns)
}

/// Notes that a challenge was answered; a conflict where it was before.
pub(super) fn answer(batch: &mut Batch, keys: &Keys, challenge: &[u8], ends: Instant) {
    let hash = keys.mac("staff_challenge", &[challenge.to_vec().into()]);
    batch.guard(ANSWER, vec![hash.into(), ends.into()]);
}

impl Store {
    /// A challenge for one purpose, made of random bytes, that ends at `ends`: 40 bytes.
    pub fn challenge(&self, purpose: &str, random: [u8; RANDOM], ends: Instant) -> Vec<u8> {
        let mac = mac(self.keys(), purpose, &random, ends);
        [&random[..], &ends.ms().to_be_bytes(), &mac].concat()
    }

    /// When a challenge for a purpose ends; none where it is not ours or for something else.
    pub fn challenge_ends(&self, purpose: &str, challenge: &[u8]) -> Option<Instant> {
        let (random, rest) = challenge.split_first_chunk::<RANDOM>()?;
        let (ends, given) = rest.split_first_chunk::<ENDS>()?;
        let ends = Instant::from_ms(i64::from_be_bytes(*ends));
        let own = mac(self.keys(), purpose, random, ends);
        let same = aws_lc_rs::constant_time::verify_slices_are_equal(&own, given);
        same.is_ok().then_some(ends)
    }

    /// The batch that forgets answered challenges that have ended.
    pub fn drop_challenges(&self, now: Instant) -> Batch {
        let mut batch = Batch::unguarded();
        batch.add(DROP, vec![now.into()]);
        batch
    }
}
