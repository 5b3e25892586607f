//! Verdicts: what a checkpoint does with the code before it (VERDICTS in the requirements).
//!
//! One function, [`VerdictPolicy::verdict`], answers every [`Question`]: pass, stop or by hand, in which words,
//! with which steps, and what is said besides. The server, the program and the checkpoint's page all speak from
//! it; `tests/golden/verdicts.txt` holds every answer, and the page's own copy is tested against that file.
//!
//! *Invariant:* at a hospital, at a pharmacy and on the way home nothing stops, whatever a policy says.

/// An enum whose every value has one stable word, for files, JSON and message keys.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$value_doc])* #[serde(rename = $word)] $value,)*
        }

        impl $name {
            /// All values, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$value),*];

            /// The word in files, JSON and message keys. It never changes from one release to the next.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)* }
            }

            /// The value of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

mod answer;
mod gate;
mod judge;
mod policy;
mod question;
mod refusal;

pub use answer::{Outcome, Remark, Step, Verdict, Words};
pub use gate::{Direction, Gate, Scene};
pub use policy::{Row, VerdictEntry, VerdictPolicy};
pub use question::{Challenge, CodeAge, Kind, ListAge, Presented, Question, Shown, Status};
pub use refusal::{GuardWords, Refusal};
