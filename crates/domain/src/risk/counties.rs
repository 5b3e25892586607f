//! The counties in which anything was ever said: supersets, by which people are found who have to be looked at.

use std::collections::BTreeSet;

use super::history::History;
use crate::level::Level;
use crate::place::DivisionCode;

impl History {
    /// Every county of which a list ever named an area.
    pub fn counties_named(&self) -> BTreeSet<DivisionCode> {
        self.areas.values().map(|area| area.place).collect()
    }

    /// Every county of which a list ever named an area at this level.
    pub fn counties_ever(&self, level: Level) -> BTreeSet<DivisionCode> {
        let named = self.areas.values();
        let at = named.filter(|area| area.steps.was_ever(level));
        at.map(|area| area.place).collect()
    }

    /// Every county of which staff said that an area is all of it.
    pub fn whole_counties(&self) -> BTreeSet<DivisionCode> {
        let marked = self.whole.keys().filter_map(|area| self.areas.get(area));
        marked.map(|area| area.place).collect()
    }
}
