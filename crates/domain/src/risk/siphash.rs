//! SipHash-2-4, written out because ids of areas and lists must be the same on every machine, in every
//! release and on both database engines, and the standard library promises that of none of its hashers.
//!
//! Source: Aumasson and Bernstein, "`SipHash`: a fast short-input PRF" (2012); its test vector stands below.

/// Our key: the ids are no secret, so it only has to stay as it is. Changing it renames every area.
const KEY: [u64; 2] = [
    u64::from_le_bytes(*b"healthco"),
    u64::from_le_bytes(*b"de area "),
];

/// A 63-bit hash of the bytes under our key: never negative as the `i64` that storage keeps.
pub(crate) fn hash63(bytes: &[u8]) -> i64 {
    (siphash24(KEY, bytes) >> 1) as i64
}

fn siphash24(key: [u64; 2], bytes: &[u8]) -> u64 {
    let mut state = [
        key[0] ^ 0x736f_6d65_7073_6575,
        key[1] ^ 0x646f_7261_6e64_6f6d,
        key[0] ^ 0x6c79_6765_6e65_7261,
        key[1] ^ 0x7465_6462_7974_6573,
    ];
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        absorb(&mut state, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len() as u8;
    absorb(&mut state, u64::from_le_bytes(last));
    state[2] ^= 0xff;
    for _ in 0..4 {
        round(&mut state);
    }
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

fn absorb(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    round(state);
    round(state);
    state[0] ^= word;
}

fn round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *b = b.rotate_left(13) ^ *a;
    *a = a.rotate_left(32);
    *c = c.wrapping_add(*d);
    *d = d.rotate_left(16) ^ *c;
    *a = a.wrapping_add(*d);
    *d = d.rotate_left(21) ^ *a;
    *c = c.wrapping_add(*b);
    *b = b.rotate_left(17) ^ *c;
    *c = c.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vector_of_the_paper_is_met() {
        let key = [0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908];
        let message: Vec<u8> = (0..15).collect();
        assert_eq!(siphash24(key, &message), 0xa129_ca61_49be_45e5);
    }

    #[test]
    fn every_bit_is_set_in_about_half_of_the_hashes() {
        let mut ones = [0_u32; 63];
        for number in 0..4096_u32 {
            let hash = hash63(number.to_string().as_bytes());
            assert!(hash >= 0);
            for (bit, count) in ones.iter_mut().enumerate() {
                *count += (hash >> bit & 1) as u32;
            }
        }
        assert!(ones.iter().all(|count| (1850..2250).contains(count)));
    }
}
