//! Whether something may come into force: what it does is counted, and held against what may come by itself.

use std::collections::BTreeMap;

use domain::pending::{AloneLimits, CityCount};
use domain::place::DivisionCode;
use domain::time::Instant;
use serde::{Deserialize, Serialize};
use storage::Batch;

use super::bring::Arriving;
use crate::Service;
use crate::error::Error;
use crate::proposal::Effect;
use crate::what_if::WhatIf;

const HOUR_MS: i64 = 3_600_000;

/// By whose leave something comes into force.
pub(crate) enum Leave<'a> {
    /// It is not tried: what a demonstration's operator publishes.
    Untried,
    /// Two people have seen this effect; what has grown beyond it meanwhile is little.
    Seen(&'a Effect),
    /// Nobody has looked: it worsens few, with what else has come by itself.
    Alone(&'a Arriving<'a>),
}

/// What was counted of a list or a policy before it came into force.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counted {
    /// The counts.
    pub effect: Effect,
    /// Of each city that it worsens, how many of how many.
    pub cities: Vec<CityCount>,
    /// Whether it says something only later, a list that raises areas or a policy by which anything is decided otherwise: nobody
    /// can count that today.
    pub uncertain: bool,
}

/// People who are worse, in all and by city.
#[derive(Default)]
struct Worse {
    all: u64,
    cities: BTreeMap<DivisionCode, u64>,
}

impl Worse {
    fn of(effect: &Effect) -> Self {
        Self {
            all: effect.worse,
            cities: effect.worse_by_city(),
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        self.all += other.all;
        for (city, worse) in &other.cities {
            *self.cities.entry(*city).or_default() += worse;
        }
        self
    }

    fn beyond(mut self, seen: &Self) -> Self {
        self.all = self.all.saturating_sub(seen.all);
        for (city, worse) in &mut self.cities {
            *worse = worse.saturating_sub(seen.cities.get(city).copied().unwrap_or(0));
        }
        self
    }
}

impl Service {
    /// What was tried, with the people of the cities that it worsens.
    pub(crate) async fn counted(&self, what_if: WhatIf, now: Instant) -> Result<Counted, Error> {
        let worse = Worse::of(&what_if.effect);
        Ok(Counted {
            cities: self.cities_of(&worse, now).await?,
            effect: what_if.effect,
            uncertain: false,
        })
    }

    /// Whether something that was counted may come into force by this leave.
    pub(crate) async fn may_come(
        &self,
        leave: &Leave<'_>,
        counted: &Counted,
        now: Instant,
    ) -> Result<bool, Error> {
        let own = Worse::of(&counted.effect);
        let worse = match leave {
            Leave::Untried => return Ok(true),
            Leave::Seen(seen) => own.beyond(&Worse::of(seen)),
            Leave::Alone(_) if counted.uncertain => return Ok(false),
            // What only lifts goes through, whatever has come before.
            Leave::Alone(_) if own.all == 0 => return Ok(true),
            Leave::Alone(_) => own.plus(&self.came_alone(now).await?),
        };
        let cities = self.cities_of(&worse, now).await?;
        Ok(AloneLimits::IN_FORCE.admits(worse.all, &cities))
    }

    /// The batch that notes that what comes now came by itself; none where somebody else has looked.
    pub(crate) async fn noted_alone(
        &self,
        leave: &Leave<'_>,
        counted: Option<&Counted>,
        now: Instant,
    ) -> Result<Option<Batch>, Error> {
        match (leave, counted) {
            (Leave::Alone(arriving), Some(counted)) => {
                self.note_arrival(arriving, counted, true, now).await
            }
            _ => Ok(None),
        }
    }

    /// Who was worsened by what came into force by itself a short time ago.
    async fn came_alone(&self, now: Instant) -> Result<Worse, Error> {
        let since = now.plus_ms(-AloneLimits::IN_FORCE.hours * HOUR_MS);
        let found = self.store.pending_alone_since(since).await?;
        self.raise(&found.alarms, now).await?;
        let each = found.rows.iter().map(super::kept::counted_of);
        let all = each.map(|counted| Worse::of(&counted.effect));
        Ok(all.fold(Worse::default(), |sum, one| sum.plus(&one)))
    }

    /// The people of the cities in which somebody is worse; nobody is counted where nobody is.
    async fn cities_of(&self, worse: &Worse, now: Instant) -> Result<Vec<CityCount>, Error> {
        if worse.cities.values().all(|worse| *worse == 0) {
            return Ok(Vec::new());
        }
        let found = self.store.people_by_city().await?;
        self.raise(&found.alarms, now).await?;
        let people: BTreeMap<DivisionCode, u64> = found.rows.into_iter().collect();
        let count = |(city, worse): (&DivisionCode, &u64)| CityCount {
            city: *city,
            people: people.get(city).copied().unwrap_or(0),
            worse: *worse,
        };
        let cities = worse.cities.iter().filter(|(_, worse)| **worse > 0);
        Ok(cities.map(count).collect())
    }
}
