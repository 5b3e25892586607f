//! The level of a risk area: low, medium or high. The word of the official lists.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The level of a listed risk area; a higher one compares greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 低风险
    Low,
    /// 中风险
    Medium,
    /// 高风险
    High,
}

impl Level {
    /// All levels, the lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The number that storage keeps: 1 low, 2 medium, 3 high.
    pub const fn number(self) -> i64 {
        match self {
            Self::Low => 1,
            Self::Medium => 2,
            Self::High => 3,
        }
    }

    /// The level with this number.
    pub const fn from_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Low),
            2 => Some(Self::Medium),
            3 => Some(Self::High),
            _ => None,
        }
    }

    /// The word in files, JSON and SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
