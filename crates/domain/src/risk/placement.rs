//! Where staff placed what has no code: a zone, or one area of it, in the county that answers for it.
//!
//! The names in official lists are never matched to a county by a program. Staff decide from the work list, once for a name, and the
//! decision is remembered for every list that comes later; the one in force says it from the moment of the decision. The area is one of
//! its county then, which people are asked about and can tick.

use std::collections::BTreeMap;

use super::area::{AreaText, area_id};
use super::list::{Import, ListedArea, RiskList};
use super::siphash::hash63;
use crate::ids::RiskListId;
use crate::place::DivisionCode;
use crate::time::Instant;

/// The three names of a list that have no code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ZoneNames {
    /// The province as written.
    pub province: String,
    /// The city as written.
    pub city: String,
    /// The county as written.
    pub county: String,
}

/// What staff placed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placement {
    /// The names.
    pub names: ZoneNames,
    /// The one area that is placed; all of the zone where absent.
    pub area: Option<AreaText>,
    /// The county that answers for it.
    pub county: DivisionCode,
}

/// All placements that are decided so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Placements(BTreeMap<(ZoneNames, Option<AreaText>), DivisionCode>);

impl Placements {
    /// Takes a placement; a later one of the same names takes the place of the earlier.
    pub fn add(&mut self, placement: Placement) {
        self.0
            .insert((placement.names, placement.area), placement.county);
    }

    /// The county of an area without a code: that of the area itself, else that of its zone.
    pub fn county(&self, area: &ListedArea) -> Option<DivisionCode> {
        let names = ZoneNames::of(area);
        let own = self.0.get(&(names.clone(), Some(area.text.clone())));
        own.or_else(|| self.0.get(&(names, None))).copied()
    }

    /// The counties in which anything was placed.
    pub fn counties(&self) -> impl Iterator<Item = DivisionCode> {
        self.0.values().copied()
    }

    /// A list with its areas where staff placed them. Whether any was placed.
    pub fn place(&self, list: &mut RiskList) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut placed = false;
        for area in list.areas.iter_mut().filter(|area| area.place.is_none()) {
            if let Some(county) = self.county(area) {
                area.place = Some(county);
                area.id = area_id(county, &area.text);
                placed = true;
            }
        }
        if placed {
            list.areas
                .sort_unstable_by(|a, b| (a.id, b.level).cmp(&(b.id, a.level)));
            list.areas.dedup_by_key(|area| area.id);
        }
        placed
    }

    /// What the list in force says from the decision on: it is known from then, so that no quarantine begins before anybody
    /// could know of it. None where nothing of it was placed.
    pub fn said_anew(&self, in_force: &RiskList, decided: Instant) -> Option<RiskList> {
        let mut list = in_force.clone();
        let is_placed = self.place(&mut list);
        let words = format!("{}\u{1f}{}", in_force.id.0, decided.ms());
        is_placed.then(|| RiskList {
            id: RiskListId(hash63(words.as_bytes())),
            as_of: decided.max(in_force.as_of.plus_ms(1)),
            import: Import {
                saved: None,
                recorded: decided,
            },
            ..list
        })
    }
}

impl ZoneNames {
    /// The names of an area.
    pub fn of(area: &ListedArea) -> Self {
        Self {
            province: area.province.clone(),
            city: area.city.clone(),
            county: area.county.clone(),
        }
    }
}
