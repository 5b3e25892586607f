//! What a person is shown to tick, and what they have to be asked about later.
//!
//! A person says of a stay whether it was in one of the county's listed areas. A later list may name more of
//! that county: then nobody guesses, the person is asked "were you in one of these?".

use super::area::AreaText;
use super::history::History;
use super::level_of::Key;
use super::slot::{Slot, Version};
use crate::ids::AreaId;
use crate::level::Level;
use crate::place::DivisionCode;
use crate::time::{Date, Instant};

/// An area to tick.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct AreaChoice {
    /// What the list calls it.
    pub text: AreaText,
    /// Its id, which a tick keeps.
    pub id: AreaId,
    /// Its highest level in the dates in question.
    pub level: Level,
}

impl History {
    /// The areas of a county in any list in force on a date from `first` to `last`, ordered by their text.
    ///
    /// For a stay, `first` is its first day and `last` what [`LevelFrom::last_day`](crate::policy::LevelFrom::last_day)
    /// says.
    pub fn areas_of(&self, county: DivisionCode, first: Date, last: Date) -> Vec<AreaChoice> {
        let (from, to) = (first.start(), last.end());
        let areas = self
            .counties
            .get(&county)
            .map_or(&[][..], |county| &county.areas);
        let choices = areas.iter().filter_map(|id| {
            let area = self.areas.get(id)?;
            let level = area.steps.highest(from, to)?;
            Some(AreaChoice {
                text: area.text.clone(),
                id: *id,
                level,
            })
        });
        let mut choices: Vec<_> = choices.collect();
        choices.sort_unstable();
        choices
    }

    /// Those of [`History::areas_of`] that nobody could know when the person was asked: no list that names
    /// them in these dates had been imported at `asked`. The person is to be asked about them.
    pub fn newly_named(
        &self,
        county: DivisionCode,
        first: Date,
        last: Date,
        asked: Instant,
    ) -> Vec<AreaChoice> {
        let lists = self.in_force(first, last).iter();
        if lists
            .clone()
            .all(|slot| slot.in_force.import.recorded <= asked)
        {
            return Vec::new();
        }
        let mut choices = self.areas_of(county, first, last);
        choices.retain(|choice| {
            !lists
                .clone()
                .any(|slot| self.named_by(slot, choice.id, asked))
        });
        choices
    }

    /// Whether a list of this instant, imported by then, names the area at any level.
    fn named_by(&self, slot: &Slot, area: AreaId, by: Instant) -> bool {
        let known = |version: &Version| version.import.recorded <= by;
        let named = self
            .steps(Key::Area(area))
            .and_then(|steps| steps.at(slot.as_of));
        let replaced = slot.replaced.iter();
        named.is_some() && known(&slot.in_force)
            || replaced
                .into_iter()
                .any(|(version, content)| known(version) && content.names(area))
    }
}
