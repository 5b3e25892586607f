//! What one list names, as two short ordered tables, and what differs between two of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::level_of::Key;
use super::list::RiskList;
use crate::ids::AreaId;
use crate::level::Level;
use crate::place::DivisionCode;

/// What a list names, ordered by area and by county; areas without a county code are not in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Content {
    pub(super) areas: Arc<[(AreaId, Level)]>,
    pub(super) counties: Arc<[(DivisionCode, Level)]>,
}

impl Content {
    pub(super) fn of(list: &RiskList) -> Self {
        let (mut areas, mut counties) = (BTreeMap::new(), BTreeMap::new());
        for area in &list.areas {
            if let Some(code) = area.place {
                raise(&mut areas, area.id, area.level);
                raise(&mut counties, code, area.level);
            }
        }
        Self {
            areas: areas.into_iter().collect(),
            counties: counties.into_iter().collect(),
        }
    }

    /// The level that the list says of an area or a county.
    pub(super) fn level(&self, key: Key) -> Option<Level> {
        match key {
            Key::Area(id) => find(&self.areas, &id),
            Key::County(code) => find(&self.counties, &code),
        }
    }

    /// Whether the list names the area.
    pub(super) fn names(&self, area: AreaId) -> bool {
        find(&self.areas, &area).is_some()
    }
}

fn raise<K: Ord>(table: &mut BTreeMap<K, Level>, key: K, level: Level) {
    let entry = table.entry(key).or_insert(level);
    *entry = level.max(*entry);
}

fn find<K: Ord>(table: &[(K, Level)], key: &K) -> Option<Level> {
    let found = table.binary_search_by(|(other, _)| other.cmp(key));
    found.ok().map(|at| table[at].1)
}

/// What differs between two ordered tables, with the later level.
pub(super) fn changes<K: Copy + Ord>(
    before: &[(K, Level)],
    after: &[(K, Level)],
) -> Vec<(K, Option<Level>)> {
    let mut changed = Vec::new();
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        let next = match (old.peek(), new.peek()) {
            (None, None) => return changed,
            (Some((key, _)), None) | (None, Some((key, _))) => *key,
            (Some((a, _)), Some((b, _))) => *a.min(b),
        };
        let was = old.next_if(|(key, _)| *key == next).map(|entry| entry.1);
        let is = new.next_if(|(key, _)| *key == next).map(|entry| entry.1);
        if was != is {
            changed.push((next, is));
        }
    }
}
