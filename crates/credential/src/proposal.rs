//! What is signed of a proposal: a challenge for a passkey, made of the content and of what the signature says.
//!
//! A signature of one act is none of another: the proposer's is no approval, and a sign-in's is neither, because the
//! challenge of a sign-in is chance.

use aws_lc_rs::digest::{SHA256, digest};
use domain::proposal::Act;

const HEAD: &[u8] = b"healthcode proposal v1";

/// SHA-256 of a content or of the file that comes with it.
pub fn content_digest(text: &str) -> [u8; 32] {
    sha256(text.as_bytes())
}

/// The challenge for an act on the content with this digest.
pub fn proposal_challenge(act: Act, digest: &[u8]) -> [u8; 32] {
    let word = act.word().as_bytes();
    sha256(&[HEAD, &[0], word, &[0], digest].concat())
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n_3_each_act_and_each_content_has_a_challenge_of_its_own() {
        let contents = [content_digest("one"), content_digest("other")];
        let all = contents.iter().flat_map(|content| {
            let of = |act: &Act| proposal_challenge(*act, content);
            Act::ALL.iter().map(of)
        });
        let mut all: Vec<[u8; 32]> = all.collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 6);
    }
}
