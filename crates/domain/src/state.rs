//! What a code can show, and which of several states is shown.
//!
//! A rule gives a [`Colour`]; the missing of something gives one of the other states. Missing data never
//! makes yellow or red. Where several states apply, the first of red, yellow, unconfirmed, none, green is
//! shown (NO SIDE DOOR in the requirements).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A colour that a rule can give. Red compares greater than yellow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Seven days of quarantine under the first rule of February 2020.
    Yellow,
    /// Fourteen days of quarantine under the first rule of February 2020.
    Red,
}

impl Colour {
    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// The colour of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Yellow, Self::Red]
            .into_iter()
            .find(|c| c.word() == word)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The state of a code. The order is the order in which states win: a greater one is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Moves freely.
    Green,
    /// Grey: no declaration is in force.
    None,
    /// Blue: the itinerary is not verified, or the application is under review.
    Unconfirmed,
    /// A rule that colours yellow applies, or an order runs.
    Yellow,
    /// A rule that colours red applies, or an order runs.
    Red,
}

impl State {
    /// All states, the one that is shown first standing last.
    pub const ALL: [Self; 5] = [
        Self::Green,
        Self::None,
        Self::Unconfirmed,
        Self::Yellow,
        Self::Red,
    ];

    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::None => "none",
            Self::Unconfirmed => "unconfirmed",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

impl From<Colour> for State {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Yellow => Self::Yellow,
            Colour::Red => Self::Red,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_state_is_shown() {
        let order = [
            State::Red,
            State::Yellow,
            State::Unconfirmed,
            State::None,
            State::Green,
        ];
        assert!(order.windows(2).all(|pair| pair[0] > pair[1]));
    }
}
