//! Areas that are a whole county, because staff said so.
//!
//! "胜芳镇全域" or "除…外的其他区域" may or may not mean a county; no text is guessed. Staff mark the area in the
//! work list, and from then on every list that names it names the whole county: no tick is needed.

use super::area::AreaText;
use super::history::History;
use crate::ids::AreaId;
use crate::place::DivisionCode;
use crate::time::Instant;

impl History {
    /// Notes that an area is its whole county, known since `recorded` (the earlier of two times stands).
    /// It may be noted before any list names the area.
    pub fn name_whole(&mut self, area: AreaId, recorded: Instant) {
        let known = self.whole.entry(area).or_insert(recorded);
        *known = recorded.min(*known);
    }

    /// Takes that back. Whether there was something to take back.
    pub fn unname_whole(&mut self, area: AreaId) -> bool {
        self.whole.remove(&area).is_some()
    }

    /// The area of a county that a list has named by this text.
    pub fn area_named(&self, county: DivisionCode, text: &AreaText) -> Option<AreaId> {
        let mut areas = self.counties.get(&county)?.areas.iter().copied();
        areas.find(|id| self.areas.get(id).is_some_and(|area| area.text == *text))
    }

    /// The areas of which staff said that they are the whole county, by county and text, each with since when that is known. What
    /// no list has named is left out.
    pub fn named_whole(&self) -> Vec<(DivisionCode, AreaText, Instant)> {
        let marked = self.whole.iter().filter_map(|(id, since)| {
            let area = self.areas.get(id)?;
            Some((area.place, area.text.clone(), *since))
        });
        let mut named: Vec<_> = marked.collect();
        named.sort();
        named
    }

    /// Since when it is known that the area is its whole county; none where nobody said so.
    pub fn whole_since(&self, area: AreaId) -> Option<Instant> {
        self.whole.get(&area).copied()
    }

    /// Whether staff said that the area is its whole county.
    pub fn is_whole(&self, area: AreaId) -> bool {
        self.whole.contains_key(&area)
    }
}
