//! Areas that are a whole county, because staff said so.
//!
//! "胜芳镇全域" or "除…外的其他区域" may or may not mean a county; no text is guessed. Staff mark the area in the
//! work list, and from then on every list that names it names the whole county: no tick is needed.

use super::history::History;
use crate::ids::AreaId;
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

    /// Whether staff said that the area is its whole county.
    pub fn is_whole(&self, area: AreaId) -> bool {
        self.whole.contains_key(&area)
    }
}
