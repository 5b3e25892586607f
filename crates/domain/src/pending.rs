//! What comes from an operator's command or from a watched place, and when it may come into force by itself (N-6).
//!
//! A list or a policy is tried on everybody first. It comes into force by itself only while it worsens few; else the last
//! one stays, and two people decide. What has come in by itself over a day is counted together, so that no large effect
//! comes in small slices.

use serde::{Deserialize, Serialize};

use crate::place::DivisionCode;

words! {
    /// What came.
    PendingKind {
        /// A risk list.
        RiskList = "risk_list",
        /// A policy.
        Policy = "policy",
    }
}

words! {
    /// By which way it came.
    Origin {
        /// By an operator's command.
        Command = "command",
        /// From the folder that is watched.
        Folder = "folder",
        /// From the address that is watched.
        Address = "address",
    }
}

words! {
    /// Where it stands.
    PendingState {
        /// It waits for a proposal about exactly this file.
        Pending = "pending",
        /// It came into force.
        InForce = "in_force",
        /// A newer one came while it waited.
        Superseded = "superseded",
        /// Staff refused it.
        Refused = "refused",
        /// It cannot be read.
        Broken = "broken",
    }
}

impl PendingState {
    /// Whether it may become another. What two people agreed to comes into force also where it was superseded or refused;
    /// a file that could not be read may be readable to a newer program; what is in force stays so.
    pub const fn may_become(self, to: Self) -> bool {
        match self {
            Self::Pending => matches!(to, Self::InForce | Self::Superseded | Self::Refused),
            Self::Superseded | Self::Refused => matches!(to, Self::InForce),
            Self::Broken => matches!(to, Self::Pending | Self::InForce),
            Self::InForce => false,
        }
    }
}

/// How many of a city something worsens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CityCount {
    /// The city.
    pub city: DivisionCode,
    /// People who use it.
    pub people: u64,
    /// Those of them whose state would be worse, or last longer.
    pub worse: u64,
}

/// What may come into force by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AloneLimits {
    /// It worsens less than so many percent of the people of each city.
    pub city_percent: u64,
    /// It worsens fewer people than this in all.
    pub people: u64,
    /// With all that has come into force by itself in so many hours.
    pub hours: i64,
}

impl AloneLimits {
    /// The limits in force (P).
    pub const IN_FORCE: Self = Self {
        city_percent: 1,
        people: 1_000,
        hours: 24,
    };

    /// Whether an effect may come into force by itself: `worse` people in all, and those of each city that it worsens.
    pub fn admits(&self, worse: u64, cities: &[CityCount]) -> bool {
        let few = |count: &CityCount| {
            let share = count.worse.saturating_mul(100);
            count.worse == 0 || share < count.people.saturating_mul(self.city_percent)
        };
        worse < self.people && cities.iter().all(few)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city(worse: u64, people: u64) -> CityCount {
        CityCount {
            city: DivisionCode::NATION,
            people,
            worse,
        }
    }

    #[test]
    fn n_6_alone_comes_what_worsens_under_one_percent_of_each_city_and_under_a_thousand_people() {
        let limits = AloneLimits::IN_FORCE;
        assert!(limits.admits(0, &[]));
        assert!(limits.admits(999, &[city(999, 100_000)]));
        assert!(!limits.admits(1_000, &[city(1_000, 10_000_000)]));
        assert!(limits.admits(9, &[city(9, 1_000)]));
        assert!(
            !limits.admits(10, &[city(10, 1_000)]),
            "1 % is not under 1 %"
        );
        assert!(!limits.admits(20, &[city(10, 1_000_000), city(10, 500)]));
        assert!(limits.admits(1, &[city(0, 0), city(1, 101)]));
        assert!(
            !limits.admits(1, &[city(1, 0)]),
            "a city of nobody has no percent"
        );
        assert!(!limits.admits(1, &[city(u64::MAX, u64::MAX)]));
    }

    #[test]
    fn n_6_what_is_in_force_becomes_nothing_else_and_only_two_bring_back_what_was_refused() {
        use PendingState::{Broken, InForce, Pending, Refused, Superseded};
        for from in PendingState::ALL {
            let to: Vec<_> = PendingState::ALL
                .iter()
                .filter(|to| from.may_become(**to))
                .collect();
            let expected: Vec<&PendingState> = match from {
                Pending => vec![&InForce, &Superseded, &Refused],
                Superseded | Refused => vec![&InForce],
                Broken => vec![&Pending, &InForce],
                InForce => vec![],
            };
            assert_eq!(to, expected, "{from}");
        }
    }
}
