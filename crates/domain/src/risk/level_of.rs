//! LEVEL OF A STAY: how high the lists put the place where somebody was, and since when that is known.
//!
//! The level of a stay is the highest level of its area in any list in force on a date from its first day
//! on, so that a list that comes later can raise it and none can lower it. What a list says is known from
//! the date on which it was imported; another list that says the same changes neither level nor that date.

use super::history::History;
use super::slot::Slot;
use super::steps::Steps;
use crate::ids::AreaId;
use crate::level::Level;
use crate::place::DivisionCode;
use crate::policy::LevelFrom;
use crate::time::{Date, Instant};

/// The days of a stay, and when we learnt of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StayDays {
    /// Its first day.
    pub from: Date,
    /// Its last day, included; none where it lasts.
    pub to: Option<Date>,
    /// The date of the declaration, or of the answer that ticked the area, whichever is later.
    pub recorded: Date,
}

/// A residence: a stay without a last day, looked at through a window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ResidenceDays {
    /// Its first day.
    pub from: Date,
    /// The date of the declaration, or of the answer that ticked the area, whichever is later.
    pub recorded: Date,
    /// How many days before today still count (P `look_back_days`).
    pub look_back: i32,
}

/// A level, and the date on which it became known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KnownLevel {
    /// The level.
    pub level: Level,
    /// The later of two dates: the stay was recorded, and a list that says this level was.
    pub recorded: Date,
}

/// What the lists may name: an area, or a county by the highest of its areas.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    Area(AreaId),
    County(DivisionCode),
}

impl LevelFrom {
    /// The last date whose lists count on the date `on`.
    pub fn last_day(self, stay: StayDays, on: Date) -> Date {
        match (self, stay.to) {
            (Self::StayOnly, Some(to)) => to.min(on),
            _ => on,
        }
    }
}

impl KnownLevel {
    /// The higher level; of two equal ones the one known earlier.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        match self.level.cmp(&other.level) {
            std::cmp::Ordering::Less => other,
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Equal => Self {
                recorded: self.recorded.min(other.recorded),
                ..self
            },
        }
    }
}

impl History {
    /// The highest level of an area in any list in force on a date.
    pub fn level_on(&self, area: AreaId, on: Date) -> Option<Level> {
        self.steps(Key::Area(area))?.highest(on.start(), on.end())
    }

    /// The highest level of any area of a county in any list in force on a date.
    pub fn county_level_on(&self, county: DivisionCode, on: Date) -> Option<Level> {
        self.steps(Key::County(county))?
            .highest(on.start(), on.end())
    }

    /// The highest level of any area of a county in the last list up to the end of a date: the answer of
    /// `healthcode risk level CODE --on DATE`.
    pub fn latest_level(&self, county: DivisionCode, on: Date) -> Option<Level> {
        self.steps(Key::County(county))?.at(on.end().plus_ms(-1))
    }

    /// The level on the date `on` of a stay in the areas that the person ticked.
    pub fn stay_level(
        &self,
        ticked: &[AreaId],
        stay: StayDays,
        on: Date,
        from: LevelFrom,
    ) -> Option<KnownLevel> {
        let levels = ticked
            .iter()
            .map(|area| self.known(Key::Area(*area), stay, on, from));
        levels.flatten().reduce(KnownLevel::worse)
    }

    /// The same for a county: the highest level of any of its areas, for pop-ups and for rules that say
    /// `coarse = true`.
    pub fn county_stay_level(
        &self,
        county: DivisionCode,
        stay: StayDays,
        on: Date,
        from: LevelFrom,
    ) -> Option<KnownLevel> {
        self.known(Key::County(county), stay, on, from)
    }

    /// The same for the areas that are the whole county (see [`History::name_whole`]); needs no tick.
    pub fn whole_stay_level(
        &self,
        county: DivisionCode,
        stay: StayDays,
        on: Date,
        from: LevelFrom,
    ) -> Option<KnownLevel> {
        let levels = self.whole_areas(county).map(|(area, since)| {
            let known = self.known(Key::Area(area), stay, on, from)?;
            Some(KnownLevel {
                recorded: known.recorded.max(since.date()),
                ..known
            })
        });
        levels.flatten().reduce(KnownLevel::worse)
    }

    fn known(&self, key: Key, stay: StayDays, on: Date, from: LevelFrom) -> Option<KnownLevel> {
        let last = from.last_day(stay, on);
        let level = self.steps(key)?.highest(stay.from.start(), last.end())?;
        let recorded = self.recorded(key, level, stay.from, last)?;
        Some(KnownLevel {
            level,
            recorded: recorded.date().max(stay.recorded),
        })
    }

    /// The areas of a county that staff marked, and since when.
    pub(super) fn whole_areas(
        &self,
        county: DivisionCode,
    ) -> impl Iterator<Item = (AreaId, Instant)> {
        let marked = self.whole.iter().map(|(area, since)| (*area, *since));
        marked.filter(move |(area, _)| {
            self.areas
                .get(area)
                .is_some_and(|area| area.place == county)
        })
    }

    pub(super) fn steps(&self, key: Key) -> Option<&Steps> {
        match key {
            Key::Area(area) => self.areas.get(&area).map(|area| &area.steps),
            Key::County(code) => self.counties.get(&code).map(|county| &county.steps),
        }
    }

    /// The lists in force on any of the dates from `first` to `last`.
    pub(super) fn in_force(&self, first: Date, last: Date) -> &[Slot] {
        let begun = self
            .slots
            .partition_point(|slot| slot.as_of <= first.start());
        let end = self.slots.partition_point(|slot| slot.as_of < last.end());
        self.slots
            .get(begun.saturating_sub(1)..end)
            .unwrap_or_default()
    }

    /// The earliest time at which a list among those in force on these dates, which says this level or a higher one,
    /// was imported and in force.
    pub(super) fn recorded(
        &self,
        key: Key,
        level: Level,
        first: Date,
        last: Date,
    ) -> Option<Instant> {
        let steps = self.steps(key)?;
        let lists = self.in_force(first, last).iter().filter_map(|slot| {
            let said = steps.at(slot.as_of).filter(|said| *said >= level)?;
            Some(slot.first_recorded(key, said).max(slot.as_of))
        });
        lists.min()
    }
}

impl Slot {
    /// The earliest import among the list in force, which says this level of the key, and the lists of the
    /// same instant that it replaced and that say the same.
    fn first_recorded(&self, key: Key, level: Level) -> Instant {
        let replaced = self
            .replaced
            .iter()
            .filter(|(_, content)| content.level(key) == Some(level));
        let replaced = replaced.map(|(version, _)| version.import.recorded);
        replaced.fold(self.in_force.import.recorded, Instant::min)
    }
}
