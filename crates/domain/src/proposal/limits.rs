//! Limits on how many people two hands can change: by official, by pair, by office, by legal basis and by place, over an
//! hour, a day, 7 and 30 days. They are published; nobody's division sets them.
//!
//! What is over a limit waits for a third. Where the limit is that of an official or a pair, everything of that window by
//! the same hands that no third has confirmed waits too: what was slipped through below the limit no longer counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{OfficeId, ProposalId, StaffId};
use crate::place::DivisionCode;
use crate::proposal::{Basis, Proposal, ProposalState};
use crate::time::Instant;

const HOUR_MS: i64 = 3_600_000;

words! {
    /// Over which time is counted.
    Window {
        /// An hour.
        Hour = "hour",
        /// A day of 24 hours.
        Day = "day",
        /// 7 days.
        Week = "7_days",
        /// 30 days.
        Month = "30_days",
    }
}

impl Window {
    /// Its length.
    pub const fn ms(self) -> i64 {
        HOUR_MS
            * match self {
                Self::Hour => 1,
                Self::Day => 24,
                Self::Week => 7 * 24,
                Self::Month => 30 * 24,
            }
    }
}

words! {
    /// Whose people are counted together.
    Limit {
        /// All that one official proposed or approved.
        Official = "official",
        /// All that two officials proposed and approved together.
        Pair = "pair",
        /// All that an office proposed or approved.
        Office = "office",
        /// All of one legal basis.
        Basis = "basis",
        /// All of one city (or province, or the nation) that answers for it.
        Place = "place",
    }
}

/// The most people of each limit over an hour, a day, 7 and 30 days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// For an official.
    pub official: [u32; 4],
    /// For a pair.
    pub pair: [u32; 4],
    /// For an office.
    pub office: [u32; 4],
    /// For a legal basis.
    pub basis: [u32; 4],
    /// For a place.
    pub place: [u32; 4],
}

impl Limits {
    /// The limits in force (P). A city with cases colours contacts by a case, not one by one by order: these are for the
    /// few whom no rule reaches.
    pub const IN_FORCE: Self = Self {
        official: [3, 6, 20, 60],
        pair: [3, 5, 10, 20],
        office: [10, 20, 60, 180],
        basis: [20, 50, 200, 600],
        place: [20, 50, 200, 600],
    };

    /// The most people of a limit in a window.
    pub const fn most(&self, limit: Limit, window: Window) -> u32 {
        let row = match limit {
            Limit::Official => &self.official,
            Limit::Pair => &self.pair,
            Limit::Office => &self.office,
            Limit::Basis => &self.basis,
            Limit::Place => &self.place,
        };
        row[window as usize]
    }
}

/// Whose people are counted: one official, one pair, and so on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LimitKey {
    /// An official.
    Official(StaffId),
    /// Two officials, the smaller id first.
    Pair(StaffId, StaffId),
    /// An office.
    Office(OfficeId),
    /// A legal basis.
    Basis(Basis),
    /// A city, a province or the nation.
    Place(DivisionCode),
}

impl LimitKey {
    /// Which limit it is.
    pub const fn limit(self) -> Limit {
        match self {
            Self::Official(_) => Limit::Official,
            Self::Pair(..) => Limit::Pair,
            Self::Office(_) => Limit::Office,
            Self::Basis(_) => Limit::Basis,
            Self::Place(_) => Limit::Place,
        }
    }

    /// Whether all of it is by the same hands.
    const fn is_hands(self) -> bool {
        matches!(self, Self::Official(_) | Self::Pair(..))
    }

    /// All that a proposal is counted under.
    fn of(proposal: &Proposal) -> Vec<Self> {
        let mut keys = vec![
            Self::Official(proposal.by.staff),
            Self::Office(proposal.by.office),
            Self::Basis(proposal.basis),
            Self::Place(proposal.place.city().unwrap_or(proposal.place)),
        ];
        if let Some(approver) = &proposal.approver {
            let (one, other) = (proposal.by.staff, approver.staff);
            keys.push(Self::Official(approver.staff));
            keys.push(Self::Office(approver.office));
            keys.push(Self::Pair(one.min(other), one.max(other)));
        }
        keys
    }
}

/// How many people of a proposal count. Those of a publication to which a third agreed do not: looking at many is what
/// the third did. Nor does whoever said themself that it is so: what officials do to others is counted.
fn weight(proposal: &Proposal) -> u32 {
    let looked_at = proposal.state == ProposalState::Confirmed && !proposal.kind.names_person();
    let own_word = proposal.state == ProposalState::Agreed;
    if looked_at || own_word {
        0
    } else {
        proposal.people
    }
}

/// Of the proposals of the last 30 days, in any order, those that are over a limit now and must wait for a third, with
/// the limits that they are over. What was refused, expired or taken back counts: whoever tries often is seen.
pub fn over(
    proposals: &[Proposal],
    limits: &Limits,
    now: Instant,
) -> BTreeMap<ProposalId, BTreeSet<(Limit, Window)>> {
    let mut keyed: BTreeMap<LimitKey, Vec<&Proposal>> = BTreeMap::new();
    for proposal in proposals {
        for key in LimitKey::of(proposal) {
            keyed.entry(key).or_default().push(proposal);
        }
    }
    let mut found: BTreeMap<ProposalId, BTreeSet<(Limit, Window)>> = BTreeMap::new();
    for (key, mut of_key) in keyed {
        of_key.sort_by_key(|p| (p.made, p.id));
        for window in Window::ALL {
            let since = now.plus_ms(-window.ms());
            let within: Vec<&Proposal> =
                of_key.iter().copied().filter(|p| p.made > since).collect();
            let most = limits.most(key.limit(), *window);
            for id in beyond(&within, most, key.is_hands()) {
                found.entry(id).or_default().insert((key.limit(), *window));
            }
        }
    }
    found
}

/// Of the proposals of one window in the order in which they were made: those with which the count is over the most, or,
/// of the same hands, all of them.
fn beyond(within: &[&Proposal], most: u32, all: bool) -> Vec<ProposalId> {
    let mut count = 0_u64;
    let mut ids = Vec::new();
    for proposal in within {
        count += u64::from(weight(proposal));
        if count > u64::from(most) && weight(proposal) > 0 {
            ids.push(proposal.id);
        }
    }
    if all && !ids.is_empty() {
        within.iter().map(|p| p.id).collect()
    } else {
        ids
    }
}
