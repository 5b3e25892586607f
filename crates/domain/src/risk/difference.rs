//! What a list changes: the areas and counties by which the people concerned are found.
//!
//! Compared are two histories, with the list and without it, and not two lists: an old list that is imported
//! late changes the past, and finds the stays of that time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::history::History;
use super::steps::{Steps, Stretch};
use crate::ids::AreaId;
use crate::level::Level;
use crate::place::DivisionCode;
use crate::time::Instant;

/// What differs between two histories.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// The changes of areas, by id and time.
    pub areas: Vec<AreaChange>,
    /// The changes of counties (the highest level of their areas), by code and time.
    pub counties: Vec<CountyChange>,
    /// The areas that became a whole county, or are one no longer; their counties are touched.
    pub whole: Vec<NamedArea>,
}

/// An area and its county.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NamedArea {
    /// Its county.
    pub county: DivisionCode,
    /// Its id.
    pub area: AreaId,
}

/// Another level for an area in a stretch of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AreaChange {
    /// The area.
    pub area: NamedArea,
    /// When, and from which level to which.
    pub change: LevelChange,
}

/// Another level for a county in a stretch of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountyChange {
    /// The county.
    pub county: DivisionCode,
    /// When, and from which level to which.
    pub change: LevelChange,
}

/// In a stretch of time the lists say another level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LevelChange {
    /// The first instant of the stretch.
    pub from: Instant,
    /// The instant after it; none where it has not ended.
    pub to: Option<Instant>,
    /// The level said before; none where it was not listed.
    pub before: Option<Level>,
    /// The level said now.
    pub after: Option<Level>,
}

impl LevelChange {
    /// Whether the level rises: only such a change can worsen anybody.
    pub fn raises(self) -> bool {
        self.after > self.before
    }

    fn of(stretch: Stretch) -> Self {
        let Stretch {
            from,
            to,
            before,
            after,
        } = stretch;
        Self {
            from,
            to,
            before,
            after,
        }
    }
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty() && self.whole.is_empty()
    }

    /// The areas that are now listed at a time at which they were not: who stayed in their county then may have
    /// to be asked (see [`History::newly_named`]).
    pub fn named(&self) -> BTreeSet<NamedArea> {
        let new = self
            .areas
            .iter()
            .filter(|found| found.change.before.is_none());
        new.map(|found| found.area).collect()
    }

    /// The counties in which anything differs.
    pub fn touched(&self) -> BTreeSet<DivisionCode> {
        let areas = self.areas.iter().map(|change| change.area.county);
        areas
            .chain(self.whole.iter().map(|area| area.county))
            .collect()
    }
}

/// What differs between the history before and the history after. Copies share what they have in common, and
/// that is passed over.
pub fn difference(before: &History, after: &History) -> Difference {
    let mut found = Difference::default();
    let nothing = Steps::default();
    for (id, old, new) in pairs(&before.areas, &after.areas) {
        let Some(known) = new.or(old) else { continue };
        let area = NamedArea {
            county: known.place,
            area: id,
        };
        let old = old.map_or(&nothing, |area| &area.steps);
        let new = new.map_or(&nothing, |area| &area.steps);
        let changes = old.difference(new).into_iter().map(LevelChange::of);
        found
            .areas
            .extend(changes.map(|change| AreaChange { area, change }));
    }
    for (county, old, new) in pairs(&before.counties, &after.counties) {
        let old = old.map_or(&nothing, |county| &county.steps);
        let new = new.map_or(&nothing, |county| &county.steps);
        let changes = old.difference(new).into_iter().map(LevelChange::of);
        found
            .counties
            .extend(changes.map(|change| CountyChange { county, change }));
    }
    found.whole = marks(before, after);
    found
}

/// The areas whose mark "whole county" differs and that any list names.
fn marks(before: &History, after: &History) -> Vec<NamedArea> {
    let marked = before.whole.iter().chain(&after.whole);
    let differs = marked.filter(|(id, _)| before.whole.get(id) != after.whole.get(id));
    let ids: BTreeSet<_> = differs.map(|(id, _)| *id).collect();
    let named = ids.into_iter().filter_map(|area| {
        let county = after.areas.get(&area).or(before.areas.get(&area))?.place;
        Some(NamedArea { county, area })
    });
    named.collect()
}

/// The entries of two tables that are not one and the same, by key.
fn pairs<'a, K: Copy + Ord, V>(
    before: &'a BTreeMap<K, Arc<V>>,
    after: &'a BTreeMap<K, Arc<V>>,
) -> Vec<(K, Option<&'a V>, Option<&'a V>)> {
    let shared =
        |key: &K, value: &Arc<V>| before.get(key).is_some_and(|old| Arc::ptr_eq(old, value));
    let changed = after.iter().filter(|(key, value)| !shared(key, value));
    let changed =
        changed.map(|(key, value)| (*key, before.get(key).map(Arc::as_ref), Some(value.as_ref())));
    let gone = before.iter().filter(|(key, _)| !after.contains_key(key));
    let gone = gone.map(|(key, value)| (*key, Some(value.as_ref()), None));
    let mut pairs: Vec<_> = changed.chain(gone).collect();
    pairs.sort_by_key(|pair| pair.0);
    pairs
}
