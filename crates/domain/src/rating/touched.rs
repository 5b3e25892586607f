//! Whom a publication can touch, in every city: what a propagation keeps, so that one which was cut off goes on with the
//! same people.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::contact::{Differing, Journey, VenueDay};
use crate::facts::WIDEST_WINDOW_DAYS;
use crate::place::DivisionCode;
use crate::rating::{Kinds, Reach};
use crate::time::Date;

/// Whom a publication can touch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Touched {
    /// A stay that ended before counts no more, whatever the window.
    since: Date,
    /// Only who uses a city of this division; absent: whoever it is.
    above: Option<DivisionCode>,
    groups: Vec<Group>,
    /// Whoever made one of these journeys.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    journeys: BTreeSet<Journey>,
    /// Whoever visited one of these venues on its day, where an event met the visit.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    venue_days: BTreeSet<VenueDay>,
}

/// What is the same for several cities.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// The cities; none: all.
    cities: Vec<DivisionCode>,
    reach: Reach,
}

impl Touched {
    /// Everybody with a stay in one of `counties`, of which the lists say something else since a date.
    pub fn by_lists(counties: impl IntoIterator<Item = DivisionCode>, since: Date) -> Self {
        Self {
            since: since - WIDEST_WINDOW_DAYS,
            above: None,
            groups: vec![Group {
                cities: Vec::new(),
                reach: Reach::in_counties(counties),
            }],
            journeys: BTreeSet::new(),
            venue_days: BTreeSet::new(),
        }
    }

    /// Whoever made a journey or a visit about which events say something else.
    pub fn by_events(differing: Differing, today: Date) -> Self {
        Self {
            since: today - WIDEST_WINDOW_DAYS,
            above: None,
            groups: Vec::new(),
            journeys: differing.journeys,
            venue_days: differing.venue_days,
        }
    }

    /// Whom another policy of `above` touches in each of its cities.
    pub fn by_policy(
        above: DivisionCode,
        cities: impl IntoIterator<Item = (DivisionCode, Reach)>,
        today: Date,
    ) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        for (city, reach) in cities {
            if reach.is_nobody() {
                continue;
            }
            match groups.iter_mut().find(|group| group.reach == reach) {
                Some(group) => group.cities.push(city),
                None => groups.push(Group {
                    cities: vec![city],
                    reach,
                }),
            }
        }
        Self {
            since: today - WIDEST_WINDOW_DAYS,
            above: Some(above),
            groups,
            journeys: BTreeSet::new(),
            venue_days: BTreeSet::new(),
        }
    }

    /// The last day of the oldest stay that can still count.
    pub const fn since(&self) -> Date {
        self.since
    }

    /// The journeys that it touches.
    pub const fn journeys(&self) -> &BTreeSet<Journey> {
        &self.journeys
    }

    /// The venues that it touches, each on a day.
    pub const fn venue_days(&self) -> &BTreeSet<VenueDay> {
        &self.venue_days
    }

    /// Whether it concerns somebody who uses these jurisdictions at all.
    pub fn concerns(&self, mut uses: impl Iterator<Item = DivisionCode>) -> bool {
        self.above
            .is_none_or(|above| uses.any(|used| above.contains(used)))
    }

    /// Whether people have to be looked for by what they have, and not by their places alone.
    pub fn asks_for_kinds(&self) -> bool {
        self.groups.iter().any(|group| group.reach.asks_for_kinds())
    }

    /// Whether it can touch whoever was in a county.
    pub fn holds(&self, county: DivisionCode) -> bool {
        self.groups.iter().any(|group| group.reach.holds(county))
    }

    /// Whether it could touch somebody with these kinds of facts in some city: quick, for the many whom nothing touches.
    pub fn may_meet(&self, kinds: Kinds) -> bool {
        self.groups.iter().any(|group| group.reach.meets(kinds))
    }

    /// Whether it can touch somebody with these kinds of facts who uses these cities.
    pub fn meets(&self, kinds: Kinds, uses: &[DivisionCode]) -> bool {
        let is_used = |group: &Group| {
            group.cities.is_empty() || group.cities.iter().any(|city| uses.contains(city))
        };
        let mut groups = self.groups.iter();
        self.concerns(uses.iter().copied())
            && groups.any(|group| is_used(group) && group.reach.meets(kinds))
    }
}
