//! Many short byte strings looked for at once in many bytes.

use std::collections::HashMap;

/// A string shorter than this would be found by chance.
pub(crate) const SHORTEST: usize = 6;

/// Byte strings to look for, each with what it stands for.
pub(crate) struct Needles<T> {
    by_head: HashMap<[u8; SHORTEST], Vec<(Vec<u8>, T)>>,
    /// Which first three bytes any of them has: most places are passed over by one look.
    heads: Vec<bool>,
}

impl<T> Needles<T> {
    /// Takes what is to be found; what is shorter than [`SHORTEST`] is refused.
    pub(crate) fn new(needles: impl IntoIterator<Item = (Vec<u8>, T)>) -> Self {
        let mut all = Self {
            by_head: HashMap::new(),
            heads: vec![false; 1 << 24],
        };
        for (bytes, what) in needles {
            let head: [u8; SHORTEST] = *bytes.first_chunk().unwrap();
            all.heads[three(&bytes)] = true;
            all.by_head.entry(head).or_default().push((bytes, what));
        }
        all
    }

    /// Every needle that stands somewhere in `bytes`, as often as it stands there.
    pub(crate) fn find<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = &'a T> {
        let places = (0..bytes.len().saturating_sub(SHORTEST - 1)).map(|at| &bytes[at..]);
        places
            .filter(|rest| self.heads[three(rest)])
            .filter_map(|rest| Some((rest, self.by_head.get(rest.first_chunk::<SHORTEST>()?)?)))
            .flat_map(|(rest, found)| found.iter().filter(|(n, _)| rest.starts_with(n)))
            .map(|(_, what)| what)
    }
}

fn three(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 16 | usize::from(bytes[1]) << 8 | usize::from(bytes[2])
}

#[test]
fn what_stands_somewhere_is_found_and_nothing_else() {
    let needles = Needles::new([
        (b"abcdef".to_vec(), 1),
        (b"abcdefgh".to_vec(), 2),
        (b"cdefgx".to_vec(), 3),
    ]);
    let found = |bytes: &[u8]| needles.find(bytes).copied().collect::<Vec<_>>();
    assert_eq!(found(b"--abcdefgh"), [1, 2]);
    assert_eq!(found(b"abcdefg"), [1]);
    assert_eq!(found(b"abcdefabcdef"), [1, 1]);
    assert!(found(b"abcde").is_empty() && found(b"").is_empty());
}
