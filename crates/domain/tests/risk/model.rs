//! The slow, obvious history: all lists kept whole, every hour looked at. The quick one must agree with it.

use std::collections::BTreeMap;

use domain::ids::AreaId;
use domain::level::Level;
use domain::place::DivisionCode;
use domain::policy::LevelFrom;
use domain::risk::{Episode, KnownLevel, ListedArea, ResidenceDays, RiskList, StayDays};
use domain::time::{Date, Instant};

const HOUR_MS: i64 = 3_600_000;

/// Lists with times of saving, no two of them equal.
pub(crate) struct Model {
    /// The lists of each instant, the one in force first; each content once.
    instants: BTreeMap<Instant, Vec<RiskList>>,
}

/// Whose level is asked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    Area(AreaId),
    County(DivisionCode),
}

impl Model {
    pub(crate) fn new(lists: &[RiskList]) -> Self {
        let mut instants: BTreeMap<Instant, Vec<RiskList>> = BTreeMap::new();
        for list in lists {
            let same = instants.entry(list.as_of).or_default();
            if let Some(known) = same.iter_mut().find(|known| known.id == list.id) {
                known.import.saved = known.import.saved.max(list.import.saved);
                known.import.recorded = known.import.recorded.min(list.import.recorded);
            } else {
                same.push(list.clone());
            }
            same.sort_by_key(|list| std::cmp::Reverse(list.import.saved));
        }
        Self { instants }
    }

    /// The lists of the instant whose first is in force, for each hour of the dates.
    fn in_force(&self, first: Date, last: Date) -> Vec<&[RiskList]> {
        let mut hour = first.start();
        let mut found: Vec<&[RiskList]> = Vec::new();
        while hour < last.end() {
            let lists = self.instants.range(..=hour).next_back();
            found.extend(lists.map(|(_, lists)| lists.as_slice()));
            hour = hour.plus_ms(HOUR_MS);
        }
        found.dedup_by_key(|lists| lists[0].as_of);
        found
    }

    pub(crate) fn at(&self, of: Of, instant: Instant) -> Option<Level> {
        let (_, lists) = self.instants.range(..=instant).next_back()?;
        said(&lists[0], of)
    }

    pub(crate) fn highest(&self, of: Of, first: Date, last: Date) -> Option<Level> {
        let lists = self.in_force(first, last);
        lists.iter().filter_map(|lists| said(&lists[0], of)).max()
    }

    fn recorded(&self, of: Of, at_least: Level, first: Date, last: Date) -> Option<Date> {
        let lists = self.in_force(first, last);
        let naming = lists.iter().filter_map(|lists| {
            let level = said(&lists[0], of).filter(|level| *level >= at_least)?;
            let same = lists.iter().filter(|list| said(list, of) == Some(level));
            let known = |list: &RiskList| list.import.recorded.max(list.as_of).date();
            same.map(known).min()
        });
        naming.min()
    }

    pub(crate) fn stay(
        &self,
        of: Of,
        stay: StayDays,
        on: Date,
        from: LevelFrom,
    ) -> Option<KnownLevel> {
        let last = match from {
            LevelFrom::Stay => on,
            LevelFrom::StayOnly => stay.to.unwrap_or(on).min(on),
        };
        let level = self.highest(of, stay.from, last)?;
        let recorded = self
            .recorded(of, level, stay.from, last)?
            .max(stay.recorded);
        Some(KnownLevel { level, recorded })
    }

    pub(crate) fn residence(&self, of: Of, residence: ResidenceDays, on: Date) -> Option<Episode> {
        let window = residence.from.max(on - residence.look_back);
        let level = self.highest(of, window, on)?;
        let named = |day: Date| self.highest(of, day, day) >= Some(level);
        let mut last = on;
        while !named(last) {
            last = last - 1;
        }
        let mut first = last;
        while named(first - 1) {
            first = first - 1;
        }
        let recorded = self.recorded(of, level, first.max(residence.from), last)?;
        let recorded = recorded.max(residence.recorded);
        let known = KnownLevel { level, recorded };
        let last = (last < on).then_some(last);
        Some(Episode { known, last })
    }

    pub(crate) fn newly_named(
        &self,
        county: DivisionCode,
        first: Date,
        last: Date,
        asked: Instant,
    ) -> Vec<AreaId> {
        let lists = self.in_force(first, last);
        let of_county = |list: &RiskList| -> Vec<AreaId> {
            let areas = list.areas.iter().filter(|area| area.place == Some(county));
            areas.map(|area| area.id).collect()
        };
        let mut named: Vec<_> = lists
            .iter()
            .flat_map(|lists| of_county(&lists[0]))
            .collect();
        let shown = lists.iter().flat_map(|lists| lists.iter());
        let shown = shown
            .filter(|list| list.import.recorded <= asked)
            .flat_map(of_county);
        let shown: Vec<_> = shown.collect();
        named.retain(|area| !shown.contains(area));
        named.sort_unstable();
        named.dedup();
        named
    }
}

fn said(list: &RiskList, of: Of) -> Option<Level> {
    let is = |area: &&ListedArea| match of {
        Of::Area(id) => area.id == id && area.place.is_some(),
        Of::County(code) => area.place == Some(code),
    };
    list.areas.iter().filter(is).map(|area| area.level).max()
}
