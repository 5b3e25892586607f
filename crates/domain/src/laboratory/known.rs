//! What is known of a sample about one person, and what another revision of it does. Results that are taken and a file that is tried go by
//! the same words, so that a file does what it was seen to do.

use super::Finding;

/// What is known of a sample about one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KnownResult {
    /// The revision that said it, or took it back.
    pub revision: u32,
    /// What it said.
    pub finding: Finding,
}

/// What a revision that names somebody else does to whom an earlier one named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Elsewhere {
    /// Nothing is known of them, or this very revision took it back already: it goes on.
    Nothing,
    /// What is known of them is taken back, and it goes on.
    TakesBack,
    /// As much, or more, is known of them: it is over.
    Over,
}

impl KnownResult {
    /// Whether a revision says nothing new of whom it names.
    pub fn is_over(known: Option<Self>, revision: u32) -> bool {
        known.is_some_and(|known| known.revision >= revision)
    }

    /// What a revision that names somebody else does to what is known.
    pub fn elsewhere(known: Option<Self>, revision: u32) -> Elsewhere {
        match known {
            Some(known) if known.revision < revision => Elsewhere::TakesBack,
            // What this very revision has taken from them, before a crash, is no later one.
            Some(Self {
                revision: same,
                finding: Finding::Withdrawn,
            }) if same == revision => Elsewhere::Nothing,
            Some(_) => Elsewhere::Over,
            None => Elsewhere::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s2_18_a_revision_counts_once_and_takes_from_others_what_came_before_it() {
        let known = |revision, finding| Some(KnownResult { revision, finding });
        let two = known(2, Finding::Positive);
        assert!(!KnownResult::is_over(None, 1) && !KnownResult::is_over(two, 3));
        assert!(KnownResult::is_over(two, 2) && KnownResult::is_over(two, 1));
        for (known, expected) in [
            (None, Elsewhere::Nothing),
            (known(1, Finding::Positive), Elsewhere::TakesBack),
            (known(1, Finding::Withdrawn), Elsewhere::TakesBack),
            (known(2, Finding::Withdrawn), Elsewhere::Nothing),
            (two, Elsewhere::Over),
            (known(3, Finding::Withdrawn), Elsewhere::Over),
        ] {
            assert_eq!(KnownResult::elsewhere(known, 2), expected);
        }
    }
}
