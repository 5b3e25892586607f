//! Counting what would change (N-6): by city and from colour to colour, with some examples that say nothing of who it is.

use std::collections::BTreeMap;

use domain::ids::PersonId;
use domain::place::DivisionCode;
use domain::policy::RuleId;
use domain::rating::{Decision, Reason, Touched};
use domain::state::State;
use domain::time::{Date, Instant};
use serde::Serialize;
use storage::PersonFacts;

use crate::Service;
use crate::error::Error;
use crate::event::Met;
use crate::proposal::{CityChange, Effect};
use crate::shared::Shared;

/// The most examples.
const MOST_EXAMPLES: usize = 10;
/// How many visitors are read at once.
const PAGE: usize = 200;

/// Whom a list or a policy would change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WhatIf {
    /// The counts.
    pub effect: Effect,
    /// Some of those whose state would change.
    pub examples: Vec<Example>,
}

/// Somebody whose state would change, without a word of who it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Example {
    /// The city.
    pub city: DivisionCode,
    /// The state before.
    pub from: State,
    /// The state after.
    pub to: State,
    /// The rules behind the state after.
    pub rules: Vec<RuleId>,
    /// Since when it would hold.
    pub since: Option<Date>,
    /// Until when, where that can be foreseen.
    pub until: Option<Date>,
}

/// Hears how many people were looked at so far.
pub type Looked<'a> = &'a (dyn Fn(u64) + Sync);

/// For whoever does not listen.
pub(crate) const UNHEARD: Looked<'static> = &|_| {};

impl Service {
    /// Whom a publication would change, of all whom it can touch: rated with the shared data as they are and as they would be.
    pub(crate) async fn what_if(
        &self,
        touched: Touched,
        both: (&Shared, &Shared),
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        self.what_if_met(touched, &Met::new(), both, now, looked)
            .await
    }

    /// The same where visits would become facts with it.
    pub(crate) async fn what_if_met(
        &self,
        touched: Touched,
        met: &Met,
        both: (&Shared, &Shared),
        now: Instant,
        looked: Looked<'_>,
    ) -> Result<WhatIf, Error> {
        let mut tally = Tally::default();
        let mut search = self.search(touched, PersonId(i64::MIN), now).await?;
        while let Some(mut people) = search.next(self).await? {
            people.retain(|person| !met.contains_key(person));
            let concerns = |facts: &PersonFacts| search.concerns(facts);
            self.try_on((&people, met), concerns, both, &mut tally, now)
                .await?;
            looked(tally.looked_at());
        }
        let visitors: Vec<PersonId> = met.keys().copied().collect();
        for people in visitors.chunks(PAGE) {
            self.try_on((people, met), |_| true, both, &mut tally, now)
                .await?;
            looked(tally.looked_at());
        }
        Ok(tally.what_if())
    }
}

/// Counts while people are looked at.
#[derive(Default)]
pub(crate) struct Tally {
    effect: Effect,
    changes: BTreeMap<(DivisionCode, State, State), u64>,
    examples: Vec<Example>,
}

impl Tally {
    /// People who were looked at so far.
    pub(crate) const fn looked_at(&self) -> u64 {
        self.effect.looked_at
    }

    /// Takes what would become of one person. `is_coarse` says of a reason whether its rule is a coarse one.
    pub(crate) fn take(
        &mut self,
        before: &[Decision],
        after: &[Decision],
        is_coarse: impl Fn(&Reason) -> bool,
    ) {
        self.effect.looked_at += 1;
        let (mut worse, mut better, mut noticed) = (false, false, false);
        let mut by_others = false;
        for new in after {
            let mut known = before.iter();
            let Some(old) = known.find(|old| old.jurisdiction == new.jurisdiction) else {
                continue;
            };
            noticed |= old.pop_ups != new.pop_ups;
            let is_worse = new.is_worse_than(old);
            worse |= is_worse;
            by_others |= is_worse && !new.is_worse_by(old, &is_coarse);
            better |= new.state < old.state;
            // Of a state that stays only what lasts longer is a change.
            if is_worse || old.state != new.state {
                self.change(old, new);
            }
        }
        self.effect.worse += u64::from(worse);
        self.effect.coarse += u64::from(worse && !by_others);
        self.effect.better += u64::from(better && !worse);
        self.effect.noticed += u64::from(noticed && !worse && !better);
    }

    fn change(&mut self, old: &Decision, new: &Decision) {
        let key = (new.jurisdiction, old.state, new.state);
        let people = self.changes.entry(key).or_default();
        *people += 1;
        // The first of each kind of change speaks for it.
        if *people == 1 && self.examples.len() < MOST_EXAMPLES {
            self.examples.push(Example {
                city: new.jurisdiction,
                from: old.state,
                to: new.state,
                rules: new.rules().into_iter().cloned().collect(),
                since: new.since,
                until: new.until,
            });
        }
    }

    /// What was counted.
    pub(crate) fn what_if(self) -> WhatIf {
        let changes = self.changes.into_iter();
        let change = |((city, from, to), people)| CityChange {
            city,
            from,
            to,
            people,
        };
        WhatIf {
            effect: Effect {
                changes: changes.map(change).collect(),
                ..self.effect
            },
            examples: self.examples,
        }
    }
}
