//! What one list names, as two short ordered tables, and what differs between two of them.

use std::cmp::Reverse;
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
        let coded = list
            .areas
            .iter()
            .filter_map(|area| Some((area.place?, area)));
        Self {
            areas: table(
                coded
                    .clone()
                    .map(|(_, area)| (area.id, area.level))
                    .collect(),
            ),
            counties: table(coded.map(|(county, area)| (county, area.level)).collect()),
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

/// Orders by key; of several levels of one key the highest stays.
fn table<K: Copy + Ord>(mut entries: Vec<(K, Level)>) -> Arc<[(K, Level)]> {
    entries.sort_unstable_by_key(|(key, level)| (*key, Reverse(*level)));
    entries.dedup_by_key(|(key, _)| *key);
    entries.into()
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
