//! The Merkle tree of an hour (RFC 9162, section 2.1.1), grown leaf by leaf: what is kept grows with the logarithm of
//! the leaves.

use aws_lc_rs::digest::{SHA256, digest};

/// Bytes of a hash.
pub const HASH_BYTES: usize = 32;

/// A SHA-256.
pub type Hash = [u8; HASH_BYTES];

const LEAF: u8 = 0;
const NODE: u8 = 1;

/// SHA-256 of the parts, one behind the other.
pub(crate) fn sha256(parts: &[&[u8]]) -> Hash {
    let mut hash = [0; HASH_BYTES];
    hash.copy_from_slice(digest(&SHA256, &parts.concat()).as_ref());
    hash
}

/// A tree that grows to the right.
#[derive(Clone, Default, Debug)]
pub struct Tree {
    leaves: u64,
    /// The roots of whole subtrees, from left to right, each smaller than the one before: one for each bit of `leaves`.
    whole: Vec<Hash>,
}

impl Tree {
    /// Adds a leaf.
    pub fn push(&mut self, leaf: &[u8]) {
        let mut right = sha256(&[&[LEAF], leaf]);
        // As many subtrees become whole as the number of leaves ends in ones.
        for _ in 0..self.leaves.trailing_ones() {
            if let Some(left) = self.whole.pop() {
                right = sha256(&[&[NODE], &left, &right]);
            }
        }
        self.whole.push(right);
        self.leaves += 1;
    }

    /// How many leaves it has.
    pub const fn leaves(&self) -> u64 {
        self.leaves
    }

    /// Its root; that of a tree without a leaf is the SHA-256 of nothing.
    pub fn root(&self) -> Hash {
        let mut whole = self.whole.iter().rev();
        let Some(last) = whole.next() else {
            return sha256(&[]);
        };
        whole.fold(*last, |right, left| sha256(&[&[NODE], left, &right]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves and roots with which implementations of Certificate Transparency test themselves.
    #[test]
    fn n_7_the_tree_is_that_of_certificate_transparency() {
        let leaves = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut tree = Tree::default();
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex::encode(tree.root()), empty);
        for (leaf, root) in leaves.iter().zip(roots) {
            tree.push(&hex::decode(leaf).unwrap());
            assert_eq!(hex::encode(tree.root()), root, "{} leaves", tree.leaves());
        }
    }
}
