//! Residence as a standing stay: it has no last day, so the lists are looked at through a window.
//!
//! If the date on which a level became known slid with the window, a quarantine would never end. It is
//! that of the *episode*: the dates without a gap on which the lists name the area at that level or above. An
//! area that is named again after a gap begins a new one.

use super::history::History;
use super::level_of::{Key, KnownLevel, ResidenceDays};
use crate::ids::AreaId;
use crate::level::Level;
use crate::place::DivisionCode;
use crate::time::Date;

/// A stretch of dates without a gap on which the lists name a residence at its highest level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Episode {
    /// The level, and since when it is known.
    pub known: KnownLevel,
    /// The last date on which the lists name it so; absent while they do.
    pub last: Option<Date>,
}

impl Episode {
    /// The worse episode; of two at one level the one that lasts.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        let known = self.known.worse(other.known);
        let last = match self.known.level.cmp(&other.known.level) {
            std::cmp::Ordering::Less => other.last,
            std::cmp::Ordering::Greater => self.last,
            std::cmp::Ordering::Equal => self.last.zip(other.last).map(|(a, b)| a.max(b)),
        };
        Self { known, last }
    }
}

impl History {
    /// The level on the date `on` of a residence in these areas: the highest in any list in force in the
    /// window, known since the last episode at that level began or since the residence did.
    pub fn residence_level(
        &self,
        areas: &[AreaId],
        residence: ResidenceDays,
        on: Date,
    ) -> Option<Episode> {
        let episodes = areas
            .iter()
            .map(|area| self.standing(Key::Area(*area), residence, on));
        episodes.flatten().reduce(Episode::worse)
    }

    /// The same for a county: the highest level of any of its areas.
    pub fn county_residence_level(
        &self,
        county: DivisionCode,
        residence: ResidenceDays,
        on: Date,
    ) -> Option<Episode> {
        self.standing(Key::County(county), residence, on)
    }

    /// The same for the areas that are the whole county.
    pub fn whole_residence_level(
        &self,
        county: DivisionCode,
        residence: ResidenceDays,
        on: Date,
    ) -> Option<Episode> {
        let episodes = self.whole_areas(county).map(|(area, since)| {
            let mut episode = self.standing(Key::Area(area), residence, on)?;
            episode.known.recorded = episode.known.recorded.max(since.date());
            Some(episode)
        });
        episodes.flatten().reduce(Episode::worse)
    }

    fn standing(&self, key: Key, residence: ResidenceDays, on: Date) -> Option<Episode> {
        let window = residence.from.max(on - residence.look_back);
        let level = self.steps(key)?.highest(window.start(), on.end())?;
        let (first, last) = self.episode(key, level, on)?;
        let recorded = self.recorded(key, level, first.max(residence.from), last)?;
        let known = KnownLevel {
            level,
            recorded: recorded.date().max(residence.recorded),
        };
        Some(Episode {
            known,
            last: (last < on).then_some(last),
        })
    }

    /// The first and last date, none after `on`, of the last episode at this level or above. Two stretches with
    /// no whole date between them are one episode.
    fn episode(&self, key: Key, level: Level, on: Date) -> Option<(Date, Date)> {
        let runs = self.steps(key)?.runs_back(level, on.end());
        let mut days = runs.map(|(from, to)| {
            let last = to.map_or(on, |to| to.plus_ms(-1).date().min(on));
            (from.date(), last)
        });
        let (mut first, last) = days.next()?;
        for (earlier, end) in days {
            if end + 1 < first {
                break;
            }
            first = earlier;
        }
        Some((first, last))
    }
}
